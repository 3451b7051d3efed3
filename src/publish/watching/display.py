"""What is shown of the book: brings what a build has made so far to the board and the shelf."""

from __future__ import annotations

import time
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from threading import Lock

from publish.editions.edition import Artifact, Design
from publish.model.document import Document
from publish.model.nodes import Blocks
from publish.model.walk import plain_text
from publish.structure import with_pages
from publish.watching.board import Board, ChapterShown, SpotShown, State
from publish.watching.chapters import Chapters
from publish.watching.pages import Printed
from publish.watching.places import Spot, chapter_words
from publish.watching.shelf import Shelf


@dataclass(slots=True)
class Display:
    """The chapters and pages as they are shown, and where the change is."""

    board: Board
    shelf: Shelf
    tell: Callable[[str], None]
    printed: Printed = field(default_factory=Printed)
    chapters: Chapters = field(default_factory=Chapters)
    _saved: float = 0.0  # what is shown next was saved then
    _started: float = 0.0
    _alone: Lock = field(default_factory=Lock)  # two threads show what is early

    def begin(self, saved: float, files: Set[str]) -> None:
        """Say that a build begins, of what was saved when."""
        self._saved, self._started = saved, time.perf_counter()
        self.board.change(is_busy=True, saved=saved, since=saved, files=tuple(sorted(files)))

    @property
    def seconds(self) -> float:
        """How long the build has taken."""
        return time.perf_counter() - self._started

    def early(self, path: str, old: Blocks, new: Blocks, saved: Set[str]) -> None:
        """Show at once what a file says now, if only words of it have changed.

        Its pages, which take the longest, are set meanwhile.
        """
        name = self.chapters.name_of(path)
        if not name:
            return
        of_save = self._saved
        with self._alone:
            self.printed.go_ahead(name, old, new, lambda: self._put_ahead(of_save))
            if self.chapters.early(name, old, new, self.shelf):
                shown = self.chapters.shown()
                self.board.change_book(chapters=shown)
                self._point(shown, saved)
                self.told("chapters")

    def show_chapters(self, document: Document, design: Design, saved: Set[str]) -> None:
        """Show the chapters of a book that was worked through, as the EPUB has it."""
        form = with_pages(document, self.printed.pagination)
        self.chapters.take(form, design, self.shelf)
        shown = self.chapters.shown()
        self.board.change_book(
            title=plain_text(document.metadata.title),
            lang=document.metadata.lang,
            chapters=shown,
            style=self.shelf.looks(),
        )
        self._point(shown, saved)
        if self.board.state.shown.get("chapters") != self._saved:
            self.told("chapters")

    def show_pages(self) -> None:
        """Show the pages as far as they are drawn."""
        pages, sheets = self.printed.shown()
        self.shelf.put_sheets(sheets)
        last = self.chapters.last
        where = self._where(last) if last else (-1, 0.0)

        def changed(state: State) -> State:
            spot = state.spot
            if spot and last and spot.chapter == last.chapter:
                spot = replace(spot, page=where[0], down=where[1])
            return replace(state, book=replace(state.book, pages=pages), spot=spot)

        self.board.update(changed)

    def take(self, made: Artifact) -> None:
        """Show what a finished file has."""
        if made.edition == "pdf":
            self.printed.take(made.data)
            self.show_pages()
            self.told("pages")
        elif made.edition == "epub":
            self.shelf.put_epub(made.data)
            self.chapters.again(self.shelf)
            self.board.change_book(style=self.shelf.looks(), chapters=self.chapters.shown())
            if not self.board.state.book.words_at_first:
                # Page numbers in the text are words too: the first count that holds is this.
                self.board.change_book(words_at_first=self.chapters.words)

    def told(self, what: str) -> None:
        """Say that something stands: `chapters`, `pages` or `files`, and how long it took."""
        seconds, saved = round(self.seconds, 2), self._saved
        is_first = self.board.state.shown.get(what) != saved

        def changed(state: State) -> State:
            took = {**state.took, what: seconds} if is_first else state.took
            return replace(state, shown={**state.shown, what: saved}, took=took)

        self.board.update(changed)
        if is_first:
            self.tell(f"{seconds:6.2f} s  {what}")

    def _put_ahead(self, of_save: float) -> None:
        with self._alone:  # after the chapter, which tells the place
            self.show_pages()
            if of_save == self._saved:  # else the pages of a later one are to come
                self.told("pages")

    def _point(self, shown: tuple[ChapterShown, ...], saved: Set[str]) -> None:
        """Say where the book changed, if it did since it was shown last."""
        spot = self.chapters.spot(shown, saved)
        if spot is None:
            return
        where = self._where(spot)

        def changed(state: State) -> State:
            number = state.spot.number + 1 if state.spot else 1
            return replace(state, spot=SpotShown(number, spot.chapter, spot.block, *where))

        self.board.update(changed)

    def _where(self, spot: Spot) -> tuple[int, float]:
        return self.printed.where(spot, chapter_words(self.chapters.page(spot.chapter)))
