"""Find the position of every cite: first, subsequent, ibid, near a note.

Source: CSL 1.0.2, "Choose" (position) and "Note Distance".
"""

from __future__ import annotations

from collections.abc import Sequence

from publish.citations.csl.cites import Cite, Cluster
from publish.citations.csl.context import FIRST, Position

_FIXED = {
    0: FIRST,
    1: Position(is_first=False, is_subsequent=True),
    2: Position(is_first=False, is_subsequent=True, is_ibid=True),
    3: Position(is_first=False, is_subsequent=True, is_ibid=True, is_ibid_with_locator=True),
}


def find_positions(clusters: Sequence[Cluster], near_distance: int) -> list[list[Position]]:
    """Return the position of each cite of each cluster, clusters in reading order.

    Note numbers are those of the clusters, so that notes without cites count for distance.
    """
    finder = _Finder(near_distance)
    return [finder.cluster(cluster) for cluster in clusters]


class _Finder:
    def __init__(self, near_distance: int) -> None:
        self.near_distance = near_distance
        self.section = 0
        self.first_notes: dict[str, int] = {}
        self.last_notes: dict[str, int] = {}
        self.before: Cluster | None = None
        self.is_alone_in_note = True

    def cluster(self, cluster: Cluster) -> list[Position]:
        """Return the positions within the next cluster."""
        if cluster.section != self.section:
            self.section = cluster.section
            self.first_notes.clear()
            self.last_notes.clear()
            self.before = None
        found = []
        for place, cite in enumerate(cluster.cites):
            found.append(self._cite(cluster, place, cite))
            self.first_notes.setdefault(cite.id, cluster.note)
            self.last_notes[cite.id] = cluster.note
        if cluster.cites:
            self._remember(cluster)
        return found

    def _remember(self, cluster: Cluster) -> None:
        before = self.before
        shares_note = before is not None and before.note == cluster.note and cluster.note > 0
        ids = {cite.id for cite in cluster.cites}
        if shares_note and before is not None:
            same = ids == {cite.id for cite in before.cites}
            self.is_alone_in_note = self.is_alone_in_note and same
        else:
            self.is_alone_in_note = True
        self.before = cluster

    def _cite(self, cluster: Cluster, place: int, cite: Cite) -> Position:
        if cite.position is not None and cite.position in _FIXED:
            return _FIXED[cite.position]
        if cite.id not in self.first_notes:
            return FIRST
        last_note = self.last_notes[cite.id]
        is_near = bool(
            cluster.note and last_note and cluster.note - last_note <= self.near_distance
        )
        preceding = self._preceding(cluster, place)
        is_ibid = with_locator = False
        if preceding is not None and preceding.id == cite.id:
            if not preceding.locators:
                is_ibid, with_locator = True, bool(cite.locators)
            elif cite.locators:
                is_ibid, with_locator = True, cite.locators != preceding.locators
        return Position(
            is_first=False,
            is_subsequent=True,
            is_ibid=is_ibid,
            is_ibid_with_locator=with_locator,
            is_near=is_near,
            first_note=self.first_notes[cite.id],
        )

    def _preceding(self, cluster: Cluster, place: int) -> Cite | None:
        """Return the cite that an ibid may point to."""
        if place:
            return cluster.cites[place - 1]
        before = self.before
        if before is None or len(before.cites) != 1:
            return None
        if before.note != cluster.note and not self.is_alone_in_note:
            return None
        if cluster.note and before.note and cluster.note - before.note > 1:
            return None
        if bool(cluster.note) != bool(before.note):
            return None
        return before.cites[0]
