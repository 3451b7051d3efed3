"""Rules on the package of an EPUB: its files, identifiers, cover and accessibility metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Severity
from publish.editions.epub.lint.finished import DC, Finished, finding, named
from publish.editions.images import ImageError, size_of
from publish.model.metadata import is_isbn

MOST_PAGE_BYTES = 10_000_000  # Kobo takes no longer document
MOST_PIXELS = 4_000_000  # Ingram takes no larger picture
LEAST_COVER = 1000  # KDP: pixels of the longer side
_NAME = re.compile(r"[a-z0-9]+(?:[./-][a-z0-9]+)*")
_FIXED = frozenset({"mimetype", "META-INF/container.xml", "EPUB/content.opf"})


def files(book: Finished) -> Iterator[Diagnostic]:
    """Nothing travels with the book that its manifest does not name, and names are plain."""
    named_files = {f"EPUB/{item.get('href')}" for item in book.items}
    for name in sorted(set(book.entries) - named_files - _FIXED):
        message = f"{name} is in the file, but not in the manifest"
        yield finding("epub-stray-file", message, severity=Severity.ERROR)
    for item in book.items:
        name = item.get("href") or ""
        if not _NAME.fullmatch(name):
            yield finding("epub-file-name", f"{name!r} has letters that stores refuse")
        properties = set((item.get("properties") or "").split())
        if properties & {"scripted", "remote-resources"}:
            message = f"{name} runs a program or needs the network"
            yield finding("epub-active-content", message, severity=Severity.ERROR)
        if name.endswith(".xhtml") and len(book.entry(name)) > MOST_PAGE_BYTES:
            size = len(book.entry(name)) / 1e6
            yield finding("epub-document-size", f"{name} has {size:.0f} MB; Kobo takes 10 MB")


def identifiers(book: Finished) -> Iterator[Diagnostic]:
    """An ISBN has the check digit that its other digits ask for."""
    for one in book.package.iter(f"{DC}identifier", f"{DC}source"):
        value = one.text or ""
        if value.startswith("urn:isbn:") and not is_isbn(value.removeprefix("urn:isbn:")):
            message = f"{value} is no ISBN: its check digit does not fit"
            yield finding("epub-isbn", message, "look for a digit that is wrong or changed places")


def access(book: Finished) -> Iterator[Diagnostic]:
    """What is said about pictures, formulas and pages is what is in the book."""
    pages = list(book.pages.values())
    shown = [one for page in pages for one in named(page, "img") if one.get("alt")]
    has_formulas = any(next(named(page, "math"), None) is not None for page in pages)
    has_pages = any(True for _ in book.navs("page-list"))
    features = book.values("schema:accessibilityFeature")
    for is_so, is_said, what in (
        (bool(shown), "visual" in book.values("schema:accessMode"), "pictures"),
        (has_formulas, "MathML" in features, "formulas"),
        (has_pages, "pageNavigation" in features, "page numbers"),
    ):
        if is_so != is_said:
            said, found = ("some", "none") if is_said else ("no", "some")
            message = f"the metadata say that there are {said} {what}, and there are {found}"
            yield finding("epub-access-metadata", message)
    for name in ("accessMode", "accessModeSufficient", "accessibilityHazard"):
        if not book.values(f"schema:{name}"):
            yield finding("epub-access-metadata", f"the metadata do not say {name}")


def pictures(book: Finished) -> Iterator[Diagnostic]:
    """Pictures are of a size that stores take."""
    for item in book.items:
        if not (item.get("media-type") or "").startswith("image/"):
            continue
        name = item.get("href") or ""
        try:
            width, height = size_of(book.entry(name), name)
        except ImageError as error:
            yield finding("epub-picture", str(error))
            continue
        size = f"{name} is {width} × {height} pixels"
        is_drawing = item.get("media-type") == "image/svg+xml"
        if width * height > MOST_PIXELS and not is_drawing:
            hint = "some stores take up to four million pixels only"
            yield finding("epub-picture-size", size, hint, Severity.NOTE)
        is_cover = "cover-image" in (item.get("properties") or "").split()
        if is_cover and not is_drawing and max(width, height) < LEAST_COVER:
            hint = "stores ask for 1600 × 2400 pixels"
            yield finding("epub-cover-size", f"the cover {size}", hint)


RULES = (files, identifiers, access, pictures)
