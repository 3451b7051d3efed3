"""What the package says of the book: for shops, libraries and those who read by ear."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.editions.epub.accessibility import accessibility
from publish.editions.epub.metadata import identifier_of, statements_of
from publish.editions.epub.names import slug, unique, valid_id
from publish.editions.epub.package import Statement
from publish.model.document import Chapter, Document
from publish.model.metadata import Identifier, Metadata, Person, Series, Subject
from publish.model.nodes import Attr, Image, Math, MathKind, Para, Str, Target
from publish.model.settings import Settings
from publish.model.walk import words
from publish.pandoc import read_markdown

BARE = Metadata(title=words("A Title"), lang="de")


def book(metadata: Metadata = BARE, markdown: str = "x") -> Document:
    chapter = Chapter("one", read_markdown(markdown).blocks)
    return Document(metadata, Settings(), Path(), (chapter,))


def said(metadata: Metadata, name: str) -> list[str]:
    return [one.text for one in statements_of(book(metadata)) if one.name == name]


def refined(metadata: Metadata, name: str) -> list[tuple[str, str]]:
    """Return what is refined by statements named `name`, and how."""
    return [
        (one.attributes["refines"], one.text)
        for one in statements_of(book(metadata))
        if one.attributes.get("property") == name and "refines" in one.attributes
    ]


@pytest.mark.parametrize(
    ("scheme", "value", "expected", "code"),
    [
        ("isbn", "978-3-16-148410-0", "urn:isbn:9783161484100", "15"),
        ("isbn", "3-16-148410-x", "urn:isbn:316148410X", "02"),
        ("doi", "10.5555/1", "https://doi.org/10.5555/1", "06"),
    ],
)
def test_identifiers_take_the_form_that_shops_match(
    scheme: str, value: str, expected: str, code: str
) -> None:
    """An ISBN is a URN without hyphens; ONIX code list 5 names the kind."""
    metadata = replace(BARE, identifiers=(Identifier(scheme, value),))
    assert identifier_of(metadata) == expected
    assert refined(metadata, "identifier-type") == [("#publication-id", code)]


def test_the_isbn_of_another_edition_is_not_ours() -> None:
    """Print and EPUB have different ISBNs."""
    pdf = Identifier("isbn", "978-3-16-148410-0", "pdf")
    own = Identifier("isbn", "978-0-306-40615-7", "epub")
    assert identifier_of(replace(BARE, identifiers=(pdf, own))) == "urn:isbn:9780306406157"
    assert identifier_of(replace(BARE, identifiers=(pdf,))).startswith("urn:uuid:")


def test_without_a_number_the_identifier_follows_from_title_and_names() -> None:
    """It is the same every time, and another one for another book."""
    other = replace(BARE, title=words("Another"))
    assert identifier_of(BARE) == identifier_of(replace(BARE, description="changed"))
    assert identifier_of(BARE) != identifier_of(other)


def test_people_have_roles_filing_names_and_an_order() -> None:
    """Editors are creators, translators contributors; MARC names the roles."""
    people = (
        Person("Ada B. Marsh", "Ada B.", "Marsh"),
        Person("Li Wei", role="trl"),
        Person("Jo Ek", "Jo", "Ek", role="edt"),
    )
    metadata = replace(BARE, people=people)
    assert said(metadata, "dc:creator") == ["Ada B. Marsh", "Jo Ek"]
    assert said(metadata, "dc:contributor") == ["Li Wei"]
    places = ["#creator-1", "#contributor-2", "#creator-3"]
    assert refined(metadata, "role") == list(zip(places, ["aut", "trl", "edt"], strict=True))
    names = ["Marsh, Ada B.", "Li Wei", "Ek, Jo"]
    assert refined(metadata, "file-as") == list(zip(places, names, strict=True))


def test_title_subtitle_and_series() -> None:
    """Each title says what kind it is; a series has its number and ISSN."""
    series = Series("Studies", "7", "0317-8471")
    metadata = replace(BARE, subtitle=words("And More"), series=series)
    assert said(metadata, "dc:title") == ["A Title", "And More"]
    assert refined(metadata, "title-type") == [("#title", "main"), ("#subtitle", "subtitle")]
    assert refined(metadata, "group-position") == [("#series", "7")]
    assert refined(metadata, "dcterms:identifier") == [("#series", "urn:issn:0317-8471")]


def test_subjects_have_scheme_and_code() -> None:
    """EPUB 3.3, D.3.2: authority and term come together; keywords are subjects in words."""
    subjects = (Subject("Cooks"), Subject("European history", "Thema", "NHD"))
    metadata = replace(BARE, subjects=subjects, keywords=("kitchens", "Cooks"))
    assert said(metadata, "dc:subject") == ["Cooks", "European history", "kitchens"]
    assert refined(metadata, "authority") == [("#subject-2", "Thema")]
    assert refined(metadata, "term") == [("#subject-2", "NHD")]


def test_a_translation_names_its_original() -> None:
    """By schema.org's word, in the original's language."""
    metadata = replace(BARE, original_title="Слово", original_lang="ru")
    found = [
        (one.text, one.lang)
        for one in statements_of(book(metadata))
        if one.attributes.get("property") == "schema:translationOfWork"
    ]
    assert found == [("Слово", "ru")]


@pytest.mark.parametrize(
    ("date", "expected"), [("2024-05", ["2024-05"]), ("2024", ["2024"]), ("Spring 2024", [])]
)
def test_only_a_date_that_machines_read_is_stated(date: str, expected: list[str]) -> None:
    """EPUB 3.3 wants the W3C's profile of ISO 8601."""
    assert said(replace(BARE, date=date), "dc:date") == expected


def features(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in accessibility(document):
        name = one.attributes["property"].removeprefix("schema:")
        found.setdefault(name, []).append(one.text)
    return found


def test_accessibility_is_read_from_the_book() -> None:
    """A book of words is textual only; pictures and formulas are said when they are there."""
    plain = features(book())
    assert plain["accessMode"] == ["textual"]
    assert not {"MathML", "alternativeText"} & set(plain["accessibilityFeature"])
    image = Image(Attr(), (Str("words"),), Target("x.png"))
    math = Math(MathKind.INLINE, "x")
    chapter = Chapter("one", (Para((image, math)),))
    rich = features(replace(book(), chapters=(chapter,)))
    assert rich["accessMode"] == ["textual", "visual"]
    assert rich["accessModeSufficient"] == ["textual"]
    assert {"MathML", "alternativeText"} <= set(rich["accessibilityFeature"])


def test_a_picture_without_words_is_not_hidden() -> None:
    """Nobody is told that reading by ear is enough when it is not."""
    chapter = Chapter("one", (Para((Image(Attr(), (), Target("x.png")),)),))
    found = features(replace(book(), chapters=(chapter,)))
    assert found["accessModeSufficient"] == ["textual,visual"]
    assert "alternativeText" not in found["accessibilityFeature"]


def test_the_summary_says_its_own_language() -> None:
    """It is in English, whatever the book's language."""
    summaries = [one for one in accessibility(book()) if "Summary" in one.attributes["property"]]
    assert [(type(one), one.lang) for one in summaries] == [(Statement, "en")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("02 Über Öl.v2", "02-uber-ol-v2"), ("Слово", ""), ("a--b_c", "a-b-c")],
)
def test_file_names_are_plain(text: str, expected: str) -> None:
    """Kobo takes letters, digits and hyphens."""
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [("a-1.b_c", "a-1.b_c"), ("1a", "id-1a"), ("ref-a:b/c", "ref-a_b_c"), ("слово", "слово")],
)
def test_ids_are_names_of_xml(identifier: str, expected: str) -> None:
    """XML 1.0: a name begins with a letter and holds neither colon nor slash."""
    assert valid_id(identifier) == expected


def test_names_that_are_alike_are_numbered() -> None:
    """No two files overwrite each other."""
    taken: set[str] = set()
    found = [unique("a", taken, ".png") for _ in range(3)]
    assert found == ["a.png", "a-2.png", "a-3.png"]
