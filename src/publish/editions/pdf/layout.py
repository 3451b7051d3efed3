"""From a document to pages: which chapter fills how many, and which numbers they say."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from publish.caching import Cache
from publish.editions.design import default_styles, print_variables
from publish.editions.edition import Design, Pagination
from publish.editions.pdf.firstpass import FirstPass
from publish.editions.pdf.openings import Opening, folios_of, openings_of
from publish.editions.pdf.press import PROCESSES, Press, Text
from publish.editions.pdf.proofs import Draught, Heads, LaidOut, Setup
from publish.editions.pdf.sheetproof import SheetProof, proved_sheets
from publish.editions.pdf.sheets import Sheets, in_reading_order, made_in_turn
from publish.model.document import Document
from publish.model.pagination import Reading
from publish.model.settings import Settings

_MOST_PASSES = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """A book broken into pages, not yet drawn."""

    document: Document
    design: Design
    press: Press
    sheets: tuple[Sheets, ...]
    laid_out: Mapping[str, LaidOut]
    proofs: tuple[SheetProof, ...] = ()  # of the sheets: what the engine was not given

    @property
    def openings(self) -> tuple[Opening, ...]:
        """Return where each chapter begins, in reading order."""
        return tuple(openings_of(self.sheets, self.laid_out))

    @property
    def page_count(self) -> int:
        """Return the number of pages, blank ones included."""
        last = self.openings[-1]
        return last.page + last.laid_out.page_count

    @property
    def pagination(self) -> Pagination:
        """Return on which page, as printed, every element with an id begins."""
        openings = self.openings
        readings = dict(one for opening in openings for one in _readings(opening, opening.folios))
        return Pagination(folios_of(openings), self.page_count, readings)

    def update(self, document: Document) -> Layout:
        """Return the layout of a changed document; only chapters that changed are laid out anew.

        The contents and lists get their page numbers here, and are laid out until these stand.
        The pages of what changed are then gone: the old layout can no longer be drawn.
        """
        layout = self
        for _ in range(_MOST_PASSES):
            before = layout.pagination
            layout = layout._with_sheets(document, before.folios)
            if layout.pagination.folios == before.folios:
                break
        return layout

    def draw(self) -> dict[str, Draught]:
        """Return each chapter's pages as a PDF file.

        Raises: ValueError if a later layout took the place of this one.
        """
        if not all(self.press.holds(one.name, one.xhtml) for one in self.sheets):
            raise ValueError("these pages were laid out anew by a later layout")
        return self.press.draw(self._first_folios)

    def draw_heads(self) -> dict[str, Heads | None]:
        """Return the heads and folios of each chapter as a PDF file: see `Press.draw_heads`."""
        return self.press.draw_heads(self._first_folios)

    @property
    def _first_folios(self) -> dict[str, int]:
        return {one.sheets.name: one.first_folio for one in self.openings}

    def _with_sheets(self, document: Document, folios: Mapping[str, str]) -> Layout:
        made: list[Sheets] = []
        proving: list[Future[tuple[SheetProof, ...]]] = []

        def texts() -> Iterator[tuple[str, Text]]:
            for one in made_in_turn(document, folios, self.sheets):
                made.append(one)
                yield one.name, Text(one.xhtml)
            # The engines have all that they need; we have nothing to do until they are done.
            proving.append(beside.submit(proved_sheets, document, made, self.proofs))

        with ThreadPoolExecutor(1) as beside:
            laid_out = self.press.lay_out(texts())
        return self._with(document, made, laid_out, proving[0].result())

    def _of_first_pass(self, document: Document) -> Layout:
        with ThreadPoolExecutor(1) as beside:
            first = FirstPass(document, self.press, beside)
            laid_out = self.press.lay_out(first.texts())
        laid_out |= first.waiting
        return self._with(first.document, first.made, laid_out, first.proofs())

    def _with(
        self,
        document: Document,
        made: Sequence[Sheets],
        laid_out: Mapping[str, LaidOut],
        proofs: tuple[SheetProof, ...],
    ) -> Layout:
        sheets = tuple(in_reading_order(made, document))
        return replace(self, document=document, sheets=sheets, laid_out=laid_out, proofs=proofs)


def start_press(
    folder: Path,
    settings: Settings,
    design: Design,
    cache: Cache | None = None,
    processes: int = PROCESSES,
) -> Press:
    """Return what lays pages out, in so many processes; `cache` keeps them for the next time.

    The processes take a second to be ready. Whoever knows the design before the text is done can
    `start` them then, and hand the press to `lay_out`.
    """
    texts = [(path.read_text(encoding="utf-8-sig"), str(path)) for path in design.print_css]
    setup = Setup(
        folder=_in_utf8(folder.resolve()),
        asset_folders=tuple(map(_in_utf8, (default_styles(), *design.fonts))),
        stylesheets=((print_variables(settings.print), ""), *texts),
        variant="pdf/ua-1",
    )
    return Press(setup, design.fonts, processes, cache)


def _in_utf8(path: Path) -> Path:
    """Return a path as an engine names it: its process reads names as UTF-8, ours maybe not."""
    return Path(os.fsencode(path).decode("utf-8", "surrogateescape"))


def lay_out(
    document: Document,
    design: Design,
    press: Press | None = None,
    folios: Mapping[str, str] | None = None,
    *,
    is_guess: bool = False,
) -> Layout:
    """Break a book into pages. `folios` are for the contents and lists: see `Layout.update`.

    With `is_guess`, page numbers are guessed: chapters that have any are only counted, contents and
    the like not even laid out, and nothing can be drawn before an update. Raises: PublishError if
    Pango is missing.
    """
    if press is None:
        press = start_press(document.folder, document.settings, design)
    empty = Layout(document, design, press, (), {})
    return (
        empty._of_first_pass(document) if is_guess else empty._with_sheets(document, folios or {})
    )


def _readings(opening: Opening, folios: Sequence[str]) -> Iterator[tuple[str, Reading]]:
    """Yield for each chapter its words, and the words with which printed pages begin."""
    parts = zip(opening.sheets.chapters, opening.laid_out.page_starts, strict=False)
    for chapter, part in parts:
        starts = tuple((folios[page], word) for page, word in part.starts)
        yield chapter.name, Reading(part.words, starts, not part.unread)
