"""The pages of the print edition, kept between builds: only chapters that changed are set again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from publish.caching import Cache
from publish.editions import markup
from publish.editions.edition import Design, Pagination
from publish.editions.pdf import Layout, Press, settle, start_press
from publish.editions.pdf.finished import find_words
from publish.editions.pdf.openings import Opening
from publish.editions.pdf.overlay import with_faces
from publish.editions.pdf.press import Text
from publish.editions.pdf.seen import SeenPage, seen_pages
from publish.model.document import Document
from publish.model.nodes import Blocks
from publish.project import Project
from publish.structure import with_pages
from publish.watching.board import PageShown
from publish.watching.early import put_new_words
from publish.watching.places import Spot, page_of
from publish.watching.shelf import Sheet

_MOST_PASSES = 4
# Which of the words at a change are looked for on a page: fewer at its foot, later ones where the
# page is that of before.
_SEARCHED = ((0, 12), (0, 6), (0, 3), (1, 7), (2, 8), (4, 10))
BLANK = "blank"
_PATIENCE_S = 0.05  # until somebody who waits looks whether it is still worth it
_FEW = 0.5  # of the book: more chapters than these are drawn with the whole book only


@dataclass(slots=True)
class Printed:
    """The layout of the book as it was last, and where its pages are drawn from."""

    press: Press | None = None
    design: Design | None = None
    layout: Layout | None = None
    chapters: dict[str, list[tuple[SeenPage, Sheet]]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)  # chapters laid out anew and not drawn yet
    _aside: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    _ahead: Future[None] | None = None
    # Texts set ahead since the last layout, by the names of their sheets; "" where the words of one
    # of several saves could not be put in.
    _set_ahead: dict[str, str] = field(default_factory=dict)

    def open(
        self, project: Project, design: Design, jobs: int, told: Callable[[str], None]
    ) -> None:
        """Start what lays pages out, for this project and design, in so many processes.

        `told` is called with the name of every chapter that has been laid out.
        """
        if self.press is None:
            cache = Cache(project.folder)
            self.press = start_press(project.folder, project.settings, design, cache, jobs)
            self.press.start()
            self.design = design
        self.press.told = told

    def forget(self) -> None:
        """Let go of pages and processes: fonts, styles, pictures or settings have changed."""
        self.wait()
        self.press = self.layout = None
        self.chapters.clear()
        self.stale.clear()
        self._set_ahead.clear()

    def close(self) -> None:
        """End the processes, whatever they do: the session is over."""
        if self.press is not None:
            self.press.stop()
        self._aside.shutdown(wait=False, cancel_futures=True)

    @property
    def pagination(self) -> Pagination:
        """What the last layout told of page numbers; empty before the first."""
        return self.layout.pagination if self.layout else Pagination()

    def go_ahead(self, chapter: str, old: Blocks, new: Blocks, done: Callable[[], None]) -> None:
        """Set a chapter with new words while the book is still worked through.

        What was read of its file is `new`, and was `old`. `done` is called in another thread when
        its pages can be shown; where they must wait for the whole book, never.
        """
        if self.layout is not None and self.press is not None:
            self._ahead = self._aside.submit(self._go_ahead, chapter, (old, new), done)

    def _go_ahead(
        self, chapter: str, blocks: tuple[Blocks, Blocks], done: Callable[[], None]
    ) -> None:
        layout, press = self.layout, self.press
        opening = layout and _opening(layout, chapter)
        if not opening or press is None:
            return
        name = opening.sheets.name
        before = self._set_ahead.get(name, opening.sheets.xhtml)
        root = markup.parse(before) if before else None
        if root is None or not put_new_words(root, *blocks):
            self._set_ahead[name] = ""
            return
        text = self._set_ahead[name] = markup.fragment(root)
        press.lay_out([(name, Text(text))])
        self._draw({name: opening.first_folio})
        done()

    def wait(self, between: Callable[[], None] = lambda: None) -> None:
        """Wait until nothing is set ahead any more. What failed there is told by the layout.

        `between` is called while that takes its time; it may raise to give up.
        """
        while self._ahead is not None and not wait([self._ahead], _PATIENCE_S).done:
            between()
        if self._ahead is not None and self._ahead.exception() is not None:
            self.press = self.layout = None
        self._ahead = None

    def lay_out(self, document: Document, between: Callable[[], None]) -> Layout:
        """Lay out what changed of the print edition, until its page numbers stand.

        `between` is called after every pass; it may raise to give up.
        """
        assert self.design is not None and self.press is not None, "open() comes first"
        before = self.layout
        if before is None:
            self.layout = settle(document, self.design, self.press)[1]
            self.stale = {one.name for one in self.layout.sheets}
            return self.layout
        layout = before
        try:
            for _ in range(_MOST_PASSES):
                folios = layout.pagination.folios
                layout = self.layout = layout.update(with_pages(document, layout.pagination))
                between()
                if layout.pagination.folios == folios:
                    break
                document = layout.document
        finally:
            if layout is not before:
                self._find_stale(before, layout)
        return layout

    def _find_stale(self, before: Layout, now: Layout) -> None:
        """Find out which chapters have another text than that with which they were drawn."""
        drawn = {one.name: one.xhtml for one in before.sheets} | self._set_ahead
        same = {one.name for one in now.sheets if drawn.get(one.name) == one.xhtml}
        self.stale |= {one.name for one in now.sheets} - same
        self.stale -= same & self._set_ahead.keys()
        self._set_ahead.clear()

    def draw_changed(self) -> bool:
        """Draw the chapters that were laid out anew if they are few; tell whether they were."""
        layout = self.layout
        if layout is None or len(self.stale) > max(1, _FEW * len(layout.sheets)):
            return False
        first = {one.sheets.name: one.first_folio for one in layout.openings}
        self._draw({name: first[name] for name in sorted(self.stale)})
        self.stale.clear()
        return True

    def _draw(self, first_folios: Mapping[str, int]) -> None:
        """Draw chapters, given the number of each one's first page."""
        assert self.press is not None, "open() comes first"
        heads = self.press.draw_heads(first_folios)
        for name, text in self.press.draw(first_folios).items():
            data = with_faces(text, heads[name], self.press.kept.face)
            seen = enumerate(seen_pages(data))
            self.chapters[name] = [(one, Sheet(data, at)) for at, one in seen]

    def take(self, data: bytes) -> None:
        """Take the pages from the finished file of the last layout."""
        assert self.layout is not None
        seen = seen_pages(data)
        self.chapters = {
            one.sheets.name: [
                (seen[at], Sheet(data, at))
                for at in range(one.page, one.page + one.laid_out.page_count)
            ]
            for one in self.layout.openings
        }
        self.stale.clear()

    def where(self, spot: Spot, shown: Sequence[str]) -> tuple[int, float]:
        """Return the page with a spot, and how far down it is there; -1 if that is not known.

        `shown` are the words of the spot's chapter, as the EPUB has them.
        """
        opening = _opening(self.layout, spot.chapter) if self.layout else None
        if opening is None:
            return -1, 0.0
        folio = page_of(spot, shown, self.pagination.readings.get(spot.chapter))
        guess = opening.folios.index(folio) if folio in opening.folios else 0
        drawn = self.chapters.get(opening.sheets.name, [])
        wordings = [" ".join(spot.words[start:end]) for start, end in _SEARCHED]
        for number in (guess, guess + 1, guess - 1):
            if 0 <= number < len(drawn):
                sheet = drawn[number][1]
                found = find_words(sheet.data, [sheet.number], wordings)
                if found:
                    return opening.page + number, round(found[1], 3)
        return opening.page + guess, 0.0

    def shown(self) -> tuple[tuple[PageShown, ...], Mapping[str, Sheet]]:
        """Return the pages of the book in order, and from where each is drawn, by its mark.

        A page whose number changed only, because an earlier chapter grew, is shown as it was.
        """
        pages: list[PageShown] = []
        sheets: dict[str, Sheet] = {}
        size = (0.0, 0.0)
        for opening in self.layout.openings if self.layout else ():
            name = opening.sheets.name
            drawn = self.chapters.get(name, [])
            size = opening.laid_out.size_pt if size == (0.0, 0.0) else size
            if opening.blank_before:
                pages.append(PageShown(BLANK, "", size))
            for number, folio in enumerate(opening.folios):
                mark = BLANK
                if number < len(drawn):
                    seen, sheet = drawn[number]
                    mark, size = seen.mark, seen.size_pt
                    sheets[mark] = sheet
                pages.append(PageShown(mark, folio, size, name))
        return tuple(pages), sheets


def _opening(layout: Layout, chapter: str) -> Opening | None:
    """Return where the pages with a chapter begin."""
    return next(
        (one for one in layout.openings if any(c.name == chapter for c in one.sheets.chapters)),
        None,
    )
