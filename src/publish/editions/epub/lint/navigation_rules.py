"""Rules on the navigation of an EPUB: contents, landmarks, the pages of the print edition."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from publish.diagnostics import Diagnostic
from publish.editions import markup
from publish.editions.epub.lint.finished import DC, Finished, finding, named
from publish.editions.markup import OPS, Element
from publish.editions.reading import name_of

MOST_LEVELS = 3  # what Kobo shows; Kindle shows two


def page_list(book: Finished) -> Iterator[Diagnostic]:
    """The page list names every mark in the text, once, in order, with its folio."""
    marks = [
        (f"{name}#{one.get('id')}", one.get("aria-label") or "")
        for name, page in book.pages.items()
        for one in page.iter()
        if one.get("role") == "doc-pagebreak"
    ]
    listed = [
        (unquote(link.get("href") or ""), markup.text_of(link))
        for nav in book.navs("page-list")
        for link in named(nav, "a")
    ]
    if marks != listed:
        wrong = next(
            (one for one in [*marks, *listed] if one not in marks or one not in listed), ""
        )
        message = f"the page list has {len(listed)} pages, the text {len(marks)}"
        yield finding("epub-page-list", f"{message}: {wrong or 'in another order'}")
    if len({folio for _, folio in marks}) != len(marks):
        yield finding("epub-page-list", "two pages have the same number")
    sources = list(book.package.iter(f"{DC}source"))
    if marks and not (sources and "pagination" in book.values("source-of")):
        yield finding("epub-page-list", "the source of the page numbers is not told")


def order_of_pages(book: Finished) -> Iterator[Diagnostic]:
    """Page numbers rise through the text: roman ones first, then arabic ones."""
    folios = [
        one.get("aria-label") or ""
        for page in book.pages.values()
        for one in page.iter()
        if one.get("role") == "doc-pagebreak"
    ]
    last = 0
    for folio in folios:
        if folio.isdigit():
            if int(folio) <= last:
                yield finding("epub-page-list", f"page {folio} comes after page {last}")
            last = int(folio)
        elif last:
            yield finding("epub-page-list", f"page {folio} comes after page {last}")


def landmarks(book: Finished) -> Iterator[Diagnostic]:
    """A reader can go to the beginning of the text at once."""
    kinds = {
        link.get(f"{{{OPS}}}type") for nav in book.navs("landmarks") for link in named(nav, "a")
    }
    if "bodymatter" not in kinds:
        yield finding("epub-landmarks", "the book does not say where its text begins")


def depth(book: Finished) -> Iterator[Diagnostic]:
    """The contents are no deeper than readers show."""
    deepest = max((_depth(nav) for nav in book.navs("toc")), default=0)
    if deepest > MOST_LEVELS:
        yield finding("epub-toc-depth", f"the contents have {deepest} levels, readers show three")
    if not deepest:
        yield finding("epub-toc-depth", "the book has no contents")


def _depth(element: Element) -> int:
    below = max((_depth(child) for child in element), default=0)
    return below + (name_of(element) == "ol")


RULES = (page_list, order_of_pages, landmarks, depth)
