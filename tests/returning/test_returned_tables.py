"""Changes in tables: a grid stays a grid, and rows that were put in are rows of the source."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest
from edited import WHO, Sent, replace

from publish.editions.docx import ooxml
from publish.editions.docx.package import Package

GRID = """# The Cook

+-----------+------+-------------+
| Pot       | Size | Note        |
+===========+======+=============+
| big pot   | ten  | - one       |
| of iron   |      | - two       |
+-----------+------+-------------+
| small pot | two  | The third   |
| of clay   | more | line of it. |
+-----------+------+-------------+
"""
SPANS = """# The Cook

+-------+-------+-------+
| Both of them  | Last  |
+-------+-------+-------+
| Rows  | one   | There |
|       +-------+       |
|       | two   |       |
+-------+-------+-------+
"""
PIPE = """# The Cook

> | Pot     | Size |
> |:--------|-----:|
> | big pot | ten  |
> | tiny    | two  |
"""
OPEN = """# The Cook

Pot     | Size
--------|-----
big pot | ten
"""
SIMPLE = """# The Cook

Pot       Size
--------  ----
big pot   ten
"""


def row_out(number: int) -> Callable[[Package], None]:
    """Track that a row was taken out."""

    def change(package: Package) -> None:
        row = ooxml.every(package.tree("word/document.xml"), "w:tr")[number]
        properties = ooxml.child(row, "w:trPr")
        if properties is None:
            properties = ooxml.element("w:trPr")
            row.insert(0, properties)
        properties.append(ooxml.element("w:del", WHO))

    return change


def row_in(above: int, *cells: str) -> Callable[[Package], None]:
    """Track that a row was put in below another."""

    def change(package: Package) -> None:
        row = ooxml.every(package.tree("word/document.xml"), "w:tr")[above]
        made = deepcopy(row)
        properties = ooxml.child(made, "w:trPr")
        if properties is None:
            properties = ooxml.element("w:trPr")
            made.insert(0, properties)
        properties.append(ooxml.element("w:ins", WHO))
        for cell, words in zip(ooxml.every(made, "w:tc"), cells, strict=True):
            first, *others = ooxml.every(cell, "w:p")
            for one in (*others, *ooxml.children(first, "w:r")):
                ooxml.remove(one)
            if words:
                first.append(ooxml.element("w:r", None, ooxml.with_text("w:t", words)))
        row.addnext(made)

    return change


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        (
            [replace("big pot", "pot"), replace("Size", "Big")],
            """
+-----------+------+-------------+
| Pot       | Big  | Note        |
+===========+======+=============+
| pot       | ten  | - one       |
| of iron   |      | - two       |
+-----------+------+-------------+
| small pot | two  | The third   |
| of clay   | more | line of it. |
+-----------+------+-------------+
""",
        ),
        (
            [
                replace("big", "copper"),
                replace("ten", "eleven"),
                replace("third", "third and last"),
            ],
            """
+-----------+--------+-------------+
| Pot       | Size   | Note        |
+===========+========+=============+
| copper    | eleven | - one       |
| pot       |        | - two       |
| of iron   |        |             |
+-----------+--------+-------------+
| small pot | two    | The third   |
| of clay   | more   | and last    |
|           |        | line of it. |
+-----------+--------+-------------+
""",
        ),
        (
            [replace("pot of clay", "jar of 粘土"), replace("third line", "one")],
            """
+-----------+------+-------------+
| Pot       | Size | Note        |
+===========+======+=============+
| big pot   | ten  | - one       |
| of iron   |      | - two       |
+-----------+------+-------------+
| small jar | two  | The one     |
| of 粘土   | more | of it.      |
+-----------+------+-------------+
""",
        ),
        (
            [row_in(0, "lamp", "six", ""), row_in(2, "a | b", "", "old")],
            """
+-----------+------+-------------+
| Pot       | Size | Note        |
+===========+======+=============+
| lamp      | six  |             |
+-----------+------+-------------+
| big pot   | ten  | - one       |
| of iron   |      | - two       |
+-----------+------+-------------+
| a \\| b    |      | old         |
+-----------+------+-------------+
| small pot | two  | The third   |
| of clay   | more | line of it. |
+-----------+------+-------------+
""",
        ),
        (
            [row_out(1), replace("small pot of clay", "pot")],
            """
+-----------+------+-------------+
| Pot       | Size | Note        |
+===========+======+=============+
| pot       | two  | The third   |
|           | more | line of it. |
+-----------+------+-------------+
""",
        ),
        (
            [row_in(2, "lamp", "six", ""), row_out(2)],
            """
+-----------+------+-------------+
| Pot       | Size | Note        |
+===========+======+=============+
| big pot   | ten  | - one       |
| of iron   |      | - two       |
+-----------+------+-------------+
| lamp      | six  |             |
+-----------+------+-------------+
""",
        ),
    ],
)
def test_a_grid_stays_a_grid(sent: Sent, edits: list[Callable[[Package], None]], wanted: str):
    """Words go on below where they have no room; only one that is wider widens its column."""
    sent.rewrite(GRID)
    sent.edit(*edits)
    trip = sent.back()

    assert sent.codes(trip) == []
    assert trip.texts["manuscript/01-cook.md"] == f"# The Cook\n{wanted}"


def test_a_table_with_spans_is_widened(sent: Sent):
    """Every line of it, the cells that go over several columns or rows too."""
    sent.rewrite(SPANS)
    sent.edit(replace("one", "uncounted"), replace("Both of", "Both and all of"))
    trip = sent.back()

    assert sent.codes(trip) == []
    assert (
        trip.texts["manuscript/01-cook.md"]
        == """# The Cook

+-------+-----------+-------+
| Both and all of   | Last  |
| them              |       |
+-------+-----------+-------+
| Rows  | uncounted | There |
|       +-----------+       |
|       | two       |       |
+-------+-----------+-------+
"""
    )


@pytest.mark.parametrize(
    ("text", "row", "line"),
    [
        (PIPE, row_in(0, "lamp", "six"), "> |:--------|-----:|\n> | lamp    | six  |\n> | big pot"),
        (PIPE, row_in(2, "very long lamp", "a | b"), "two  |\n> | very long lamp | a \\| b |\n"),
        (PIPE, row_in(1, "", "six"), "ten  |\n> |         | six  |\n> | tiny"),
        (OPEN, row_in(1, "lamp", "six"), "ten\nlamp   | six\n"),
    ],
)
def test_a_row_that_was_put_in_is_a_line_of_the_source(
    sent: Sent, text: str, row: Callable[[Package], None], line: str
):
    """In a pipe table, below the row it follows; below the rule where that is the head."""
    sent.rewrite(text)
    sent.edit(row)
    trip = sent.back()

    assert sent.codes(trip) == []
    assert line in trip.texts["manuscript/01-cook.md"]


def test_a_row_of_another_kind_of_table_is_told(sent: Sent):
    """Whole, with its words and who put it in."""
    sent.rewrite(SIMPLE)
    sent.edit(row_in(1, "lamp", "six"))
    trip = sent.back()

    assert trip.texts == {}
    assert sent.codes(trip) == ["return-not-placed"]
    (step,) = [one for work in trip.works for one in work.steps]
    assert step.new == "lamp ¶ six"
    assert step.changes[0].author == "Eve Editor"


@pytest.mark.parametrize("table", [PIPE, GRID])
def test_a_head_that_is_gone_is_told(sent: Sent, table: str):
    """The tool does not choose the row that becomes the head."""
    sent.rewrite(table)
    sent.edit(row_out(0))
    trip = sent.back()

    assert trip.texts == {}
    problems = {step.problem for work in trip.works for step in work.steps}
    assert problems == {"the head of a table was taken out, and another row has to become it"}
