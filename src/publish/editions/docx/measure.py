"""How much room paragraphs, tables and pictures take, by their styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from publish.editions.docx import metrics, ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.package import Package
from publish.editions.markup import Element

TWIPS = 20  # to the point
EMU = 12_700  # to the point
LINE = 240  # w:spacing/@w:line of a single line
_ROW_PADDING_PT = 4
_STYLES = "word/styles.xml"
_NOTES = "word/footnotes.xml"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a paragraph style says of room, in points; `lines` is a multiple."""

    size: float = 12
    lines: float = 1
    before: float = 0
    after: float = 0
    left: float = 0
    right: float = 0
    first: float = 0  # negative: hanging
    keeps_with_next: bool = False

    @property
    def line_height(self) -> float:
        """Return the distance from one base line to the next."""
        return self.size * metrics.LINE_HEIGHT * self.lines


@dataclass(frozen=True, slots=True)
class Box:
    """A paragraph or table row: its lines, each with the height of the notes it calls."""

    lines: tuple[tuple[float, float], ...]
    before_pt: float = 0
    after_pt: float = 0
    keeps_with_next: bool = False
    bookmarks: tuple[str, ...] = ()

    @property
    def head_pt(self) -> float:
        """Return the height of what must stand together at the top: two lines, or three."""
        return self.before_pt + sum(height for height, _ in self._head)

    @property
    def head_notes_pt(self) -> float:
        """Return the height of the notes to those lines."""
        return sum(notes for _, notes in self._head)

    @property
    def _head(self) -> tuple[tuple[float, float], ...]:
        # No single line at the foot of a page, nor at the head of the next.
        return self.lines if len(self.lines) <= 3 or self.keeps_with_next else self.lines[:2]


class Measures:
    """Measures of one file."""

    def __init__(self, package: Package, look: Look) -> None:
        self._styles = {
            ooxml.get(one, "w:styleId"): one
            for one in ooxml.children(package.tree(_STYLES), "w:style")
        }
        self._width = look.text_width / TWIPS
        self._size = look.size_pt
        self.style = cache(self._style)
        self._notes = {
            ooxml.get(one, "w:id"): self._note(one)
            for one in ooxml.children(package.tree(_NOTES), "w:footnote")
        }

    def boxes(self, one: Element) -> Iterator[Box]:
        """Yield the boxes of an element of the body."""
        if ooxml.is_a(one, "w:p"):
            yield self._paragraph(one, self._width)
        elif ooxml.is_a(one, "w:tbl"):
            columns = [float(ooxml.get(c, "w:w", "0")) for c in ooxml.every(one, "w:gridCol")]
            scale = self._width / (sum(columns) or 1)
            for row in ooxml.children(one, "w:tr"):
                yield self._row(row, [column * scale for column in columns])

    def _style(self, style_id: str) -> Measure:
        found = self._styles.get(style_id or "Normal")
        if found is None:
            return Measure(self._size)
        based = ooxml.child(found, "w:basedOn")
        base = Measure(self._size) if based is None else self.style(ooxml.get(based, "w:val"))
        return _with_properties(base, found)

    def _note(self, note: Element) -> float:
        boxes = [self._paragraph(one, self._width) for one in ooxml.every(note, "w:p")]
        return sum(sum(h for h, _ in box.lines) + box.before_pt + box.after_pt for box in boxes)

    def _paragraph(self, paragraph: Element, width: float) -> Box:
        measure = _with_properties(self.style(ooxml.style_of(paragraph)), paragraph)
        words, calls = _words(paragraph)
        room = width - measure.left - measure.right
        counts = list(metrics.lines(words, measure.size, room - measure.first, room)) or [0]
        height = max([measure.line_height, *_pictures(paragraph)])
        lines, at = [], 0
        for count in counts:
            called = [number for place, number in calls if at <= place < at + count]
            lines.append((height, sum(self._notes.get(number, 0) for number in called)))
            at += count
        names = tuple(ooxml.get(o, "w:name") for o in _bookmarks(paragraph))
        keeps = measure.keeps_with_next
        return Box(tuple(lines), measure.before, measure.after, keeps, names)

    def _row(self, row: Element, columns: list[float]) -> Box:
        height, notes = 0.0, 0.0
        for cell, width in zip(ooxml.children(row, "w:tc"), columns, strict=False):
            boxes = [self._paragraph(one, width - 11) for one in ooxml.every(cell, "w:p")]
            tall = sum(sum(h for h, _ in b.lines) + b.before_pt + b.after_pt for b in boxes)
            height = max(height, tall + _ROW_PADDING_PT)
            notes += sum(n for box in boxes for _, n in box.lines)
        return Box(((height, notes),))


def _with_properties(base: Measure, holder: Element) -> Measure:
    """Return a measure with what the properties of a style or paragraph say otherwise."""
    properties = ooxml.child(holder, "w:pPr")
    spacing = indent = keep = None
    if properties is not None:
        spacing = ooxml.child(properties, "w:spacing")
        indent = ooxml.child(properties, "w:ind")
        keep = ooxml.child(properties, "w:keepNext")
    run = ooxml.child(holder, "w:rPr") if ooxml.is_a(holder, "w:style") else None
    size = None if run is None else ooxml.child(run, "w:sz")
    return Measure(
        size=base.size if size is None else float(ooxml.get(size, "w:val")) / 2,
        lines=_number(spacing, "w:line", base.lines, LINE),
        before=_number(spacing, "w:before", base.before),
        after=_number(spacing, "w:after", base.after),
        left=_number(indent, "w:left", base.left),
        right=_number(indent, "w:right", base.right),
        first=_first(indent, base.first),
        keeps_with_next=base.keeps_with_next or keep is not None,
    )


def _number(holder: Element | None, attribute: str, given: float, unit: float = TWIPS) -> float:
    value = "" if holder is None else ooxml.get(holder, attribute)
    return float(value) / unit if value else given


def _first(indent: Element | None, given: float) -> float:
    hanging = _number(indent, "w:hanging", 0)
    return -hanging if hanging else _number(indent, "w:firstLine", given)


def _words(paragraph: Element) -> tuple[list[str], list[tuple[int, str]]]:
    """Return words and line breaks, and each note with the place of the word it follows."""
    words = [""]
    calls: list[tuple[int, str]] = []
    tags = ("w:t", "m:t", "w:br", "w:footnoteReference")
    for one in ooxml.every(paragraph, *tags):
        if ooxml.is_a(one, "w:footnoteReference"):
            calls.append((len(words) - 1, ooxml.get(one, "w:id")))
        elif ooxml.is_a(one, "w:br"):
            words += [metrics.BREAK, ""]
        else:
            first, *rest = (one.text or "").split(" ")
            words[-1] += first
            words += rest
    return words, calls


def _pictures(paragraph: Element) -> list[float]:
    extents = ooxml.every(paragraph, "wp:extent")
    return [float(ooxml.get(one, "cy")) / EMU for one in extents]


def _bookmarks(paragraph: Element) -> Iterator[Element]:
    """Yield the bookmarks in a paragraph and those that begin before it."""
    yield from ooxml.every(paragraph, "w:bookmarkStart")
    before = paragraph.getprevious()
    while before is not None and ooxml.is_a(before, "w:bookmarkStart", "w:bookmarkEnd"):
        if ooxml.is_a(before, "w:bookmarkStart"):
            yield before
        before = before.getprevious()
