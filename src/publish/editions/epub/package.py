"""The only door to ebooklib: finished documents in, the bytes of an EPUB 3.3 file out.

ebooklib is the model of the package (book, items, spine, metadata) and writes container and
manifest. What it would change or get wrong is corrected here, each correction with the version it
was seen in; `tests/editions/epub/test_ebooklib.py` fails when one can go.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ebooklib import epub

from publish.editions import markup

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_OWN_ID = "publication-id"
# Types whose bytes are packed already: to deflate them again costs time and wins nothing.
_PACKED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "font/woff"})
# The ZIP format cannot tell an earlier time.
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the metadata: `dc:title`, `meta` or `link`, its text and attributes."""

    name: str
    text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    lang: str = ""  # of the text, where it is not the book's


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the publication. `properties` as in the manifest: `nav`, `mathml`, `svg`..."""

    id: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """All that an EPUB file holds. `spine` are ids of resources in reading order."""

    identifier: str
    lang: str
    direction: str  # ltr, rtl or default
    modified: datetime
    statements: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    spine: tuple[str, ...]


def pack(package: Package) -> bytes:
    """Return the EPUB file: the same package gives the same bytes."""
    # ebooklib 0.20: without `raise_exceptions` a failure to write is a warning (#316), so we call
    # its writer ourselves; without `mtime` the book was modified at the time of day here, said to
    # be UTC (#361); a guide of EPUB 2 is made unless it is switched off.
    options = {"mtime": package.modified, "epub2_guide": False, "package_direction": True}
    options["compresslevel"] = 0  # it is packed again
    target = io.BytesIO()
    _Writer(target, _book(package), options).write()
    return _packed_again(target.getvalue(), package)


class _Finished(epub.EpubHtml):  # type: ignore[misc]
    """A document that goes into the file byte for byte.

    ebooklib 0.20: `EpubHtml.get_content` reads a document as HTML and writes it anew. That
    lower-cases the names of SVG, loses text before the first element, puts spaces between inline
    elements, drops head and attributes of html and body (#76, #221, #317), makes comments of
    instructions (#135) and gives an empty document for a text that begins with an XML declaration.
    """

    def get_content(self, default: bytes | None = None) -> bytes:
        return bytes(self.content)


class _Writer(epub.EpubWriter):  # type: ignore[misc]
    """Writes the package document as EPUB 3.3 and accessibility checkers want it."""

    def _write_opf_file(self, root: epub.etree._Element) -> None:
        # ebooklib 0.20 cannot say the language of the package, which Ace asks for.
        root.set(_XML_LANG, self.book.language)
        # ebooklib 0.20 declares a prefix that EPUB 3.3 reserves and this book has no use for.
        root.attrib.pop("prefix", None)
        spine = root.find("spine")
        # ebooklib 0.20 names an NCX even where there is none. EPUB 3 needs none, and the one it
        # would make has depth 0 and sections that lead nowhere, so there is none.
        spine.attrib.pop("toc", None)
        super()._write_opf_file(root)


def _book(package: Package) -> epub.EpubBook:
    book = epub.EpubBook()
    # ebooklib 0.20 begins with a random identifier and an old-style `generator`, and
    # `set_identifier` deletes every other identifier; `add_author` gives all authors one id (#356)
    # and their sorted names the scheme of roles. All metadata are stated by us instead.
    book.metadata.clear()
    book.IDENTIFIER_ID = _OWN_ID
    book.language = package.lang
    book.direction = package.direction
    book.add_metadata("DC", "identifier", package.identifier, {"id": _OWN_ID})
    for one in package.statements:
        space, _, name = one.name.rpartition(":")
        attributes = dict(one.attributes) | ({_XML_LANG: one.lang} if one.lang else {})
        # ebooklib 0.20 leaves a statement empty if it has a character that XML forbids.
        text = markup.allowed(one.text) or None
        book.add_metadata(space.upper() or None, name, text, attributes)
    for resource in package.resources:
        # ebooklib 0.20 would write a name that is there already once more.
        if book.get_item_with_href(resource.name):
            raise ValueError(f"two files are called {resource.name}")
        book.add_item(_item(resource))
    # ebooklib 0.20 takes ids or items in the spine; ids find their items by themselves. Its
    # `set_cover` makes a page that is not in the reading order (#315); ours is a page like others.
    book.spine = list(package.spine)
    return book


def _item(resource: Resource) -> epub.EpubItem:
    # The media type is always given: ebooklib 0.20 would guess it from the system's mime.types.
    # An `EpubNav` would be written anew by ebooklib 0.20, with labels as plain text (#85), empty
    # lists, landmarks in sight and a list of pages that are none (#339), so navigation is a
    # finished document with a property.
    is_page = resource.media_type == "application/xhtml+xml"
    kind = _Finished if is_page else epub.EpubItem
    item = kind(resource.id, resource.name, resource.media_type, resource.data)
    # ebooklib 0.20 never finds out that a document holds MathML or SVG.
    item.properties = list(resource.properties)
    return item


def _packed_again(data: bytes, package: Package) -> bytes:
    """Return the archive with fixed times and in a fixed order, `mimetype` first and stored.

    ebooklib 0.20 stamps every entry with the time of the build, here (#340).
    """
    stored = {f"EPUB/{one.name}" for one in package.resources if one.media_type in _PACKED}
    stored.add("mimetype")
    when = max(package.modified, _EARLIEST).timetuple()[:6]
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist(), key=_order):
            entry = zipfile.ZipInfo(name, when)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, also where the book is built on Windows
            new.writestr(entry, old.read(name), compresslevel=9)
    return target.getvalue()


def _order(name: str) -> tuple[int, str]:
    """Return the sort key of an entry: readers find first what they need first."""
    first = ("mimetype", "META-INF/container.xml", "EPUB/content.opf")
    return (first.index(name) if name in first else len(first), name)
