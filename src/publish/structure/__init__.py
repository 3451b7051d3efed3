"""The order of a book: parts, numbers, references, generated pages, index and typography."""

from __future__ import annotations

from publish.structure.arrange import arrange
from publish.structure.conditional import for_edition
from publish.structure.crossrefs import cross_reference_keys
from publish.structure.endnotes import NOTES_ID
from publish.structure.findings import (
    broken_links,
    duplicate_ids,
    raw_markup,
    unknown_formats,
    unknown_targets,
)
from publish.structure.finish import finish
from publish.structure.pages import with_pages

__all__ = [
    "NOTES_ID",
    "arrange",
    "broken_links",
    "cross_reference_keys",
    "duplicate_ids",
    "finish",
    "for_edition",
    "raw_markup",
    "unknown_formats",
    "unknown_targets",
    "with_pages",
]
