"""Finds pages left white because a picture or a table did not fit, and fills them.

The engine keeps pictures and short tables whole where they stand. So a picture that lacks little
room is set a little smaller, a long table goes on over the page, and one that would leave a third
of the page white is set behind the paragraphs that fill it. What still leaves a hole is told.
Boxes are looked at, not imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from publish.editions.pdf.proofs import Hole

LEAST_HOLE = 0.25  # of the text block's height: a smaller one is no matter
_LEAST_SCALE = 0.7  # a picture set smaller than this could not be read
_ROWS_TO_PART = 10  # a shorter table is kept together
_LARGE_HOLE = 1 / 3  # only for one like that is something set elsewhere than it was written
_SLACK_PX = 1.0
_KINDS = ("figure", "table")


@dataclass(frozen=True, slots=True)
class Fit:
    """What is done about a figure or table: one of these, or nothing."""

    height_px: float = 0.0  # of its picture
    is_parted: bool = False  # it may go on over the page
    later: int = 0  # behind so many paragraphs


Fits = Mapping[int, Fit]  # by the number of the figure or table in the chapter
_AS_IT_IS = Fit()


def apply_fits(root: Any, fits: Fits) -> list[tuple[Any, Any]]:
    """Change the figures and tables of a chapter's document.

    Returns those that were set later, each with the element above it: see `restore`.
    """
    moved = []
    above = {child: parent for parent in root.iter() for child in parent} if fits else {}
    for number, element in enumerate(list(_blocks(root))):
        fit = fits.get(number, _AS_IT_IS)
        if fit.is_parted:
            element.set("style", "break-inside: auto")
        elif fit.height_px:
            picture = next(element.iter("img"))
            picture.set("style", f"width: auto; height: {fit.height_px:.1f}px")
        elif fit.later:
            _shift(above[element], element, fit.later)
            element.set("data-later", str(fit.later))
            moved.append((above[element], element))
    return moved


def restore(moved: Sequence[tuple[Any, Any]]) -> None:
    """Put what was set later back to where it was written."""
    for parent, element in reversed(moved):
        _shift(parent, element, -int(element.get("data-later")))


def _shift(parent: Any, element: Any, steps: int) -> None:
    place = list(parent).index(element)
    parent.remove(element)
    parent.insert(place + steps, element)


def fits_for(rendering: Any, tried: Fits) -> Iterator[tuple[int, Fit]]:
    """Yield what to do about holes; where one thing did not help, another is tried."""
    root = rendering._html.etree_element
    numbers = {id(one): n for n, one in enumerate(_blocks(root))}
    for page, room, box in _holes(rendering.pages):
        number = numbers.get(id(box.element))
        if number is None or tried.get(number) == _AS_IT_IS:
            continue
        last = tried.get(number)
        if last is None and (fit := _fit(box, room)) is not None:
            yield number, fit
        elif room > _LARGE_HOLE * rendering.pages[page]._page_box.height and not (
            last and last.later
        ):
            yield number, Fit(later=_paragraphs_that_fill(rendering, box.element, page, room))
        else:
            yield number, _AS_IT_IS


def left_holes(rendering: Any) -> tuple[Hole, ...]:
    """Return the large holes that are left: how much of which page, and before what."""
    found = (
        Hole(page, room / rendering.pages[page]._page_box.height, _name(box.element))
        for page, room, box in _holes(rendering.pages)
    )
    return tuple(hole for hole in found if hole.share > _LARGE_HOLE)


def _blocks(root: Any) -> Iterator[Any]:
    """Yield the figures and tables of a document that are in no other, in reading order."""
    for element in root:
        if element.tag in _KINDS:
            yield element
        else:
            yield from _blocks(element)


def _holes(pages: Sequence[Any]) -> Iterator[tuple[int, float, Any]]:
    """Yield page, empty height in pixels, and the figure or table that begins the next page."""
    for number, (page, after) in enumerate(pairwise(pages)):
        box = _first_block(after._page_box)
        if box is None or any(one.element is box.element for one in page._page_box.descendants()):
            continue  # text, or a table that goes on
        room = room_of(page._page_box)
        if room > LEAST_HOLE * page._page_box.height:
            yield number, room, box


def _first_block(box: Any) -> Any:
    """Return the figure or table with which a page begins, None if it begins with text."""
    while True:
        children = [one for one in getattr(box, "children", ()) if one.is_in_normal_flow()]
        if not children or type(children[0]).__name__ == "LineBox":
            return None
        box = children[0]
        if box.element_tag in _KINDS:
            return box


def room_of(page: Any) -> float:
    """Return the height between the text of a page and its notes or its end."""
    foot = page.content_box_y() + page.height
    lowest: float = page.content_box_y()
    for child in page.children:
        kind = type(child).__name__
        if kind == "FootnoteAreaBox":
            foot = min(foot, child.position_y) if child.children else foot
        elif kind != "MarginBox":
            for box in child.descendants(placeholders=True):
                if type(box).__name__ == "LineBox" or hasattr(box, "replacement"):
                    lowest = max(lowest, box.position_y + box.height)
    return float(foot - lowest)


def _fit(box: Any, room: float) -> Fit | None:
    """Return how a figure or table goes into the room that it should have had, None if not."""
    if box.element_tag == "table":
        rows = sum(1 for _ in box.element.iter("tr"))
        return Fit(is_parted=True) if rows >= _ROWS_TO_PART else None
    pictures = [one for one in box.descendants() if hasattr(one, "replacement")]
    if len(pictures) != 1 or pictures[0].element_tag != "img":
        return None
    height = pictures[0].height - (box.margin_height() - room) - _SLACK_PX
    return Fit(height_px=height) if height >= _LEAST_SCALE * pictures[0].height else None


def _paragraphs_that_fill(rendering: Any, element: Any, page: int, room: float) -> int:
    """Return how many paragraphs behind a figure or table would fill the hole before it.

    None do if it has notes, which would lose their order, or if the author wants it `here`.
    """
    classes = {name for one in element.iter() for name in (one.get("class") or "").split()}
    if classes & {"footnote", "noteref", "here"}:
        return 0
    heights: dict[Any, float] = {}
    for after in rendering.pages[page + 1 : page + 4]:
        for box in after._page_box.descendants():
            if box.element_tag == "p" and type(box).__name__ == "BlockBox":
                heights[box.element] = heights.get(box.element, 0.0) + box.height
    parent = next(one for one in rendering._html.etree_element.iter() if element in list(one))
    following = list(parent)[list(parent).index(element) + 1 :]
    count, filled = 0, 0.0
    for one in following:
        if filled >= room or one.tag != "p" or one not in heights:
            break
        count += 1
        filled += heights[one]
    return count


def _name(element: Any) -> str:
    """Return the words by which an author knows a figure or table."""
    labels = (one for one in element.iter() if one.get("class") == "caption-label")
    label = next(labels, None)
    return "".join(label.itertext()) if label is not None else element.tag
