"""A book without what says who made it, and its author's own works without names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from publish.citations.types import Library
from publish.editions.docx import ooxml
from publish.editions.docx.package import Package
from publish.model.document import Document, Role
from publish.model.metadata import Metadata

# Chapters that say who wrote the book.
_NAMING = frozenset({Role.ACKNOWLEDGMENTS, Role.CONTRIBUTORS, Role.DEDICATION, Role.COPYRIGHT})
# What a source says of itself besides the year, its kind and its language.
_KEPT = ("id", "type", "issued", "language", "keyword", "custom")
_MASK = "Author"
_TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def without_names(document: Document) -> Document:
    """Return a book, not yet resolved, without what says who made it."""
    metadata = replace(
        document.metadata,
        people=(),
        acknowledgments=(),
        funding=(),
        dedication=(),
        rights=(),
        identifiers=(),
    )
    settings = replace(document.settings, copyright_page=False, output_name="anonymous")
    chapters = tuple(
        replace(one, authors=()) for one in document.chapters if one.role not in _NAMING
    )
    return replace(document, metadata=metadata, settings=settings, chapters=chapters)


def own_works(library: Library, metadata: Metadata) -> tuple[str, ...]:
    """Return the keys of the sources that the people of a book wrote or edited."""
    names = {_folded(person.family, person.given) for person in metadata.people if person.family}
    return tuple(key for key, item in library.items.items() if names & set(_names(item)))


def _names(item: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        for name in item.get(role, ()):
            yield _folded(str(name.get("family", "")), str(name.get("given", "")))


def _folded(family: str, given: str) -> tuple[str, str]:
    """Return a family name and the first initial: bibliographies cut given names."""
    return family.casefold(), given[:1].casefold()


def with_masked_works(library: Library, keys: Iterable[str]) -> Library:
    """Return a library in which some works are by "Author", and only their year is told."""
    items = dict(library.items)
    for key in keys:
        item = items[key]
        kept = {name: item[name] for name in _KEPT if name in item}
        items[key] = {**kept, "author": [{"literal": _MASK}], "title": "[Title withheld]"}
    return replace(library, items=items)


def neutralize_marks(package: Package) -> None:
    """Give the bookmarks of references numbers for names: keys of a bibliography hold names."""
    tops = [package.tree(name) for name in _TEXTS if name in package.parts]
    starts = [one for top in tops for one in ooxml.every(top, "w:bookmarkStart")]
    found = [ooxml.get(one, "w:name") for one in starts]
    old = [name for name in found if name.startswith("ref_")]
    names = {name: f"ref_{number:04}" for number, name in enumerate(dict.fromkeys(old), 1)}
    for top in tops:
        for tag, attribute in (("w:bookmarkStart", "w:name"), ("w:hyperlink", "w:anchor")):
            for one in ooxml.every(top, tag):
                if ooxml.get(one, attribute) in names:
                    ooxml.put(one, attribute, names[ooxml.get(one, attribute)])
        for one in ooxml.every(top, "w:instrText"):
            pieces = (one.text or "").split(" ")
            one.text = " ".join(names.get(piece, piece) for piece in pieces)
