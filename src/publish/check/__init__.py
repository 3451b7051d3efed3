"""Rules that look at a book and say what is wrong."""

from __future__ import annotations

from publish.check.catalogue import Draft, codes, explain
from publish.check.draft import check_draft

__all__ = ["Draft", "check_draft", "codes", "explain"]
