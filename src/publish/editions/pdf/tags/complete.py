"""Completes the tags of a chapter with what needs to know all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.editions.pdf.tags.tree import LinkArea, Tag

_ROW_GROUPS = ("THead", "TBody", "TFoot")
_KEPT_EMPTY = ("TD", "TH", "TR")  # a table keeps its grid


def complete(top: Tag, name: str) -> None:
    """Complete the tags below `top`. `name` is the chapter's, for ids that no other has."""
    _prune(top)
    headings: list[int] = []
    tables = 0
    for tag in top.walk():
        if tag.kind == "Link" and not any(isinstance(kid, LinkArea) for kid in tag.kids):
            tag.kind = "Span"
        elif tag.kind in ("H1", "H2", "H3", "H4", "H5", "H6"):
            _put_in_order(tag, headings)
        elif tag.kind == "Table":
            tables += 1
            _connect(tag, f"{name}-{tables}")


def _prune(tag: Tag) -> None:
    """Take out what has nothing to say, and lists and tables that have lost their items."""
    for kid in tag.tags():
        _prune(kid)
    tag.kids = [
        kid for kid in tag.kids if not isinstance(kid, Tag) or kid.kids or kid.kind in _KEPT_EMPTY
    ]


def _put_in_order(heading: Tag, levels: list[int]) -> None:
    """Give a heading the level under the one above it: a text may skip levels, tags may not.

    Source: ISO 14289-1, 7.4.2.
    """
    level = int(heading.kind[1])
    while levels and levels[-1] >= level:
        levels.pop()
    levels.append(level)
    heading.kind = f"H{len(levels)}"


@dataclass(slots=True)
class _Grid:
    """The cells of a table by row and column, from 0."""

    cells: dict[tuple[int, int], Tag] = field(default_factory=dict)

    def place(self, cell: Tag, row: int) -> tuple[int, int]:
        """Put a cell into the first free column of a row; return its column and the next one."""
        column = 0
        while (row, column) in self.cells:
            column += 1
        wide, high = int(_span(cell, "ColSpan")), int(_span(cell, "RowSpan"))
        for down in range(high):
            for right in range(wide):
                self.cells[row + down, column + right] = cell
        return column, column + wide


def _connect(table: Tag, name: str) -> None:
    """Name the head cells of a table, and say for every other cell which heads it stands under.

    Source: ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5.
    """
    grid = _Grid()
    places = [
        (cell, row, *grid.place(cell, row))
        for row, one in enumerate(_rows(table))
        for cell in one.tags()
    ]
    for number, cell in enumerate(cell for cell, *_ in places if cell.kind == "TH"):
        cell.id = f"{name}-{number}"
    for cell, row, left, right in places:
        rows = range(row, row + int(_span(cell, "RowSpan")))
        above = [grid.cells.get((up, across)) for across in range(left, right) for up in range(row)]
        beside = [grid.cells.get((across, back)) for across in rows for back in range(left)]
        heads = [one for one in above if one is not None and _heads(one, "Column")]
        heads += [one for one in beside if one is not None and _heads(one, "Row")]
        if cell.kind == "TD" and heads:
            cell.attributes["Headers"] = tuple(dict.fromkeys(one.id for one in heads))


def _rows(table: Tag) -> Iterator[Tag]:
    for part in table.tags():
        if part.kind == "TR":
            yield part
        elif part.kind in _ROW_GROUPS:
            yield from (row for row in part.tags() if row.kind == "TR")


def _heads(cell: Tag, scope: str) -> bool:
    return cell.kind == "TH" and cell.attributes.get("Scope") == scope


def _span(cell: Tag, name: str) -> int:
    span = cell.attributes.get(name, 1)
    return span if isinstance(span, int) else 1
