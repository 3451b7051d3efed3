"""Finds pages left white because a picture or a table did not fit, and makes it fit.

The engine keeps pictures and short tables whole, and has no way to set one later in the text. So
a picture that lacks little room is set a little smaller, and a table may go on over the page.
What still leaves a hole is told. Boxes are looked at, not imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from publish.editions.pdf.proofs import Hole

LEAST_HOLE = 0.2  # of the text block's height: a smaller one is no matter
_LEAST_SCALE = 0.7  # a picture set smaller than this could not be read
_ROWS_TO_PART = 10  # a shorter table is kept together
_LARGE_HOLE = 1 / 3  # unless it leaves as much as this white
_SLACK_PX = 1.0
_KINDS = ("figure", "table")

# What is done about a figure or table, by its number in the chapter: the height of its picture in
# pixels; 0, nothing; -1, it may be parted.
Fits = Mapping[int, float]
_AS_IT_IS, _PARTED = 0.0, -1.0


def apply_fits(root: Any, fits: Fits) -> None:
    """Change the figures and tables of a chapter's document."""
    for number, element in enumerate(_blocks(root)):
        height = fits.get(number, _AS_IT_IS)
        if height == _PARTED:
            element.set("style", "break-inside: auto")
        elif height:
            picture = next(element.iter("img"))
            picture.set("style", f"width: auto; height: {height:.1f}px")


def fits_for(rendering: Any, tried: Fits) -> Iterator[tuple[int, float]]:
    """Yield what to do about holes; what was tried before and did not help is undone."""
    numbers = {id(one): n for n, one in enumerate(_blocks(rendering._html.etree_element))}
    for page, room, box in _holes(rendering.pages):
        share = room / rendering.pages[page]._page_box.height
        number = numbers.get(id(box.element))
        if number is None or tried.get(number) == _AS_IT_IS:
            continue
        yield number, _AS_IT_IS if number in tried else _fit(box, room, share)


def left_holes(rendering: Any) -> tuple[Hole, ...]:
    """Return the holes that are left: how much of which page, and before what."""
    return tuple(
        Hole(page, room / rendering.pages[page]._page_box.height, _name(box.element))
        for page, room, box in _holes(rendering.pages)
    )


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
        room = _room(page._page_box)
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


def _room(page: Any) -> float:
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


def _fit(box: Any, room: float, share: float) -> float:
    """Return what to do about a figure or table, given the room that it should have had.

    `share` is what part of the page that is.
    """
    if box.element_tag == "table":
        rows = sum(1 for _ in box.element.iter("tr"))
        return _PARTED if rows >= _ROWS_TO_PART or share > _LARGE_HOLE else _AS_IT_IS
    pictures = [one for one in box.descendants() if hasattr(one, "replacement")]
    if len(pictures) != 1 or pictures[0].element_tag != "img":
        return _AS_IT_IS
    height = pictures[0].height - (box.margin_height() - room) - _SLACK_PX
    return float(height) if height >= _LEAST_SCALE * pictures[0].height else _AS_IT_IS


def _name(element: Any) -> str:
    """Return the words by which an author knows a figure or table."""
    labels = (one for one in element.iter() if one.get("class") == "caption-label")
    label = next(labels, None)
    return "".join(label.itertext()) if label is not None else element.tag
