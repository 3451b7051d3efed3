"""What the parts of a page are: roles for reading systems and screen readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

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
