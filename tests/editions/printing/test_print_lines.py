"""Lines thinner than a press prints are found and made wider."""

from __future__ import annotations

import pytest
from test_print_inks import page

from publish.editions.pdf.objects import Array, Dictionary, Name, Stream
from publish.editions.printing.content import painted
from publish.editions.printing.lines import thicken


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (b".2 w 0 0 m 90 0 l S", 1),
        (b".5 0 0 .5 0 0 cm 1 w 0 0 m 90 0 l S", 1),  # half a point as it prints
        (b"1 w 0 0 m 90 0 l S", 0),
        (b"10 10 90 .3 re f", 1),  # a rule, filled
        (b"10 10 .3 90 re f", 1),
        (b"10 10 .3 .3 re f", 0),  # a dot
        (b"10 10 90 9 re f", 0),  # an area
    ],
)
def test_thin_lines_become_as_wide_as_they_print(content: bytes, count: int) -> None:
    """0.75 points at least, by the matrix that holds."""
    book = page(content)

    assert thicken(book, 0.75) == count
    (shown,) = painted(book.pages[0])
    if shown.kind == "stroke":
        assert shown.width_pt >= 0.75 - 0.001
    elif count:
        assert min(shown.box[2] - shown.box[0], shown.box[3] - shown.box[1]) >= 0.75 - 0.001


def test_a_rule_stays_where_it_was() -> None:
    """It grows from its own edge, and the width set for one line is not that of the next."""
    book = page(b"10 10 90 .35 re f .2 w 0 0 m 9 0 l S 3 w 0 5 m 9 5 l S")
    thicken(book, 0.75)
    rule, thin, wide = painted(book.pages[0])

    assert rule.box[1] == pytest.approx(10)
    assert (thin.width_pt, wide.width_pt) == (pytest.approx(0.75), 3)


def test_drawings_are_looked_into() -> None:
    """Lines inside a form, at the size at which it is shown."""
    book = page(b".1 0 0 .1 0 0 cm /a Do")
    form = Stream(book, b"2 w 0 0 m 90 0 l S", Subtype=Name.Form, BBox=Array([0, 0, 99, 99]))
    book.pages[0].obj.Resources.XObject = Dictionary(a=book.make_indirect(form))

    assert thicken(book, 0.25) == 1
    assert next(iter(painted(book.pages[0]))).width_pt == pytest.approx(0.25)
