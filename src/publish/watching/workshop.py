"""Builds the book again after every save, in steps that are shown as soon as they stand.

First the chapters as the EPUB has them, then the pages of print that changed, then the finished
files. A build that is overtaken by another save gives up at the next step; there are never two.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition

from publish.check import Draft, check_draft, without_waived
from publish.citations.library import read_library
from publish.diagnostics import (
    Diagnostic,
    PublishError,
    errors,
    in_reading_order,
    stop_on_errors,
)
from publish.editions import find_edition
from publish.editions.design import find_design
from publish.editions.edition import Artifact, Design
from publish.editions.own_design import blaming_own_files
from publish.editions.pdf import print_book
from publish.manuscript import Parsed, read_file, read_manuscript
from publish.model.document import Document
from publish.model.walk import plain_text
from publish.pipeline import dist_of, resolve, write
from publish.project import Project, load_project
from publish.provenance import keep
from publish.structure import for_edition, shared_chapters, with_pages
from publish.watching.board import Board, ChapterShown, SpotShown
from publish.watching.chapters import Chapters
from publish.watching.pages import Printed
from publish.watching.places import Spot, chapter_words
from publish.watching.shelf import Shelf

_MOST_TOLD = 20  # errors; the page has all
Tell = Callable[[str], None]
# What can change the look of pages without a word of the settings or the text being another.
_TEXTS = (".md", ".qmd", ".markdown", ".bib", ".bibtex", ".biblatex", ".json")


class OvertakenError(Exception):
    """Something was saved while a build ran: the next one is more worth."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: editions by name, and where they go; without, as `publish build`."""

    editions: tuple[str, ...] = ()
    output: Path | None = None


@dataclass(slots=True)
class Workshop:
    """One project, with all that the next build can use of the last."""

    folder: Path
    order: Order
    board: Board
    shelf: Shelf
    tell: Tell = lambda text: None
    is_over: bool = False
    _saved: set[str] = field(default_factory=set)
    _saved_at: float = 0.0
    _wake: Condition = field(default_factory=Condition)
    _texts: Parsed = field(default_factory=dict)
    _chapters: Chapters = field(default_factory=Chapters)
    _printed: Printed = field(default_factory=Printed)
    _unseen: set[str] = field(default_factory=set)  # saved since a build came to its chapters
    _made: tuple[Diagnostic, ...] = ()  # what the finished files had to be told of
    _step: float = 0.0

    def wake(self, saved: frozenset[str] = frozenset()) -> None:
        """Ask for a build, because these files were saved."""
        with self._wake:
            self._saved |= saved or {""}
            self._saved_at = time.time()
            self._wake.notify()

    def end(self) -> None:
        """Let the build that runs be the last, and give up as soon as it can."""
        with self._wake:
            self.is_over = True
            self._wake.notify()

    def run(self) -> None:
        """Build whenever asked to, until `end`."""
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._saved or self.is_over)
                if self.is_over:
                    return
                saved, at = frozenset(self._saved), self._saved_at
                self._saved.clear()
            self._build(saved, at)

    def _build(self, saved: frozenset[str], at: float) -> None:
        self._unseen |= saved
        started = time.perf_counter()
        self.board.change(is_busy=True, saved=at, since=at, files=tuple(sorted(saved - {""})))
        try:
            self._steps(at, started)
            self.board.change(doing="up to date", is_busy=False, has_failed=False)
            self.tell(f"up to date after {time.perf_counter() - started:.1f} s")
        except OvertakenError:
            self.tell("overtaken by another save")
        except PublishError as error:
            self._failed(error.diagnostics)
        except Exception as error:  # a session outlives what fails in one build
            self._printed.forget()
            self.tell(traceback.format_exc())
            message = f"publish itself failed, and not your book: {error!r}"
            hint = "the details are in the window where 'publish watch' runs"
            self._failed([Diagnostic("publish-defect", message, hint=hint)])

    def _failed(self, findings: Sequence[Diagnostic]) -> None:
        """Show why a build ended early; the pages of the last one stay."""
        self.board.change(
            doing="waiting for the next save",
            is_busy=False,
            has_failed=True,
            findings=tuple(findings),
        )
        for found in errors(findings)[:_MOST_TOLD]:
            self.tell(str(found))
        self.tell("not built; the last good pages stay")

    def _steps(self, at: float, started: float) -> None:
        self._now("reading the settings")
        project = load_project(self.folder)
        self._early(project, at, started)
        design, document, findings = self._read(project)
        self._show_chapters(document, design)
        if self.board.state.shown.get("chapters") != at:
            self._told("chapters", at, started)
        self._check(findings, document)
        layout_pages = self._show_pages(document)
        if layout_pages:
            self._told("pages", at, started)
        artifacts = self._make(document, design, project)
        self._told("pages", at, started)
        self._write(artifacts, document, project)
        self._made = tuple(found for made in artifacts for found in made.diagnostics)
        self._check(findings, document)
        self._told("files", at, started)

    def _read(self, project: Project) -> tuple[Design, Document, tuple[Diagnostic, ...]]:
        design = find_design(project)
        if any(not name.endswith(_TEXTS) for name in self._unseen):
            self._printed.forget()
        self._printed.open(project, design)
        self._now("reading the chapters")
        document = read_manuscript(project, self._texts)
        self._now("reading the bibliography")
        library = read_library(project)
        self._now("checking")
        findings = check_draft(Draft(document, library, project.folder))
        stop_on_errors(findings)
        self._now("numbers, references and citations")
        return design, resolve(document, library), findings

    def _check(self, findings: Sequence[Diagnostic], document: Document) -> None:
        said = (*findings, *document.diagnostics, *self._made)
        self.board.change(findings=in_reading_order(without_waived(said, document)))

    def _show_chapters(self, document: Document, design: Design) -> None:
        self._now("chapters")
        form = with_pages(for_edition(document, "epub"), self._printed.pagination)
        shown = self._chapters.take(form, design, self.shelf)
        book = replace(
            self.board.state.book,
            title=plain_text(document.metadata.title),
            lang=document.metadata.lang,
            chapters=shown,
            style=self.shelf.looks(),
        )
        self.board.change(book=book)
        self._point(shown)
        self._unseen.clear()

    def _early(self, project: Project, at: float, started: float) -> None:
        """Show at once what a single file says now, if only words of it have changed."""
        changed = [one for one in project.chapters if one.path in self._unseen]
        known = {path: blocks for (path, _, _), blocks in self._texts.items()}
        if len(changed) != 1 or changed[0].path not in known:
            return
        new = read_file(changed[0], project, self._texts)
        old = known[changed[0].path]
        if shown := self._chapters.early(changed[0].path, old, new, self.shelf):
            self.board.change(book=replace(self.board.state.book, chapters=shown))
            self._point(shown)
            self._told("chapters", at, started)

    def _point(self, shown: tuple[ChapterShown, ...]) -> None:
        """Say where the book changed, if it did since it was shown last."""
        if spot := self._chapters.spot(shown, self._unseen):
            number = (self.board.state.spot.number if self.board.state.spot else 0) + 1
            where = self._where(spot)
            self.board.change(spot=SpotShown(number, spot.chapter, spot.block, *where))

    def _where(self, spot: Spot) -> tuple[int, float]:
        return self._printed.where(spot, chapter_words(self._chapters.page(spot.chapter)))

    def _show_pages(self, document: Document) -> bool:
        self._now("breaking pages")
        with blaming_own_files(document.folder):
            self._printed.lay_out(for_edition(document, "pdf"), self._go_on)
            self._now("drawing pages")
            is_drawn = self._printed.draw_changed()
        if is_drawn:
            self._put_pages()
        return is_drawn

    def _put_pages(self) -> None:
        pages, sheets = self._printed.shown()
        self.shelf.put_sheets(sheets)
        state = self.board.state
        spot = state.spot
        if spot and self._chapters.last:
            page, down = self._where(self._chapters.last)
            spot = replace(spot, page=page, down=down)
        self.board.change(book=replace(state.book, pages=pages), spot=spot)

    def _make(self, document: Document, design: Design, project: Project) -> list[Artifact]:
        """Return the finished files; what is shown is then what they hold."""
        layout = self._printed.layout
        assert layout is not None, "pages are laid out before they are printed"
        wanted = self.order.editions or project.settings.editions
        forms = {name: for_edition(document, name) for name in ("pdf", "epub", "docx")}
        shared = shared_chapters(forms["pdf"], forms["epub"])
        pagination = replace(layout.pagination, shared=shared)
        made: dict[str, Artifact] = {}
        for name in ("pdf", "epub", *wanted):
            if name in made:
                continue
            edition = find_edition(name)
            self._now(f"making the {edition.title}")
            with blaming_own_files(document.folder):
                made[name] = (
                    print_book(layout)
                    if name == "pdf"
                    else edition.render(with_pages(forms[name], pagination), design)
                )
            if name == "pdf":
                self._printed.take(made[name].data)
                self._put_pages()
            elif name == "epub":
                self._put_epub(made[name])
        return [made[name] for name in wanted]

    def _put_epub(self, made: Artifact) -> None:
        self.shelf.put_epub(made.data)
        chapters = self._chapters.again(self.shelf)
        book = replace(self.board.state.book, style=self.shelf.looks(), chapters=chapters)
        if not book.words_at_first:  # page numbers in the text are words too: not before now
            book = replace(book, words_at_first=self._chapters.words)
        self.board.change(book=book)

    def _write(self, artifacts: Sequence[Artifact], document: Document, project: Project) -> None:
        self._now("writing the files")
        stop_on_errors([found for made in artifacts for found in made.diagnostics])
        for path in write(artifacts, self.order.output or dist_of(project.folder)):
            self.tell(f"wrote {path}")
        for made in artifacts:
            if made.edition == "docx":
                keep(made.name, made.data, for_edition(document, "docx"), project)

    def _now(self, doing: str) -> None:
        """Say which step begins, unless another save makes it useless."""
        self._go_on()
        self.board.change(doing=doing, since=time.time())

    def _go_on(self) -> None:
        if self._saved or self.is_over:
            raise OvertakenError

    def _told(self, what: str, at: float, started: float) -> None:
        seconds = time.perf_counter() - started
        state = self.board.state
        self.board.change(
            shown={**state.shown, what: at}, took={**state.took, what: round(seconds, 2)}
        )
        self.tell(f"{seconds:6.2f} s  {what}")
