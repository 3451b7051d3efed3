"""Where a cite stands among the others. Source: CSL 1.0.2, "Choose", `position`."""

from __future__ import annotations

from publish.citations.positions import find_positions
from publish.citations.types import Cite, Cluster, Locator


def cluster(*cites: str, note: int = 0, section: int = 0) -> Cluster:
    """Return a cluster of cites written as `key` or `key 12`."""
    parts = (text.split() for text in cites)
    return Cluster(
        tuple(Cite(part[0], tuple(Locator("page", page) for page in part[1:])) for part in parts),
        note,
        section,
    )


def positions(*clusters: Cluster) -> list[set[str]]:
    """Return the positions of all cites in one row."""
    return [set(found) for cites in find_positions(clusters) for found in cites]


def test_repetition() -> None:
    """The same source again is ibid, with a new page ibid-with-locator, after another neither."""
    near = {"subsequent", "near-note"}

    found = positions(
        cluster("a 1"), cluster("a 1"), cluster("a 2"), cluster("b"), cluster("a 2"), cluster("a")
    )

    assert found == [
        {"first"},
        near | {"ibid"},
        near | {"ibid", "ibid-with-locator"},
        {"first"},
        near,
        near,
    ]


def test_no_ibid_after_a_note_with_two_sources() -> None:
    """Ibid. must have one meaning: the note before may cite one source only."""
    assert "ibid" not in positions(cluster("a", "b"), cluster("b"))[2]
    assert "ibid" in positions(cluster("a", "a"))[1]


def test_distance_counts_notes() -> None:
    """A source cited more than five notes ago is not near; plain notes between count."""
    assert "near-note" in positions(cluster("a", note=1), cluster("a", note=6))[1]
    assert "near-note" not in positions(cluster("a", note=1), cluster("a", note=7))[1]


def test_a_new_section_starts_anew() -> None:
    """Positions begin again where the section changes."""
    assert positions(cluster("a"), cluster("a", section=1)) == [{"first"}, {"first"}]
