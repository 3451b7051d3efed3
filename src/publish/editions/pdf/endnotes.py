"""The notes of a book at its end, and the heads over them: "Notes to pages 12-31"."""

from __future__ import annotations

from collections.abc import Mapping

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages import Form, notes_of
from publish.model.document import Document


def add_notes(section: Element, document: Document, form: Form, folios: Mapping[str, str]) -> None:
    """Append the notes of all chapters, and say on each page to which pages they belong.

    `folios` maps ids to printed page numbers: of the notes, and of their marks. Where they are
    not known yet, nothing is said; a later layout knows them.
    """
    for chapter in document.for_edition(form.medium.value):
        notes = notes_of(chapter, document, form)
        if notes is not None:
            section.append(notes)
    pages: dict[str, list[Element]] = {}
    for note in section.iter("aside"):
        if folio := folios.get(note.get("id", "")):
            pages.setdefault(folio, []).append(note)
    for notes_there in pages.values():
        marks = [folios.get(_mark(note), "") for note in (notes_there[0], notes_there[-1])]
        markup.put(notes_there[0], "data-head", _head(document, *marks))


def _mark(note: Element) -> str:
    """Return the id of the mark that leads to a note."""
    return (note.get("id") or "").replace("fn-", "fnref-", 1)


def _head(document: Document, first: str, last: str) -> str:
    if first == last:
        return document.word("NotesToPage").format(first)
    return document.word("NotesToPages").format(f"{first}\u2013{last}")
