"""What is sent to a printer: interior, cover, job sheet, and a checklist of the printer's rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import publish
from publish.check import Draft, check_draft, without_waived
from publish.check.printing import broken
from publish.citations.library import read_library
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Place, Severity, in_reading_order, stop_on_errors
from publish.editions.design import find_design
from publish.editions.edition import Artifact, Design
from publish.editions.outcomes import Outcome
from publish.editions.own_design import blaming_own_files
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.sayings import Listener
from publish.editions.printing.cover import MadeCover, make_cover, measure_sheet
from publish.editions.printing.interior import Interior, kept_standard, make_interior
from publish.editions.printing.jobsheet import job_sheet
from publish.editions.printing.judge import inner_margin_mm, judge_interior
from publish.editions.printing.judgecover import judge_cover
from publish.editions.printing.printer import Printer, find_printer
from publish.editions.printing.reading import Finished
from publish.editions.printing.standard import Notice, OutputIntent, ProfileError
from publish.editions.sourcedate import source_date
from publish.manuscript import read_manuscript
from publish.model.document import Document
from publish.model.walk import plain_text
from publish.pipeline import dist_of, resolve, write
from publish.project import load_project
from publish.structure import for_edition
from publish.unchanged import Outcome as Built

_UNDATED = "2000-01-01"  # the same book gives the same bytes, also where it has no date


@dataclass(frozen=True, slots=True)
class _Job:
    """A book on its way to a printer."""

    document: Document
    design: Design
    printer: Printer
    intent: OutputIntent

    @property
    def stem(self) -> str:
        return self.document.settings.output_name or "book"


def print_for(
    folder: Path, name: str, output: Path | None = None, *, allow_filters: bool = False
) -> Built:
    """Write what a printer wants into a folder.

    Raises: PublishError if the book has errors or there is no such profile.
    """
    project = load_project(folder, allow_filters=allow_filters)
    printer = find_printer(name, project.folder)
    settings = project.settings
    pages = replace(settings.print, pdf_standard="ua-1", bleed_mm=_bleed_mm(printer))
    project = replace(project, settings=replace(settings, print=pages))
    design = find_design(project)
    document, library = read_manuscript(project), read_library(project)
    findings = check_draft(Draft(document, library, project.folder))
    stop_on_errors(findings)
    job = _Job(_resolved(document, library), design, printer, _intent(document))
    said = [*findings, *_about_press(job)]
    stop_on_errors(said)
    with blaming_own_files(project.folder):
        interior, found = _interior(job)
        said += found
        stop_on_errors(said)
        cover, found = _cover(job, interior)
    said += found
    stop_on_errors(said)
    made = [Artifact("pdf", f"{job.stem}-interior.pdf", interior.data)]
    judged = [(made[0].name, judge_interior(Finished(interior.data), printer))]
    if cover:
        made.append(Artifact("pdf", f"{job.stem}-cover.pdf", cover.data))
        outcomes = judge_cover(Finished(cover.data), printer, cover.sheet, cover.has_symbol)
        judged.append((made[1].name, outcomes))
    said += [one for file, kept in judged for one in broken(kept, printer, Place(file))]
    sheet = "\n".join(job_sheet(document, printer, interior, cover)) + "\n"
    checklist = "\n".join(_checklist(printer, judged)) + "\n"
    made.append(Artifact("pdf", "job-sheet.txt", sheet.encode()))
    made.append(Artifact("pdf", "checklist.txt", checklist.encode()))
    target = output or dist_of(project.folder) / f"print-{name}"
    return Built(tuple(write(made, target)), in_reading_order(without_waived(said, document)))


def _bleed_mm(printer: Printer) -> float:
    return 0 if printer.bleed == "never" else printer.bleed_mm


def _resolved(document: Document, library: Library) -> Document:
    return for_edition(resolve(document, library), "pdf")


def _intent(document: Document) -> OutputIntent:
    press = document.settings.press
    data = (document.folder / press.profile).read_bytes() if press.profile else b""
    return OutputIntent(press.condition, data)


def _about_press(job: _Job) -> Iterator[Diagnostic]:
    """Yield what the settings say wrong of the press, or do not say."""
    places = job.document.places
    press, printer = job.document.settings.press, job.printer
    if job.intent.profile:
        try:
            _ = job.intent.components
        except ProfileError as error:
            hint = "ask the printer for the profile of the press and the paper"
            yield Diagnostic(
                "print-bad-profile", f"{press.profile}: {error}", places["press.profile"], hint
            )
            return
    if kept_standard(printer, job.intent) != printer.standard:
        wanted = "PDF/X-4" if printer.standard == "x-4" else "PDF/X-1a"
        message = f"{printer.printer} asks for {wanted}, and the settings do not name the press"
        hint = "set press: {profile: FILE.icc}, or for PDF/X-1a press: {condition: FOGRA39}"
        place = places.get("press", Place("manuscript/book.yaml"))
        yield Diagnostic("print-no-standard", message, place, hint, Severity.WARNING)
    if press.paper and printer.papers and press.paper not in printer.papers:
        message = f"{printer.printer} has no paper '{press.paper}'"
        hint = f"there are {', '.join(printer.papers)}"
        yield Diagnostic("print-no-paper", message, places["press.paper"], hint)


def _interior(job: _Job) -> tuple[Interior, list[Diagnostic]]:
    """Return the pages for the press; a margin too narrow for their number is made wider."""
    said: list[Diagnostic] = []
    interior, found = _pages(job)
    wanted = job.printer.gutter_mm(interior.page_count)
    have = inner_margin_mm(Finished(interior.data))
    if have is None or have >= wanted - 0.3:
        return interior, found
    message = f"the inner margin was widened from {have:.1f} to {wanted:g} mm"
    hint = f"{interior.page_count} pages of {job.printer.printer} need it"
    said.append(
        Diagnostic(
            "print-gutter-widened", message, Place(f"{job.stem}-interior.pdf"), hint, Severity.NOTE
        )
    )
    settings = job.document.settings
    others = [one for one in settings.print.margins if one[0] != "inner"]
    margins = (*others, ("inner", f"{wanted + 0.2:.1f}mm"))
    pages = replace(settings.print, margins=margins)
    document = replace(job.document, settings=replace(settings, print=pages))
    interior, found = _pages(replace(job, document=document))
    return interior, [*said, *found]


def _pages(job: _Job) -> tuple[Interior, list[Diagnostic]]:
    document, layout = settle(job.document, job.design)
    made = print_book(layout)
    interior = make_interior(
        made.data, job.printer, job.intent, _notice(document), is_rtl=_is_rtl(document)
    )
    return interior, list(made.diagnostics)


def _cover(job: _Job, interior: Interior) -> tuple[MadeCover | None, list[Diagnostic]]:
    """Return the cover, and what is to be said of it."""
    printer, document = job.printer, job.document
    if printer.cover is None:
        return None, []
    place = Place(f"{job.stem}-cover.pdf")
    sheet = measure_sheet(document, printer, interior.page_count, _is_rtl(document))
    made = make_cover(document, job.design, printer, sheet, job.intent, _notice(document))
    if made is None:
        message = "no cover: no font of the design has all letters of its words"
        hint = "name a font that has them as print: main-font, or set cover: wrap-image"
        return None, [Diagnostic("print-no-cover", message, place, hint, Severity.WARNING)]
    listener = Listener(document, job.design.print_css)
    said = [listener.finding(one, None) for one in made.messages]
    if printer.cover.barcode and not made.has_symbol:
        isbn = document.metadata.isbn("pdf")
        message = "no barcode on the cover: " + (
            "the back is too narrow for it" if isbn else "the book has no ISBN"
        )
        hint = "set isbn: {pdf: ...}, or leave the place to the printer's own barcode"
        said.append(Diagnostic("print-no-barcode", message, place, hint, Severity.WARNING))
    return made, said


def _is_rtl(document: Document) -> bool:
    from publish.editions.pdf.sheets import direction

    return direction(document, document.metadata.lang) == "rtl"


def _notice(document: Document) -> Notice:
    metadata = document.metadata
    return Notice(
        plain_text(metadata.title),
        "; ".join(person.name for person in metadata.authors),
        f"publish {publish.__version__}",
        _date(metadata.date),
    )


def _date(text: str) -> str:
    """Return the date of a file: of its sources, else of the book, else always the same."""
    if moment := source_date():
        return moment.isoformat()
    parts = text.split("-") if text[:4].isdigit() else _UNDATED.split("-")
    numbers = [int(one) for one in (*parts, "1", "1")[:3] if one.isdigit()]
    year, month, day = (*numbers, 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC).isoformat()


def _checklist(
    printer: Printer, judged: Iterable[tuple[str, tuple[Outcome, ...]]]
) -> Iterator[str]:
    yield printer.printer
    yield f"Rules from {printer.source}, collected {printer.seen}."
    yield "Check the printer's current page: it is right where the two differ."
    for file, outcomes in judged:
        yield ""
        yield file
        yield from (one.line(number) for number, one in enumerate(outcomes, 1))
