"""Proves that the documents given to the engine say all that the book says, chapter by chapter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from publish.diagnostics import Diagnostic
from publish.editions.pdf.sheets import Sheets
from publish.editions.pdf.words import letters_of
from publish.model.document import Document
from publish.model.nodes import Code, CodeBlock, Image, Note, Str
from publish.model.walk import every
from publish.structure import NOTES_ID

_NO_TEXT = re.compile(r"<head\b.*?</head>|<svg\b.*?</svg>|<[^>]*>", re.DOTALL)
_TEXTS: Any = Str | Code | CodeBlock
_MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class SheetProof:
    """What was found in a document for the engine, which is the same for the same text of both."""

    sheets: Sheets
    findings: tuple[Diagnostic, ...]

    def is_of(self, other: Sheets) -> bool:
        """Tell whether this is what would be found in another."""
        ours, theirs = self.sheets.chapters, other.chapters
        return (
            self.sheets.xhtml == other.xhtml
            and [id(one.blocks) for one in ours] == [id(one.blocks) for one in theirs]
            and all(one.name != NOTES_ID for one in theirs)  # it has the notes of all chapters
        )


def proved_sheets(
    document: Document, made: Sequence[Sheets], before: Sequence[SheetProof]
) -> tuple[SheetProof, ...]:
    """Prove what is given to the engine for a book; what was proved before is not looked at."""
    known = {one.sheets.name: one for one in before}
    proofs = []
    for one in made:
        old = known.get(one.name)
        if old is None or not old.is_of(one):
            old = SheetProof(one, (*prove_sheets(document, one),))
        proofs.append(old)
    return tuple(proofs)


def prove_sheets(document: Document, sheets: Sheets) -> Iterator[Diagnostic]:
    """Yield an error if words of the chapters are not in their document.

    Words that are made for print come on top of these. Where the notes stand at the end of the
    book, they are looked for there.
    """
    has_notes_apart = document.settings.print.notes == "book"
    expected: Counter[str] = Counter()
    for chapter in sheets.chapters:
        expected += _letters(chapter.blocks, without_notes=has_notes_apart)
        if chapter.name == NOTES_ID:
            for other in document.for_edition("pdf"):
                expected += _letters(tuple(every(Note, other.blocks)), without_notes=False)
    written = letters_of(unescape(_NO_TEXT.sub("", sheets.xhtml)))
    if lost := expected - written:
        letters = "".join(sorted(lost.elements()))[:_MOST_SHOWN]
        message = f"{lost.total()} letters of this chapter are not given to the engine: {letters}"
        hint = "please report this book as a fault"
        yield Diagnostic("pdf-text-lost", message, sheets.chapters[0].place, hint)


def _letters(node: object, *, without_notes: bool) -> Counter[str]:
    """Return the letters of blocks; those for which a picture stands are not printed."""
    texts = every(_TEXTS, node, outside=Image | Note if without_notes else Image)
    return letters_of("".join(one.text for one in texts))
