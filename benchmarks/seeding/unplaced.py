"""The codes that are not seeded, each with the reason why no line of an author has them."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator, Mapping

_SYSTEM = "of the system or of the command line: no file of the project is wrong"
_FINISHED = "of a finished file, which has no lines; the message names page, part or words"
_OURS = "a proof of our own work, which no manuscript is known to bring about"
_RETURNED = "of a Word file that came back: tests/returning seeds edits and their places"
_REASONS = {
    _SYSTEM: (
        "file-access file-unknown-kind file-unreadable output-not-written output-outside "
        "pdf-pango-missing program-missing project-empty publish-defect settings-no-project "
        "settings-not-empty settings-unknown-printer settings-unknown-profile watch-port-taken"
    ),
    _FINISHED: (
        "docx-* epub-access-metadata epub-active-content epub-cover-size epub-document-size "
        "epub-file-name epub-isbn epub-landmarks epub-language epub-no-alt epub-notes "
        "epub-page-list epub-page-list-inexact epub-page-list-missing epub-picture "
        "epub-picture-size epub-raw-tex epub-stray-file epub-svg-case epub-table-scope epub-title "
        "epub-toc-depth pdf-blank-page pdf-bookmark-wrong pdf-font-not-embedded "
        "pdf-font-unreadable pdf-link-dead pdf-page-label-wrong pdf-says-too-little pdf-tags-wrong "
        "print-gutter-widened print-no-barcode print-no-cover print-rule submission-rule "
        "submission-drawing"
    ),
    _OURS: (
        "cite-unformatted epub-text-differs pdf-note-early pdf-note-lost pdf-note-not-drawn "
        "pdf-note-repeated pdf-page-number-wrong pdf-text-lost pdf-text-not-drawn "
        "pdf-text-repeated"
    ),
    _RETURNED: "return-*",
    "of a program of the author's that was allowed to run: tests/safety/test_filters.py": (
        "filter-failed filter-said"
    ),
    "of what servers say, on request only: tests/check/test_links.py": (
        "link-dead link-moved link-silent"
    ),
    "of a page, not of a line: the chapter is named": "pdf-page-white pdf-note-late",
    "of a whole file that pandoc does not come to an end with, in minutes: "
    "tests/manuscript/test_slow_markdown.py": "manuscript-too-hard",
    "of a file without the rights to read it, which the system refuses root nothing of: "
    "tests/survival/test_refused.py": "bib-unreadable manuscript-unreadable",
    "of a font that only its licence keeps out: tests/editions/epub": "epub-font-licence",
}


def unplaced(codes: tuple[str, ...], seeded: frozenset[str]) -> Mapping[str, str]:
    """Return the reason for each code that is in the table and not seeded."""
    return {code: why for code, why in _listed(codes) if code not in seeded}


def _listed(codes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for why, names in _REASONS.items():
        for name in names.split():
            found = fnmatch.filter(codes, name)
            if not found:
                raise ValueError(f"no finding is called {name}")
            yield from ((one, why) for one in found)
