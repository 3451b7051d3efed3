"""Older BibTeX files: what they say in words, and biblatex's fields for it (manual, 2.2.2)."""

from __future__ import annotations

import pytest
from bib_entries import item


@pytest.mark.parametrize(
    ("note", "accessed"),
    [
        ("[Online; accessed 19-July-2008]", [2008, 7, 19]),
        ("Accessed: 2020-05-01", [2020, 5, 1]),
        ("(accessed on May 3, 2021)", [2021, 5, 3]),
        ("Last visited 3 Sept. 2019.", [2019, 9, 3]),
    ],
)
def test_a_note_that_is_a_date_of_access(note: str, accessed: list[int]) -> None:
    """It is the date of access, in the style's own words, and no note."""
    found = item(f"title={{T}}, url={{https://example.org}}, note={{{note}}}", "misc")

    assert found["accessed"] == {"date-parts": [accessed]}
    assert "note" not in found


@pytest.mark.parametrize(
    "fields",
    [
        r"howpublished={Available at: \url{http://example.org/b}}",
        r"note={Available online at http://example.org/b.}",
        r"howpublished={URL: \url{http://example.org/b}}",
    ],
)
def test_words_around_an_address(fields: str) -> None:
    """The address is a link, and nobody is its publisher."""
    found = item(f"title={{T}}, {fields}", "misc")

    assert found["URL"] == "http://example.org/b"
    assert "publisher" not in found
    assert "note" not in found


@pytest.mark.parametrize(
    "note", ["Accessed by ship only", "Accessed: 2020-13-01", "Retrieved 3 Foo 2020", "In Russian"]
)
def test_other_notes_stay(note: str) -> None:
    """What is no date is left as it is written."""
    assert item(f"title={{T}}, note={{{note}}}", "misc")["note"] == note


def test_a_date_of_access_that_is_there_is_kept() -> None:
    """A field says more than a note, and then the note stays."""
    found = item("title={T}, urldate={2021-01-02}, note={Accessed: 2020-05-01}", "misc")

    assert found["accessed"] == {"date-parts": [[2021, 1, 2]]}
    assert found["note"] == "Accessed: 2020-05-01"
