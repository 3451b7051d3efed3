"""A folder of kept results that is none, or may not be read or written: books are built without."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from publish.caching import Cache, key_of
from publish.cli import main
from publish.writing import write_whole

from .conftest import Book, Shape
from .test_refused import as_anyone, run

KEY = key_of("a")


def editions(book: Book) -> Shape:
    return {name: mark for name, mark in book.shape.items() if name.startswith("dist/")}


@pytest.fixture
def built(book: Book) -> Book:
    """A book whose results are kept, but for what it was made of: it is built again."""
    assert main(["build", "docx", "-q", "-C", str(book.folder)]) == 0
    for record in (book.folder / ".publish-cache").glob("build-*"):
        record.unlink()
    return book


@pytest.mark.slow
@pytest.mark.parametrize("mode", [0, 0o555], ids=["closed", "not-writable"])
def test_no_permission_for_what_is_kept(built: Book, mode: int) -> None:
    """The same files are made, and nothing is said."""
    before = editions(built)
    folder = built.folder / ".publish-cache"
    folder.chmod(mode)
    try:
        assert run(built, "docx", limit=as_anyone) == (0, "")
    finally:
        folder.chmod(0o755)
    assert editions(built) == before
    assert not list(folder.glob(".*"))


def test_a_file_in_the_place_of_the_folder(book: Book) -> None:
    """It stays as it is."""
    (book.folder / ".publish-cache").write_text("mine")

    assert main(["build", "docx", "-q", "-C", str(book.folder)]) == 0
    assert (book.folder / ".publish-cache").read_text() == "mine"


def test_folders_in_the_place_of_results(tmp_path: Path) -> None:
    """What is kept takes their place; where nothing is, they go when room is needed."""
    cache = Cache(tmp_path, most_bytes=100)
    for name in ("pages-old", f"pages-{KEY[:40]}"):
        (cache.folder / name / "deep").mkdir(parents=True)
        (cache.folder / name / "deep" / "file").write_bytes(bytes(1000))
    os.utime(cache.folder / "pages-old", (0, 0))
    assert cache.find("pages", KEY) is None
    cache.keep("pages", KEY, b"data")
    assert cache.find("pages", KEY) == b"data"
    cache.keep("pages", key_of("b"), bytes(50))
    cache.trim()

    assert len(list(cache.folder.iterdir())) == 1


def refuse(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


def test_a_file_system_without_permissions_and_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """FAT has neither, some network drives no locks: files are written there too."""
    monkeypatch.setattr(Path, "chmod", refuse)
    monkeypatch.setattr(fcntl, "flock", refuse)
    write_whole(tmp_path / "dist", {"book.pdf": b"whole"})
    Cache(tmp_path).keep("pages", KEY, b"data")

    assert Cache(tmp_path).find("pages", KEY) == b"data"
    files = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(files) == ["book.pdf", f"pages-{KEY[:40]}"]
