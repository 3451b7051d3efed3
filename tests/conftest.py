"""Small whole books for the tests to build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

BOOKS = Path(__file__).parent / "books"
ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let expected texts be written anew."""
    parser.addoption(
        "--update-expected", action="store_true", help="write the expected texts of small books"
    )


@pytest.fixture(scope="session")
def sample_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample book, copied, so that no test writes into the sources."""
    folder = tmp_path_factory.mktemp("sample")
    shutil.copytree(ROOT / "manuscript", folder / "manuscript")
    shutil.copy(ROOT / "bibliography.bib", folder)
    return folder


@pytest.fixture
def write_book(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Return a function that lays out a small book from texts by file name, and returns it."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
