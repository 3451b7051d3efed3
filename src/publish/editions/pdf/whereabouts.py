"""Tells where everything of a chapter fell, from the pages that the engine made of it.

Boxes and pages are looked at, not imported: the only door to WeasyPrint is `engine`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from publish.editions.pdf.holes import left_holes, room_of
from publish.editions.pdf.longnotes import LEAST_LINES, is_part, line_ends, whole_id
from publish.editions.pdf.pagestarts import page_starts
from publish.editions.pdf.proofs import (
    CALL,
    Bookmark,
    LaidOut,
    Message,
    NotePlace,
    Point,
    WordProof,
)
from publish.editions.pdf.words import prove_words

POINTS_PER_PIXEL = 72 / 96
_MOST_WHITE = 4  # lines at the foot of a page; above that a note is rather parted
_SLACK_PX = 0.5  # rounding of the engine, well under the thickness of a stroke


def what_fell_where(
    rendering: Any, messages: tuple[Message, ...], *, is_whole: bool = True
) -> LaidOut:
    """Return what there is to tell of a chapter's pages.

    While page numbers may still change, only what these follow from is told.
    """
    anchors: dict[str, Point] = {}
    calls: dict[str, int] = {}
    notes: dict[str, list[int]] = {}
    cut: set[str] = set()
    for index, page in enumerate(rendering.pages):
        height = page.height * POINTS_PER_PIXEL
        for name, (x, y, *_) in page.anchors.items():
            if is_part(name):
                continue
            point = Point(index, x * POINTS_PER_PIXEL, height - y * POINTS_PER_PIXEL)
            anchors.setdefault(name, point)
        for name, x, y in _calls(page._page_box):
            calls[name] = index
            up = height - y * POINTS_PER_PIXEL
            anchors[CALL + name] = Point(index, x * POINTS_PER_PIXEL, up)
        for note, is_cut in _notes(page._page_box):
            notes.setdefault(note.element.get("id", ""), []).append(index)
            if is_cut:
                cut.add(whole_id(note.element.get("id", "")))
    root = rendering._html.etree_element
    parts = _note_parts(root)
    numbers = {one.get("id"): one.get("data-number", "") for one in root.iter() if one.get("id")}
    told = LaidOut(
        page_count=len(rendering.pages),
        size_pt=(page.width * POINTS_PER_PIXEL, page.height * POINTS_PER_PIXEL),
        anchors=anchors,
        bookmarks=tuple(_bookmark(*entry) for entry in rendering.make_bookmark_tree()),
        notes=tuple(
            NotePlace(
                name, calls.get(name, -1), _pages_of(own, notes), name in cut, numbers.get(name, "")
            )
            for name, own in parts.items()
        ),
        overfull=tuple(overfull(rendering)),
        words=WordProof(),
        messages=messages,
        holes=left_holes(rendering),
    )
    if not is_whole:
        return told
    body, boxes = root.find("body"), [page._page_box for page in rendering.pages]
    return replace(
        told,
        words=prove_words(body, boxes, _hidden_by(rendering), rendering.source),
        page_starts=page_starts(body, boxes, rendering.set_later),
    )


def _hidden_by(rendering: Any) -> Callable[[Any], bool]:
    """Return what tells whether stylesheets keep an element off the pages."""
    root, style_for = rendering._html.etree_element, rendering._context.style_for
    above = {child: parent for parent in root.iter() for child in parent}

    def is_hidden(element: Any) -> bool:
        while element is not None:
            style = style_for(element)
            if style is not None and tuple(style["display"]) == ("none",):
                return True
            element = above.get(element)
        return False

    return is_hidden


def _note_parts(root: Any) -> dict[str, list[str]]:
    """Return the notes in reading order, each with the ids of its parts."""
    parts: dict[str, list[str]] = {}
    for one in root.iter():
        if "footnote" in (one.get("class") or "").split() and one.get("id"):
            parts.setdefault(whole_id(one.get("id")), []).append(one.get("id"))
    return parts


def _pages_of(parts: Sequence[str], notes: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """Return the pages where a note begins: one, if every part of it is printed once."""
    if not all(notes.get(part) for part in parts):
        return ()
    repeated = next((part for part in parts if len(notes[part]) > 1), parts[0])
    return tuple(notes[repeated])


def notes_to_part(
    rendering: Any, known: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield notes that run off their page or come late, and where their lines end.

    If there are none, those for whose length a page was left half empty.
    """
    found = tuple(_misplaced(rendering, known))
    yield from found or _too_large(rendering, known)


def _misplaced(rendering: Any, known: Mapping[str, Any]) -> Iterator[tuple[str, tuple[int, ...]]]:
    calls: dict[str, int] = {}
    for index, page in enumerate(rendering.pages):
        calls |= {name: index for name, _, _ in _calls(page._page_box)}
        for note, is_cut in _notes(page._page_box):
            name = note.element.get("id", "")
            if is_part(name) or name in known or not (is_cut or calls.get(name, index) < index):
                continue
            ends = line_ends(note)
            if len(ends) >= LEAST_LINES:
                yield name, ends


def _too_large(rendering: Any, known: Mapping[str, Any]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield notes for whose length the line with their mark went to the next page.

    That line, and the notes at the foot, leave several lines of the page before white.
    """
    for page, after in pairwise(rendering.pages):
        room = room_of(page._page_box)
        line = getattr(page._page_box.style["line_height"], "value", 0.0)  # 0: `normal`
        if not line or room < _MOST_WHITE * line:
            continue
        names = set(_calls_at_top(after._page_box, room)) - set(known)
        for note, _ in _notes(after._page_box):
            ends = line_ends(note)
            if note.element.get("id", "") in names and len(ends) >= LEAST_LINES:
                yield note.element.get("id"), ends


def _calls_at_top(page_box: Any, room: float) -> Iterator[str]:
    """Yield the notes called in the lines at the top of a page, so many pixels of them.

    None behind a picture or a table: these have to go to the next page whole.
    """
    end = page_box.content_box_y() + room
    for box in page_box.descendants(placeholders=True):
        if hasattr(box, "replacement") or box.element_tag == "table" or box.position_y > end:
            return
        if box.footnote is not None and box.element is not None:
            yield str(box.element.get("id", ""))


def _calls(page_box: Any) -> Iterator[tuple[str, float, float]]:
    """Yield the notes whose marks are on a page, and where each mark is, in pixels."""
    for box in page_box.descendants(placeholders=True):
        if box.footnote is not None and box.element is not None:
            yield box.element.get("id", ""), box.position_x, box.position_y


def _notes(page_box: Any) -> Iterator[tuple[Any, bool]]:
    """Yield the notes at the foot of a page, and whether each is cut off by the page's edge."""
    top = page_box.content_box_y() - _SLACK_PX
    bottom = page_box.content_box_y() + page_box.height + _SLACK_PX
    for area in page_box.children:
        if type(area).__name__ != "FootnoteAreaBox":
            continue
        end_of_area = area.position_y + area.margin_height() + _SLACK_PX
        for note in area.children:
            end = note.position_y + note.margin_height()
            yield note, note.position_y < top or end > min(bottom, end_of_area)


def overfull(rendering: Any) -> Iterator[tuple[int, str]]:
    """Yield page index and words of every line that is wider than the text block."""
    for index, page in enumerate(rendering.pages):
        box = page._page_box
        edge = box.position_x + box.margin_width()
        right = (box.content_box_x() + box.width + edge) / 2  # of the margin, half may hang
        for line in box.descendants(placeholders=True):
            if hasattr(line, "text") and line.position_x + line.width > right:
                yield index, line.text


def _bookmark(label: str, target: tuple[Any, ...], children: list[Any], state: str) -> Bookmark:
    page, x, y = target
    return Bookmark(
        label=label,
        page=page,
        left_pt=x * POINTS_PER_PIXEL,
        down_pt=y * POINTS_PER_PIXEL,
        children=tuple(_bookmark(*child) for child in children),
    )
