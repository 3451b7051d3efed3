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


FIELDS = """
@book{a, author={Doe, Al}, title={One}, date=1999, origin={Fond 5}, langid={russian}}
@article{b, author={Roe, Bo}, title={Two}, date=2001, journaltitle={Slavic Review}}
@book{c, author={Poe, Cy}, title={Three}, date=1930, keywords={archival, letters}}
"""


@pytest.mark.parametrize(
    ("condition", "first", "rest"),
    [
        ('origin="fond 5"', ["Doe"], ["Poe", "Roe"]),
        ('origin="Fond*"', ["Doe"], ["Poe", "Roe"]),
        ('journaltitle="Slavic Review"', ["Roe"], ["Doe", "Poe"]),
        ('container-title="slavic*"', ["Roe"], ["Doe", "Poe"]),
        ('keyword="letters, diaries"', ["Poe"], ["Doe", "Roe"]),
        ('type="book" not-keyword="archival"', ["Doe"], ["Poe", "Roe"]),
        ('langid="ru"', ["Doe"], ["Poe", "Roe"]),
        ('year="1930,1999"', ["Doe", "Poe"], ["Roe"]),
        ('author="Poe"', ["Poe"], ["Doe", "Roe"]),
    ],
)
def test_a_list_by_any_field(condition: str, first: list[str], rest: list[str]) -> None:
    """Fields go by their names in the .bib file or in CSL; values are whole, `*` is anything."""
    text = f"A [@a; @b; @c].\n\n::: {{.refs {condition}}}\n:::\n\n::: {{#refs}}\n:::"
    book = resolve_citations(document(text), read_bibtex(FIELDS, "b.bib"))

    assert [[entry.split(",")[0] for entry in one] for one in lists(book)] == [first, rest]


def test_a_list_that_nothing_fits_is_a_finding() -> None:
    """A misspelt condition would else take the whole list away without a word."""
    text = 'A [@a].\n\n::: {.refs kyeword="x"}\n:::\n\n::: {#refs}\n:::'
    book = resolve_citations(document(text), read_bibtex(FIELDS, "b.bib"))

    assert [one.code for one in book.diagnostics] == ["refs-empty-list"]
    assert "kyeword" in book.diagnostics[0].message


@pytest.mark.parametrize(
    ("csl", "is_told"),
    [
        ("nature", True),
        ("chicago-notes-bibliography", False),
        ("apa", False),
        ("ieee", False),
        ("modern-language-association", False),
        ("gost-r-7-0-5-2008-numeric", False),
        ("oscola", False),
    ],
)
def test_a_style_without_places_is_a_finding(csl: str, is_told: bool) -> None:
    """Nature cites works as wholes: once, with how many places are lost, and where the first is."""
    book = cited("A [@we, p. 33]. B [@we, pp. 118-120; @ours, chap. 8]. C @ours [vol. 7].", csl=csl)
    found = [one for one in book.diagnostics if one.code == "cite-locator-unprinted"]

    assert len(found) == is_told
    assert all("4 times" in one.message and "'33'" in one.message for one in found)
