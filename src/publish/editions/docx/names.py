"""Names of bookmarks: every id of the book, in letters that Word and LibreOffice both keep."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from publish.model.document import Document
from publish.model.walk import ATTRIBUTED, every

# Word: 40 characters at most, a letter first, then letters, digits and underscores. LibreOffice
# rewrites a colon and so cuts the links. A name that begins with "_" is hidden, and pandoc 3.9
# replaces one by a hash.
LONGEST = 40
_UNSAFE = re.compile(r"[^A-Za-z0-9_]")


def bookmark_names(document: Document) -> Mapping[str, str]:
    """Return a bookmark name for every id in the book, each name used once."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for identifier in dict.fromkeys(_ids(document)):
        name = _safe(identifier)
        # Word does not tell capitals from small letters in bookmark names.
        if name.lower() in taken or len(name) > LONGEST:
            mark = hashlib.sha256(identifier.encode()).hexdigest()[:8]
            name = f"{name[: LONGEST - 9]}_{mark}"
        taken.add(name.lower())
        names[identifier] = name
    return names


def _safe(identifier: str) -> str:
    name = _UNSAFE.sub("_", identifier)
    return name if name[:1].isalpha() else f"id_{name.lstrip('_')}"


def _ids(document: Document) -> list[str]:
    found = []
    for chapter in document.chapters:
        if chapter.id:
            found.append(chapter.id)
        found += [one.attr.id for one in every(ATTRIBUTED, chapter.blocks) if one.attr.id]
    return found
