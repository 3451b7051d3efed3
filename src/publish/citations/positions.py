"""Where in the order of citations a cite stands: first, subsequent, ibid.

Source: CSL 1.0.2, "Choose", test `position`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.citations.types import Cite, Cluster

Positions = frozenset[str]
FIRST: Positions = frozenset({"first"})


def find_positions(
    clusters: Sequence[Cluster], near_note_distance: int = 5
) -> tuple[tuple[Positions, ...], ...]:
    """Return for every cite of every cluster the positions that hold for it."""
    found: list[tuple[Positions, ...]] = []
    last_note: dict[str, int] = {}
    before: Cluster | None = None
    for order, cluster in enumerate(clusters, start=1):
        if before is None or before.section != cluster.section:
            last_note, before = {}, None
        note = cluster.note or order
        found.append(tuple(_in_cluster(cluster, before, last_note, note, near_note_distance)))
        before = cluster
    return tuple(found)


def _in_cluster(
    cluster: Cluster,
    before: Cluster | None,
    last_note: dict[str, int],
    note: int,
    near_note_distance: int,
) -> Iterator[Positions]:
    previous = before.cites[0] if before and len(before.cites) == 1 else None
    for cite in cluster.cites:
        if cite.key not in last_note:
            yield FIRST
        else:
            names = {"subsequent"} | _repetition(cite, previous)
            if note - last_note[cite.key] <= near_note_distance:
                names.add("near-note")
            yield frozenset(names)
        last_note[cite.key] = note
        previous = cite


def _repetition(cite: Cite, previous: Cite | None) -> set[str]:
    if previous is None or previous.key != cite.key:
        return set()
    if previous.locators and not cite.locators:
        return set()
    if cite.locators and cite.locators != previous.locators:
        return {"ibid", "ibid-with-locator"}
    return {"ibid"}
