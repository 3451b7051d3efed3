"""Tables: caption, columns, heads with their scope, bodies, foot."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publish.editions.markup import Element
from publish.editions.pages.form import Page, add_class, length_class
from publish.model.nodes import Attr, Blocks, Cell, ColumnSpec, Row, Table
from publish.model.walk import plain_text

# A table of fewer letters is narrower than two thirds of the smallest text block, and a caption is
# as wide as its table.
_NARROW = 36
_ALIGN = {"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center"}


@dataclass(frozen=True, slots=True)
class _Rows:
    """A group of rows: `scope` is that of its header cells, `row_heads` the columns of heads."""

    rows: tuple[Row, ...]
    is_head: bool
    row_heads: int = 0


def write_table(
    page: Page,
    parent: Element,
    table: Table,
    write_blocks: Callable[[Page, Element, Blocks], None],
) -> None:
    """Append a table. In an EPUB it stands in a box of its own, which scrolls on a phone."""
    if page.form.is_epub:
        parent = page.add(parent, "div", "table")
    element = page.add(parent, "table")
    page.dress(element, table.attr)
    if table.caption.content:
        write_blocks(page, page.add(element, "caption"), table.caption.content)
        has_widths = any(column.width for column in table.columns)
        if not (page.form.is_epub or has_widths) and _letters_across(table) < _NARROW:
            add_class(element, "narrow")
    _write_columns(page, element, table.columns)
    writer = _Cells(page, table.columns, write_blocks)
    writer.group(element, "thead", table.head.attr, [_Rows(table.head.rows, True)])
    for body in table.bodies:
        groups = [_Rows(body.head, True), _Rows(body.rows, False, body.head_columns)]
        writer.group(element, "tbody", body.attr, groups)
    writer.group(element, "tfoot", table.foot.attr, [_Rows(table.foot.rows, False)])


def _letters_across(table: Table) -> int:
    """Return how many letters the widest cells of all columns have, side by side."""
    rows = [*table.head.rows, *table.foot.rows]
    rows += [row for body in table.bodies for row in (*body.head, *body.rows)]
    widest: dict[int, int] = {}
    for row in rows:
        for number, cell in enumerate(row.cells):
            length = len(plain_text(cell.content)) // max(cell.column_span, 1)
            widest[number] = max(widest.get(number, 0), length)
    return sum(widest.values())


def _write_columns(page: Page, element: Element, columns: tuple[ColumnSpec, ...]) -> None:
    """Write the widths the author asked for, as shares of the text's width."""
    if not any(column.width for column in columns):
        return
    group = page.add(element, "colgroup")
    add_class(element, "has-widths")
    for column in columns:
        one = page.add(group, "col")
        if not column.width:
            continue
        percent = f"{100 * column.width:.0f}%"
        if page.form.is_epub:
            add_class(one, length_class("width", percent))
        else:
            one.set("style", f"width: {percent}")


@dataclass(frozen=True, slots=True)
class _Cells:
    """Writes the rows of one table. Knows which columns a cell from above still fills."""

    page: Page
    columns: tuple[ColumnSpec, ...]
    write_blocks: Callable[[Page, Element, Blocks], None]

    def group(self, table: Element, name: str, attr: Attr, groups: list[_Rows]) -> None:
        if not any(group.rows for group in groups):
            return
        element = self.page.add(table, name)
        self.page.dress(element, attr)
        for group in groups:
            filled: dict[int, int] = {}  # column -> rows still filled by a cell from above
            for row in group.rows:
                self._row(element, row, group, filled)

    def _row(self, group: Element, row: Row, rows: _Rows, filled: dict[int, int]) -> None:
        element = self.page.add(group, "tr")
        self.page.dress(element, row.attr)
        column = 0
        for cell in row.cells:
            while filled.get(column, 0):
                column += 1
            scope = _scope(cell, rows, column)
            self._cell(element, cell, column, scope)
            for covered in range(column, column + cell.column_span):
                filled[covered] = cell.row_span
            column += cell.column_span
        for covered in filled:
            filled[covered] = max(0, filled[covered] - 1)

    def _cell(self, row: Element, cell: Cell, column: int, scope: str) -> None:
        # A head without words is no head: screen readers would announce nothing.
        is_head = bool(scope) and bool(plain_text(cell.content))
        element = self.page.add(row, "th" if is_head else "td")
        self.page.dress(element, cell.attr)
        if is_head:
            element.set("scope", scope)
        if cell.row_span > 1:
            element.set("rowspan", str(cell.row_span))
        if cell.column_span > 1:
            element.set("colspan", str(cell.column_span))
        align = cell.align
        if align == "AlignDefault" and column < len(self.columns):
            align = self.columns[column].align
        if align in _ALIGN:
            add_class(element, f"align-{_ALIGN[align]}")
        self.write_blocks(self.page, element, cell.content)


def _scope(cell: Cell, rows: _Rows, column: int) -> str:
    if rows.is_head:
        return "colgroup" if cell.column_span > 1 else "col"
    if column < rows.row_heads:
        return "rowgroup" if cell.row_span > 1 else "row"
    return ""
