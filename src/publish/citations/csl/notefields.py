"""Variables written into a note, as users of citation managers do.

Lines "container-title: Some Journal" at the start of a note, and "{:issued: 1999}" anywhere,
set a variable for which the manager has no field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from publish.citations.csl import variables

_LINE = re.compile(r"^([A-Za-z][A-Za-z-]*)\s*:\s*(.+)$")
_BRACED = re.compile(r"\{:([A-Za-z][A-Za-z-]*+)\s*+:((?:(?!\{:)[^}])*+)\}")
_TEXTS_WORDS = """
    archive archive_collection archive_location archive-place authority call-number
    citation-label collection-title collection-title-short container-title
    container-title-short dimensions division DOI event event-title event-place genre ISBN
    ISSN jurisdiction license medium original-publisher original-publisher-place
    original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale source status title title-short type URL volume-title
"""
_TEXTS = frozenset(_TEXTS_WORDS.split())
_KNOWN = variables.NAMES | variables.DATES | variables.NUMBERS | _TEXTS


def with_note_fields(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item with what its note sets; what has a field of its own keeps it."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    found: dict[str, Any] = {}
    rest: list[str] = []
    for line in note.splitlines():
        match = _LINE.match(line.strip())
        if match and match[1] in _KNOWN and not rest:
            _put(found, match[1], match[2].strip())
        else:
            rest.append(line)
    text = "\n".join(rest)
    for match in _BRACED.finditer(text):
        if match[1] in _KNOWN:
            _put(found, match[1], match[2].strip())
            text = text.replace(match[0], "")
    if not found:
        return data
    kept = {name: value for name, value in found.items() if name == "type" or name not in data}
    return {**data, "note": text.strip(), **kept}


def _put(found: dict[str, Any], name: str, text: str) -> None:
    if name in variables.NAMES:
        family, _, given = (part.strip() for part in text.partition("||"))
        person = {"family": family, "given": given} if given else {"literal": family}
        found.setdefault(name, []).append(person)
    elif name in variables.DATES:
        found[name] = {"raw": text}
    else:
        found[name] = text
