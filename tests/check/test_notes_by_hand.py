"""Notes typed by hand, as they come from a text without a word processor's notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.pipeline import check


def found(folder: Path, text: str) -> list[str]:
    """Return what is said of typed notes: the place, and the message."""
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n", "utf-8")
    (folder / "manuscript" / "essay.md").write_text(text, "utf-8")
    said = [one for one in check(folder) if one.code == "note-typed"]
    return [f"{one.place.line}:{one.place.column} {one.message}" for one in said if one.place]


ESSAY = """A hero.[1] They stood "in the cold."^[4]

An envelope.[5] It was *sealed.*[7]

Notes

- [1] https://example.org/a
- For all interviews, see the guide.
- [3] Davies, p. 179.
- [4] Siegelbaum, pp. 46, 248.

[5] Fainsod,
p. 248.
"""


def test_an_essay_with_typed_notes(tmp_path: Path) -> None:
    """Marks and words are told, and those of which the other half is missing."""
    stays, says = "but is printed as it stands", "but is a note that says a number only"
    mark, typed = "is typed as the mark of a note", "is typed by hand, and printed where it stands"
    assert found(tmp_path, ESSAY) == [
        f"1:8 '[1]' {mark}, {stays}",
        f"1:37 '^[4]' {mark}, {says}",
        f"3:13 '[5]' {mark}, {stays}",
        f"3:33 '[7]' {mark}, {stays}, and this file has no words for it",
        f"7:1 the note 1 {typed}",
        f"9:1 the note 3 {typed}, and no mark calls it",
        f"10:1 the note 4 {typed}",
        f"12:1 the note 5 {typed}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Words[1](a.md) and [2][x] and [3]{.mark}, a ![4](a.png).\n\n[1] Words.\n",
        "See [1], [2] and [3].\n\n[1]: https://example.org\n[2]: https://example.org\n"
        "[3]: https://example.org\n",
        "In [19]23 and in `[1] [2] [3]`, and [1924].\n\n[1] Words.\n",
        "Only [1] of them, or [2].\n",
        "[1] One.\n[2] Two.\n",
        "Real.[^1]\n\n[^1]: Words.\n",
    ],
)
def test_what_is_no_typed_note(tmp_path: Path, text: str) -> None:
    """Links, years, code, two numbers in brackets, a list that nothing calls, and real notes."""
    assert found(tmp_path, f"{text}\nEnd.\n") == []


def test_a_line_broken_before_a_mark_begins_no_note(tmp_path: Path) -> None:
    """The line goes on with the text."""
    said = found(tmp_path, "One[1] and two\n[2] and three.\n\n[1] A.\n[2] B.\n")
    assert [one.split()[0] for one in said] == ["1:4", "2:1", "4:1", "5:1"]
    assert said[1].split()[1] == "'[2]'"
