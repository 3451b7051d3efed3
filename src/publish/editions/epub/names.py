"""Names inside an EPUB: of its files, and of the places that links lead to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from publish.editions.pages.notes import note_id, notes_before
from publish.model.document import Chapter, Document, Role
from publish.model.nodes import Note
from publish.model.walk import ATTRIBUTED, every

NAVIGATION = "nav.xhtml"
# XML 1.0 names without colons, less the rarer planes: what EPUB takes as an id.
_NAME = re.compile(r"[A-Za-z_À-ÖØ-öø-˿Ͱ-ͽͿ-῿\u3001-\ud7ff][\w.\-·]*")
_NOT_IN_NAMES = re.compile(r"[^\w.\-·]")


@dataclass(frozen=True, slots=True)
class Names:
    """The file of every chapter, and for each id of the Document its file and its id there."""

    files: Mapping[str, str]
    places: Mapping[str, tuple[str, str]]

    def identify(self, identifier: str) -> str:
        """Return the id that stands in the EPUB for one of the Document."""
        place = self.places.get(identifier)
        return place[1] if place else valid_id(identifier)

    def href(self, identifier: str, from_file: str = "") -> str:
        """Return the address of an id, seen from a file; "" if the book has no such id."""
        place = self.places.get(identifier)
        if place is None:
            return ""
        file, name = place
        fragment = f"#{quote(name, safe='')}" if name else ""
        return fragment if file == from_file and fragment else file + fragment


def names_of(document: Document) -> Names:
    """Return the names for the EPUB edition of a book."""
    files = _files(document)
    places: dict[str, tuple[str, str]] = {}
    for chapter in document.for_edition("epub"):
        taken: set[str] = set()
        for identifier in _ids(chapter, document):
            if identifier not in places:
                name = unique(valid_id(identifier), taken)
                places[identifier] = (files[chapter.name], name)
    return Names(files, places)


def valid_id(identifier: str) -> str:
    """Return an id as XML allows it: `2024:a/b` -> `id-2024_a_b`."""
    if _NAME.fullmatch(identifier):
        return identifier
    name = _NOT_IN_NAMES.sub("_", identifier)
    return name if _NAME.fullmatch(name) else f"id-{name}"


def unique(name: str, taken: set[str], suffix: str = "") -> str:
    """Return `name` with `suffix`, numbered if it is taken already, and take it."""
    result, number = name + suffix, 1
    while result in taken:
        number += 1
        result = f"{name}-{number}{suffix}"
    taken.add(result)
    return result


def slug(text: str) -> str:
    """Return a file name of a-z, 0-9 and hyphens; empty where no letter of `text` is Latin.

    Kobo takes only such names, and ebooklib 0.20 does not escape spaces in the manifest (#314).
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _files(document: Document) -> dict[str, str]:
    taken = {NAVIGATION, "cover.xhtml"}
    files: dict[str, str] = {}
    for chapter in document.for_edition("epub"):
        if chapter.role is Role.CONTENTS:
            files[chapter.name] = NAVIGATION  # the navigation document is the contents
        else:
            name = slug(chapter.name) or slug(chapter.role.value)
            files[chapter.name] = unique(name, taken, ".xhtml")
    return files


def _ids(chapter: Chapter, document: Document) -> Iterator[str]:
    yield chapter.id or chapter.name
    yield from (node.attr.id for node in every(ATTRIBUTED, chapter.blocks) if node.attr.id)
    first = notes_before(chapter, document, "epub") + 1
    for number, _ in enumerate(every(Note, chapter.blocks), first):
        yield note_id(chapter, number)
        yield note_id(chapter, number, "fnref")
