"""Two builds of one book at once, and a cache that somebody damaged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.citations.library import read_library
from publish.project import load_project
from publish.writing import sweep, write_whole

from .conftest import Book

NAMES = ("book.pdf", "book.epub", "book.docx")
WRITER = """
import sys
from pathlib import Path
from publish.writing import write_whole
for _ in range(150):
    write_whole(Path(sys.argv[1]), {name: sys.argv[2].encode() * 9000 for name in sys.argv[3:]})
"""


def test_two_writers_at_once(tmp_path: Path) -> None:
    """Whoever comes last, the files are of one build; and whoever looks meets whole ones only."""
    folder = tmp_path / "dist"
    write_whole(folder, dict.fromkeys(NAMES, b"a" * 9000))
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(folder), letter, *NAMES])
        for letter in "ab"
    ]
    seen = set()
    while any(writer.poll() is None for writer in writers):
        seen |= {(folder / name).read_bytes() for name in NAMES}

    assert [writer.wait() for writer in writers] == [0, 0]
    assert seen == {b"a" * 9000, b"b" * 9000}
    assert len({(folder / name).read_bytes() for name in NAMES}) == 1
    assert {path.name for path in folder.iterdir()} == set(NAMES)


def test_what_is_being_written_is_not_swept_away(tmp_path: Path) -> None:
    """A lock tells a file in work from one that was left behind."""
    import fcntl

    (tmp_path / ".left.pdf.abc.part").write_bytes(b"half")
    with (tmp_path / ".work.pdf.abc.part").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep(tmp_path)

        assert [path.name for path in tmp_path.iterdir()] == [".work.pdf.abc.part"]


@pytest.mark.slow
def test_two_builds_at_once(book: Book, tmp_path: Path) -> None:
    """Both end well; editions and what is kept are those of a build alone."""
    alone = Book(shutil.copytree(book.folder, tmp_path / "alone" / book.folder.name))
    command = [sys.executable, "-m", "publish", "build", "-q", "epub", "docx", "-C"]
    builds = [subprocess.Popen([*command, str(book.folder)]) for _ in range(2)]
    assert [build.wait(timeout=120) for build in builds] == [0, 0]
    subprocess.run([*command, str(alone.folder)], check=True)

    together, by_itself = (
        {name: mark for name, mark in one.shape.items() if "/build-" not in name}  # it tells times
        for one in (book, alone)
    )
    assert together == by_itself


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    place = data.index(b"Title 300")
    data[place] ^= 1
    path.write_bytes(data)


def replaced(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [
        flip,
        lambda path: replaced(path, b""),
        lambda path: replaced(path, path.read_bytes()[:5000]),
        lambda path: replaced(path, b"\xff\xfe" * 100),
        lambda path: replaced(path, b"[" * 100_000),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.unlink(), path.symlink_to("/dev/full")),
    ],
    ids=["letter", "empty", "cut", "bytes", "deep", "folder", "link"],
)
def test_a_damaged_cache(book: Book, damage: Callable[[Path], object]) -> None:
    """The bibliography is read anew, and what is kept of it is right again where that can be."""
    entries = (
        f"@book{{k{n}, author={{Doe, J}}, title={{Title {n} {'x' * 200}}}, year=1999}}"
        for n in range(700)
    )
    (book.folder / "bibliography.bib").write_text("\n".join(entries))
    project = load_project(book.folder)
    fresh = read_library(project)
    (kept,) = (book.folder / ".publish-cache").iterdir()
    good = kept.read_bytes()
    damage(kept)

    assert read_library(project) == fresh
    assert read_library(project) == fresh
    if not kept.is_dir():
        assert kept.read_bytes() == good
        assert not kept.is_symlink()
    assert len(list((book.folder / ".publish-cache").iterdir())) == 1


def test_a_cache_that_leads_elsewhere(book: Book, tmp_path: Path) -> None:
    """Nothing is kept in a folder that a link in the project names."""
    (tmp_path / "mine").mkdir()
    (book.folder / ".publish-cache").symlink_to(tmp_path / "mine")
    entries = (f"@book{{k{n}, title={{{'x' * 300}}}, year=1999}}" for n in range(700))
    (book.folder / "bibliography.bib").write_text("\n".join(entries))
    read_library(load_project(book.folder))

    assert list((tmp_path / "mine").iterdir()) == []
