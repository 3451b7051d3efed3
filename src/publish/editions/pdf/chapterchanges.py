"""Finds what is not the same in two documents of a chapter, and which pages that concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Changes:
    """What became of the elements of a document.

    `renewed` maps those that are the same to what they are now, `pages` are the pages that were
    made from others. `old` and `new` are the boxes of the documents before pages were made.
    """

    renewed: dict[Any, Any]
    pages: set[int]
    old: Any
    new: Any

    def is_same_place(self, resume_at: Any) -> bool:
        """Tell whether a place, as the engine says it, is in the same element as it was."""
        old, new = self.old, self.new
        while resume_at:
            ((at, resume_at),) = resume_at.items()
            if not resume_at and hasattr(old, "text"):
                break
            if at >= len(old.children) or at >= len(new.children):
                return False
            old, new = old.children[at], new.children[at]
            if self.renewed.get(old.element) is not new.element:
                return False
            if type(old) is not type(new):
                return False
        return True


def changes_of(old: Any, new: Any, starts: Sequence[Any]) -> Changes | None:
    """Return what was changed; None if that goes through all of the document.

    `old` and `new` tell the boxes (`root`), the tree (`html`) and the children of each element as
    they were laid out (`order`); `old` tells for each page what was `touched`. `starts` are the
    places where pages begin.
    """
    whole = _Wholes()
    for box in old.root.descendants():
        if box.first_letter_style is not None:
            return None
        whole.add(box)
    renewed: dict[Any, Any] = {}
    changed: list[Any] = []
    if not _compare(old.html, new.html, (old.order, new.order), whole.elements, renewed, changed):
        return None
    inside = {part for one in changed for part in one.iter()}
    pages = {index for index, touched in old.touched.items() if not inside.isdisjoint(touched)}
    joined = [
        index for index, start in enumerate(starts) if index and _goes_on(old.root, start, whole)
    ]
    for index in (*joined, *reversed(joined)):
        if not pages.isdisjoint((index - 1, index)):
            pages |= {index - 1, index}
    return Changes(renewed, pages, old.root, new.root)


class _Wholes:
    """The elements that are laid out as a whole: paragraphs, and all that is no plain block."""

    def __init__(self) -> None:
        self.elements: set[Any] = set()
        self._odd: set[int] = set()

    def add(self, box: Any) -> None:
        """Look at a box."""
        kind = type(box).__name__
        if kind == "LineBox":
            self.elements.add(box.element)
        elif kind != "BlockBox" or box.is_table_wrapper or _has_columns(box.style):
            if kind not in ("TextBox", "InlineBox"):
                self.elements.add(box.element)
                self._odd.add(id(box))
        elif not box.is_in_normal_flow():
            self.elements.add(box.element)

    def is_odd(self, box: Any) -> bool:
        """Tell whether a box is neither a plain block nor text."""
        return id(box) in self._odd


def _has_columns(style: Any) -> bool:
    return bool(style["column_width"] != "auto" or style["column_count"] != "auto")


def _goes_on(root: Any, start: Any, whole: _Wholes) -> bool:
    """Tell whether a page begins within something that keeps its state from page to page."""
    box = root
    while start:
        ((at, start),) = start.items()
        if hasattr(box, "text") or at >= len(box.children):
            return False
        box = box.children[at]
        if start and whole.is_odd(box):
            return True
    return False


def _compare(
    old: Any,
    new: Any,
    orders: tuple[Mapping[Any, tuple[Any, ...]], Mapping[Any, tuple[Any, ...]]],
    wholes: set[Any],
    renewed: dict[Any, Any],
    changed: list[Any],
) -> bool:
    """Tell whether the differences of two elements are within what is laid out as a whole."""
    if old in wholes:
        pairs = list(_same(old, new, orders))
        if pairs and pairs[-1] is None:
            changed.append(old)
        else:
            renewed.update(pair for pair in pairs if pair is not None)
        return True
    children, others = orders[0][old], orders[1].get(new, ())
    if not _is_like(old, new) or len(children) != len(others):
        return False
    renewed[old] = new
    return all(
        _compare(one, other, orders, wholes, renewed, changed)
        for one, other in zip(children, others, strict=True)
    )


def _same(
    old: Any, new: Any, orders: tuple[Mapping[Any, Any], Mapping[Any, Any]]
) -> Iterator[tuple[Any, Any] | None]:
    """Yield the pairs of elements of two that are the same; None where they are not."""
    children, others = orders[0][old], orders[1].get(new, ())
    if not _is_like(old, new) or len(children) != len(others):
        yield None
        return
    yield old, new
    for one, other in zip(children, others, strict=True):
        for pair in _same(one, other, orders):
            yield pair
            if pair is None:
                return


def _is_like(old: Any, new: Any) -> bool:
    said, says = (old.text or "", old.tail or ""), (new.text or "", new.tail or "")
    return bool(old.tag == new.tag and old.attrib == new.attrib and said == says)
