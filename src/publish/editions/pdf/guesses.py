"""Guesses page numbers before anything is laid out.

They are as long as the right ones will be, mostly, and as many: so chapters that refer to pages
fill as many pages with them, and need not be laid out a third time. Contents and the like, which
are little but page numbers, wait until these are known, and need not be laid out twice.
"""

from __future__ import annotations

from math import ceil

from publish.editions.pdf.proofs import LaidOut, Point, WordProof
from publish.editions.pdf.sheets import Sheets, printed_chapters
from publish.model.document import Document, Matter, Role
from publish.model.walk import plain_text
from publish.structure import NOTES_ID
from publish.structure.identifiers import ids

_LETTERS_ON_PAGE = 2000
_ENTRIES_ON_PAGE = 30  # of contents and lists
_SIGNS_ON_PAGE_OF_INDEX = 8000  # with the marks of XHTML
_SIGNS_ON_PAGE_OF_NOTES = 4000
_LISTS = frozenset({Role.CONTENTS, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES})


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


def guessed_layout(sheets: Sheets) -> LaidOut | None:
    """Return about how many pages are filled by what should wait for its page numbers.

    None for chapters, which are the same with guessed numbers but for a few lines.
    """
    first = sheets.chapters[0]
    if first.role in _LISTS and sheets.folios:
        count = len(sheets.folios) / _ENTRIES_ON_PAGE
    elif first.role is Role.INDEX:
        count = len(sheets.xhtml) / _SIGNS_ON_PAGE_OF_INDEX
    elif first.name == NOTES_ID:
        count = len(sheets.xhtml) / _SIGNS_ON_PAGE_OF_NOTES
    else:
        return None
    names = [name for one in sheets.chapters for name in (one.id, *ids(one.blocks))]
    anchors = dict.fromkeys(names, Point(0, 0, 0))
    return LaidOut(ceil(count), (0, 0), anchors, (), (), (), WordProof(), ())
