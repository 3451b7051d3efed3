"""What a build shows while it runs: a live line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from publish.cli import main
from publish.cli.progress import LiveLine


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A project of one chapter."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.yaml").write_text("title: Air\nauthor: A. Doe\n")
    (tmp_path / "manuscript" / "01-air.md").write_text("# Air\n\nWords.\n")
    return tmp_path


def on_terminal(command: list[str], **more: str) -> str:
    """Return what a command writes to stderr where that is a terminal."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment |= {"TERM": "xterm", "COLUMNS": "60", **more}
    with subprocess.Popen(
        [sys.executable, "-m", "publish", *command],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=environment,
    ) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:  # Linux says so where the other side is closed
                break
            if not piece:
                break
            said += piece
        os.close(ours)
    assert process.returncode == 0, said
    return said.decode()


def test_a_terminal_shows_what_is_running(book: Path) -> None:
    """The line is drawn over itself, leaves the finished steps, and is gone at the end."""
    said = on_terminal(["build", "docx", "-C", str(book)])

    assert re.search(r"\r\x1b\[K +\d+ s  settings", said)
    shown = [re.sub(r".*\r\x1b\[K", "", line) for line in said.strip().split("\r\n")]
    assert [line for line in shown if line.endswith("  Word manuscript (DOCX)")]
    assert shown[-1].startswith("done in ")
    assert all(len(piece) < 60 for piece in re.split(r"\r\x1b\[K|\r\n", said))


@pytest.mark.parametrize("more", [{"TERM": "dumb"}, {"CI": "true"}])
def test_a_terminal_that_cannot_draw_shows_lines(book: Path, more: dict[str, str]) -> None:
    """Nor is anything drawn where a machine reads along."""
    said = on_terminal(["build", "docx", "-C", str(book)], **more)

    assert "\x1b[K" not in said
    assert "  chapters\r\n" in said


def test_no_terminal(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each step, and none with `--quiet`."""
    main(["build", "docx", "-C", str(book)])
    said = capsys.readouterr().err
    (book / "manuscript" / "01-air.md").write_text("# Air\n\nOther words.\n")
    main(["build", "docx", "-C", str(book), "--quiet"])

    assert re.search(r"^ +\d+\.\d\d s  chapters$", said, re.MULTILINE)
    assert "\x1b" not in said
    assert capsys.readouterr().err == ""


def test_chapters_are_counted() -> None:
    """Two steps run side by side; one says how many chapters are done."""
    stream = io.StringIO()
    line = LiveLine(stream)
    line.begins("page layout")
    line.begins("EPUB")
    line.counts("page layout", 3, 15)
    line.ends("EPUB", 1.5)
    line.close()
    drawn = stream.getvalue().split("\r\x1b[K")

    assert "     0 s  page layout 3 of 15, EPUB" in drawn
    assert "  1.50 s  EPUB\n" in drawn
    assert drawn[-2].endswith("page layout 3 of 15")
    assert drawn[-1] == ""


@pytest.mark.parametrize("number", ["0", "-1", "many", "65"])
def test_jobs_are_a_number(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Anything else is wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(["build", f"--jobs={number}"])

    assert ended.value.code == 2
    assert "expected a number from 1 to 64" in capsys.readouterr().err
