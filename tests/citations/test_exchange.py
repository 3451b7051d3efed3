"""One text, any style: the line `csl` is all that an author changes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from publish.citations.library import read_library
from publish.citations.resolve import resolve_citations
from publish.citations.types import Library
from publish.diagnostics import Severity
from publish.manuscript import read_manuscript
from publish.model.document import Document
from publish.model.nodes import Cite, Div, Note
from publish.model.walk import every, plain_text
from publish.project import load_project
from publish.structure import arrange

ROOT = Path(__file__).parents[2]
BOOKS = (ROOT, ROOT / "tests" / "books" / "everything")
STYLES = (
    "chicago-notes-bibliography",
    "mhra-notes",
    "oscola",
    "apa",
    "chicago-author-date",
    "modern-language-association",
    "gost-r-7-0-5-2008",
    "gost-r-7-0-5-2008-numeric",
    "ieee",
    "nature",
)
# A space before a colon is French, as in a title; dots in a row are an ellipsis.
UNTIDY = re.compile(
    r" [,.;)\]?](?!\.)|(?<!\.)\.\.(?!\.)|,\.|,,|;;|[(\[] |\(\)|\[\]|  |[(\[][,;.]|, [)\]]|;\."
    r"|^[,.;: ]|“”|‘’"
)


@cache
def written(folder: Path) -> tuple[Document, Library]:
    """Return a book as its author wrote it, cross references settled, and its sources."""
    project = load_project(folder)
    return arrange(read_manuscript(project)), read_library(project)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("folder", BOOKS, ids=["sample", "everything"])
def test_a_book_is_whole_and_tidy_in_every_style(folder: Path, style: str) -> None:
    """No error, nothing left to resolve, no gap or doubled stop in any note or entry."""
    book, library = written(folder)
    book = resolve_citations(replace(book, settings=replace(book.settings, csl=style)), library)
    blocks = tuple(chapter.blocks for chapter in book.chapters)
    notes = [plain_text(note.content) for note in every(Note, blocks)]
    entries = [plain_text(d) for d in every(Div, blocks) if "csl-entry" in d.attr.classes]

    assert [one for one in book.diagnostics if one.severity is Severity.ERROR] == []
    assert not list(every(Cite, blocks))
    assert entries
    assert [text for text in (*notes, *entries) if not text or UNTIDY.search(text)] == []
