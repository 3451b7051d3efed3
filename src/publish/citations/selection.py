"""Which sources a reference list asks for: the conditions among its attributes.

A condition is `NAME="this, that"` or `not-NAME="..."`. NAME is `keyword`, `type`, or any field, as
the `.bib` file or CSL calls it; a value is the whole field, capitals aside, and `*` stands for
anything. All conditions of a list must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from publish.citations.bib_types import LISTS, NAMES, TEXTS
from publish.model.nodes import Attr

Item = Mapping[str, Any]
# Attributes of a list that are no conditions.
_OTHERS = frozenset(("heading", "level", "chapter", "annotated", "repeat", "lang", "dir", "style"))
_NOT = "not-"
# Fields of a .bib file that have another name in CSL, besides those taken over as they are.
_VARIABLES: Mapping[str, tuple[str, ...]] = {
    **{name: (variable,) for name, variable in {**TEXTS, **LISTS, **NAMES}.items()},
    "keyword": ("keyword",),
    "type": ("entrytype",),
    "date": ("issued",),
    "year": ("issued",),
    "origdate": ("original-date",),
    "langid": ("language",),
    "journal": ("container-title",),
    "journaltitle": ("container-title",),
    "booktitle": ("container-title",),
    "maintitle": ("container-title", "title"),
    "series": ("collection-title",),
    "location": ("publisher-place",),
    "address": ("publisher-place",),
    "institution": ("publisher",),
    "organization": ("publisher",),
    "school": ("publisher",),
    "howpublished": ("publisher",),
    "library": ("archive", "call-number"),
    "eventtitle": ("event-title",),
    "pubstate": ("status",),
    "url": ("URL",),
    "doi": ("DOI",),
}
# A keyword is one of several in its field.
_PARTED = frozenset(("keyword",))


def conditions(attr: Attr) -> dict[str, frozenset[str]]:
    """Return the conditions of a list: names, "not-" before them, and wanted values."""
    return {
        name: _alternatives(value)
        for name, value in attr.pairs
        if name not in _OTHERS and not name.startswith("data-") and value.strip()
    }


def fits(item: Item, wanted: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether all conditions hold for an item."""
    return all(_holds(item, name, values) for name, values in wanted.items())


def _holds(item: Item, name: str, wanted: frozenset[str]) -> bool:
    if name.startswith(_NOT):
        return not _holds(item, name.removeprefix(_NOT), wanted)
    found = list(_values(item, name))
    return any(fnmatchcase(value, pattern) for value in found for pattern in wanted)


def _alternatives(text: str) -> frozenset[str]:
    # Brackets mean themselves; only the star is a wild card.
    parts = (part.strip().casefold() for part in text.split(","))
    return frozenset(re.sub(r"[\[?]", r"[\g<0>]", part) for part in parts if part)


def _values(item: Item, name: str) -> Iterator[str]:
    """Yield what an item has in a field, each value in lower case."""
    fields = item.get("custom")
    own = fields if isinstance(fields, Mapping) else {}
    candidates = (name, *_VARIABLES.get(name.lower(), ()))
    for variable in dict.fromkeys(candidates):
        for source in (item, own):
            for text in _texts(source.get(variable)):
                yield from _forms(variable, re.sub(r"<[^<>]*>", "", text).strip().casefold())


def _forms(variable: str, text: str) -> Iterator[str]:
    if variable in _PARTED:
        yield from filter(None, map(str.strip, re.split("[,;]", text)))
        return
    yield text
    if variable == "language":
        yield text.split("-")[0]


def _texts(value: object) -> Iterator[str]:
    """Yield a variable's texts: of a name the family name, of a date its years."""
    if isinstance(value, str | int | float):
        yield str(value)
    elif isinstance(value, Mapping):
        for part in value.get("date-parts", ()):
            yield from (str(year) for year in part[:1])
        if "literal" in value:
            yield str(value["literal"])
    elif isinstance(value, list | tuple):
        for one in value:
            if isinstance(one, Mapping):
                yield str(one.get("family") or one.get("literal") or "")
