"""A draft copy of the print edition, to read and to write on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from publish.check import Draft, check_draft, without_waived
from publish.citations.library import read_library
from publish.diagnostics import in_reading_order, stop_on_errors
from publish.editions.design import find_design
from publish.editions.edition import Artifact
from publish.editions.own_design import blaming_own_files
from publish.editions.pdf import print_book, settle
from publish.editions.printing.draft import DraftNote, make_draft
from publish.editions.sourcedate import source_date
from publish.manuscript import read_manuscript
from publish.model.metadata import Metadata
from publish.model.walk import plain_text
from publish.pipeline import dist_of, resolve, write
from publish.project import load_project
from publish.structure import for_edition
from publish.structure.dates import in_words
from publish.unchanged import Outcome


def draft_copy(
    folder: Path,
    label: str = "",
    watermark: str = "DRAFT",
    output: Path | None = None,
    *,
    allow_filters: bool = False,
) -> Outcome:
    """Write the print edition as a draft: its own pages, with room around them.

    The foot of each page says title, `label` and the day. Raises: PublishError if the book has
    errors.
    """
    project = load_project(folder, allow_filters=allow_filters)
    design = find_design(project)
    document = read_manuscript(project)
    library = read_library(project)
    findings = check_draft(Draft(document, library, project.folder))
    stop_on_errors(findings)
    with blaming_own_files(project.folder):
        resolved, layout = settle(for_edition(resolve(document, library), "pdf"), design)
        printed = print_book(layout)
        note = DraftNote(watermark, _foot(document.metadata, label))
        data = make_draft(printed.data, resolved, design, note)
    made = Artifact("pdf", f"{document.settings.output_name or 'book'}-draft.pdf", data)
    said = (*findings, *printed.diagnostics)
    paths = write([made], output or dist_of(project.folder))
    return Outcome(tuple(paths), in_reading_order(without_waived(said, document)))


def _foot(metadata: Metadata, label: str) -> str:
    """Return what a page says of its draft. The day is that of the sources, if it is told."""
    day = (source_date() or datetime.now(UTC)).date().isoformat()
    parts = (plain_text(metadata.title), label, in_words(day, metadata.lang))
    return " · ".join(one for one in parts if one)
