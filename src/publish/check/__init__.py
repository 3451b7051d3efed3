"""Rules that look at a book and say what is wrong.

Names are imported when they are asked for: the rules are needed by what checks a book, which is
mostly a copy of our process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.late import late_names

if TYPE_CHECKING:
    from publish.check.catalogue import Draft, codes, explain
    from publish.check.draft import check_draft
    from publish.check.files import check_files, judge_file
    from publish.check.fixes import apply_fixes
    from publish.check.printing import judge_print
    from publish.check.waivers import without_waived

_HOMES = {
    "Draft": "catalogue",
    "apply_fixes": "fixes",
    "check_draft": "draft",
    "check_files": "files",
    "codes": "catalogue",
    "explain": "catalogue",
    "judge_file": "files",
    "judge_print": "printing",
    "without_waived": "waivers",
}
__getattr__ = late_names(__name__, _HOMES)

__all__ = [
    "Draft",
    "apply_fixes",
    "check_draft",
    "check_files",
    "codes",
    "explain",
    "judge_file",
    "judge_print",
    "without_waived",
]
