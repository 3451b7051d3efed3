"""Findings are switched off where the author says why, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline import check

RANGE = "typography-range-hyphen"


@pytest.fixture
def said(tmp_path: Path):
    """Return a function that checks a chapter and returns code and line of what is found."""

    def check_text(text: str, settings: str = "") -> list[tuple[str, int]]:
        folder = tmp_path / "manuscript"
        folder.mkdir()
        (folder / "book.yaml").write_text(f"title: T\nauthor: A\n{settings}", encoding="utf-8")
        (folder / "a.md").write_text(text, encoding="utf-8")
        return [(one.code, one.place.line if one.place else 0) for one in check(tmp_path)]

    return check_text


def test_in_the_whole_book(said):
    """In the settings, with the reason."""
    assert said("# A\n\n1-2 and 3-4.\n", f"check-off:\n  {RANGE}: scores\n") == []


def test_in_one_file(said):
    """In a comment anywhere in it."""
    assert said(f"# A\n\n1-2\n\n<!-- check-off-file {RANGE}: scores -->\n\n3-4\n") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# A\n\n1-2 <!-- check-off {}: scores -->\n\n3-4\n", [5]),
        ("# A\n\n<!-- check-off {}: scores -->\n1-2\n3-4\n\n5-6\n", [7]),
        ("# A\n\n1-2\n\n<!-- check-off {}: scores -->\n\n3-4\n5-6\n\n7-8\n", [3, 10]),
    ],
)
def test_in_one_place(said, text, left):
    """On the comment's line; alone on its line, in the paragraph that follows."""
    assert said(text.format(RANGE)) == [(RANGE, line) for line in left]


def test_a_reason_is_wanted_and_a_code_that_is_there(said):
    """A misspelt code would switch nothing off without a word."""
    text = f"# A\n\n<!-- check-off {RANGE} -->\n\n<!-- check-off typo-hyphen: x -->\n"

    assert said(text) == [("check-off-unknown", 3), ("check-off-unknown", 5)]


def test_what_is_switched_off_in_vain(said):
    """In the settings, a file or a place: it would hide the next mistake of its kind."""
    text = (
        f"# A\n\n<!-- check-off-file note-unused: kept -->\n\n<!-- check-off {RANGE}: x -->\nA.\n"
    )
    settings = "check-off:\n  typography-twice: so it is\n"

    assert said(text, settings) == [("check-off-unused", line) for line in (3, 5, 4)]


def test_what_only_a_build_finds_is_not_in_vain(said):
    """`publish check` cannot know whether the pages will have it."""
    assert said("# A\n\na\n", "check-off:\n  pdf-page-white: on purpose\n") == []


def test_nothing_is_in_vain_because_the_book_has_errors(said):
    """Rules look at all of a book with errors too."""
    found = said(f"# A\n\nSee @fig-x.\n\n1-2 <!-- check-off {RANGE}: scores -->\n")

    assert found == [("crossref-unknown", 3)]


def test_an_error_stays(said):
    """What would make an edition wrong cannot be waved through."""
    text = "# A\n\n<!-- check-off crossref-unknown: later -->\nSee @fig-x.\n"

    assert ("crossref-unknown", 4) in said(text)


def test_settings_of_another_form(said):
    """A list of codes gives no reasons."""
    assert ("settings-wrong-type", 4) in said("# A\n\na\n", f"check-off:\n  - {RANGE}\n")
