"""Pandoc's processes for many texts: they read as the command line does, or leave it to that."""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from publish.pandoc import MARKDOWN, data_file, pandoc_path, read_markdown, run, start_readers
from publish.pandocreaders import PandocReaders

BOOKS = Path(__file__).parent / "books"
TEXTS = [path.read_text("utf-8") for path in sorted(BOOKS.glob("*/manuscript/*.md"))]
# What pandoc reads with a state of its own, or by an option.
TEXTS += [
    "",
    "One[^n] and one.[^n]\n\n[^n]: A note, see @doe [p. 3] and cf. [@roe, pp. 4--5].",
    "[^n]: The label of the text before, for another note.\n\nTwo.[^n]",
    "\\newcommand{\\R}{\\mathbb{R}}\n\n$\\R$",
    "$\\R$ is unknown here.",
    "# Same\n\n# Same\n\n(@a) An example, (@a).",
    "(@a) Numbered from one again.",
    "Right  Left\n-----  ------------------------------------------------------------\n 1     b\n",
    "\\input{secret}\n\n\\include{secret}\n\n<!-- ![](secret) -->",
    "Ünïcödé — «мир» שלום 漢字 e.g. this",
]


@pytest.mark.slow
@pytest.mark.parametrize("extensions", ["", "-smart"])
def test_they_read_as_the_command_line_does(extensions: str) -> None:
    """Whatever a process has read before."""
    with start_readers() as readers:
        for text in TEXTS:
            assert readers.read(text, MARKDOWN + extensions) is not None or "\t" in text
            expected = read_markdown(text, extensions=extensions)
            assert read_markdown(text, extensions=extensions, readers=readers) == expected


def test_threads_read_side_by_side() -> None:
    texts = [f"# Number {number}" for number in range(40)]
    with start_readers() as readers, ThreadPoolExecutor(4) as threads:
        found = [*threads.map(lambda text: read_markdown(text, readers=readers), texts)]

    assert found == [read_markdown("# Number 0"), *found[1:]]
    assert len({repr(one) for one in found}) == 40


@pytest.mark.parametrize("text", ["a\tb", "a\r\nb", "\ufeffa"])
def test_what_the_command_line_changes_first_is_left_to_it(text: str) -> None:
    with start_readers() as readers:
        assert readers.read(text, MARKDOWN) is None
        assert read_markdown(text, readers=readers) == read_markdown(text)


def readers_of(timeout_s: float = 60, pandoc: str = "") -> PandocReaders:
    words = data_file("abbreviations")
    return PandocReaders(pandoc or pandoc_path(), lambda: words, timeout_s)


def test_a_text_that_asks_for_too_much_is_not_read_here_and_the_next_is() -> None:
    """Every level of these takes twice as long as the one before."""
    endless = "[" * 5000 + "a"
    with readers_of(timeout_s=1.5) as readers:
        assert readers.read(endless, MARKDOWN) is None
        assert readers.read("Words.", MARKDOWN) is not None


def test_a_long_text_is_left_to_the_command_line() -> None:
    """A process that reads many texts goes on when its memory is full."""
    with readers_of() as readers:
        assert readers.read("Word. " * 20_000, MARKDOWN) is None
        assert readers.read("Word. " * 10_000, MARKDOWN) is not None


def test_a_format_that_there_is_not_and_a_program_that_there_is_not() -> None:
    with readers_of() as readers:
        assert readers.read("Words.", "no-such-format") is None
        assert readers.read("Words.", MARKDOWN) is not None
    with readers_of(pandoc="/nowhere/pandoc") as readers:
        assert readers.read("Words.", MARKDOWN) is None


def test_no_process_and_no_folder_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with readers_of(timeout_s=1.5) as readers:
        assert readers.read("[" * 5000 + "a", MARKDOWN) is None
        assert readers.read("Words.", MARKDOWN) is not None
        process = readers._idle.queue[0].running
        assert process.poll() is None
        assert len([*tmp_path.iterdir()]) == 1
    assert process.poll() is not None
    assert [*tmp_path.iterdir()] == []


def test_nothing_else_is_read(tmp_path: Path) -> None:
    """Whatever a text asks for, in a format that can ask; without its limits pandoc would do it."""
    secret = tmp_path / "secret.tex"
    secret.write_text("Nobody knows.", "utf-8")
    text = f"Words. \\input{{{secret}}}"

    assert "Nobody" in run(["-f", "latex", "-t", "json"], text)
    with start_readers() as readers:
        said = readers.read(text, "latex")
    assert said is not None and "Words." in said and "Nobody" not in said
