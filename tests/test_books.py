"""Small whole books say what a person has read them to say.

`pytest --update-expected` writes the texts anew; read the difference as carefully as the code.
"""

from pathlib import Path

import pytest

from publish.check import Draft, check_draft
from publish.citations.library import read_library
from publish.diagnostics import errors
from publish.manuscript import read_manuscript
from publish.model.document import Document, Entry
from publish.model.walk import plain_text
from publish.pandoc import write_blocks
from publish.pipeline import resolve
from publish.project import load_project

BOOKS = Path(__file__).parent / "books"


@pytest.mark.parametrize("name", ["edited-volume", "french-essay", "german-chapters"])
def test_the_words_of_a_book(name: str, request: pytest.FixtureRequest):
    """Every word of the resolved book, in reading order, as all editions get it."""
    expected = BOOKS / name / "expected" / "document.txt"
    said = as_text(resolved(BOOKS / name))
    if request.config.getoption("--update-expected"):
        expected.parent.mkdir(exist_ok=True)
        expected.write_text(said, encoding="utf-8")

    assert said.splitlines() == expected.read_text("utf-8").splitlines()


def resolved(folder: Path) -> Document:
    """Return a book as the editions get it. It must be without errors."""
    project = load_project(folder)
    document, library = read_manuscript(project), read_library(project)
    assert errors(check_draft(Draft(document, library, folder))) == ()
    return resolve(document, library)


def as_text(document: Document) -> str:
    """Return a book as plain text: a line of `=` opens each chapter, its notes stand at its end."""
    pieces = []
    for chapter in document.chapters:
        kind = f"{chapter.matter.value}, {chapter.role.value}"
        text = write_blocks(chapter.blocks, "plain", ["--wrap=none"])
        entries = document.contents if chapter.name == "toc" else ()
        listed = "\n".join(_line(entry) for entry in entries)
        pieces.append(f"===== {chapter.name} ({kind})\n\n{text}\n{listed}".rstrip() + "\n")
    return "\n".join(pieces).replace("\u00a0", "~").replace("\u202f", "~")


def _line(entry: Entry) -> str:
    label = f"{entry.label}. " if entry.label else ""
    return f"{'    ' * (entry.level - 1)}{label}{plain_text(entry.title)}"
