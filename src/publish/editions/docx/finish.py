"""The pass over the finished parts: everything that pandoc leaves undone, in order."""

from __future__ import annotations

from publish.editions.docx.bookmarks import settle_bookmarks
from publish.editions.docx.crossfields import settle_cross_references
from publish.editions.docx.drawings import settle_drawings
from publish.editions.docx.folios import fill_page_numbers
from publish.editions.docx.look import Look
from publish.editions.docx.package import Package
from publish.editions.docx.paragraphmarks import mark_paragraphs
from publish.editions.docx.paragraphs import settle_paragraphs, settle_separators
from publish.editions.docx.properties import write_properties
from publish.editions.docx.reference import DOCUMENT, SETTINGS, settings_part
from publish.editions.docx.runs import settle_runs
from publish.editions.docx.sections import cut_sections, plan_sections, restarts_notes
from publish.editions.docx.tables import settle_tables
from publish.model.document import Document

NOTES = "word/footnotes.xml"


def finish_parts(package: Package, document: Document, look: Look) -> None:
    """Make pandoc's package a manuscript: sections, tables, pictures, runs, properties."""
    for part in (DOCUMENT, NOTES):
        top = package.tree(part)
        settle_tables(top)
        settle_paragraphs(top, look)
        settle_runs(top)
        if part == DOCUMENT:
            settle_cross_references(top)
        settle_bookmarks(top)
    settle_separators(package.tree(NOTES))
    # pandoc carries most settings over from the reference document, but not all.
    restarts = restarts_notes(document)
    settings = settings_part(document.metadata.lang, restarts_notes=restarts)
    package.set(SETTINGS, settings)
    settle_drawings((package.tree(DOCUMENT), package.tree(NOTES)), look)
    cut_sections(package, plan_sections(document), look)
    fill_page_numbers(package, look)
    mark_paragraphs(package.tree(DOCUMENT))
    write_properties(package, document.metadata)
