"""Numbers and subjects by which shops and libraries find a book."""

from __future__ import annotations

import pytest

from publish.model.metadata import Subject, is_isbn, is_issn
from publish.project import load_project


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("9780306406157", True),  # the example of Wikipedia's article "ISBN"
        ("0306406152", True),
        ("080442957X", True),
        ("9780306406158", False),
        ("0306406153", False),
        ("9780360406157", False),
        ("1234567890128", False),  # no prefix 978 or 979
        ("978030640615７", False),
    ],
)
def test_check_digits(number: str, is_right: bool):
    """ISO 2108: weights 1 and 3 to a multiple of ten, or 10 to 1 to one of eleven."""
    assert is_isbn(number) is is_right


@pytest.mark.parametrize(
    ("number", "is_right"), [("03178471", True), ("2434561X", True), ("03178472", False)]
)
def test_check_digits_of_series(number: str, is_right: bool):
    """ISO 3297: weights 8 to 2; the first two are the standard's examples."""
    assert is_issn(number) is is_right


@pytest.mark.parametrize(
    ("settings", "code", "line", "column"),
    [
        ("isbn: 978-0-306-40615-8", "settings-isbn", 2, 7),
        ("isbn:\n  pdf: 978-0-306-40615-7\n  epub: 978-0-306-40615-3", "settings-isbn", 4, 9),
        ("isbn:\n  pdf: 9780306406157\n  epub: 978-0-306-40615-7", "settings-isbn", 3, 3),
        ("identifier:\n  - scheme: isbn\n    text: 123", "settings-isbn", 3, 13),
        ("issn: 0317-8472\nbelongs-to-collection: S", "settings-issn", 2, 7),
        ("subject:\n  - {authority: BISACK, term: HIS032000}", "settings-subject", 3, 17),
        ("subject:\n  - {authority: bisac, term: HIS32}", "settings-subject", 3, 30),
        ("subject:\n  - {authority: Thema, term: nhd}", "settings-subject", 3, 30),
        ("subject:\n  - {authority: LCSH, text: Cooks}", "settings-subject", 3, 17),
        ("subject:\n  - {term: Cooks}", "settings-subject", 3, 12),
    ],
)
def test_what_shops_would_refuse_is_reported(
    findings, settings: str, code: str, line: int, column: int
):
    """Where the wrong number or code is written."""
    found = findings(f"title: T\n{settings}\n")

    assert len(found) == 1
    assert found[0].startswith(f"manuscript/book.yaml:{line}:{column}: ")
    assert f"[{code}]" in found[0]


def test_subjects_keep_their_schemes(write):
    """Schemes are spelled as EPUB has them; a BISAC code is known by its form."""
    text = """\
title: T
subject:
  - Cooks
  - HIS032000
  - {term: POL061000}
  - {authority: THEMA, term: NHD, text: European history}
  - {authority: LCSH, term: Cooking—History}
"""
    files = {"manuscript/book.yaml": text, "manuscript/01.md": "# One\n"}

    assert load_project(write(files)).metadata.subjects == (
        Subject("Cooks"),
        Subject("HIS032000", "BISAC", "HIS032000"),
        Subject("POL061000", "BISAC", "POL061000"),
        Subject("European history", "Thema", "NHD"),
        Subject("Cooking—History", "LCSH", "Cooking—History"),
    )
