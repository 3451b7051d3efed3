"""The dates of a bibliography as CSL has them.

Source: biblatex 3.20 manual, 2.3.8 (ISO 8601-2 "EDTF", level 1), and BibTeX's year and month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publish.citations.tex import plain_text

Date = dict[str, Any]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_POINT = re.compile(
    r"[~?%]?(?P<year>[-+]?\d{1,4}|[yY][-+]?\d+|\d{3}X|\d{2}XX|\dXXX)[~?%]?"
    r"(?:-(?P<month>\d{1,2}|XX)[~?%]?(?:-(?P<day>\d{1,2}|XX))?)?(?:T[\d:.Z+-]*)?[~?%]?"
)
_CIRCA = re.compile(r"(?:c\.|ca\.?|circa)\s*", re.IGNORECASE)
_YEARS = re.compile(r"(\d{3,4})\s*(?:--?-?|–|/)\s*(\d{3,4})")
_FIRST_SEASON, _LAST_SEASON = 21, 32  # 25 to 32 are the seasons of one half of the globe
_LAST_DIVISION = 41
# "No date" in words of several languages: a style has its own.
_NO_DATE = re.compile(
    r"n\.?\s?d\.?|no date|undated|o\.?\s?[jd]\.?|s\.?\s?[ad]\.?|б\.?\s?[гд]\.?", re.IGNORECASE
)


def read_date(fields: Mapping[str, str], kind: str = "") -> Date | None:
    """Return one of the dates of an entry: `kind` is "", "orig", "event" or "url".

    What is no date ("forthcoming", "n.d.") is kept as a literal.
    """
    if written := fields.get(f"{kind}date", ""):
        # EDTF's "~" is no tie of TeX.
        bare = written.strip().strip("{}")
        text = plain_text(written)
        return edtf(bare) or _from_year(text, "", "")
    year = plain_text(fields.get(f"{kind}year", ""))
    if not year or _NO_DATE.fullmatch(year):
        return None
    months = plain_text(fields.get(f"{kind}month", "")).replace("\N{NO-BREAK SPACE}", " ")
    return _from_year(year, months, plain_text(fields.get(f"{kind}day", "")))


def edtf(text: str) -> Date | None:
    """Return the date that an EDTF text tells, None if it is none."""
    start_text, slash, end_text = (part.strip() for part in text.partition("/"))
    is_circa = any(sign in text for sign in "~?%")
    if slash and start_text in ("", ".."):
        end = _point(end_text)
        return {"literal": f"–{abs(end[1][0])}"} if end and end[1][0] > 0 else None
    start = _point(start_text)
    if start is None:
        return None
    first, last = start
    if not slash:
        date = _single(first) if first == last else {"date-parts": [first, last]}
    elif end_text in ("", ".."):
        date = {"date-parts": [first, [0]]}
    else:
        end = _point(end_text)
        if end is None:
            return None
        date = {"date-parts": [first, end[1]]}
    return {**date, "circa": True} if is_circa else date


def _single(parts: list[int]) -> Date:
    """Return the date of one point, with EDTF's months above 20 as seasons."""
    if len(parts) > 1 and parts[1] >= _FIRST_SEASON:
        return {"date-parts": [parts[:1]], "season": parts[1] - _FIRST_SEASON + 1}
    return {"date-parts": [parts]}


def _point(text: str) -> tuple[list[int], list[int]] | None:
    """Return first and last date of a text: they differ where digits are unknown (`199X`)."""
    found = _POINT.fullmatch(text)
    if not found:
        return None
    year = found["year"].lstrip("yY")
    if "X" in year:
        return [int(year.replace("X", "0"))], [int(year.replace("X", "9"))]
    # EDTF counts a year 0, which is 1 BC; CSL's years before Christ are those of historians.
    number = int(year) if int(year) > 0 else int(year) - 1
    parts = [number]
    for name, most in (("month", _LAST_DIVISION), ("day", 31)):
        digits = found[name]
        if not digits or digits == "XX":
            break
        if not 1 <= int(digits) <= most:
            return None
        parts.append(int(digits))
    return _checked(parts)


def _checked(parts: list[int]) -> tuple[list[int], list[int]] | None:
    if len(parts) > 1 and parts[1] > 12:
        if parts[1] < _FIRST_SEASON:
            return None
        if parts[1] > _LAST_SEASON:  # quarters and the like, for which CSL has no word
            return parts[:1], parts[:1]
        parts[1] = (parts[1] - _FIRST_SEASON) % 4 + _FIRST_SEASON
    return parts, parts


def _from_year(year: str, months: str, day: str) -> Date:
    """Return the date of BibTeX's fields `year` and `month`, and of `day`."""
    years = _YEARS.fullmatch(year)
    if years and int(years[1]) < int(years[2]):
        return {"date-parts": [[int(years[1])], [int(years[2])]]}
    bare = _CIRCA.sub("", year).removesuffix("?").strip()
    if not re.fullmatch(r"-?\d{1,4}", bare):
        return _in_words(year) or {"literal": year}
    date = _with_month(int(bare), months, day)
    return {**date, "circa": True} if bare != year else date


def _with_month(year: int, months: str, day: str) -> Date:
    if not months:
        return {"date-parts": [[year]]}
    ends = [end for one in re.split(r"/|-{1,3}|–", months) if (end := one.strip())]
    read = [_month_and_day(end) for end in ends]
    if read and all(read) and len(read) <= 2:
        days = [[year, *parts] for parts in read if parts]
        if len(days) == 1 and len(days[0]) == 2 and day.isdigit():
            days[0].append(int(day))
        return {"date-parts": days} if len(days) > 1 else _single(days[0])
    return {"date-parts": [[year]], "season": months}


def _month_and_day(text: str) -> list[int] | None:
    """Return month, and day if it is there, of "jan", "January", "10 jan", "June 3", "7"."""
    month = day = 0
    for word in re.findall(r"[^\W\d_]+|\d+", text.lower()):
        if word.isdigit():
            day = int(word)
        elif word[:3] in _MONTHS:
            month = _MONTHS.index(word[:3]) + 1
        elif word in _SEASONS:
            return [_SEASONS[word] + _FIRST_SEASON - 1]
        elif word not in ("st", "nd", "rd", "th", "of"):
            return None
    if not month and 1 <= day <= 12:
        return [day]
    if not month or day > 31:
        return None
    return [month, day] if day else [month]


def _in_words(text: str) -> Date | None:
    """Return a date written out in English: "12 May 1957", "May 12, 1957", "Spring 1999"."""
    before, year = text[:-4], text[-4:]
    words = before.rstrip()
    if words == before or not re.fullmatch(r"\d{4}", year) or not re.search(r"[^\W\d_]", words):
        return None
    words = words.removesuffix(",")
    if _CIRCA.fullmatch(f"{words} "):
        return {"date-parts": [[int(year)]], "circa": True}
    month = _month_and_day(words)
    return _single([int(year), *month]) if month else None
