"""Dates, pages and names that can be read and are hardly what was meant.

Each function yields the name of a field, what is doubtful in it, and what to do.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping

from publish.citations.bib_dates import Date, read_date
from publish.citations.bib_names import split_list
from publish.citations.tex import plain_text

Doubt = tuple[str, str, str]
_DATE_FIELDS = {"": ("date", "year"), "orig": ("origdate",), "event": ("eventdate",)}
_DATE_FIELDS |= {"url": ("urldate",)}
# A text of digits and separators was meant as a date; "forthcoming" and "[1936]" were not.
_LIKE_A_DATE = re.compile(r"\d[\d\s./–-]*(?:(?<!0)[a-z]|0[a-rt-z])?")
# A year with a letter for a digit, as scanners and typists leave it: 199O, l998, 19S4.
_LIKE_A_YEAR = re.compile(r"(?=[A-Za-z]*\d[\dA-Za-z]*$)[lIO1-9][\dlIOoSB]{3}")
_LAST_YEAR = 2100  # no book that is printed now is of a later one
_AS_A_DATE = "write 1999, 1999-05, 1999-05-12 or 1998/1999"
_LABEL = re.compile(r"(?:pp?|pages?|S|Seiten?|с|стр)\b\.?\s*(?=\d)", re.IGNORECASE)
_RANGE = re.compile(r"(?<!\d)(\d++)\s*+(?:-{1,3}|–|—)\s*+(\d++)")
_UNFINISHED = re.compile(r"[?]|^\s*[-–—]|[-–—]\s*$|\b(?:xx+|tba|tbd)\b", re.IGNORECASE)
_WHOLE_WORKS = ("book", "mvbook", "collection", "mvcollection", "thesis", "phdthesis", "report")
_IN_PRINT = ("publisher", "journal", "journaltitle", "school", "institution")
_ROLE = re.compile(r"\((?:eds?|hrsg|hg|trans|übers|red|ред)\.?\)|,\s*(?:eds?|hrsg|hg)\.?$", re.I)
_TITLE = re.compile(r"(?:^|, *)(?:Dr|Prof|Mr|Mrs|Ms|Sir|Rev|Hr|Fr|Mme)\.? +[^\W\d_]{2}")
_BODY = re.compile(
    r"\b(?:Ministry|University|Institute|Committee|Department|Association|Commission|Society"
    r"|Ministerium|Universität|Institut|Ausschuss|Gesellschaft|Verein|Ministère|Université|Société"
    r"|Académie|Ministero|Università|Istituto|Министерство|Университет|Институт|Академия|Комитет)\b"
)
_INITIALS = re.compile(r"[^\W\d_][^\W\d_]*[^\W\d_A-Z] (?![IVX]+$)[A-Z]{1,3}")
# Most names and dates give no reason to look closer, and a bibliography may have 100,000.
_WORTH_A_LOOK = re.compile(
    rf"{_TITLE.pattern}|{_BODY.pattern}|[&\d(]|et al|[hH]rsg|[eE]ds?\b"
    r"|[A-Z]{2}|\w[^\W\d_] [A-Z]\b|\band\s*$|^\s*and\b"
)
_PLAIN_YEAR = re.compile(r"[{\s]*(?:1\d|20)\d\d[}\s]*")
_CAPITALS_FROM = 6  # letters: UNESCO is one word, and a name as it is


def doubtful_dates(values: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield doubts about the dates of an entry."""
    if _PLAIN_YEAR.fullmatch(values.get("date", values.get("year", ""))) and not (
        {"urldate", "origdate", "eventdate", "month"} & values.keys()
        or {"date", "year"} <= values.keys()
    ):
        return
    read: dict[str, Date] = {}
    for kind, names in _DATE_FIELDS.items():
        name = next((one for one in names if one in values), "")
        date = read_date(values, kind) if name else None
        if not date:
            continue
        read[kind] = date
        why = _doubt_of_date(date)
        if why:
            yield name, f"{plain_text(values[name])!r} {why}", _AS_A_DATE
    yield from _disagreements(values, read)


def _disagreements(values: Mapping[str, str], read: Mapping[str, Date]) -> Iterator[Doubt]:
    issued, accessed = (_first_year(read.get(kind, {})) for kind in ("", "url"))
    if issued and accessed and accessed < issued:
        yield "urldate", f"it was read in {accessed}, before it came out", "look at both dates"
    year = plain_text(values.get("year", "")) if "date" in values else ""
    if re.fullmatch(r"\d{4}", year) and issued and int(year) != issued:
        yield "year", f"{year!r} is not the year of 'date', which holds", "remove one of them"
    if issued and 100 <= issued <= 999 and any(name in values for name in _IN_PRINT):
        name = "date" if "date" in values else "year"
        yield name, f"{issued} is early for what is in print", "is a digit missing?"


def _doubt_of_date(date: Date) -> str:
    if "literal" in date:
        if _LIKE_A_YEAR.fullmatch(date["literal"]):
            return "has a letter for a digit"
        return "is no date that can be read" if _LIKE_A_DATE.fullmatch(date["literal"]) else ""
    parts = date.get("date-parts", [])
    for year, *rest in parts:
        if year > _LAST_YEAR:
            return "is in a time to come"
        if len(rest) == 2 and rest[1] > calendar.monthrange(abs(year) % 400 + 2000, rest[0])[1]:
            return "is a day that there is not"
    if len(parts) == 2 and parts[1][0] and parts[1] < parts[0][: len(parts[1])]:
        return "ends before it begins"
    return ""


def _first_year(date: Date) -> int:
    parts = date.get("date-parts")
    return int(parts[0][0]) if parts else 0


def doubtful_pages(kind: str, values: Mapping[str, str]) -> Iterator[Doubt]:
    """Yield doubts about the pages of an entry of one type."""
    pages = plain_text(values.get("pages", ""))
    if not pages:
        return
    if _LABEL.match(pages):
        yield "pages", f"{pages!r} has a word that the style adds itself", "give the numbers alone"
    elif re.search(r"\d\s*(?:to|bis|à|do|до|a|y)\s*\d", pages):
        yield "pages", f"{pages!r} has a word for a dash", "give first and last page: 33--58"
    elif _UNFINISHED.search(pages):
        yield "pages", f"{pages!r} is not finished", "give first and last page: 33--58"
    elif kind in _WHOLE_WORKS and re.fullmatch(r"\d{2,}", pages):
        hint = "the number of all pages belongs into 'pagetotal'"
        yield "pages", f"{pages!r} would be printed as the page that is cited", hint
    for first, last in _RANGE.findall(pages):
        # 333-35 is short for 333-335.
        if int(last) < int(first) and len(last) >= len(first):
            yield "pages", f"{first}–{last} ends before it begins", "look at both numbers"


def doubtful_names(value: str) -> Iterator[tuple[str, str]]:
    """Yield names of a list that can hardly be one name as it stands, each with the reason."""
    if not _WORTH_A_LOOK.search(value):
        return
    if re.match(r"\s*and\s|.*\sand\s*$", value, re.IGNORECASE | re.DOTALL):
        yield value.strip(), "has an 'and' that joins nothing"
    for one in split_list(value):
        bare = re.sub(r"\{[^{}]*\}", "", one)  # what is in braces is as it should be
        text = plain_text(bare)
        why = _doubt_of_name(bare, text)
        if why:
            yield one, why


def _doubt_of_name(bare: str, text: str) -> str:
    """Return what is doubtful in one name, as written and as plain words; "" if nothing is."""
    letters = sum(letter.isalpha() for letter in text)
    doubts = (
        (re.search(r"\s\\?&\s", bare), "has an '&'"),
        (
            re.search(r"\bet al\b", text) and text.strip(" .") != "et al",
            "says 'et al.', which is written 'and others'",
        ),
        (_ROLE.search(text), "says what somebody did, which the style adds itself"),
        (re.search(r"\d", text) and "=" not in text, "has a number"),
        (_TITLE.search(text), "has a title, which reference lists leave out"),
        (
            "," not in text and " " in text and _BODY.search(text),
            "seems to be a body, and is read as a person",
        ),
        (_INITIALS.fullmatch(text), "seems to have the family name first, without a comma"),
        (
            letters >= _CAPITALS_FROM and " " in text and text.isupper(),
            "is in capitals, and would be printed so",
        ),
    )
    return next((why for is_so, why in doubts if is_so), "")
