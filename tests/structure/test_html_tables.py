"""Tables in HTML are tables of the book; what cannot be read as one stays and is reported."""

from __future__ import annotations

import pytest
from small_books import text

from publish.model.nodes import BulletList, Emph, Note, RawBlock, Row, Table
from publish.model.walk import every
from publish.pandoc import read_markdown
from publish.structure.html_tables import with_tables_read

WHOLE = """Before.

<table id="tbl-a" class="wide" onclick="run()" style="color: red">
<caption>Answers *here*[^n]</caption>
<thead>
    <tr><th>Year</th><th colspan="2">Count</th></tr>
</thead>
<tbody>
  <tr><td rowspan='2'>1950</td><td>12</td><td>

- a list

</td></tr>
  <tr><td>13 @doe1999</td><td></td></tr>
</tbody>
<tfoot><tr><td>Sum</td><td>25</td><td>&amp;</td></tr></tfoot>
</table>

After.

[^n]: A note.
"""


def read(markdown: str) -> tuple[object, ...]:
    return with_tables_read(read_markdown(markdown).blocks)


def rows(found: tuple[Row, ...]) -> list[list[tuple[str, int, int]]]:
    """Return the words of each cell, and how many rows and columns it takes."""
    return [
        [(" ".join(text(one) for one in cell.content).strip(), cell.row_span, cell.column_span)
         for cell in row.cells]
        for row in found
    ]  # fmt: skip


def test_a_table_of_tags_is_one_table() -> None:
    """Head, body and foot, what takes several columns or rows, lists, notes and citations."""
    before, table, after = read(WHOLE)
    assert isinstance(table, Table)

    assert (text(before), text(after)) == ("Before.", "After.")
    assert rows(table.head.rows) == [[("Year", 1, 1), ("Count", 1, 2)]]
    first, second = rows(table.bodies[0].rows)
    assert first == [("1950", 2, 1), ("12", 1, 1), ("a list", 1, 1)]
    assert [words for words, *_ in second] == ["13 @doe1999", ""]
    assert rows(table.foot.rows) == [[("Sum", 1, 1), ("25", 1, 1), ("&", 1, 1)]]
    assert len(list(every(BulletList, table))) == 1
    assert [type(one) for one in every((Note, Emph), table.caption)] == [Emph, Note]


def test_only_what_every_edition_knows_is_kept() -> None:
    """A name and classes; nothing that runs, and no look of a web page."""
    table = read(WHOLE)[1]
    assert isinstance(table, Table)

    assert (table.attr.id, table.attr.classes, table.attr.pairs) == ("tbl-a", ("wide",), ())


def test_a_cell_takes_no_million_columns() -> None:
    """A number that asks for memory is cut down."""
    (table,) = read('<table><tr><td colspan="99999999">a</td></tr></table>\n')
    assert isinstance(table, Table)

    assert len(table.columns) <= 99


def test_tables_in_quotations_and_divisions() -> None:
    """Wherever blocks stand."""
    one = "<table><tr><td>a</td></tr></table>"

    assert len(list(every(Table, read(f"> {one}\n")))) == 1
    assert len(list(every(Table, read(f"::: {{.x}}\n{one}\n:::\n")))) == 1


@pytest.mark.parametrize(
    "written",
    [
        "<table>\n<tr><td>a</td></tr>\n",
        "<table>\n<tr><td>a</td></tr>\n<script>run()</script>\n</table>\n",
        "<table>\n<tr><td>a</td></tr>\n<form><tr><td>b</td></tr></form>\n</table>\n",
    ],
)
def test_what_is_no_table_alone_stays_raw(written: str) -> None:
    """It is then reported, tag by tag."""
    found = read(written)

    assert not list(every(Table, found))
    assert list(every(RawBlock, found))
