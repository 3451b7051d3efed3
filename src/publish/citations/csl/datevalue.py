"""Dates as CSL JSON, EDTF or plain writing gives them.

Source: CSL-JSON schema 1.0.2 (date-variable), EDTF levels 0 and 1 (ISO 8601-2:2019).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_EDTF = re.compile(
    r"^([Y+-]?\d{1,}|\d{2,3}[Xu]{1,2})(?:-(\d{1,2}|[Xu]{2}))?(?:-(\d{1,2}|[Xu]{2}))?$"
)
_CIRCA = re.compile(r"^(?:c\.?|ca\.?|circa)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A point in time; 0 for what is not said. `season` is 1 (spring) to 4."""

    year: int = 0
    month: int = 0
    day: int = 0
    season: int = 0


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or, with `end`, a range; an `end` of year 0 is open. `literal` stands alone."""

    start: Day = Day()
    end: Day | None = None
    is_circa: bool = False
    literal: str = ""
    season_text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not self.literal and self.start == Day() and self.end is None


def read_date_value(data: object) -> DateValue:
    """Return a CSL JSON date variable, which may also be a text."""
    if isinstance(data, str | int):
        return parse_date(str(data))
    if not isinstance(data, Mapping):
        return DateValue()
    parts = data.get("date-parts")
    is_circa = data.get("circa") not in (None, False, 0, "", "0", "false")
    days = [_day(part) for part in parts if part] if isinstance(parts, Sequence) else []
    if not days or days[0] == Day():
        if literal := str(data.get("literal") or ""):
            return DateValue(literal=literal, is_circa=is_circa)
        raw = str(data.get("raw") or data.get("edtf") or "")
        date = parse_date(raw)
        return replace(date, is_circa=date.is_circa or is_circa)
    date = DateValue(days[0], days[1] if len(days) > 1 else None, is_circa)
    return _with_season(date, data.get("season"))


def _with_season(date: DateValue, season: Any) -> DateValue:
    if season in (None, "") or date.start.month:
        return date
    text = str(season).strip().lower()
    number = int(text) if text.isdigit() else _SEASONS.get(text, 0)
    if number > 4:
        number = (number - 1) % 4 + 1
    if not number:
        return replace(date, season_text=str(season))
    return replace(date, start=replace(date.start, season=number))


def _day(parts: Any) -> Day:
    if not isinstance(parts, Sequence) or isinstance(parts, str):
        parts = [parts]
    numbers = [_number(part) for part in parts] + [0, 0, 0]
    return _season_month(Day(*numbers[:3]))


def _number(text: Any) -> int:
    match = re.match(r"\s*(-?\d+)", str(text))
    return int(match[1]) if match else 0


def _season_month(day: Day) -> Day:
    """Return a day whose month 13-16 or 21-24, a season by convention, is one."""
    if 13 <= day.month <= 16:
        return Day(day.year, season=day.month - 12)
    if 21 <= day.month <= 24:
        return Day(day.year, season=day.month - 20)
    return day if 0 <= day.month <= 12 else Day(day.year)


def parse_date(text: str) -> DateValue:
    """Return the date written in a text, as a literal if it cannot be read."""
    text = text.strip().strip('"')
    if not text:
        return DateValue()
    is_circa = bool(_CIRCA.match(text)) or text.endswith(("?", "~", "%"))
    bare = _CIRCA.sub("", text)
    ends = [part.strip() for part in re.split(r"/|(?<=\s)(?:--?|–)(?=\s)|–|--", bare)]
    if len(ends) == 3 and all(part.isdigit() for part in ends):
        ends = [bare]
    is_range = len(ends) == 2
    days = [_written(end) for end in ends[:2]] if len(ends) <= 2 else []
    if not days or days[0] is None:
        return DateValue(literal=text)
    if is_range and days[1] is None:
        if ends[1].strip("? ~%") in ("", ".."):
            return DateValue(days[0], Day(), is_circa)
        return DateValue(literal=text)
    return DateValue(days[0], days[1] if is_range else None, is_circa)


def _written(text: str) -> Day | None:
    text = text.strip("?~% ")
    match = _EDTF.match(text)
    if match and "X" not in match[1] and "u" not in match[1]:
        numbers = [
            int(n.lstrip("Y")) if n and n.lstrip("Y+-").isdigit() else 0 for n in match.groups()
        ]
        return _season_month(Day(*numbers))
    numeric = re.match(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$", text)
    if numeric:
        return Day(int(numeric[3]), int(numeric[1]), int(numeric[2]))
    return _in_words(text)


def _in_words(text: str) -> Day | None:
    """Read "June 6, 2003", "6 June 2003", "Spring 1999", "100 BC"."""
    words = re.findall(r"[^\W\d_]+|\d+", text.lower())
    year = month = day = season = 0
    sign = 1
    for word in words:
        if word.isdigit():
            if len(word) > 2 or day or (not month and not season and int(word) > 31):
                year = int(word)
            else:
                day = int(word)
        elif word[:3] in _MONTHS:
            month = _MONTHS.index(word[:3]) + 1
        elif word in _SEASONS:
            season = _SEASONS[word]
        elif word in ("bc", "bce"):
            sign = -1
        elif word not in ("ad", "ce", "of", "the", "st", "nd", "rd", "th"):
            return None
    if not year and day and not month:
        year, day = day, 0
    return Day(sign * year, month, day if month else 0, season) if year else None
