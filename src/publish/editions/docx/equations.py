"""Equations with a number: the formula in the middle, the number at the right.

A table without lines holds the two, as many journals' templates have it: Word sets a formula
beside a tab stop in the small size of running text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.editions.docx.contents import styled
from publish.model.nodes import (
    Attr,
    Block,
    Caption,
    Cell,
    ColumnSpec,
    Div,
    Inline,
    Inlines,
    Para,
    Plain,
    Row,
    SoftBreak,
    Space,
    Span,
    Table,
    TableBody,
    TableFoot,
    TableHead,
)

TABLE_STYLE = "EquationTable"  # by its id: pandoc 3.9 looks up no table style by name
_NUMBER_WIDTH = 0.1
_WIDTHS = (_NUMBER_WIDTH, 1 - 2 * _NUMBER_WIDTH, _NUMBER_WIDTH)
_ALIGNMENTS = ("AlignLeft", "AlignCenter", "AlignRight")


def apart(paragraph: Para) -> Any:
    """Return the pieces of a paragraph with its numbered equations set apart; None without any."""
    if not any(isinstance(node, Span) and _number(node) for node in paragraph.content):
        return None
    return tuple(_pieces(paragraph.content))


def _pieces(content: Inlines) -> Iterator[Block]:
    words: list[Inline] = []
    style = ""
    for node in content:
        number = _number(node)
        if number is None:
            words.append(node)
            continue
        yield from _words(words, style)
        words, style = [], "First Paragraph"  # the sentence goes on after the formula
        assert isinstance(node, Span)
        formula = tuple(one for one in node.content if one is not number)
        yield Div(Attr(node.attr.id), (_table(formula, number),))
    yield from _words(words, style)


def _words(content: list[Inline], style: str) -> Iterator[Block]:
    while content and isinstance(content[0], Space | SoftBreak):
        content = content[1:]
    while content and isinstance(content[-1], Space | SoftBreak):
        content = content[:-1]
    if content:
        paragraph = Para(tuple(content))
        yield styled(style, paragraph) if style else paragraph


def _number(node: Any) -> Span | None:
    """Return the number in an equation, which stands after the formula."""
    if not (isinstance(node, Span) and "equation" in node.attr.classes):
        return None
    spans = (one for one in node.content if isinstance(one, Span))
    return next((one for one in spans if "equation-number" in one.attr.classes), None)


def _table(formula: Inlines, number: Span) -> Table:
    cells = tuple(
        Cell(Attr(), "AlignDefault", 1, 1, (Plain(content),) if content else ())
        for content in ((), formula, (number,))
    )
    columns = tuple(ColumnSpec(*pair) for pair in zip(_ALIGNMENTS, _WIDTHS, strict=True))
    body = TableBody(Attr(), 0, (), (Row(Attr(), cells),))
    attr = Attr("", (), (("custom-style", TABLE_STYLE),))
    return Table(attr, Caption(), columns, TableHead(Attr(), ()), (body,), TableFoot(Attr(), ()))
