"""All rules, run over one draft."""

from __future__ import annotations

# Importing these enters their rules and explanations into the catalogue.
from publish.check import (  # noqa: F401
    citations,
    dialects,
    explanations,
    files,
    finished_docx,
    finished_epub,
    finished_pdf,
    lacks,
    links,
    needs,
    pictures,
    quotation,
    repeats,
    safety,
    sources,
    spaces,
    structure,
    typed_notes,
    typography,
)
from publish.check.catalogue import Draft, rules
from publish.diagnostics import Diagnostic, in_reading_order


def check_draft(draft: Draft) -> tuple[Diagnostic, ...]:
    """Return all that the rules find, in reading order, with what the steps before found."""
    found = [finding for rule in rules() for finding in rule(draft)]
    before = (*draft.document.diagnostics, *draft.library.diagnostics)
    return in_reading_order([*before, *found])
