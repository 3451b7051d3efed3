"""Tell apart cites that read the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.citations.csl.context import Shown

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document


def disambiguate(document: Document) -> dict[str, Shown]:
    """Return what must be added to items."""
    return {}
