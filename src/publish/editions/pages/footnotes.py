"""Notes at the foot of a printed page: their paragraphs, lists and tables as running text.

WeasyPrint 70 lays out an element with `float: footnote` as running text: paragraphs inside it lose
their place. So each line becomes a `Span` with a class of its own kind, parted from the next by a
line break. What it is a part of (an item of which list, a cell of which table) is written beside
it, as the tags of a PDF want to know it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from string import ascii_uppercase

from publish.model.nodes import (
    Attr,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Div,
    Figure,
    Header,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    ListAttributes,
    OrderedList,
    Para,
    Plain,
    Row,
    Space,
    Span,
    Str,
    Table,
)
from publish.structure.numbering import roman

# The key of the pair that holds the tags around a line. No author can write one with a space.
TAGS = " tags"
_DELIMITERS = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
_COUNTED = ("Decimal", "LowerRoman", "UpperRoman", "LowerAlpha", "UpperAlpha")


def flatten(blocks: Blocks) -> Inlines:
    """Return the paragraphs of a note as inlines, with a line break between them.

    The pair `TAGS` of each `Span` names the tags from the note down to it, in the names of PDF:
    `1:L;ListNumbering=Disc 2:LI 4:LBody 5:P`. Numbers tell one list or item from another.
    Source: ISO 32000-1, 14.8.4.
    """
    return _broken(_Flattener().lines(blocks, _Place()))


def _broken(lines: Iterator[Span]) -> Inlines:
    result: list[Inline] = []
    for line in lines:
        if result:
            result.append(LineBreak())
        result.append(line)
    return tuple(result)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where lines stand: the class that stylesheets know them by, their tags, their language."""

    kind: str = "note-p"
    tags: tuple[str, ...] = ()
    lang: str = ""


@dataclass(frozen=True, slots=True)
class _Flattener:
    """Flattens one note; counts its tags."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def lines(self, blocks: Blocks, place: _Place) -> Iterator[Span]:
        for block in blocks:
            yield from self._block(block, place)

    def _block(self, block: Block, place: _Place) -> Iterator[Span]:
        match block:
            case Plain(content) | Para(content):
                yield self._line(content, place)
            case Header(_, attr, content):
                heading = self._line(content, _Place("note-heading", place.tags, place.lang))
                pairs = (*heading.attr.pairs, *attr.pairs)
                yield Span(Attr(attr.id, heading.attr.classes, pairs), content)
            case LineBlock(lines):
                verse = self._in("Div", place, "note-line")
                yield from (self._line(line, verse) for line in lines)
            case CodeBlock(attr, text):
                yield self._line((Code(attr, text),), _Place("note-code", place.tags, place.lang))
            case Table():
                yield from self._table(block, place)
            case _:
                yield from self._group(block, place)

    def _group(self, block: Block, place: _Place) -> Iterator[Span]:
        match block:
            case BlockQuote(content):
                yield from self.lines(content, self._in("BlockQuote", place, "note-quote"))
            case BulletList(items) | OrderedList(_, items):
                yield from self._list(block, items, place)
            case DefinitionList(pairs):
                yield from self._terms(pairs, place)
            case Div(attr, content):
                kind = " ".join((place.kind, *attr.classes))
                lang = attr.get("lang") or place.lang
                yield from self.lines(content, _Place(kind, place.tags, lang))
            case Figure(_, caption, content):
                figure = self._in("Div", place, "note-p")
                yield from self.lines(content, figure)
                yield from self.lines(caption.content, self._in("Caption", figure, "note-p"))

    def _list(self, block: Block, items: tuple[Blocks, ...], place: _Place) -> Iterator[Span]:
        numbering = "Disc"
        if isinstance(block, OrderedList):
            style = block.attributes.style
            numbering = style if style in _COUNTED else "Decimal"
        around = self._in("L", place, "note-item", f"ListNumbering={numbering}")
        for index, item in enumerate(items):
            mark = _mark(block.attributes, index) if isinstance(block, OrderedList) else "•"
            one = self._in("LI", around, "note-item")
            label = self._span((Str(mark), Space()), self._in("Lbl", one, ""))
            body = self._in("LBody", one, "note-item")
            lines = list(self.lines(item, body)) or [self._line((), body)]
            yield Span(lines[0].attr, (label, *lines[0].content))
            yield from lines[1:]

    def _terms(
        self, pairs: tuple[tuple[Inlines, tuple[Blocks, ...]], ...], place: _Place
    ) -> Iterator[Span]:
        around = self._in("L", place, "note-item", "ListNumbering=None")
        for term, definitions in pairs:
            one = self._in("LI", around, "note-item")
            yield self._span(term, self._in("Lbl", one, "note-term"))
            body = self._in("LBody", one, "note-item")
            for definition in definitions:
                yield from self.lines(definition, body)

    def _table(self, table: Table, place: _Place) -> Iterator[Span]:
        around = self._in("Table", place, "note-p")
        if table.caption.content:
            yield from self.lines(table.caption.content, self._in("Caption", around, "note-p"))
        width = len(table.columns)
        groups = [("THead", table.head.rows, width)]
        for body in table.bodies:
            groups += [("THead", body.head, width), ("TBody", body.rows, body.head_columns)]
        groups += [("TFoot", table.foot.rows, 0)]
        for kind, rows, heads in groups:
            group = self._in(kind, around, "note-p") if rows else around
            for row in rows:
                yield self._row(row, self._in("TR", group, "note-p"), heads)

    def _row(self, row: Row, place: _Place, heads: int) -> Span:
        """Return a row as one line. `heads` of its cells are heads."""
        cells: list[Inline] = []
        for number, cell in enumerate(row.cells):
            cells += [Space()] if cells else []
            cells.append(self._cell(cell, place, is_head=number < heads))
        return self._span(tuple(cells), place)

    def _cell(self, cell: Cell, place: _Place, *, is_head: bool) -> Span:
        in_body = any(":TBody" in tag for tag in place.tags)
        spans = {"RowSpan": cell.row_span, "ColSpan": cell.column_span}
        said = [f"{name}={number}" for name, number in spans.items() if number != 1]
        said += [f"Scope={'Row' if in_body else 'Column'}"] if is_head else []
        here = self._in("TH" if is_head else "TD", place, "note-p", *said)
        return self._span(_broken(self.lines(cell.content, here)), _Place("", here.tags))

    def _in(self, tag: str, place: _Place, kind: str, *attributes: str) -> _Place:
        """Return the place inside a new tag."""
        named = ";".join((f"{next(self.numbers)}:{tag}", *attributes))
        return _Place(kind, (*place.tags, named), place.lang)

    def _line(self, content: Inlines, place: _Place) -> Span:
        """Return a paragraph."""
        return self._span(content, self._in("P", place, place.kind))

    def _span(self, content: Inlines, place: _Place) -> Span:
        pairs = ((TAGS, " ".join(place.tags)), *((("lang", place.lang),) if place.lang else ()))
        return Span(Attr("", tuple(place.kind.split()), pairs), content)


def _mark(attributes: ListAttributes, index: int) -> str:
    """Return what stands before an item of a numbered list; `index` counts from 0."""
    number = attributes.start + index
    text = str(number)
    if attributes.style.endswith("Roman"):
        text = roman(number)
    elif attributes.style.endswith("Alpha") and number <= len(ascii_uppercase):
        text = ascii_uppercase[number - 1]
    before, after = _DELIMITERS.get(attributes.delimiter, ("", "."))
    return f"{before}{text.lower() if attributes.style.startswith('Lower') else text}{after}"


__all__ = ["TAGS", "flatten"]
