"""The pages of the print edition, kept between builds: only chapters that changed are set again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from publish.caching import Cache
from publish.editions.edition import Design, Pagination
from publish.editions.pdf import Layout, Press, lay_out, start_press
from publish.editions.pdf.finished import find_words
from publish.editions.pdf.overlay import with_faces
from publish.editions.pdf.seen import SeenPage, seen_pages
from publish.model.document import Document
from publish.project import Project
from publish.structure import with_pages
from publish.watching.board import PageShown
from publish.watching.places import Spot, page_of
from publish.watching.shelf import Sheet

_MOST_PASSES = 4
# Which of the words at a change are looked for on a page: fewer at its foot, later ones where the
# page is that of before.
_SEARCHED = ((0, 12), (0, 6), (0, 3), (1, 7), (2, 8), (4, 10))
BLANK = "blank"
_FEW = 0.5  # of the book: more chapters than these are drawn with the whole book only


@dataclass(slots=True)
class Printed:
    """The layout of the book as it was last, and where its pages are drawn from."""

    press: Press | None = None
    design: Design | None = None
    layout: Layout | None = None
    chapters: dict[str, list[tuple[SeenPage, Sheet]]] = field(default_factory=dict)
    stale: set[str] = field(default_factory=set)  # chapters laid out anew and not drawn yet

    def open(self, project: Project, design: Design) -> Press:
        """Return the processes that lay pages out, started for this project and design."""
        if self.press is None:
            self.press = start_press(
                project.folder, project.settings, design, Cache(project.folder)
            )
            self.press.start()
            self.design = design
        return self.press

    def forget(self) -> None:
        """Let go of pages and processes: fonts, styles, pictures or settings have changed."""
        self.press = self.layout = None
        self.chapters.clear()
        self.stale.clear()

    @property
    def pagination(self) -> Pagination:
        """What the last layout told of page numbers; empty before the first."""
        return self.layout.pagination if self.layout else Pagination()

    def lay_out(self, document: Document, between: Callable[[], None]) -> Layout:
        """Lay out what changed of the print edition, until its page numbers stand.

        `between` is called after every pass; it may raise to give up.
        """
        assert self.design is not None, "open() comes first"
        before = self.layout
        known = {one.name: one.xhtml for one in before.sheets} if before else {}
        if before is None:
            self.layout = lay_out(document, self.design, self.press)
        layout = self.layout
        assert layout is not None
        try:
            for _ in range(_MOST_PASSES):
                folios = layout.pagination.folios
                layout = self.layout = layout.update(with_pages(document, layout.pagination))
                between()
                if layout.pagination.folios == folios:
                    break
        finally:
            self.stale |= {one.name for one in layout.sheets if known.get(one.name) != one.xhtml}
        return layout

    def draw_changed(self) -> bool:
        """Draw the chapters that were laid out anew if they are few; tell whether they were."""
        layout = self.layout
        if layout is None or not self.stale:
            return layout is not None
        if len(self.stale) > max(1, _FEW * len(layout.sheets)):
            return False
        folios = {one.sheets.name: one.first_folio for one in layout.openings}
        drawn = layout.press.draw({name: folios[name] for name in self.stale})
        for name, (text, heads) in drawn.items():
            data = with_faces(text, heads, layout.press.kept.face)
            pages = enumerate(seen_pages(data))
            self.chapters[name] = [(one, Sheet(data, at)) for at, one in pages]
        self.stale.clear()
        return True

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
        layout = self.layout
        if layout is None:
            return -1, 0.0
        folio = page_of(spot, shown, layout.pagination.readings.get(spot.chapter))
        opening = next(
            (
                one
                for one in layout.openings
                if any(chapter.name == spot.chapter for chapter in one.sheets.chapters)
            ),
            None,
        )
        if opening is None:
            return -1, 0.0
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
        layout = self.layout
        if layout is None:
            return (), {}
        pages: list[PageShown] = []
        sheets: dict[str, Sheet] = {}
        size = (0.0, 0.0)
        for opening in layout.openings:
            drawn = self.chapters.get(opening.sheets.name, [])
            size = opening.laid_out.size_pt if size == (0.0, 0.0) else size
            if opening.blank_before:
                pages.append(PageShown(BLANK, "", size))
            for number, folio in enumerate(opening.folios):
                if number < len(drawn):
                    seen, sheet = drawn[number]
                    size = seen.size_pt
                    sheets[seen.mark] = sheet
                    pages.append(PageShown(seen.mark, folio, size, opening.sheets.name))
                else:
                    pages.append(PageShown(BLANK, folio, size, opening.sheets.name))
        return tuple(pages), sheets
