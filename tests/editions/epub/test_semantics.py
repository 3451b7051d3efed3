"""What the parts of a page are: roles for reading systems and screen readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
import pytest
from lxml import etree

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
