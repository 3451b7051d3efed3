from collections.abc import Callable
from pathlib import Path

import pytest

from publish.diagnostics import PublishError
from publish.project import load_project

Writer = Callable[[dict[str, str]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    """Return a function that writes files into a project and returns its folder."""

    def write_files(files: dict[str, str]) -> Path:
        folder = tmp_path / "my-book"
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        return folder

    return write_files


@pytest.fixture
def complaints() -> Callable[[Path], list[str]]:
    """Return a function from a folder to what is said about it, a line for each finding."""

    def say(folder: Path) -> list[str]:
        try:
            found = load_project(folder).diagnostics
        except PublishError as error:
            found = error.diagnostics
        return [str(one).replace("\n  hint: ", " -- ") for one in found]

    return say


@pytest.fixture
def findings(write: Writer, complaints: Callable[[Path], list[str]]) -> Callable[..., list[str]]:
    """Return a function from the text of a book.yaml, and chapters, to what is said of them."""

    def say(settings: str, **chapters: str) -> list[str]:
        files = {f"manuscript/{name}.md": text for name, text in chapters.items()}
        book = {"manuscript/book.yaml": settings, "manuscript/01.md": "# One\n"}
        return complaints(write({**book, **files}))

    return say
