"""Rules that look at a book and say what is wrong."""

from __future__ import annotations

from publish.check import returned
from publish.check.catalogue import Draft, codes, explain
from publish.check.draft import check_draft
from publish.check.files import check_files, judge_file
from publish.check.fixes import apply_fixes
from publish.check.printing import judge_print
from publish.check.waivers import without_waived

__all__ = [
    "Draft",
    "apply_fixes",
    "check_draft",
    "check_files",
    "codes",
    "explain",
    "judge_file",
    "judge_print",
    "returned",
    "without_waived",
]
