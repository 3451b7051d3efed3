"""Guesses page numbers before everything is laid out.

Mostly they are right, or at least as long as the right ones and as many: so chapters that refer to
pages fill as many pages with them, and few need to be laid out again. Contents and the like, which
are little but page numbers, wait until these are known, and need not be laid out twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from publish.editions.pdf.proofs import LaidOut, Point, WordProof
from publish.editions.pdf.sheets import Sheets
from publish.model.document import Chapter, Role
from publish.model.walk import plain_text
from publish.structure import NOTES_ID
from publish.structure.identifiers import ids

_LETTERS_ON_PAGE = 2000  # where no page is known yet
_OPENING = 0.2  # of a page is empty above a chapter
_LAST_PAGE = 0.5  # of it has text, at the end of most chapters
_FEWEST_PAGES = 3  # of a chapter that tells how much a page holds
_ENTRIES_ON_PAGE = 30  # of contents and lists
_SIGNS_ON_PAGE_OF_INDEX = 8000  # with the marks of XHTML
_SIGNS_ON_PAGE_OF_NOTES = 4000
_LISTS = frozenset({Role.CONTENTS, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES})


class Guesses:
    """What is known and guessed of the pages of a book while it is laid out for the first time."""

    def __init__(self, outlines: Sequence[Sheets]) -> None:
        self.outlines = outlines
        # At once: whoever asks for pages has engines that wait.
        self._lengths = {one.name: _length_of(one.chapters) for one in outlines}

    def pages(self, known: Mapping[str, LaidOut]) -> dict[str, LaidOut]:
        """Return for every document how many pages it fills, and where everything in it begins.

        `known` are those that have their pages already; they tell how much a page holds.
        """
        told = [one for one in self.outlines if one.name in known and _tells(known[one.name])]
        letters = sum(self._lengths[one.name].letters for one in told)
        pages = sum(known[one.name].page_count - _OPENING - _LAST_PAGE for one in told)
        on_page = letters / pages if letters else _LETTERS_ON_PAGE
        return {
            one.name: known.get(one.name) or _guessed(self._lengths[one.name], on_page)
            for one in self.outlines
        }


@dataclass(frozen=True, slots=True)
class _Length:
    """How long a document is, and after how many letters everything in it begins."""

    letters: int
    places: Mapping[str, int]


def _length_of(chapters: Sequence[Chapter]) -> _Length:
    letters = 0
    places: dict[str, int] = {}
    for chapter in chapters:
        places[chapter.id] = letters
        for block in chapter.blocks:
            places |= {name: letters for name in ids((block,)) if name not in places}
            letters += len(plain_text((block,), notes=True))
    return _Length(letters, places)


def _tells(laid_out: LaidOut) -> bool:
    return laid_out.page_count >= _FEWEST_PAGES


def _guessed(length: _Length, letters_on_page: float) -> LaidOut:
    count = ceil(_OPENING + length.letters / letters_on_page)
    anchors = {
        name: Point(min(int(_OPENING + at / letters_on_page), count - 1), 0, 0)
        for name, at in length.places.items()
    }
    return LaidOut(count, (0, 0), anchors, (), (), (), WordProof(), ())


def is_little_but_numbers(outline: Sheets) -> bool:
    """Tell whether a document is contents, an index or the like: see `guessed_layout`."""
    first = outline.chapters[0]
    return first.role in _LISTS or first.role is Role.INDEX or first.name == NOTES_ID


def guessed_layout(sheets: Sheets) -> LaidOut:
    """Return about how many pages are filled by what is little but page numbers."""
    first = sheets.chapters[0]
    if first.name == NOTES_ID:
        count = len(sheets.xhtml) / _SIGNS_ON_PAGE_OF_NOTES
    elif first.role is Role.INDEX:
        count = len(sheets.xhtml) / _SIGNS_ON_PAGE_OF_INDEX
    else:
        count = len(sheets.folios) / _ENTRIES_ON_PAGE
    names = [name for one in sheets.chapters for name in (one.id, *ids(one.blocks))]
    anchors = dict.fromkeys(names, Point(0, 0, 0))
    return LaidOut(ceil(count) or 1, (0, 0), anchors, (), (), (), WordProof(), ())
