"""Dates and series in words of a language: the only door to Babel, and so to the Unicode CLDR.

It is loaded where there is a date or a series: many books have a year alone, and one author.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.late import LateModule

if TYPE_CHECKING:
    import babel
    from babel import dates, lists
else:
    babel, dates, lists = map(LateModule, ("babel", "babel.dates", "babel.lists"))

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def in_words(date: str, lang: str) -> str:
    """Return `YYYY-MM-DD` or `YYYY-MM` as the language writes it: "March 4, 2024", "mars 2024".

    A year alone, and every other text, is returned as it is; so is a day that there is not.
    `lang` is a BCP 47 tag; in a language that Babel does not know, the date stays as it is.
    """
    found = _DATE.fullmatch(date)
    locale = _locale(lang) if found else None
    if not found or not locale:
        return date
    year, month, day = found.groups(default="")
    try:
        value = datetime.date(int(year), int(month), int(day or 1))
    except ValueError:
        return date
    if day:
        return dates.format_date(value, "long", locale)
    moment = datetime.datetime(value.year, value.month, 1)
    return str(dates.format_skeleton("yMMMM", moment, locale=locale, tzinfo=datetime.UTC))


def _locale(lang: str) -> babel.Locale | None:
    """Return the nearest locale that Babel has: `de-1996` is read as `de`."""
    parts = lang.split("-")
    for end in range(len(parts), 0, -1):
        try:
            return babel.Locale.parse("-".join(parts[:end]), sep="-")
        except (babel.UnknownLocaleError, ValueError):
            continue
    return None


def in_series(names: Sequence[str], lang: str) -> str:
    """Return names as a sentence of the language has them: `A, B, and C`, `A, B und C`.

    Source: the list patterns of the Unicode CLDR.
    """
    locale = _locale(lang)
    return lists.format_list(list(names), locale=locale) if locale else ", ".join(names)
