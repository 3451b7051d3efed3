"""A bibliography item made ready: names and dates read once, language known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish.citations.csl import variables
from publish.citations.csl.datevalue import DateValue, read_date_value
from publish.citations.csl.notefields import with_note_fields
from publish.citations.csl.numbers import is_numeric
from publish.citations.csl.people import Person, read_people

_SHORT = {
    "title": ("title-short", "shortTitle"),
    "container-title": ("container-title-short", "journalAbbreviation"),
    "title-short": ("shortTitle",),
    "container-title-short": ("journalAbbreviation",),
}
_OLD_NAMES = {"event-title": "event"}


class Item:
    """An item of CSL JSON. `fields` are the text variables that are not empty."""

    __slots__ = ("beside", "dates", "fields", "id", "language", "names", "shape", "type")

    def __init__(self, data: Mapping[str, Any]) -> None:
        data = with_note_fields(data)
        self.id = str(data.get("id", ""))
        self.type = str(data.get("type", ""))
        self.language = str(data.get("language") or "")
        custom = data.get("custom")
        self.beside: Mapping[str, Any] = custom if isinstance(custom, Mapping) else {}
        self.names: dict[str, tuple[Person, ...]] = {}
        self.dates: dict[str, DateValue] = {}
        self.fields: dict[str, str] = {}
        for name, value in data.items():
            if name in variables.NAMES:
                if people := read_people(value):
                    self.names[name] = people
            elif name in variables.DATES:
                if not (date := read_date_value(value)).is_empty:
                    self.dates[name] = date
            elif text := _text(value):
                self.fields[name] = text
        self.shape = 0  # equal for items that agree in `kind`, set by who reads many
        if "page" in self.fields and "page-first" not in self.fields:
            self.fields["page-first"] = first_page(self.fields["page"])

    def kind(self) -> tuple[object, ...]:
        """Return all of the item that the conditions of a style can ask for."""
        return (
            self.type,
            frozenset(self.names),
            frozenset(self.dates),
            frozenset(self.fields),
            frozenset(name for name, text in self.fields.items() if is_numeric(text)),
            frozenset(name for name, date in self.dates.items() if date.is_circa),
        )

    def text(self, variable: str, form: str = "long") -> str:
        """Return a text variable, in its short form if that is wanted and there."""
        if form == "short" or variable.endswith("-short"):
            for name in _SHORT.get(variable, (f"{variable}-short",)):
                if found := self.fields.get(name):
                    return found
        found = self.fields.get(variable)
        if found is None:
            found = self.fields.get(_OLD_NAMES.get(variable, ""), "")
        return found

    def has(self, variable: str) -> bool:
        """Return whether a variable has a value."""
        return variable in self.names or variable in self.dates or bool(self.text(variable))


def _text(value: object) -> str:
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if is_text else ""


def first_page(pages: str) -> str:
    """Return the first page number of a page field."""
    for place, letter in enumerate(pages):
        if letter in "-–—,&" and pages[place - 1 : place] != "\\":
            return pages[:place].strip()
    return pages
