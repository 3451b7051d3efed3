"""Guesses page numbers before anything is laid out.

They are as long as the right ones will be, mostly, and as many: so chapters that refer to pages
fill as many pages with them, and need not be laid out a third time.
"""

from __future__ import annotations

from math import ceil

from publish.editions.pdf.sheets import printed_chapters
from publish.model.document import Document, Matter
from publish.model.walk import plain_text
from publish.structure.identifiers import ids

_LETTERS_ON_PAGE = 2000


def guessed_folios(document: Document) -> dict[str, str]:
    """Return for every name in the book about the number of its page, as if all were arabic."""
    folios: dict[str, str] = {}
    first = 1
    for chapter in printed_chapters(document):
        if chapter.matter is Matter.FRONT:
            continue
        count = ceil(len(plain_text(chapter.blocks, notes=True)) / _LETTERS_ON_PAGE)
        names = [chapter.id, *ids(chapter.blocks)]
        for at, name in enumerate(names):
            folios.setdefault(name, str(first + count * at // len(names)))
        first += count
    return folios
