"""Read a cite as disambiguation sees it: its text, and the names it shows.

Every item is looked at in the short form of a later cite, without locator.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publish.citations.csl.context import SUBSEQUENT, Shown
from publish.citations.csl.evaluate import render_layout
from publish.citations.csl.names import NameList
from publish.citations.csl.tree import every, plain

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document


@dataclass(frozen=True, slots=True)
class View:
    """A cite's text, its name lists and how many "disambiguate" conditions it met."""

    text: str
    lists: tuple[NameList, ...]
    conditions: int


class Views:
    """Renders cites for disambiguation, each state once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.seen: dict[tuple[str, Shown], View] = {}

    def view(self, key: str, shown: Shown) -> View:
        """Return how an item's cite reads when `shown` is added to it."""
        found = self.seen.get((key, shown))
        if found is None:
            context = self.document.context(
                key,
                "citation",
                position=replace(SUBSEQUENT, first_note=self.document.first_notes.get(key, 0)),
                shown=shown,
                is_comparing=True,
            )
            nodes = render_layout(context, self.document.style.citation)
            lists = tuple(
                box.value for box in every(nodes, "name-list") if isinstance(box.value, NameList)
            )
            found = self.seen[key, shown] = View(plain(nodes), lists, context.conditions_met)
        return found

    def forget(self) -> None:
        """Drop what was rendered, because names now read otherwise everywhere."""
        self.seen.clear()

    def parted(self, keys: list[str], shown: dict[str, Shown]) -> list[list[str]]:
        """Return the keys in groups that read the same, in order."""
        groups: dict[str, list[str]] = {}
        for key in keys:
            groups.setdefault(self.view(key, shown[key]).text, []).append(key)
        return list(groups.values())
