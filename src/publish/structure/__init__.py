"""The order of a book: parts, numbers, references, generated pages, index and typography."""

from __future__ import annotations

from publish.structure.arrange import arrange
from publish.structure.conditional import for_edition, shared_chapters
from publish.structure.crossrefs import bookdown_keys, cross_reference_keys, target_of
from publish.structure.descriptions import descriptions, lone_descriptions
from publish.structure.endnotes import NOTES_ID
from publish.structure.findings import (
    broken_links,
    duplicate_ids,
    names_in,
    raw_markup,
    unknown_formats,
    unknown_targets,
)
from publish.structure.finish import finish
from publish.structure.glossary import unknown_uses
from publish.structure.identifiers import is_chapter_file
from publish.structure.locales import locale_for, quotation_marks
from publish.structure.pages import with_pages

__all__ = [
    "NOTES_ID",
    "arrange",
    "bookdown_keys",
    "broken_links",
    "cross_reference_keys",
    "descriptions",
    "duplicate_ids",
    "finish",
    "for_edition",
    "is_chapter_file",
    "locale_for",
    "lone_descriptions",
    "names_in",
    "quotation_marks",
    "raw_markup",
    "shared_chapters",
    "target_of",
    "unknown_formats",
    "unknown_targets",
    "unknown_uses",
    "with_pages",
]
