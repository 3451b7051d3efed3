"""Reference lists by chapter and with annotations; sources in archives."""

from __future__ import annotations

import pytest
from cited_books import blocks, document

from publish.citations.library import read_bibtex
from publish.citations.resolve import resolve_citations
from publish.model.document import Document
from publish.model.nodes import Div
from publish.model.walk import every, plain_text

SOURCES = """
@book{we, author={Zamyatin, Yevgeny}, title={We}, publisher={Penguin}, date={1993},
  annotation={The first translation is older.}}
@book{ours, author={Doe, Jane}, title={Ours}, publisher={Press}, date={1990}}
@unpublished{letter, author={Orlova, A.}, title={Letter}, date={1931}, archive={GARF},
  collection={NKVD SSSR}, fond={R-9414}, opis={1}, delo={28}}
@unpublished{notebook, author={Roe, Richard}, title={Notebook}, date={1950},
  archive={Houghton Library}, collection={Roe Papers}, box={4}, folder={12}}
"""


def cited(*chapters: str, csl: str = "chicago-notes-bibliography") -> Document:
    """Return a book that cites these sources."""
    return resolve_citations(document(*chapters, csl=csl), read_bibtex(SOURCES, "b.bib"))


def lists(book: Document) -> list[list[str]]:
    """Return the words of the entries in each list."""
    found = [div for div in every(Div, blocks(book)) if "references" in div.attr.classes]
    return [[plain_text(one) for one in div.content] for div in found]


def test_a_list_of_what_its_chapter_cites() -> None:
    """Each chapter lists its own sources; each id is there once."""
    book = cited(
        "A [@we].\n\n::: {.refs chapter=true}\n:::",
        "B [@we; @ours].\n\n::: {.refs chapter=true}\n:::",
    )

    assert [[entry.split(",")[0] for entry in one] for one in lists(book)] == [
        ["Zamyatin"],
        ["Doe", "Zamyatin"],
    ]
    ids = [div.attr.id for div in every(Div, blocks(book)) if div.attr.id]
    assert len(ids) == len(set(ids))


def test_an_annotated_list() -> None:
    """`annotated=true` prints what the bibliography says about a source, after its entry."""
    plain = cited("A [@we].\n\n::: {#refs}\n:::")
    annotated = cited("A [@we; @ours].\n\n::: {#refs annotated=true}\n:::")

    assert "translation" not in lists(plain)[0][0]
    assert lists(annotated)[0][1].endswith("1993.\nThe first translation is older.")
    assert lists(annotated)[0][0].endswith("Press, 1990.")


@pytest.mark.parametrize("csl", ["chicago-notes-bibliography", "mhra-notes", "apa"])
def test_archival_sources_are_cited_whole(csl: str) -> None:
    """Repository, collection and shelfmark are in the reference list."""
    (entries,) = lists(cited("A [@letter]. B [@notebook].", csl=csl))
    text = " ".join(entries).casefold()

    words = "garf|nkvd sssr|f. r-9414, op. 1, d. 28|houghton library|roe papers|box 4, folder 12"
    assert [part for part in words.split("|") if part not in text] == []


def test_a_style_without_archives_is_a_finding() -> None:
    """GOST R 7.0.5 in CSL prints no archive; the finding stands at the entry."""
    book = cited("A [@letter].", csl="gost-r-7-0-5-2008-numeric")

    (found,) = book.diagnostics
    assert (found.code, str(found.place)) == ("cite-archive-unprinted", "b.bib:5:1")
