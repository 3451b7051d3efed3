"""Small books for the tests of citations: Markdown and BibTeX in, plain words out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publish.citations.library import read_bibtex
from publish.citations.resolve import resolve_citations
from publish.citations.types import Library
from publish.model.document import Chapter, Document, Matter
from publish.model.metadata import Metadata
from publish.model.nodes import Blocks, Note
from publish.model.settings import Settings
from publish.model.walk import every, plain_text
from publish.pandoc import read_markdown

BIBTEX = """
@book{grazer, author={Grazer, Brian and Fishman, Charles}, title={A Curious Mind: The Secret to a
  Bigger Life}, publisher={Simon & Schuster}, location={New York}, year=2015}
@book{smith, author={Smith, Zadie}, title={Swing Time}, publisher={Penguin Press},
  location={New York}, year=2016, keywords={fiction}}
@article{keng, author={Keng, Shao-Hsun and Lin, Chun-Hung and Orazem, Peter F.},
  title={Expanding College Access in Taiwan, 1978--2014: Effects on Graduate Quality and Income
  Inequality}, journaltitle={Journal of Human Capital}, volume=11, number=1, pages={1--34},
  date={2017}, doi={10.1086/690235}}
@online{archive, title={Interviews Online}, url={https://example.org/interviews},
  keywords={archival}}
"""
CHICAGO = "chicago-notes-bibliography-17th-edition"


def library() -> Library:
    """Return four sources: two books, an article, a website without author and date."""
    return read_bibtex(BIBTEX, "bibliography.bib")


def document(*chapters: str, lang: str = "en-US", **settings: Any) -> Document:
    """Return a book of Markdown chapters, in the Chicago notes style unless told otherwise."""
    return Document(
        metadata=Metadata(lang=lang),
        settings=Settings(**{"csl": CHICAGO, **settings}),
        folder=Path("/nowhere"),
        chapters=tuple(
            Chapter(f"chapter-{number}", read_markdown(text).blocks, matter=Matter.BODY)
            for number, text in enumerate(chapters, start=1)
        ),
    )


def cited(*chapters: str, lang: str = "en-US", **settings: Any) -> Document:
    """Return such a book with its citations resolved."""
    return resolve_citations(document(*chapters, lang=lang, **settings), library())


def blocks(book: Document) -> tuple[Blocks, ...]:
    """Return what stands in all chapters."""
    return tuple(chapter.blocks for chapter in book.chapters)


def notes(book: Document) -> list[str]:
    """Return the words of every note."""
    return [plain_text(note.content) for note in every(Note, blocks(book))]


def marked(book: Document) -> str:
    """Return the first paragraph with `*` where the marks of notes stand."""
    content = blocks(book)[0][0].content  # type: ignore[union-attr]
    return "".join("*" if isinstance(n, Note) else plain_text((n,)) or " " for n in content)
