"""Dates as CSL 1.0.2 and EDTF have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from csl_examples import style_xml

from publish.citations.csl.datevalue import DateValue, Day, parse_date

OWN = """<date variable="issued"><date-part name="day" suffix=" " range-delimiter="-"/>
<date-part name="month" suffix=" "/><date-part name="year" range-delimiter="/"/></date>"""


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([[2008, 5, 1], [2008, 5, 4]], "1-4 May 2008"),
        ([[2008, 5], [2008, 7]], "May–July 2008"),
        ([[2008, 5], [2009, 6]], "May 2008/June 2009"),
    ],
)
def test_ranges(cite: Callable[..., list[str]], parts: list[Any], wanted: str) -> None:
    """The delimiter is that of the largest part that differs ("Date Ranges")."""
    item = {"id": "a", "type": "book", "issued": {"date-parts": parts}}

    assert cite(style_xml(OWN, layout=""), [item], ["a"]) == [wanted]


def test_season(cite: Callable[..., list[str]]) -> None:
    """A season takes the place of the month ("Seasons")."""
    item = {"id": "a", "type": "book", "issued": {"date-parts": [[2009]], "season": 4}}

    assert cite(style_xml(OWN, layout=""), [item], ["a"]) == ["Winter 2009"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1999", DateValue(Day(1999))),
        ("1999-05-02", DateValue(Day(1999, 5, 2))),
        ("1999-22", DateValue(Day(1999, season=2))),
        ("1999~", DateValue(Day(1999), is_circa=True)),
        ("1957/1977", DateValue(Day(1957), Day(1977))),
        ("1957/..", DateValue(Day(1957), Day())),
        ("-0044-03-15", DateValue(Day(-44, 3, 15))),
        ("June 6, 2003", DateValue(Day(2003, 6, 6))),
        ("in press", DateValue(literal="in press")),
    ],
)
def test_reading(text: str, wanted: DateValue) -> None:
    """EDTF and plain writing are read; what is no date stays as it is."""
    assert parse_date(text) == wanted
