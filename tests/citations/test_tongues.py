"""Titles in another language say so: for hyphenation, screen readers and Word's spelling."""

from __future__ import annotations

import pytest
from cited_books import blocks, document

from publish.citations import render
from publish.citations.library import read_bibtex
from publish.citations.resolve import resolve_citations
from publish.model.nodes import Div, Note, Span
from publish.model.walk import every, plain_text

SOURCES = """
@book{town, author={Müller, A.}, title={Die Stadt}, date=1999, langid={german}}
@article{secret, author={Roe, B.}, title={Sovershenno sekretno}, journaltitle={Voprosy istorii},
  date=2001, langid={russian}}
@article{taina, author={Иванов, И.}, title={Тайна}, date=2002, langid={russian}}
@book{town-too, author={Doe, C.}, title={The Town}, date=2003, langid={english}}
@book{silent, author={Poe, D.}, title={A Silence}, date=2004}
"""


@pytest.mark.parametrize("csl", ["chicago-notes-bibliography", "apa", "din-1505-2"])
def test_titles_have_their_languages(csl: str) -> None:
    """In notes and lists; Russian in Latin letters is romanized. BCP 47: RFC 5646, 2.2.3."""
    text = "A [@town; @secret; @taina; @town-too; @silent]."
    book = resolve_citations(document(text, csl=csl), read_bibtex(SOURCES, "b.bib"))
    entries = [div for div in every(Div, blocks(book)) if "csl-entry" in div.attr.classes]

    for part in (entries, list(every(Note, blocks(book))) or entries):
        tongues = {
            plain_text(span): span.attr.get("lang")
            for span in every(Span, tuple(part))
            if span.attr.get("lang")
        }
        assert {title: lang.partition("-")[0] for title, lang in tongues.items()} == {
            "Die Stadt": "de",
            "Sovershenno sekretno": "ru",
            "Voprosy istorii": "ru",
            "Тайна": "ru",
        }
        assert tongues["Sovershenno sekretno"] == "ru-Latn"
        assert "Latn" not in tongues["Тайна"]


def test_the_book_s_own_language_goes_without_saying() -> None:
    """In a German book it is the English title that is marked."""
    book = resolve_citations(
        document("A [@town; @town-too].", lang="de-DE"), read_bibtex(SOURCES, "b.bib")
    )
    spans = [span for span in every(Span, blocks(book)) if span.attr.get("lang")]

    assert {plain_text(span) for span in spans} == {"The Town"}


def test_other_programs_get_html_without_it() -> None:
    """The HTML of `render` is that of the CSL test suite."""
    item = {"id": "a", "type": "book", "title": "Die Stadt", "language": "de"}
    made = render("apa", [item], [{"note": 0, "items": [{"id": "a"}]}])

    assert "lang" not in str(made)
