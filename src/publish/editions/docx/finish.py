"""The pass over the finished parts: everything that pandoc leaves undone, in order."""

from __future__ import annotations

from publish.editions.docx.bookmarks import lead_to_calls, settle_bookmarks
from publish.editions.docx.crossfields import settle_contents, settle_cross_references
from publish.editions.docx.drawings import settle_drawings
from publish.editions.docx.edges import add_edges
from publish.editions.docx.folios import fill_page_numbers
from publish.editions.docx.formulas import settle_formulas
from publish.editions.docx.listnumbers import settle_numbers
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
from publish.model.walk import plain_text

NOTES = "word/footnotes.xml"
LONGEST_TITLE = 50  # letters of a running title. Source: APA Publication Manual, 7th ed., 2.8


def finish_parts(package: Package, document: Document, look: Look) -> None:
    """Make pandoc's package a manuscript: sections, tables, pictures, runs, properties."""
    for part in (DOCUMENT, NOTES):
        top = package.tree(part)
        settle_tables(top, look)
        settle_paragraphs(top, look)
        settle_runs(top)
        settle_formulas(top)
    settle_cross_references(package.tree(DOCUMENT), package.tree(NOTES))
    settle_contents(package.tree(DOCUMENT))
    lead_to_calls(package.tree(DOCUMENT), package.tree(NOTES))
    for part in (DOCUMENT, NOTES):
        settle_bookmarks(package.tree(part))
    settle_separators(package.tree(NOTES))
    settle_numbers(package)
    # pandoc carries most settings over from the reference document, but not all.
    restarts = restarts_notes(document)
    settings = settings_part(document.metadata.lang, restarts_notes=restarts)
    package.set(SETTINGS, settings)
    settle_drawings((package.tree(DOCUMENT), package.tree(NOTES)), look)
    edges = add_edges(package, look, running_title(document), document.metadata.lang)
    cut_sections(package, plan_sections(document), look, edges)
    fill_page_numbers(package, look)
    mark_paragraphs(package.tree(DOCUMENT))
    write_properties(package, document.metadata)


def running_title(document: Document) -> str:
    """Return the title in the length that journals allow above their pages."""
    words = plain_text(document.metadata.title).split(":")[0].split()
    shown = ""
    for word in words:
        if len(shown) + len(word) + 1 > LONGEST_TITLE:
            return f"{shown} …"
        shown = f"{shown} {word}".strip()
    return shown
