"""The text by which a name is sorted. Source: CSL 1.0.2, "Name-part Order" (sorting order)."""

from __future__ import annotations

import re

from publish.citations.csl.elements import NameOptions, Style
from publish.citations.csl.initials import shortened
from publish.citations.csl.people import Person

_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
PART = "\x1e"  # sorts before every letter, so "Doe, John" comes before "Doerr"


def sort_name(person: Person, options: NameOptions, style: Style) -> str:
    """Return a name's parts in sorting order."""
    if person.literal:
        return _ARTICLE.sub("", person.literal)
    given = person.given
    if options.initialize_with is not None and options.initialize:
        given = shortened(
            given,
            options.initialize_with,
            all_words=True,
            keep_hyphen=style.initialize_with_hyphen,
        )
    if style.demote_particle == "never":
        keys = [f"{person.non_dropping} {person.family}".strip(), person.dropping]
    else:
        keys = [person.family, f"{person.dropping} {person.non_dropping}".strip()]
    if options.form == "short":
        return keys[0]
    if not person.family:
        return given
    return PART.join([*keys, given, person.suffix]).rstrip(PART)
