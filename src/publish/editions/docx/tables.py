"""Tables in the finished parts."""

from __future__ import annotations

from collections.abc import Sequence

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

_SHORT = 12  # rows of a table that is better moved whole than broken
_WHOLE = 5000  # fiftieths of a percent. Source: ECMA-376-1:2016, 17.18.90, pct


def settle_tables(top: Element, look: Look) -> None:
    """Keep rows whole and short tables in one piece, as wide as the text."""
    for table in ooxml.every(top, "w:tbl"):
        _settle_table(table)
        _set_widths(table, look)
        _space_after(table)


def _settle_table(table: Element) -> None:
    rows = list(ooxml.children(table, "w:tr"))
    for index, row in enumerate(rows):
        properties = ooxml.child(row, "w:trPr")
        if properties is None:
            properties = element("w:trPr")
            row.insert(0, properties)
        properties.insert(0, element("w:cantSplit"))
        for paragraph in ooxml.every(row, "w:p"):
            if ooxml.style_of(paragraph) in ("Compact", "FirstParagraph", "BodyText", ""):
                ooxml.set_style(paragraph, "TableText")
            if index < len(rows) - 1 and len(rows) <= _SHORT:
                ooxml.set_property(paragraph, element("w:keepNext"))
    _name(table, rows)
    is_equation = _style(table) == "EquationTable"
    for cell in ooxml.every(table, "w:tc"):
        if is_equation:
            _centre(cell)
        # Word cannot open a cell that does not end in a paragraph.
        if len(cell) == 0 or not ooxml.is_a(cell[-1], "w:p"):
            last = element("w:p")
            cell.append(last)
            ooxml.set_style(last, "TableText")


def _style(table: Element) -> str:
    styles = ooxml.every(table, "w:tblStyle")
    return ooxml.get(styles[0], "w:val") if styles else ""


def _name(table: Element, rows: list[Element]) -> None:
    """Call a table without a caption after its columns, for those who hear it."""
    look = ooxml.child(table, "w:tblPr")
    heads = [row for row in rows if ooxml.every(row, "w:tblHeader")]
    words = [" ".join(ooxml.text_of(cell).split()) for row in heads[:1] for cell in row]
    said = ", ".join(one for one in words if one)
    if look is not None and said and ooxml.child(look, "w:tblCaption") is None:
        look.append(element("w:tblCaption", {"w:val": said}))


def _set_widths(table: Element, look: Look) -> None:
    """Fill the width of the text, the columns in the proportion that they were written in.

    pandoc 3.9 makes a grid table as wide as its letters in the source, and sums its columns up to
    the width of a letter page, whatever the page. A table without widths is as wide as its words
    in Word, and as its columns in LibreOffice.
    """
    layout = ooxml.every(table, "w:tblLayout")
    grid = ooxml.child(table, "w:tblGrid")
    if grid is None:
        return
    columns = list(ooxml.children(grid, "w:gridCol"))
    shares = _shares([int(ooxml.get(one, "w:w", "0")) for one in columns])
    for column, share in zip(columns, shares, strict=True):
        ooxml.put(column, "w:w", str(look.text_width * share // _WHOLE))
    if not layout or ooxml.get(layout[0], "w:type") != "fixed":
        return
    for width in ooxml.every(table, "w:tblW")[:1]:
        ooxml.put(width, "w:w", str(_WHOLE))
    for row in ooxml.children(table, "w:tr"):
        first = 0
        for cell in ooxml.children(row, "w:tc"):
            properties = _cell_properties(cell)
            spans = list(ooxml.children(properties, "w:gridSpan"))
            after = first + (int(ooxml.get(spans[0], "w:val")) if spans else 1)
            # In shares, so that an editor's other margins change the table with the text.
            share = sum(shares[first:after])
            properties.insert(0, element("w:tcW", {"w:type": "pct", "w:w": str(share)}))
            first = after


def _shares(widths: Sequence[int]) -> list[int]:
    total = sum(widths) or 1
    shares = [width * _WHOLE // total for width in widths]
    return [*shares[:-1], _WHOLE - sum(shares[:-1])]


def _centre(cell: Element) -> None:
    """Set the number of an equation level with the middle of the formula."""
    _cell_properties(cell).append(element("w:vAlign", {"w:val": "center"}))


def _cell_properties(cell: Element) -> Element:
    found = ooxml.child(cell, "w:tcPr")
    if found is None:
        found = element("w:tcPr")
        cell.insert(0, found)
    return found


def _space_after(table: Element) -> None:
    """Leave a line after a table; a table has no space of its own in Word."""
    following = table.getnext()
    while following is not None and ooxml.is_a(following, "w:bookmarkStart", "w:bookmarkEnd"):
        following = following.getnext()
    if following is not None and ooxml.is_a(following, "w:p"):
        ooxml.set_property(following, element("w:spacing", {"w:before": "240"}))
