"""Each correction of `editions/epub/package.py`, and whether ebooklib still needs it.

A test here that fails is good news: ebooklib does right what we correct. Remove the correction
that the test names, then the test.
"""

from __future__ import annotations

import io
import mimetypes
import time
import zipfile
from pathlib import Path

import pytest
from ebooklib import epub
from lxml import etree

OPF = "{http://www.idpf.org/2007/opf}"
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>T</title></head><body{attributes}>{body}</body></html>"
)


def through_ebooklib(body: str, attributes: str = "") -> str:
    """Return what ebooklib makes of a page."""
    page = PAGE.format(body=body, attributes=attributes)
    item = epub.EpubHtml("a", "a.xhtml", content=page.encode())
    item.book = epub.EpubBook()
    return str(item.get_content().decode())


def written(*items: epub.EpubItem, nav: bool = False) -> zipfile.ZipFile:
    """Return the archive that ebooklib's own writer makes."""
    book = epub.EpubBook()
    book.set_title("T")
    book.set_language("de")
    for item in items:
        book.add_item(item)
    if nav:
        book.add_item(epub.EpubNav())
    target = io.BytesIO()
    writer = epub.EpubWriter(target, book)
    writer.process()
    writer.write()
    return zipfile.ZipFile(target)


def package(*items: epub.EpubItem) -> etree._Element:
    """Return the package document that ebooklib writes."""
    return etree.fromstring(written(*items).read("EPUB/content.opf"))


def page(body: str) -> epub.EpubHtml:
    return epub.EpubHtml("a", "a.xhtml", content=PAGE.format(body=body, attributes="").encode())


@pytest.mark.parametrize(
    ("body", "attributes", "lost"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "", "viewBox"),
        ("loose<p>text</p>", "", "loose"),
        ("<p><span>x</span><span>y</span></p>", "", "</span><span>"),
        ("<p>x</p>", ' class="cover"', "cover"),
    ],
)
def test_pages_are_still_changed(body: str, attributes: str, lost: str) -> None:
    """`_Finished`: SVG names, loose text, tight inline elements, attributes of body."""
    assert lost not in through_ebooklib(body, attributes)


def test_package_language_is_still_missing() -> None:
    """`_write_opf_file`: `xml:lang` of the package."""
    assert "{http://www.w3.org/XML/1998/namespace}lang" not in package().attrib


def test_spine_still_names_a_missing_ncx() -> None:
    """`_write_opf_file`: `toc` of the spine."""
    assert package().find(f"{OPF}spine").get("toc") == "ncx"


def test_prefix_is_still_declared() -> None:
    """`_write_opf_file`: a prefix that EPUB 3.3 reserves."""
    assert "rendition:" in package().get("prefix")


def test_metadata_still_begin_with_strangers() -> None:
    """`_book`: a random identifier, an old-style generator."""
    first, second = epub.EpubBook(), epub.EpubBook()
    assert first.uid != second.uid
    assert first.get_metadata("OPF", "generator")


def test_identifiers_are_still_deleted() -> None:
    """`_book`: `set_identifier` keeps no other identifier."""
    book = epub.EpubBook()
    book.add_metadata("DC", "identifier", "urn:isbn:9783161484100")
    book.set_identifier("mine")
    assert [value for value, _ in book.get_metadata("DC", "identifier")] == ["mine"]


def test_media_types_are_still_those_of_the_machine() -> None:
    """`_item`: the media type is guessed from the system's table."""
    epub.EpubBook().add_item(epub.EpubItem("first", "a.css"))  # reads the system's table once
    mimetypes.add_type("x-own/strange", ".strange")
    item = epub.EpubItem("a", "a.strange")
    epub.EpubBook().add_item(item)
    assert item.media_type == "x-own/strange"


def test_navigation_is_still_plain_text() -> None:
    """`_item`: labels of the navigation lose their markup, sections are listed as pages."""
    archive = written(page('<section epub:type="chapter" id="one"><p>x</p></section>'), nav=True)
    nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    lists = nav.findall(".//{http://www.w3.org/1999/xhtml}nav")
    kinds = {one.get("{http://www.idpf.org/2007/ops}type"): one for one in lists}
    assert "one" in etree.tostring(kinds["page-list"]).decode()


def test_mathml_is_still_not_noticed() -> None:
    """`_item`: the manifest says nothing of MathML."""
    root = package(page('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'))
    assert [item.get("properties") for item in root.iter(f"{OPF}item")] == [None]


def test_entries_still_have_the_time_of_the_build() -> None:
    """`_packed_again`: times of the archive's entries."""
    years = {entry.date_time[0] for entry in written().infolist()}
    assert years <= {time.localtime().tm_year, time.localtime().tm_year - 1}


def test_failing_to_write_is_still_a_warning(tmp_path: Path) -> None:
    """`pack` calls the writer itself: `write_epub` swallows an OSError."""
    with pytest.warns(UserWarning, match="throwing exceptions"):
        assert epub.write_epub(str(tmp_path / "no" / "book.epub"), epub.EpubBook()) is False
