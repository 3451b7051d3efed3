"""Markdown that pandoc does not come to an end with."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish import pandoc
from publish.pipeline import check


def test_a_chapter_that_takes_too_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Runs of brackets cost pandoc twice the time with each one; the file is named."""
    monkeypatch.setattr(pandoc, "TIMEOUT_S", 1)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    (tmp_path / "manuscript" / "01-fine.md").write_text("# Walls\n\nA wall.\n")
    (tmp_path / "manuscript" / "02-slow.md").write_text("# Doors\n\n" + "[" * 60 + "a\n")

    found = [one for one in check(tmp_path) if one.code == "manuscript-too-hard"]

    assert [str(one.place) for one in found] == ["manuscript/02-slow.md"]


def test_a_chapter_that_takes_too_much_memory_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A note opened a thousand times in the line, and never closed."""
    monkeypatch.setattr(pandoc, "MEMORY_MB", 60)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    (tmp_path / "manuscript" / "01-fine.md").write_text("# Walls\n\nA wall.\n")
    (tmp_path / "manuscript" / "02-deep.md").write_text("# Doors\n\n" + "^[" * 1_000 + "\n")

    found = [one for one in check(tmp_path) if one.code == "manuscript-too-hard"]

    assert [str(one.place) for one in found] == ["manuscript/02-deep.md"]
    assert "60 MB" in found[0].message


def test_what_pandoc_reads_when_the_system_ends_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Linux does where memory is short (signal 9), and where a limit of time is set (24).

    The title is the first that pandoc reads.
    """
    program = tmp_path / "killed"
    program.write_text("#!/bin/sh\ncat >/dev/null\nkill -9 $$\n")
    program.chmod(0o755)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    (tmp_path / "manuscript" / "01-doors.md").write_text("# Doors\n\nA door.\n")
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: str(program))

    found = [one for one in check(tmp_path) if one.code == "manuscript-too-hard"]

    assert [str(one.place) for one in found] == ["manuscript/book.yaml:1:8"]
    assert "before the system ended it" in found[0].message


def test_a_title_that_takes_too_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings hold Markdown too; the place is that of the text."""
    monkeypatch.setattr(pandoc, "TIMEOUT_S", 1)
    (tmp_path / "manuscript").mkdir()
    title = "[" * 60 + "a"
    (tmp_path / "manuscript" / "book.yaml").write_text(f"author: A\ntitle: '{title}'\nlang: en\n")
    (tmp_path / "manuscript" / "01-fine.md").write_text("# Walls\n\nA wall.\n")

    found = [one for one in check(tmp_path) if one.code == "manuscript-too-hard"]

    assert [str(one.place) for one in found] == ["manuscript/book.yaml:2:8"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (">" * 60 + " a", "in one another, and take most of the levels away"),
        ("\\newcommand{\\a}{\\b}\n\\newcommand{\\b}{\\a}\n\n$\\a$", "\\newcommand or \\def"),
        ("$" + "x_{" * 9 + "x" + "}" * 9 + "$", "look for 'x_{x_{x_{"),
        ("[" * 60 + "a", "long runs of brackets"),
    ],
    ids=["quotations", "macros", "formula", "brackets"],
)
def test_the_hint_says_what_to_look_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    """Each cause has its own."""
    monkeypatch.setattr(pandoc, "TIMEOUT_S", 5)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: T\nauthor: A\nlang: en\n")
    (tmp_path / "manuscript" / "01-doors.md").write_text(f"# Doors\n\n{text}\n")

    (hint,) = [one.hint for one in check(tmp_path) if one.code == "manuscript-too-hard"]
    assert words in hint
