"""The system refuses: a full disk, a folder that is not ours, something else in the place."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.cli import main
from publish.pipeline import build

from .conftest import Book

_CAPBSET_DROP = 24  # prctl(2), PR_CAPBSET_DROP
_DAC = (1, 2)  # capabilities(7): CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


def file_size(bytes_: int) -> Callable[[], None]:
    """Return what makes every file of a process end at a size, as a full disk does (EFBIG)."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_))


def as_anyone() -> None:
    """Let permissions count for root too, as tests in containers run as root."""
    if os.getuid() == 0:
        for capability in _DAC:
            ctypes.CDLL(None).prctl(_CAPBSET_DROP, capability, 0, 0, 0)


def run(book: Book, *arguments: str, limit: Callable[[], None]) -> tuple[int, str]:
    """Run `publish build` within a limit; return its exit code and what it said."""
    temporary = book.folder.parent / "tmp"
    temporary.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "publish", "build", *arguments, "-q", "-C", str(book.folder)],
        env={**os.environ, "TMPDIR": str(temporary)},
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert list(temporary.iterdir()) == []
    return done.returncode, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "size", "code"),
    [
        ("docx", 0, "file-access"),  # not even a temporary file
        ("docx", 5_000, "file-access"),  # the reference document does not fit
        ("epub", 8_000, "output-not-written"),
        ("pdf", 0, "file-access"),
        ("pdf", 6_000, "output-not-written"),
    ],
)
def test_a_full_disk(book: Book, edition: str, size: int, code: str) -> None:
    """The place is named, and everything stays as it was."""
    (book.folder / "dist").mkdir()
    (book.folder / "dist" / f"the-kept.{edition}").write_bytes(b"the last good one")
    before = book.shape
    exit_code, said = run(book, edition, limit=file_size(size))

    assert (exit_code, f"error[{code}]" in said, "Traceback" in said) == (1, True, False), said
    assert "the files of the last build are as they were" in said
    # What was made before stays for the next build, whole; all else is as it was.
    kept = {name for name in book.shape if name.startswith(".publish-cache/")}
    assert not any(name.endswith(".part") for name in kept), kept
    assert {name: one for name, one in book.shape.items() if name not in kept} == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "mode", "code", "exit_code"),
    [
        ("dist", 0o555, "output-not-written", 1),
        ("manuscript/02-two.md", 0, "manuscript-unreadable", 1),
        ("manuscript", 0, "file-access", 1),
        ("bibliography.bib", 0, "bib-unreadable", 1),
        ("manuscript/book.yaml", 0, "manuscript-unreadable", 1),
    ],
)
def test_no_permission(book: Book, path: str, mode: int, code: str, exit_code: int) -> None:
    """What may not be read or written is named, never a defect."""
    if path == "dist":
        (book.folder / "dist").mkdir()
    target = book.folder / path
    own = target.stat().st_mode
    target.chmod(mode)
    try:
        found = run(book, "docx", limit=as_anyone)
    finally:
        target.chmod(own)

    assert found[0] == exit_code, found[1]
    assert f"error[{code}" in found[1]
    assert "publish-defect" not in found[1]
    assert not list(book.folder.glob("dist/*"))


def test_a_folder_in_the_place_of_a_file(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written where one of the files cannot be."""
    (book.folder / "dist" / "the-kept.epub").mkdir(parents=True)

    assert main(["build", "docx", "epub", "-C", str(book.folder)]) == 1
    assert "error[output-not-written]" in capsys.readouterr().err
    assert [path.name for path in (book.folder / "dist").iterdir()] == ["the-kept.epub"]


def test_dist_leads_elsewhere(
    book: Book, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A book from a stranger cannot take the place of your files; with `-o` it is your word."""
    outside = tmp_path / "mine"
    outside.mkdir()
    (outside / "the-kept.docx").write_text("mine")
    (book.folder / "dist").symlink_to(outside)

    assert main(["build", "docx", "-C", str(book.folder)]) == 2
    assert "error[output-outside]" in capsys.readouterr().err
    assert (outside / "the-kept.docx").read_text() == "mine"
    assert build(book.folder, ["docx"], outside).paths == (outside / "the-kept.docx",)
