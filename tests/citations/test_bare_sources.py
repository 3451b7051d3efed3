"""Sources that lack what styles take for granted are printed with what they have."""

from __future__ import annotations

import re

import pytest
from cited_books import blocks, document, notes

from publish.citations.library import read_bibtex
from publish.citations.resolve import resolve_citations
from publish.model.document import Document
from publish.model.nodes import Cite, Div
from publish.model.walk import every, plain_text

BARE = """
@misc{nothing}
@misc{address, url={https://www.example.org/a/page?x=1}}
@misc{noted, note={A note}}
@article{journal, journaltitle={A Journal}}
@unpublished{shelf, archive={GARF}, fond={1}, opis={2}, delo={3}}
@book{dated, date={1999}}
@book{edited, editor={Roe, R.}}
@letter{received, recipient={Lenin, V. I.}}
"""
TEXT = """
A [@nothing]. B [@address; @noted]. C [@journal, p. 5]. @edited says. D [-@shelf].

E [see @dated, 5; @received]. @nothing says.[^1] F [-@edited].

[^1]: See @nothing and [@address]. Words.
"""
STYLES = [
    "chicago-notes-bibliography", "chicago-author-date", "mhra-notes", "apa", "ieee", "oscola",
    "modern-language-association", "nature", "din-1505-2", "gost-r-7-0-5-2008-numeric",
    "harvard-cite-them-right", "elsevier-harvard", "american-sociological-association",
    "turabian-notes-bibliography", "new-harts-rules-notes", "springer-basic-author-date",
]  # fmt: skip
# Two marks with nothing between, empty brackets or quotation marks, a mark at the head.
BROKEN = re.compile(r"[.,;:] [.,;:)\]]|,[.,;]|[(\[](?:[)\],;:]| )|^[.,;:]|“”|‘’")


def written(csl: str) -> Document:
    return resolve_citations(document(TEXT, csl=csl), read_bibtex(BARE, "b.bib"))


@pytest.mark.parametrize("csl", STYLES)
def test_no_cite_is_empty_or_broken(csl: str) -> None:
    """In each style every citation and entry has words, and no mark beside nothing."""
    book = written(csl)
    entries = [plain_text(div) for div in every(Div, blocks(book)) if "csl-entry" in
               div.attr.classes]  # fmt: skip
    paragraphs = [plain_text(one) for one in blocks(book)[0] if not isinstance(one, Div)]

    assert not list(every(Cite, blocks(book)))
    assert [text for text in (*notes(book), *entries) if not text.strip(" .")] == []
    assert [one for one in (*notes(book), *entries, *paragraphs) if BROKEN.search(one)] == []


def test_the_title_is_another_of_its_words_or_the_key() -> None:
    """An address as it is said, a note, a journal; where nothing is left, the key."""
    text = " ".join(notes(written("chicago-notes-bibliography")))

    for words in ("nothing", "example.org/a/page", "A Note", "A Journal", "F. 1, op. 2, d. 3"):
        assert words in text  # a letter at the head of a note is a capital


def test_each_is_a_finding_at_its_entry() -> None:
    """The author is told which entries are bare, with their lines in the .bib file."""
    found = [one for one in written("apa").diagnostics if one.code == "cite-nameless"]

    assert {str(one.place) for one in found} == {f"b.bib:{line}:1" for line in (2, 3, 4, 5, 6, 7)}


def test_an_abbreviation_in_the_sentence_ends_it() -> None:
    """One stop after "et al.", whether a note comes between or not (Chicago, 18th ed., 6.14)."""
    many = read_bibtex("@book{m, author={A, B and C, D and E, F and G, H}, title={T}, date=1}", "b")
    in_text = resolve_citations(document("So @m. Then.", csl="modern-language-association"), many)
    in_notes = resolve_citations(document("So @m. Then."), many)

    assert plain_text(blocks(in_text)[0][0]) == "So A et al. Then."
    assert plain_text(blocks(in_notes)[0][0], notes=False) == "So A et al. Then."
