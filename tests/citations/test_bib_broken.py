"""Files with mistakes: each is told with its place, and the rest is read all the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.citations.library import read_bibtex
from publish.diagnostics import Severity

AFTER = "\n@book{after, title={After}}\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "words", "keys"),
    [
        pytest.param(
            "@book{a,\n  title={A}\n  year=1999\n}",
            "bib-syntax",
            "b.bib:3:3",
            "entry 'a': expected a comma after the field 'title', found 'year=1999'",
            ["a"],
            id="no comma between fields",
        ),
        pytest.param(
            "@book{a\n  title={A}}",
            "bib-syntax",
            "b.bib:2:3",
            "entry 'a': expected a comma after the key 'a', found 'title={A}}'",
            ["a"],
            id="no comma after the key",
        ),
        pytest.param(
            "@book{a,\n  title={A {B},\n  year=1999\n}",
            "bib-syntax",
            "b.bib:2:9",
            "entry 'a': the '{' that opens here is not closed",
            [],
            id="a brace too few",
        ),
        pytest.param(
            '@book{a,\n  title="A,\n  year=1999\n}',
            "bib-syntax",
            "b.bib:2:9",
            "entry 'a': the '\"' that opens here is not closed",
            [],
            id="a quotation mark too few",
        ),
        pytest.param(
            "@book{\n  title={A}, year=1999}",
            "bib-syntax",
            "b.bib:2:3",
            "expected a key before the first field, found 'title={A}, year=1999}'",
            [],
            id="no key",
        ),
        pytest.param(
            "@book{, title={A}}",
            "bib-syntax",
            "b.bib:1:7",
            "expected a key for the entry, found ', title={A}}'",
            [],
            id="an empty key",
        ),
        pytest.param(
            "@book{my key, title={A}}",
            "bib-syntax",
            "b.bib:1:10",
            "entry 'my': expected a comma after the key 'my', found 'key, title={A}}'",
            [],
            id="a space in a key",
        ),
        pytest.param(
            "@book{a, title={A},\n publisher=oup}",
            "bib-undefined-string",
            "b.bib:2:12",
            "entry 'a' uses the name 'oup', which no @string defines",
            ["a"],
            id="an undefined string",
        ),
        pytest.param(
            "@book{a, title={A}}\n@book{a, title={B}}",
            "bib-duplicate-key",
            "b.bib:2:1",
            "the key 'a' is already used at b.bib:1:1; that entry is cited",
            ["a"],
            id="a key twice",
        ),
        pytest.param(
            "@book{Doe, title={A}}\n@book{doe, title={B}}",
            "bib-similar-keys",
            "b.bib:2:1",
            "the key 'doe' differs only in its capitals from 'Doe' at b.bib:1:1",
            ["Doe", "doe"],
            id="keys that differ in capitals",
        ),
        pytest.param(
            "@boook{a, title={A}}",
            "bib-unknown-type",
            "b.bib:1:1",
            "entry 'a' is of a type that is not known, '@boook'",
            ["a"],
            id="an unknown type",
        ),
        pytest.param(
            "@book{a,\n  title={A \\foo{B}}}",
            "bib-unknown-command",
            "b.bib:2:3",
            "entry 'a': no command '\\foo' is known, met in 'title'",
            ["a"],
            id="an unknown command",
        ),
        pytest.param(
            "@book{a, title={A},\n  author={Doe, Jane, Roe, Richard}}",
            "bib-name",
            "b.bib:2:3",
            "entry 'a': 'Doe, Jane, Roe, Richard' in 'author' has too many commas for one name",
            ["a"],
            id="names joined by commas",
        ),
        pytest.param(
            "@book{a, title={A},\n  author={Doe, Jane; Roe, Richard}}",
            "bib-name",
            "b.bib:2:3",
            "entry 'a': 'Doe, Jane; Roe, Richard' in 'author' has a semicolon",
            ["a"],
            id="names joined by semicolons",
        ),
        pytest.param(
            "@book{a, title={A},\n  note={B},\n  note={C}}",
            "bib-duplicate-field",
            "b.bib:3:3",
            "entry 'a' has 'note' twice; the first, at b.bib:2:3, holds",
            ["a"],
            id="a field twice",
        ),
        pytest.param(
            "@article{a, title={A}}",
            "bib-missing-field",
            "b.bib:1:1",
            "entry 'a' has no 'journaltitle', which '@article' should have",
            ["a"],
            id="no journal",
        ),
    ],
)
def test_a_mistake_is_told_and_reading_goes_on(
    text: str, code: str, place: str, words: str, keys: list[str]
) -> None:
    """One finding, with file, line, column, key, and what was expected; the next entry is there."""
    library = read_bibtex(text + AFTER, "b.bib")

    assert [(d.code, str(d.place), d.message) for d in library.diagnostics] == [
        (code, place, words)
    ]
    assert library.diagnostics[0].hint or code == "bib-syntax"
    assert list(library.items) == [*keys, "after"]


def test_a_file_that_ends_too_early_is_told() -> None:
    """What was read before is there."""
    library = read_bibtex("@book{a, title={A}}\n@book{b,\n  title={B", "b.bib")

    (found,) = library.diagnostics
    assert (found.code, str(found.place)) == ("bib-syntax", "b.bib:3:9")
    assert list(library.items) == ["a"]


def test_an_unknown_command_keeps_its_words() -> None:
    """Nothing that an author wrote is lost."""
    library = read_bibtex(r"@book{a, title={A \foo{B} C}}", "b.bib")

    assert library.items["a"]["title"] == "A B C"


def test_only_what_breaks_an_entry_stops_a_build() -> None:
    """Mistakes of syntax are errors; what can be read is a warning or a note."""
    library = read_bibtex(
        "@article{a, title={\\foo A}, author={A, B, C, D}}@boook{A, title={A}}", "b"
    )

    assert {d.severity for d in library.diagnostics} == {Severity.WARNING, Severity.NOTE}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=r"""ab1 {}\$^_~`'"-&%,.;/=XY?<>and\n""", max_size=40))
def test_any_value_can_be_read(value: str) -> None:
    """Whatever stands in a field, no reading fails, and nothing is None."""
    fields = (
        "title",
        "author",
        "date",
        "month",
        "url",
        "howpublished",
        "pages",
        "editor",
        "langid",
    )
    lines = ",".join(f"{name} = {{{value}}}" for name in fields)
    library = read_bibtex(f"@book{{a, year = 1999, {lines}}}" + AFTER, "b.bib", lowers_titles=True)

    assert library.items or library.diagnostics
    assert all(value for item in library.items.values() for value in item.values())
