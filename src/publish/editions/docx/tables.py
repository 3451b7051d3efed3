"""Tables in the finished parts."""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element


def settle_tables(top: Element) -> None:
    """Keep rows whole and short tables in one piece."""
    for table in ooxml.every(top, "w:tbl"):
        _settle_table(table)
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


def _centre(cell: Element) -> None:
    """Set the number of an equation level with the middle of the formula."""
    properties = ooxml.child(cell, "w:tcPr")
    if properties is None:
        properties = element("w:tcPr")
        cell.insert(0, properties)
    properties.append(element("w:vAlign", {"w:val": "center"}))


_SHORT = 12  # rows of a table that is better moved whole than broken


def _space_after(table: Element) -> None:
    """Leave a line after a table; a table has no space of its own in Word."""
    following = table.getnext()
    while following is not None and ooxml.is_a(following, "w:bookmarkStart", "w:bookmarkEnd"):
        following = following.getnext()
    if following is not None and ooxml.is_a(following, "w:p"):
        ooxml.set_property(following, element("w:spacing", {"w:before": "240"}))
