"""Dates, pages and names in a bibliography that can be read and are hardly what was meant."""

from __future__ import annotations

import pytest

from publish.citations.library import read_bibtex


def told(fields: str, kind: str = "article") -> list[tuple[str, int]]:
    """Return code and line of what is said of an entry whose fields begin on line 2."""
    entry = f"@{kind}{{k,\n{fields},\n title={{T}}, journal={{J}}\n}}"
    return [(d.code, d.place.line) for d in read_bibtex(entry, "a.bib").diagnostics if d.place]


@pytest.mark.parametrize(
    "date",
    [
        "date = {1999-13-45}",
        "date = {12.05.1999}",
        "year = {1999a}",
        "year = {20019}",
        "date = {1999/1989}",
        "date = {1999-02-30}",
        "date = {1999-05/1999-03}",
        "year = 199",
        "date = {1999}, year = 1998",
        "date = {2001}, urldate = {1999-01-01}",
        "date = {1999}, urldate = {1.2.2020}",
        "date = {1999}, origdate = {1936-14}",
        *("year = {199O}", "year = {l998}", "year = {19S4}", "date = {2999}", "year = 2917"),
    ],
)
def test_dates_that_are_told(date: str) -> None:
    """What cannot be read, ends before it begins, or does not agree."""
    assert told(date) == [("bib-date", 2)]


@pytest.mark.parametrize(
    "date",
    [
        *("date = {1999-02-28}", "date = {2000-02-29}", "date = {1998/1999}", "date = {~1936}"),
        *("year = {forthcoming}", "year = {in press}", "year = {n.d.}", "year = {[1936]}"),
        *("year = {1936 [1999]}", "year = {1930s}", "year = {1998--1999}", "date = {-0044}"),
        *("date = {199X}", "date = {1999/..}", "date = {1999-21}", "year = {c. 1936}"),
        *(
            "date = {1999}, year = 1999",
            "date = {2001}, urldate = {2001}",
            "year = 1999, month=may",
        ),
    ],
)
def test_dates_that_are_right(date: str) -> None:
    """Forms of biblatex, and words that are no dates, are not told."""
    assert told(date) == []


@pytest.mark.parametrize(
    ("pages", "is_told"),
    [
        *(("33--58", False), ("333--35", False), ("1-20, 30", False), ("e1234", False)),
        *(("xii--xv", False), ("33ff.", False), ("S12--S20", False), ("12A", False)),
        *(("58--33", True), ("pp. 33--58", True), ("p. 4", True), ("S. 33", True)),
        *(
            ("33--", True),
            ("33--??", True),
            ("xx--yy", True),
            ("33 to 45", True),
            ("335--33", False),
        ),
    ],
)
def test_pages(pages: str, is_told: bool) -> None:
    """The end is short for the same hundred, as in 333--35; labels are the style's."""
    assert told(f"year = 1999, pages = {{{pages}}}") == [("bib-pages", 2)] * is_told


def test_pages_of_a_whole_book() -> None:
    """How long a book is would be printed as the page that is cited."""
    assert told("year = 1999, pages = {300}", "book") == [("bib-pages", 2)]
    assert told("year = 1999, pages = {30--40}", "book") == []


@pytest.mark.parametrize(
    ("names", "is_told"),
    [
        *(("Doe, Jane and Roe, Richard", False), ("Jane Doe", False), ("{Smith & Sons}", False)),
        *(("Doe, J. and others", False), ("UNESCO", False), ("John Paul II", False)),
        *(("Malcolm X", False), ("{THE BODY OF ALL}", False), ("Иванов, И. И.", False)),
        *(("family=Doe, given=J2", False), ("{RAND 2}", False), ("Mao Zedong", False)),
        *(("Doe, J. & Roe, R.", True), ("Doe, J. et al.", True), ("Doe, Jane (ed.)", True)),
        *(("Doe, Jane, 1900-1980", True), ("Doe JA and Roe B", True), ("DOE, JANE", True)),
        *(("Frank Press", False), ("M. Dupont", False), ("{University of Nowhere}", False)),
        *(("Dr. Jane Doe", True), ("Doe, Prof. Jane", True), ("University of Nowhere", True)),
        *(("Ministry of Trade", True), ("Институт языка", True), ("Drake, Jane", False)),
        *(("Jane Doe and", True), ("Doe, Jane; Roe, Richard", True), ("Meier, A. (Hrsg.)", True)),
    ],
)
def test_names(names: str, is_told: bool) -> None:
    """Names as catalogues and journals write them are told; what is in braces is left alone."""
    assert (("bib-name", 2) in told(f"year = 1999, author = {{{names}}}")) is is_told
