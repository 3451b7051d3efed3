"""The entries of a BibTeX file, whole and broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.citations.bibtex import scan

GOOD = """% a comment
@string{oup = {Oxford University Press}}
@Comment{@book{no, title = {No}}}

@Book{doe1999,
  Title     = "The {"}First{"} Book",
  publisher = oup # {, } # "Clarendon",
  year      = 1999,
  month     = jan
}
  @article(roe, title = {On  (brackets)
    and lines},)
"""


def test_entries_come_with_their_places() -> None:
    """Every entry and field says where it stands; types and field names are in lower case."""
    book, article = scan(GOOD, "b.bib").entries

    assert (book.kind, book.key, str(book.place)) == ("book", "doe1999", "b.bib:5:1")
    assert (article.kind, article.key, str(article.place)) == ("article", "roe", "b.bib:11:3")
    assert [(field.name, str(field.place)) for field in book.fields][:2] == [
        ("title", "b.bib:6:3"),
        ("publisher", "b.bib:7:3"),
    ]


def test_values_are_joined_and_names_filled_in() -> None:
    """Quotes, braces, numbers, `#` and names of strings give one value; months stay names."""
    book, article = scan(GOOD, "b.bib").entries

    assert book.get("title") == 'The {"}First{"} Book'
    assert book.get("publisher") == "Oxford University Press, Clarendon"
    assert book.get("year") == "1999"
    assert book.fields[-1].macro == "jan"
    assert article.get("title") == "On (brackets) and lines"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("@book{a,\n  title={A}\n  year=1999}", 3, 3, "a comma after the field 'title'"),
        ("@book{a,\n  title={A {B},\n  year=1999}", 2, 9, "'{' that opens here is not closed"),
        ("@book{a,\n  title={A {B}},\n  year=1999\n", 1, 6, "'{' that opens here is not closed"),
        ('@book{a,\n  title="A,\n  year=1999}', 2, 9, "'\"' that opens here is not closed"),
        ("@book{, title={A}}", 1, 7, "expected a key"),
        ("@book{my key, title={A}}", 1, 10, "a comma after the key 'my'"),
        ("@book{a, title {A}}", 1, 16, "'=' after 'title'"),
        ("@book{a, title = ,}", 1, 18, "a value in braces or quotes"),
    ],
)
def test_a_broken_entry_is_reported_and_the_next_one_read(
    text: str, line: int, column: int, words: str
) -> None:
    """A finding says where the entry breaks, and what was expected; reading goes on after it."""
    found = scan(f"{text}\n@book{{next, title={{N}}}}\n", "b.bib")

    first = found.diagnostics[0]
    assert (first.code, first.place.line, first.place.column) == ("bib-syntax", line, column)  # type: ignore[union-attr]
    assert words in first.message
    assert found.entries[-1].key == "next"


def test_a_missing_comma_costs_no_field() -> None:
    """Where only a comma is missing, the entry is read whole."""
    (entry,) = scan("@book{a, title={A} year=1999}", "b.bib").entries

    assert [field.name for field in entry.fields] == ["title", "year"]


def test_an_undefined_name_is_reported() -> None:
    """A value without braces that no @string defines is kept as it is written."""
    found = scan("@book{a, publisher = oup}", "b.bib")

    assert [(d.code, d.place.column) for d in found.diagnostics if d.place] == [
        ("bib-undefined-string", 22)
    ]
    assert found.entries[0].get("publisher") == "oup"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='@{}(),="#\\%\n abk1', max_size=60))
def test_any_text_can_be_scanned(text: str) -> None:
    """No text ends in an exception or a loop, and a sound entry after it is found."""
    found = scan(f"{text}\n@book{{sound, title={{S}}}}\n", "b.bib")

    assert found.diagnostics or "sound" in [entry.key for entry in found.entries]
