r"""What older BibTeX files say in words, for which biblatex has fields: addresses and their dates.

Before `url` and `urldate` were fields, files had `note = {[Online; accessed 19-July-2008]}` and
`howpublished = {Available at: \url{...}}`; library catalogues and encyclopedias still export them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_ISO = r"\d{4}-\d{1,2}-\d{1,2}"
_IN_WORDS = r"\d{1,2}[ .-]+[A-Za-z]{3,9}\.?[ ,-]+\d{4}|[A-Za-z]{3,9}\.?[ -]+\d{1,2}[ ,-]+\d{4}"
_ACCESSED = re.compile(
    r"[\[(]?\s*(?:online[;,:]\s*)?(?:last\s+)?(?:accessed|retrieved|visited|viewed)(?:\s+on)?[:\s]*"
    rf"(?P<date>{_ISO}|{_IN_WORDS})\s*[\])]?\.?",
    re.IGNORECASE,
)
_AVAILABLE = re.compile(
    r"(?:available(?:\s++online)?+(?:\s++(?:at|from))?+|online(?:\s++at)?+|url|website)\s*+:?+\s*+"
    r"(?:\\url\s*+\{(?P<command>[^{}]*)\}|(?P<bare>https?://\S+?))\.?",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def with_usual_fields(values: dict[str, str]) -> dict[str, str]:
    """Return the fields of an entry with `url` and `urldate` where a note is nothing else."""
    fields = dict(values)
    for name in ("note", "howpublished", "addendum"):
        text = fields.get(name, "").strip()
        if not text:
            continue
        accessed = _ACCESSED.fullmatch(text)
        date = _iso(accessed["date"]) if accessed else ""
        if date and _is_free(fields, "urldate", "urlyear"):
            fields["urldate"] = date
            del fields[name]
        elif (available := _AVAILABLE.fullmatch(text)) and _is_free(fields, "url"):
            fields["url"] = available["command"] or available["bare"]
            del fields[name]
    return fields


def _is_free(fields: Mapping[str, str], *names: str) -> bool:
    return not any(name in fields for name in names)


def _iso(text: str) -> str:
    """Return a date as biblatex writes it, "" if it is none."""
    parts = re.findall(r"[A-Za-z]+|\d+", text)
    if parts[0].isdigit() and len(parts[0]) == len("2008"):
        year, month, day = (int(part) for part in parts)
    else:
        year = int(parts[2])
        word, number = (parts[1], parts[0]) if parts[0].isdigit() else (parts[0], parts[1])
        if word[:3].lower() not in _MONTHS:
            return ""
        month, day = _MONTHS.index(word[:3].lower()) + 1, int(number)
    return f"{year:04}-{month:02}-{day:02}" if month in range(1, 13) and day in range(1, 32) else ""
