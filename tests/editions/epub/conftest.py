"""The book of every construct, resolved once and made into an EPUB once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from publish.check import Draft, check_draft
from publish.citations.library import read_library
from publish.citations.resolve import resolve_citations
from publish.diagnostics import stop_on_errors
from publish.editions.design import find_design
from publish.editions.edition import Design
from publish.editions.epub import EPUB
from publish.manuscript import read_manuscript
from publish.model.document import Document
from publish.pipeline import render, resolve
from publish.progress import Progress
from publish.project import load_project
from publish.structure import arrange, finish, for_edition

ROOT = Path(__file__).parents[3]
EVERYTHING = ROOT / "tests" / "books" / "everything"
BOOKS = {"sample": ROOT, "everything": EVERYTHING}
EVERY_BOOK = {"sample": ROOT} | {
    path.name: path
    for path in sorted((ROOT / "tests" / "books").iterdir())
    if (path / "manuscript").is_dir()
}
DESIGN = Design((), (ROOT / "styles" / "epub.css",))


@pytest.fixture(scope="session")
def document() -> Document:
    """Return the book as the EPUB edition gets it."""
    project = load_project(EVERYTHING)
    arranged = arrange(read_manuscript(project))
    return for_edition(finish(resolve_citations(arranged, read_library(project))), "epub")


@pytest.fixture(scope="session")
def design() -> Design:
    return DESIGN


@pytest.fixture(scope="session")
def finished(document: Document) -> bytes:
    """Return the bytes of the EPUB file."""
    return EPUB.render(document, DESIGN).data


@pytest.fixture(scope="session", params=list(BOOKS))
def printed(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """Return a book as PDF and EPUB, made in one go."""
    return made_of(request.param)


@pytest.fixture(scope="session", params=list(EVERY_BOOK))
def every_book(request: pytest.FixtureRequest) -> bytes:
    """Return each book there is as an EPUB, with the pages of its print edition."""
    return made_of(request.param)[1]


@pytest.fixture(scope="session")
def edition_of() -> Callable[[str], tuple[bytes, bytes]]:
    """Return what makes a book, by its name, as PDF and EPUB."""
    return made_of


@cache
def made_of(name: str) -> tuple[bytes, bytes]:
    """Return a book as PDF and EPUB; no page of it may be lost."""
    project = load_project(EVERY_BOOK[name])
    document, library = read_manuscript(project), read_library(project)
    stop_on_errors(check_draft(Draft(document, library, project.folder)))
    book = resolve(document, library)
    made = render(book, find_design(project), ("pdf", "epub"), Progress())
    bad = ("epub-page-list", "epub-text-differs")
    assert [one.code for one in made[1].diagnostics if one.code.startswith(bad)] == []
    return made[0].data, made[1].data
