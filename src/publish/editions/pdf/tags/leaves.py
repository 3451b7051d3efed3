"""Finds what the engine drew on a page, in reading order, and for which element.

Boxes of the engine are looked at, not imported. A text box has `text`; what a stylesheet made has
`::` and its kind behind the tag of its element.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from publish.editions.pdf.tags.roles import steps

_CELLS = ("td", "th")
_NOTE_CELLS = ("TD", "TH")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something on a page that matters to a listener, or is to be kept from one.

    `kind` is what a stylesheet made it for (`marker`, `footnote-call`), "" for what was written.
    `decoration` says what it is if it is no part of the text: `Header`, `Footer`, or else.
    """

    box: Any
    kind: str
    decoration: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the boxes of one page. `heads` are the heads of tables on the pages before."""

    heads: set[Any]
    decoration: str = ""

    def read(self, box: Any) -> Iterator[Leaf]:
        box = getattr(box, "_box", box)  # a placeholder of what is positioned
        here = self._inside(box)
        kind = (box.element_tag or "").rpartition("::")[2] if "::" in str(box.element_tag) else ""
        if hasattr(box, "text") or hasattr(box, "replacement") or _counts(box):
            yield Leaf(box, kind, here.decoration)
        for child in box.children:
            yield from here.read(child)
        if box.element_tag == "thead":
            self.heads.add(box.element)

    def _inside(self, box: Any) -> _Reader:
        if hasattr(box, "at_keyword"):
            return replace(self, decoration="Footer" if "bottom" in box.at_keyword else "Header")
        if box.is_leader:
            return replace(self, decoration="leader")
        if box.element_tag == "thead" and box.element in self.heads:
            return replace(self, decoration="repeated head")
        return self


def _counts(box: Any) -> bool:
    """Tell whether a box matters without any text: a link, or a cell of a table."""
    return box.link_annotation is not None or box.element_tag in _CELLS or is_note_cell(box)


def is_note_cell(box: Any) -> bool:
    """Tell whether a box is that of a cell in a note, which is set as running text there."""
    if box.element is None or "::" in (box.element_tag or ""):
        return False
    around = steps(box.element)
    return bool(around) and around[-1].kind in _NOTE_CELLS


def leaves(page_box: Any, heads: set[Any]) -> Iterator[Leaf]:
    """Yield what a page has. `heads` are the table heads met so far, to which new ones are added.

    A head that is repeated on the next page is decoration there.
    """
    yield from _Reader(heads).read(page_box)
