"""Small books with mistakes, and their reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browsing import Tab, a_tab
from publish.cli import main

Book = Callable[..., Path]
SETTINGS = "title: A Small Book\nauthor: Ann Author\nlang: en-GB\n"
CHAPTER = """# Air

The wind of 1941-1945 blew over the town, and nobody had asked for it.

People wrote letters about it [@nobody, 12], which is what people do.

The end of the first chapter comes soon, and the wind lies down.
"""
LIBRARY = "@book{doe, author = {Doe, Jane}, title = {Winds}, year = {1999}, publisher = {Press}}\n"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Write a project: files by their names in `manuscript/`, settings, bibliography."""

    def write(
        files: dict[str, str] | None = None, settings: str = SETTINGS, library: str = LIBRARY
    ) -> Path:
        folder = tmp_path / "book"
        manuscript = folder / "manuscript"
        manuscript.mkdir(parents=True, exist_ok=True)
        (manuscript / "book.yaml").write_text(settings, encoding="utf-8")
        (folder / "bibliography.bib").write_text(library, encoding="utf-8")
        for name, text in (files or {"01-air.md": CHAPTER}).items():
            (manuscript / name).parent.mkdir(parents=True, exist_ok=True)
            (manuscript / name).write_bytes(text.encode("utf-8"))
        return folder

    return write


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run `publish check --report` on a folder, and return the page it wrote."""

    def write(folder: Path, *options: str, code: int = 1) -> str:
        assert main(["check", "-C", str(folder), "--report", *options]) == code
        path = Path(capsys.readouterr().out.strip().splitlines()[-1])
        return path.read_text(encoding="utf-8")

    return write


@pytest.fixture(scope="session")
def tab() -> Iterator[Tab]:
    """A page of a real browser."""
    with a_tab() as opened:
        yield opened
