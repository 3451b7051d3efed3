"""The book of every construct, resolved once and made into an EPUB once."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.citations.library import read_library
from publish.citations.resolve import resolve_citations
from publish.editions.edition import Design
from publish.editions.epub import EPUB
from publish.manuscript import read_manuscript
from publish.model.document import Document
from publish.project import load_project
from publish.structure import arrange, finish, for_edition

ROOT = Path(__file__).parents[3]
EVERYTHING = ROOT / "tests" / "books" / "everything"
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
