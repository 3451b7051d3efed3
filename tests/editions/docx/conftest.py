"""Small books made by hand, and their Word files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from word_files import RICH, Make, WordFile, chapter

from publish.editions.docx import DOCX
from publish.editions.edition import Design
from publish.model.document import Chapter, Document, Entry, Matter, Role
from publish.model.metadata import Metadata, Person
from publish.model.settings import Settings
from publish.model.walk import words

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" width="192" height="96">
<rect width="192" height="96" fill="navy"/></svg>"""


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Document]:
    """Return a maker of documents from chapters; pictures stand in the project folder."""
    (tmp_path / "drawing.svg").write_text(DRAWING)

    def make(*chapters: Chapter, **fields: object) -> Document:
        metadata = Metadata(
            title=words("On Forms"), people=(Person("Ann Author"),), lang="en-GB", date="2024-05-01"
        )
        given = {"metadata": metadata, "settings": Settings(), **fields}
        return Document(folder=tmp_path, chapters=chapters, **given)  # type: ignore[arg-type]

    return make


@pytest.fixture
def word(book: Callable[..., Document]) -> Make:
    """Return a maker of Word files from chapters, or from the Markdown of one."""

    def make(*chapters: Chapter | str, **fields: object) -> WordFile:
        made = [chapter("one", one) if isinstance(one, str) else one for one in chapters]
        return WordFile(DOCX.render(book(*made, **fields), Design((), ())))

    return make


@pytest.fixture
def rich(book: Callable[..., Document]) -> Document:
    """Return a book with one of everything."""
    made = book(
        chapter(
            "title", "::: title-page\n[On Forms]{.title}\n:::\n", Role.TITLE_PAGE, Matter.FRONT
        ),
        chapter("toc", "# Contents {#contents}\n", Role.CONTENTS, Matter.FRONT),
        chapter("one", RICH),
        chapter("two", "# Two {#two}\n\nText.^[Another.]\n\nEnd.\n"),
        chapter(
            "bib",
            "# Works {#bib}\n\n::: {#refs .refs}\n::: csl-entry\nDoe.\n:::\n\n"
            "::: csl-entry\nRoe.\n:::\n:::\n",
            Role.BIBLIOGRAPHY,
            Matter.BACK,
        ),
    )
    listed = (
        Entry(1, "Chapter 1", words("The Form"), "sec:form", "one"),
        Entry(1, "", words("Two"), "two", "two"),
        Entry(1, "", words("Works"), "bib", "bib"),
    )
    return replace(made, contents=listed)
