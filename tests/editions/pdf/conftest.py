"""A small book, laid out once for all tests of this folder."""

from __future__ import annotations

import pytest
from pdf_books import FILLER, Printed, chapter, contents, document, printed

from publish.model.document import Document, Matter, Role


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A preface, contents and two chapters that refer to each other."""
    paragraphs = "\n\n".join(
        f"Paragraph {number} begins here. {FILLER}^[Note to paragraph {number}: {FILLER[:200]}]"
        for number in range(8)
    )
    return document(
        [
            contents(),
            chapter(
                "preface",
                f"# Preface {{#preface}}\n\n{FILLER}",
                role=Role.PREFACE,
                matter=Matter.FRONT,
            ),
            chapter(
                "one",
                f"# Walls^[Where walls are.] {{#walls}}\n\n{paragraphs}\n\n"
                "See page [](#stairs){.pageref} and [the stairs](#stairs).",
            ),
            chapter("two", f"# Doors {{#doors}}\n\n{FILLER}\n\n## Stairs {{#stairs}}\n\n{FILLER}"),
        ],
        tmp_path_factory.mktemp("book"),
    )


@pytest.fixture(scope="session")
def small(book: Document) -> Printed:
    """The small book, printed."""
    return printed(book)
