"""The notes at the end of the book, where the settings want them there in print."""

from __future__ import annotations

from dataclasses import replace

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import Attr, Header, Note
from publish.model.walk import every, words

NOTES_ID = "notes-of-the-book"
# Notes stand behind the appendixes and before these.
# Source: The Chicago Manual of Style, 18th edition, 1.4.
_BEHIND = frozenset(
    {Role.GLOSSARY, Role.BIBLIOGRAPHY, Role.CONTRIBUTORS, Role.INDEX, Role.COLOPHON}
)


def with_notes_chapter(document: Document) -> Document:
    """Return the book with a chapter for its notes, which the print edition fills.

    The other editions have notes of their own kind, so they have no such chapter.
    """
    chapters = list(document.chapters)
    has_notes = any(True for one in chapters for _ in every(Note, one.blocks))
    if document.settings.print.notes != "book" or not has_notes:
        return document
    title = words(document.word("Notes"))
    notes = Chapter(
        name=NOTES_ID,
        blocks=(Header(1, Attr(NOTES_ID, ("unnumbered",)), title),),
        role=Role.NOTES,
        matter=Matter.BACK,
        id=NOTES_ID,
        title=title,
        is_numbered=False,
        is_generated=True,
        editions=("pdf",),
    )
    later = (
        at for at, one in enumerate(chapters) if one.matter is Matter.BACK and one.role in _BEHIND
    )
    chapters.insert(next(later, len(chapters)), notes)
    return replace(document, chapters=tuple(chapters))
