"""The first layout of a book of which no page number is known.

What has no page numbers is laid out first. Then the pages are counted of what refers to pages, with
the numbers that are known by then: of all that goes before it, mostly, and of what comes after it
if that has none. What is little but page numbers is not laid out at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

from publish.editions.pdf.guesses import Guesses, guessed_layout, is_little_but_numbers
from publish.editions.pdf.openings import folios_of, openings_of
from publish.editions.pdf.press import Press, Text
from publish.editions.pdf.proofs import LaidOut
from publish.editions.pdf.sheetproof import SheetProof, proved_sheets
from publish.editions.pdf.sheets import (
    Sheets,
    asks_for_pages,
    made_in_turn,
    made_with_numbers,
    outlines,
    with_chapters_of,
)
from publish.model.document import Document
from publish.model.pagination import Pagination
from publish.structure import with_pages


@dataclass(slots=True)
class FirstPass:
    """Makes the documents of a book for the press, and keeps what comes of them.

    `document` has the guessed numbers when all are made; `waiting` are the documents that were not
    laid out, with their guessed pages. `beside` is where they are proved meanwhile.
    """

    document: Document
    press: Press
    beside: Executor
    made: list[Sheets] = field(default_factory=list)
    waiting: dict[str, LaidOut] = field(default_factory=dict)
    _proofs: Future[tuple[SheetProof, ...]] = field(default_factory=Future)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Yield the texts in the order in which they are to be laid out, by their names."""
        parts = outlines(self.document)
        is_open = {one.name: asks_for_pages(one) for one in parts}
        for one in made_in_turn(self.document, {}, of=lambda one: not is_open[one.name]):
            self.made.append(one)
            yield one.name, Text(one.xhtml)
        first = self.beside.submit(proved_sheets, self.document, [*self.made], ())

        guesses = Guesses(parts)
        referring = [one for one in parts if is_open[one.name] and not is_little_but_numbers(one)]
        for one in made_with_numbers(self.document, referring, lambda: self._folios(guesses)):
            self.made.append(one)
            yield one.name, Text(one.xhtml, is_guess=True)
        self.document = with_chapters_of(self.made, self.document)

        folios = self._folios(guesses)
        paged = with_pages(self.document, Pagination(folios))
        for one in made_in_turn(paged, folios, of=is_little_but_numbers):
            self.made.append(one)
            self.waiting[one.name] = guessed_layout(one)
        self._proofs = self.beside.submit(proved_sheets, paged, self.made, first.result())

    def proofs(self) -> tuple[SheetProof, ...]:
        """Return the proofs of all documents, when they were made."""
        return self._proofs.result()

    def _folios(self, guesses: Guesses) -> dict[str, str]:
        pages = guesses.pages(self.press.laid_out_so_far())
        return folios_of(openings_of(guesses.outlines, pages))
