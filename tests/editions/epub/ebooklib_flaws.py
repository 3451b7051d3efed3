"""What ebooklib does to a book, and what our own file looks like beside it.

`Remade` is ebooklib by its documented ways, `OURS` is the same book through `package.pack`.
"""

from __future__ import annotations

import io
import os
import time
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache

from ebooklib import epub
from lxml import etree

from publish.editions.epub.package import Package, Resource, Statement, pack

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = "{http://www.idpf.org/2007/ops}type"
MODIFIED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

# A page with everything in it that ebooklib changes.
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' class="whole"><head><title>T</title><meta name="own" content="head"/></head>'
    '<body class="trunk">loose<?own instruction?><p><span>x</span><span>y</span></p>'
    '<section epub:type="chapter" id="one"><p>words</p></section>'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math></body></html>\n'
)


def remade(content: str | bytes = PAGE.encode()) -> bytes:
    """Return what ebooklib makes of a page."""
    item = epub.EpubHtml("a", "a.xhtml", content=content)
    item.book = epub.EpubBook()
    return bytes(item.get_content())


def empty_book() -> epub.EpubBook:
    book = epub.EpubBook()
    book.set_title("T")
    book.set_language("de")
    return book


def archive(book: epub.EpubBook, **options: object) -> zipfile.ZipFile:
    """Return the file that ebooklib's own writer makes of a book."""
    target = io.BytesIO()
    writer = epub.EpubWriter(target, book, options)
    writer.process()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name that is there twice
        writer.write()
    return zipfile.ZipFile(target)


def package(book: epub.EpubBook | None = None, **options: object) -> etree._Element:
    """Return the package document that ebooklib writes."""
    return etree.fromstring(archive(book or empty_book(), **options).read("EPUB/content.opf"))


def with_page(book: epub.EpubBook | None = None) -> epub.EpubBook:
    """Return a book with the page of traps in it."""
    book = book or empty_book()
    book.add_item(epub.EpubHtml("a", "a.xhtml", content=PAGE.encode(), title="<em>T</em>"))
    return book


def navigation(toc: tuple[object, ...] = (), guide: bool = False) -> etree._Element:
    """Return the navigation document that ebooklib makes."""
    book = with_page()
    book.toc = toc
    book.guide = [{"href": "a.xhtml", "title": "Text", "type": "text"}] if guide else []
    book.add_item(epub.EpubNav())
    return etree.fromstring(archive(book).read("EPUB/nav.xhtml"))


def ncx(*toc: object) -> etree._Element:
    """Return the NCX that ebooklib makes."""
    book = with_page()
    book.toc = toc
    book.add_item(epub.EpubNcx())
    return etree.fromstring(archive(book).read("EPUB/toc.ncx"))


@contextmanager
def far_from_greenwich() -> Iterator[None]:
    """Live twelve hours behind for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Etc/GMT+12"
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ")
        os.environ.update({"TZ": before} if before is not None else {})
        time.tzset()


@cache
def ours() -> zipfile.ZipFile:
    """Return the same book as we pack it, far from Greenwich."""
    page, nav = PAGE.encode(), b"<html xmlns='http://www.w3.org/1999/xhtml'><em>T</em></html>"
    kind = "application/xhtml+xml"
    made = Package(
        identifier="urn:isbn:9783161484100",
        lang="de",
        direction="ltr",
        modified=MODIFIED,
        statements=(
            Statement("dc:identifier", "https://doi.org/10.5555/1", {"id": "identifier-1"}),
            Statement("dc:title", "T\x01wo"),
            Statement("dc:creator", "A", {"id": "creator-1"}),
            Statement("dc:creator", "B", {"id": "creator-2"}),
            Statement("meta", "Y, X", {"refines": "#creator-1", "property": "file-as"}),
        ),
        resources=(
            Resource("nav", "nav.xhtml", kind, nav, ("nav",)),
            Resource("cover", "cover.xhtml", kind, page),
            Resource("a", "a.xhtml", kind, page, ("mathml", "svg")),
            Resource("style", "a.strange", "text/css", b"p {}\n"),
        ),
        spine=("cover", "a"),
    )
    with far_from_greenwich():
        return zipfile.ZipFile(io.BytesIO(pack(made)))


def our_package() -> etree._Element:
    """Return the package document of our file."""
    return etree.fromstring(ours().read("EPUB/content.opf"))


def our_page() -> bytes:
    """Return the page of traps out of our file."""
    return ours().read("EPUB/a.xhtml")


def our_names() -> list[str]:
    return ours().namelist()


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    """Return an attribute of all elements of a path."""
    return [one.get(name) for one in root.iterfind(f".//{path}")]
