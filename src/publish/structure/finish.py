"""The last steps before the editions: quotation marks, spaces, contents, index."""

from __future__ import annotations

from dataclasses import replace

from publish.model.document import Chapter, Document
from publish.model.metadata import Metadata
from publish.structure.contents import with_contents
from publish.structure.endnotes import with_notes_chapter
from publish.structure.index import with_index
from publish.structure.tasks import with_ticks
from publish.structure.titles import clean_title, heading
from publish.structure.typography import typeset


def finish(document: Document) -> Document:
    """Return the book with nothing left to resolve but page numbers.

    Comes after the citations, so that their words are typeset too, and notes in headings do not
    reach the contents.
    """
    lang = document.metadata.lang
    finished = replace(
        document,
        metadata=_typeset_metadata(document.metadata),
        chapters=tuple(_finished(chapter, lang) for chapter in document.chapters),
    )
    return with_index(with_contents(with_notes_chapter(finished)))


def _finished(chapter: Chapter, book_lang: str) -> Chapter:
    lang = chapter.lang or book_lang
    blocks = with_ticks(typeset(chapter.blocks, lang))
    header = heading(blocks)
    title = clean_title(header.content) if header else typeset(chapter.title, lang)
    return replace(chapter, blocks=blocks, title=title)


def _typeset_metadata(metadata: Metadata) -> Metadata:
    names = ("title", "subtitle", "rights", "abstract", "dedication", "acknowledgments")
    changes = {
        name: typeset(getattr(metadata, name), metadata.lang) for name in (*names, "funding")
    }
    return replace(metadata, **changes)
