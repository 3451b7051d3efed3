"""Builds the book again after every save, in steps that are shown as soon as they stand.

Where only words changed, their chapter and their page of print come first, before the book is
checked. Then the chapters as the EPUB has them, then all pages that changed, then the finished
files. A build that is overtaken by another save gives up at the next step; there are never two.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition

from publish.caching import Cache
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
from publish.editions.pdf.press import PROCESSES
from publish.manuscript import Parsed, read_file, read_manuscript
from publish.model.document import Document
from publish.pipeline import dist_of, resolve, write
from publish.project import Project, load_project
from publish.provenance import keep
from publish.structure import for_edition, shared_chapters, with_pages
from publish.watching.display import Display

_MOST_TOLD = 20  # errors; the page has all
# What can change the look of pages without a word of the settings or the text being another.
_TEXTS = (".md", ".qmd", ".markdown", ".bib", ".bibtex", ".biblatex", ".json")


class OvertakenError(Exception):
    """Something was saved while a build ran: the next one is more worth."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: editions by name, and where they go; without, as `publish build`."""

    editions: tuple[str, ...] = ()
    output: Path | None = None
    jobs: int = PROCESSES  # that lay pages out
    allow_filters: bool = False


@dataclass(slots=True)
class Workshop:
    """One project, with all that the next build can use of the last."""

    folder: Path
    order: Order
    display: Display
    is_over: bool = False
    _saved: set[str] = field(default_factory=set)
    _saved_at: float = 0.0
    _wake: Condition = field(default_factory=Condition)
    _texts: Parsed = field(default_factory=dict)
    _unseen: set[str] = field(default_factory=set)  # saved since a build came to its chapters
    _made: tuple[Diagnostic, ...] = ()  # what the finished files had to be told of
    _laid_out: set[str] = field(default_factory=set)  # chapters, in this build

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
        self.display.printed.close()

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
        self._laid_out.clear()
        display = self.display
        display.begin(at, saved - {""})
        try:
            self._steps()
            display.board.change(doing="up to date", is_busy=False, has_failed=False)
            display.tell(f"up to date after {display.seconds:.1f} s")
        except OvertakenError:
            display.tell("overtaken by another save")
        except PublishError as error:
            self._failed(error.diagnostics)
        except Exception as error:  # a session outlives what fails in one build
            if self.is_over:
                return  # its processes were ended under it
            display.printed.forget()
            display.tell(traceback.format_exc())
            message = f"publish itself failed, and not your book: {error!r}"
            hint = "the details are in the window where 'publish watch' runs"
            self._failed([Diagnostic("publish-defect", message, hint=hint)])

    def _failed(self, findings: Sequence[Diagnostic]) -> None:
        """Show why a build ended early; the pages of the last one stay."""
        if self.is_over:
            return  # its processes were ended under it
        self.display.board.change(
            doing="waiting for the next save",
            is_busy=False,
            has_failed=True,
            findings=tuple(findings),
        )
        for found in errors(findings)[:_MOST_TOLD]:
            self.display.tell(str(found))
        self.display.tell("not built; the last good pages stay")

    def _steps(self) -> None:
        self._now("reading the settings")
        project = load_project(self.folder, allow_filters=self.order.allow_filters)
        self._early(project)
        design, document, findings = self._read(project)
        self._now("the chapters of the e-book")
        forms = {name: for_edition(document, name) for name in self._editions(project)}
        self.display.show_chapters(forms["epub"], design, self._unseen)
        self._unseen.clear()
        self._show_findings(findings, document)
        self._show_pages(forms["pdf"])
        artifacts = self._make(forms, design, project)
        Cache(project.folder).trim()
        self._made = tuple(found for made in artifacts for found in made.diagnostics)
        self._show_findings(findings, document)
        self.display.told("files")

    def _early(self, project: Project) -> None:
        """Show at once what a single file says now, if only words of it have changed."""
        changed = [one for one in project.chapters if one.path in self._unseen]
        known = {path: blocks for (path, _, _), blocks in self._texts.items()}
        is_alone = len(changed) == 1 and len(self._unseen) == 1 and not project.filters
        if is_alone and changed[0].path in known:
            new = read_file(changed[0], project, self._texts)
            self.display.early(changed[0].path, known[changed[0].path], new, self._unseen)

    def _read(self, project: Project) -> tuple[Design, Document, tuple[Diagnostic, ...]]:
        design = find_design(project)
        printed = self.display.printed
        if any(not name.endswith(_TEXTS) for name in self._unseen):
            printed.forget()
        printed.open(project, design, self.order.jobs, self._count)
        self._now("reading the chapters")
        document = read_manuscript(project, self._texts)
        self._now("reading the bibliography")
        library = read_library(project)
        # Whoever works beside would take the time from the pages that are waited for.
        self._now("setting the changed page")
        printed.wait(self._go_on)
        self._now("checking")
        findings = check_draft(Draft(document, library, project.folder))
        stop_on_errors(findings)
        self._now("numbers, references and citations")
        return design, resolve(document, library), findings

    def _show_findings(self, findings: Sequence[Diagnostic], document: Document) -> None:
        said = (*findings, *document.diagnostics, *self._made)
        said = in_reading_order(without_waived(said, document))
        self.display.board.change(findings=said)

    def _wanted(self, project: Project) -> tuple[str, ...]:
        """Return the editions of which files are written."""
        return self.order.editions or project.settings.editions

    def _editions(self, project: Project) -> tuple[str, ...]:
        """Return the editions that are made: those that are shown, and those that are wanted."""
        return tuple(dict.fromkeys(("pdf", "epub", *self._wanted(project))))

    def _show_pages(self, form: Document) -> None:
        self._now("breaking pages")
        printed = self.display.printed
        printed.wait()
        with blaming_own_files(form.folder):
            printed.lay_out(form, self._go_on)
            self._now("drawing pages")
            is_drawn = printed.draw_changed()
        if is_drawn:
            self.display.show_pages()
            self.display.told("pages")

    def _count(self, name: str) -> None:
        """Say how many chapters have been broken into pages."""
        self._laid_out.add(name)
        if (count := len(self._laid_out)) > 1:
            self.display.board.change(doing=f"breaking pages: {count} chapters")

    def _make(
        self, forms: Mapping[str, Document], design: Design, project: Project
    ) -> list[Artifact]:
        """Make the finished files of a book, given as each edition has it; return those wanted.

        Each is written as soon as it is there, print first: who has it open need not wait for the
        others. What is shown is then what they hold.
        """
        layout = self.display.printed.layout
        assert layout is not None, "pages are laid out before they are printed"
        shared = shared_chapters(forms["pdf"], forms["epub"])
        pagination = replace(layout.pagination, shared=shared)
        made: dict[str, Artifact] = {}
        for name, form in forms.items():
            edition = find_edition(name)
            self._now(f"making the {edition.title}")
            with blaming_own_files(form.folder):
                made[name] = (
                    print_book(layout)
                    if name == "pdf"
                    else edition.render(with_pages(form, pagination), design)
                )
            self.display.take(made[name])
            if name in self._wanted(project):
                self._write(made[name], form, project)
        return [made[name] for name in self._wanted(project)]

    def _write(self, made: Artifact, form: Document, project: Project) -> None:
        """Write a file, unless there is an error in it: the last good one then stays."""
        stop_on_errors(made.diagnostics)
        for path in write([made], self.order.output or dist_of(project.folder)):
            self.display.tell(f"wrote {path}")
        if made.edition == "docx":
            keep(made.name, made.data, form, project)

    def _now(self, doing: str) -> None:
        """Say which step begins, unless another save makes it useless."""
        self._go_on()
        self.display.board.change(doing=doing, since=time.time())

    def _go_on(self) -> None:
        if self._saved or self.is_over:
            raise OvertakenError
