"""What the parts of a page are: roles for reading systems and screen readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from publish.editions.epub.citations import with_citation_links
from publish.model.cited import cited, cited_entry
from publish.model.document import Chapter, Document
from publish.model.metadata import Metadata
from publish.model.nodes import Attr, Div, Link, Para, Str
from publish.model.settings import Settings
from publish.model.walk import every, plain_text
from publish.pandoc import read_markdown

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


Page = Callable[[str], etree._Element]


@pytest.fixture
def page(edition_of: Callable[[str], tuple[bytes, bytes]]) -> Page:
    """Return what opens a page of the small book of reference works."""

    def opened(name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(edition_of("reference-shelf")[1])) as file:
            return etree.fromstring(file.read(f"EPUB/{name}.xhtml"))

    return opened


@pytest.fixture
def package(edition_of: Callable[[str], tuple[bytes, bytes]]) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(edition_of("reference-shelf")[1])) as file:
        return etree.fromstring(file.read("EPUB/content.opf"))


def said(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_glossary_is_a_list_of_terms_with_their_roles(page: Page) -> None:
    """EPUB 3 Structural Semantics 1.1, "Glossaries"; HTML: what is defined is a `dfn`."""
    section = next(page("glossary").iter(f"{XHTML}section"))
    assert (section.get(TYPE), section.get("role")) == ("glossary", "doc-glossary")
    listed = [
        (one.get(TYPE), said(one), [part.get("id") for part in one.iter(f"{XHTML}dfn")])
        for one in section.iter(f"{XHTML}dt", f"{XHTML}dd")
    ]
    assert [(kind, names) for kind, _, names in listed] == [
        ("glossterm", ["gls-concordance"]),
        ("glossdef", []),
        ("glossterm", ["gls-gloss"]),
        ("glossdef", []),
        ("glossdef", []),
    ]


def test_uses_of_a_term_lead_to_it(page: Page) -> None:
    """The first in the chapter, and what the author marked."""
    links = [one for one in page("01-looking").iter(f"{XHTML}a") if one.get(TYPE) == "glossref"]
    assert [(said(one), one.get("href"), one.get("role")) for one in links] == [
        ("concordance", "glossary.xhtml#gls-concordance", "doc-glossref"),
        ("glosses", "glossary.xhtml#gls-gloss", "doc-glossref"),
    ]


def test_notes_lead_to_the_reference_list_and_its_entries_back(
    edition_of: Callable[[str], tuple[bytes, bytes]],
) -> None:
    """The names in a note are the link; an entry leads to the first note of each chapter."""
    with zipfile.ZipFile(io.BytesIO(edition_of("everything")[1])) as file:
        text, works = (
            etree.fromstring(file.read(f"EPUB/{name}.xhtml"))
            for name in ("01-text", "bibliography")
        )
    links = [one for one in text.iter(f"{XHTML}a") if one.get("role") == "doc-biblioref"]
    assert [(said(one), one.get("href", "").partition("#")[2]) for one in links[:4]] == [
        ("Jane Doe and Richard Roe", "ref-doe1999"),
        ("Doe and Roe", "ref-doe1999"),
        ("Doe and Roe", "ref-doe1999"),
        ("Änne Müller", "ref-mueller2003"),
    ]
    entries = {
        str(one.get("id")): [
            (said(link), link.get("href"), link.get("aria-label"))
            for link in one.iter(f"{XHTML}a")
            if link.get("role") == "doc-backlink"
        ]
        for one in works.iter(f"{XHTML}div")
        if one.get("class") == "csl-entry"
    }
    assert [(key, [words for words, _, _ in back]) for key, back in entries.items()] == [
        ("ref-doe1999", ["1"]),
        ("ref-mueller2003", ["1", "2"]),
        ("ref-ivanov1985", ["1"]),
    ]
    _, address, heard = entries["ref-doe1999"][0]
    target = text.find(f".//*[@id='{str(address).partition('#')[2]}']")
    assert heard == "Back to the text: 1"
    assert target is not None and said(target).startswith("Jane Doe and Richard Roe, A History")


@pytest.mark.parametrize(
    ("cite", "linked"),
    [
        ("Ann Doe and R. Roe, *Works*, 3", "Ann Doe and R. Roe"),
        ("*Works*, 3", "Works"),
        ("Ibid., 3", "Ibid."),
        ("“A Title of Some Words,” 3", "“A Title of Some Words,”"),
        ("«[Titre]{lang=fr}», 3", "«Titre»"),
        ("Doe (1999), 3", "Doe"),
        ("<https://example.org>", None),  # a link in a link is no link
    ],
)
def test_what_of_a_cite_is_the_link(cite: str, linked: str | None) -> None:
    """The names, the title where there are none, with its quotation marks."""
    paragraph = read_markdown(cite).blocks[0]
    assert isinstance(paragraph, Para)
    entry = Div(Attr("ref-a", ("csl-entry",)), (Para((Str("A."),)),))
    note = Para(cited((cited_entry(paragraph.content, "ref-a"),), 1, ["a"]))
    book = Document(Metadata(), Settings(), Path(), (Chapter("one", (note, entry)),))
    made = with_citation_links(book)
    links = [one for one in every(Link, made.chapters[0].blocks) if "citation" in one.attr.classes]
    assert [plain_text(one.content) for one in links] == ([linked] if linked else [])
    assert plain_text(made.chapters[0].blocks[0]) == plain_text(paragraph)


def test_a_picture_leads_to_its_long_description(page: Page) -> None:
    """`aria-details` names the description, which is closed and says what it is of.

    Source: WAI-ARIA 1.2, aria-details; DAISY Knowledge Base, "Extended descriptions".
    """
    text = page("01-looking")
    described = {
        one.get("id"): [said(part) for part in one] for one in text.iter(f"{XHTML}details")
    }
    pictures = [(one.get("alt"), one.get("aria-details")) for one in text.iter(f"{XHTML}img")]
    assert pictures == [
        ("Four books on one board.", "fig-shelf-description"),
        ("", None),
        ("The plan of a shelf, with nothing written on it.", "fig-plan-description"),
    ]
    assert described == {
        "fig-shelf-description": [
            "Description: Figure 1",
            "From left to right: a brown book of middle height, a narrow blue one, and a wide green"
            " one, the tallest.",
            "A grey book lies on its side at the end.",
        ],
        "fig-plan-description": ["Description: Figure 2", "A board.What stands on it."],
    }


def test_what_is_said_of_descriptions_is_derived(package: etree._Element) -> None:
    """The vocabulary's word for them is there, since one picture has one."""
    said_of = [one.text for one in package.iter("{*}meta") if "Feature" in one.get("property", "")]
    assert "longDescription" in said_of


def test_print_reads_the_description_out_after_the_alternative(
    edition_of: Callable[[str], tuple[bytes, bytes]],
) -> None:
    """A PDF has one place for both; nothing of it is printed."""
    with pikepdf.open(io.BytesIO(edition_of("reference-shelf")[0])) as pdf:
        tags = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        heard = " ".join(str(one.Alt) for one in tags if "/Alt" in one)
    assert "Four books on one board. From left to right: a brown book" in heard


def test_an_index_is_a_list_of_lists(edition_of: Callable[[str], tuple[bytes, bytes]]) -> None:
    """Entries under an entry are a list in it; each locator is a link that says what it is."""
    with zipfile.ZipFile(io.BytesIO(edition_of("sample")[1])) as file:
        root = etree.fromstring(file.read("EPUB/index.xhtml"))
    groups = [one for one in root.iter(f"{XHTML}div") if one.get(TYPE) == "index-group"]
    assert [said(one[0]) for one in groups[:3]] == ["A", "B", "C"]
    lists = [one for one in groups[2] if one.tag == f"{XHTML}ul"]
    assert [one.get(TYPE) for one in lists] == ["index-entry-list"]
    first = lists[0][0]
    assert (first.get(TYPE), said(first[0])) == ("index-entry", "class")
    below = [said(one) for one in first.findall(f"{XHTML}ul/{XHTML}li")]
    assert [one.rpartition(",")[0] for one in below] == ["and translation", "labels of"]
    locators = [one for one in root.iter(f"{XHTML}a") if one.get(TYPE) == "index-locator"]
    assert len(locators) > 50 and all(one.get("href") for one in locators)
