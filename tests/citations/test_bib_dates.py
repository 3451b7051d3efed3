"""Dates. Right answers: biblatex manual 3.20, 2.3.8 and its table of EDTF forms; CSL 1.0.2 data.

An EDTF year 0 is 1 BC, as the manual says; CSL writes years before Christ as historians count.
"""

from __future__ import annotations

from typing import Any

import pytest
from bib_entries import item


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("1957", {"date-parts": [[1957]]}),
        ("1957-10", {"date-parts": [[1957, 10]]}),
        ("1957-10-04", {"date-parts": [[1957, 10, 4]]}),
        ("1957-10-04T14:34:00Z", {"date-parts": [[1957, 10, 4]]}),
        ("1922/1934", {"date-parts": [[1922], [1934]]}),
        ("1922-05/1922-07-03", {"date-parts": [[1922, 5], [1922, 7, 3]]}),
        ("1922/", {"date-parts": [[1922], [0]]}),
        ("1922/..", {"date-parts": [[1922], [0]]}),
        ("/1934", {"literal": "–1934"}),
        ("../1934", {"literal": "–1934"}),
        # "Unspecified" digits are a range (manual, table 4).
        ("199X", {"date-parts": [[1990], [1999]]}),
        ("19XX", {"date-parts": [[1900], [1999]]}),
        ("1999-XX", {"date-parts": [[1999]]}),
        ("1999-07-XX", {"date-parts": [[1999, 7]]}),
        ("1920~", {"date-parts": [[1920]], "circa": True}),
        ("1920?", {"date-parts": [[1920]], "circa": True}),
        ("1920-05%", {"date-parts": [[1920, 5]], "circa": True}),
        ("1920~/1930?", {"date-parts": [[1920], [1930]], "circa": True}),
        ("-0876", {"date-parts": [[-877]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("-0100/0050", {"date-parts": [[-101], [50]]}),
        ("2001-21", {"date-parts": [[2001]], "season": 1}),
        ("2001-24", {"date-parts": [[2001]], "season": 4}),
        ("2001-21/2001-22", {"date-parts": [[2001, 21], [2001, 22]]}),
        # Not biblatex's, and still dates or words to a reader.
        ("12 May 1957", {"date-parts": [[1957, 5, 12]]}),
        ("Spring 1999", {"date-parts": [[1999]], "season": 1}),
        ("forthcoming", {"literal": "forthcoming"}),
        ("1957-1977", {"date-parts": [[1957], [1977]]}),
        ("ca. 1920", {"date-parts": [[1920]], "circa": True}),
        ("n.d.", {"literal": "n.d."}),
        ("1999-13-45", {"literal": "1999-13-45"}),
    ],
)
def test_date(written: str, issued: dict[str, Any]) -> None:
    """The field `date`; what is no date is kept as it stands."""
    assert item(f"title={{T}}, date={{{written}}}")["issued"] == issued


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("year=1957", {"date-parts": [[1957]]}),
        ("year={1957--1977}", {"date-parts": [[1957], [1977]]}),
        ("year={1957-1977}", {"date-parts": [[1957], [1977]]}),
        ("year={forthcoming}", {"literal": "forthcoming"}),
        ("year={199X}", {"literal": "199X"}),
        ("year={[1957]}", {"literal": "[1957]"}),
        ("year={ca. 1920}", {"date-parts": [[1920]], "circa": True}),
        ("year={1920?}", {"date-parts": [[1920]], "circa": True}),
        ("year=1957, month=oct", {"date-parts": [[1957, 10]]}),
        ("year=1957, month={October}", {"date-parts": [[1957, 10]]}),
        ("year=1957, month={Sept.}", {"date-parts": [[1957, 9]]}),
        ("year=1957, month=10, day=4", {"date-parts": [[1957, 10, 4]]}),
        ('year=1957, month="4~" # oct', {"date-parts": [[1957, 10, 4]]}),
        ('year=1957, month=oct # "~4"', {"date-parts": [[1957, 10, 4]]}),
        ("year=1957, month={June/July}", {"date-parts": [[1957, 6], [1957, 7]]}),
        ('year=1957, month=jun # "--" # jul', {"date-parts": [[1957, 6], [1957, 7]]}),
        ("year=1957, month={Fall}", {"date-parts": [[1957]], "season": 3}),
        ("year=1957, month={Michaelmas}", {"date-parts": [[1957]], "season": "Michaelmas"}),
    ],
)
def test_year_and_month(fields: str, issued: dict[str, Any]) -> None:
    """BibTeX's fields (manual, 2.3.9), as people fill them in."""
    assert item(f"title={{T}}, {fields}")["issued"] == issued


def test_a_date_outweighs_a_year() -> None:
    """Of `date` and `year` the first holds (manual, 2.2.3)."""
    assert item("title={T}, year=1990, date={1957}")["issued"] == {"date-parts": [[1957]]}


def test_the_other_dates() -> None:
    """Original, event and access each have their own variable."""
    found = item(
        "title={T}, date={1999}, origdate={1917-11}, eventdate={1998-05-01/1998-05-03},"
        " urldate={2001-02-03}",
        "inproceedings",
    )

    assert found["original-date"] == {"date-parts": [[1917, 11]]}
    assert found["event-date"] == {"date-parts": [[1998, 5, 1], [1998, 5, 3]]}
    assert found["accessed"] == {"date-parts": [[2001, 2, 3]]}
