"""What is in the folder of finished files: sizes, dates, and what each edition holds.

Files are read as anybody's: one that is damaged is listed, and what it holds is not told.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from publish.editions.archive import ArchiveError, parts_of
from publish.editions.docx.package import Package
from publish.editions.epub.lint.finished import Finished as FinishedEpub
from publish.editions.epub.lint.finished import open_book
from publish.editions.markup import MarkupError
from publish.editions.pdf.objects import Pdf, PdfError
from publish.editions.printing.content import painted
from publish.editions.printing.reading import fonts_of, is_embedded, resolution
from publish.editions.sourcedate import source_date

_MOST_BYTES = 500_000_000
MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file in the output folder. `changed` is to the second, in UTC."""

    name: str  # relative to the folder, with forward slashes
    path: Path
    size: int  # bytes
    changed: datetime


@dataclass(frozen=True, slots=True)
class Font:
    """A font that a file uses. `size` is that of its program in bytes, 0 where that is not told."""

    name: str
    is_embedded: bool
    size: int = 0


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture of pixels on a page, at the size at which it is printed."""

    page: int  # from 1
    pixels: tuple[int, int]
    size_mm: tuple[float, float]
    ppi: float


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What a PDF file holds. `standard` is what it says it keeps: "PDF/UA-1"."""

    size_mm: tuple[float, float]
    fonts: tuple[Font, ...]
    pictures: tuple[PrintedPicture, ...]
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EpubFacts:
    """What an EPUB file holds. `pages` are those of its list of printed pages."""

    documents: int
    pages: int
    pictures: int
    fonts: tuple[Font, ...]
    conforms_to: str


@dataclass(frozen=True, slots=True)
class DocxFacts:
    """What a Word file holds."""

    footnotes: int
    endnotes: int
    pictures: int


def found_files(folder: Path, without: Path | None = None) -> list[FoundFile]:
    """Return the files in a folder and the folders in it, by name, hidden ones and links left out.

    Dates are never later than SOURCE_DATE_EPOCH, where that is set, as in other finished files.
    """
    if not folder.is_dir() or folder.is_symlink():
        return []
    found = []
    for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
        name = path.relative_to(folder).as_posix()
        is_left_out = without is not None and path.resolve() == without.resolve()
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        if is_hidden or path.is_symlink() or not path.is_file() or is_left_out:
            continue
        facts = path.stat()
        changed = datetime.fromtimestamp(int(facts.st_mtime), UTC)
        found.append(FoundFile(name, path, facts.st_size, min(changed, source_date() or changed)))
    return found


def read_file(found: FoundFile) -> bytes | None:
    """Return the bytes of a file; None if it cannot be read, or is larger than any book."""
    try:
        return found.path.read_bytes() if found.size <= _MOST_BYTES else None
    except OSError:
        return None


def pdf_facts(data: bytes) -> PdfFacts | None:
    """Return what a PDF file holds; None if it cannot be read."""
    try:
        with warnings.catch_warnings(), Pdf.open(io.BytesIO(data)) as book:
            warnings.simplefilter("ignore")  # of streams that end too early
            if not book.pages:
                return None
            left, down, right, up = (float(one) for one in book.pages[0].trimbox)
            size = (abs(right - left) * MM_PER_PT, abs(up - down) * MM_PER_PT)
            return PdfFacts(size, _fonts(book), tuple(_pictures(book)), _standards(book))
    except (
        PdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ):
        return None  # pikepdf 10 raises any of these for objects that are not what they should be


def _fonts(book: Pdf) -> tuple[Font, ...]:
    """Return the fonts of a file by name, each once."""
    fonts: dict[str, Font] = {}
    seen: set[tuple[int, int]] = set()
    for page in book.pages:
        for font in fonts_of(page.obj.get("/Resources")):
            if font.objgen in seen and font.objgen != (0, 0):
                continue
            seen.add(font.objgen)
            name = str(font.get("/BaseFont", "/Type 3")).lstrip("/")
            prefix, plus, rest = name.partition("+")
            name = rest if plus and len(prefix) == 6 else name
            known = fonts.get(name)
            size = _program_size(font) + (known.size if known else 0)
            embedded = is_embedded(font) and (known is None or known.is_embedded)
            fonts[name] = Font(name, embedded, size)
    return tuple(fonts[name] for name in sorted(fonts))


def _program_size(font: Any) -> int:
    inner = (font.get("/DescendantFonts") or [font])[0]
    descriptor: Any = inner.get("/FontDescriptor") or {}
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            return int(descriptor[key].get("/Length", 0))
    return 0


def _pictures(book: Pdf) -> Iterator[PrintedPicture]:
    for number, page in enumerate(book.pages, 1):
        resources: Any = page.obj.get("/Resources") or {}
        objects = resources.get("/XObject") or {}
        if not objects:
            continue
        for one in painted(page):
            found = one.picture
            if found is None:
                continue
            pixels = (int(found.get("/Width", 0)), int(found.get("/Height", 0)))
            across, up = one.size_pt
            size = (across * MM_PER_PT, up * MM_PER_PT)
            yield PrintedPicture(number, pixels, size, resolution(one))


def _standards(book: Pdf) -> tuple[str, ...]:
    """Return the standards that the metadata of a file claim (ISO 14289-1, 5; ISO 19005, 6.6.4)."""
    if "/Metadata" not in book.Root:
        return ()
    # Not with `open_metadata`: pikepdf 10 writes a traceback to stderr where XMP is damaged.
    said = book.Root.Metadata.read_bytes().decode("utf-8", "replace")
    names = []
    if part := _property(said, "pdfaid:part"):
        names.append(f"PDF/A-{part}{_property(said, 'pdfaid:conformance').lower()}")
    if part := _property(said, "pdfuaid:part"):
        names.append(f"PDF/UA-{part}")
    if version := _property(said, "pdfxid:GTS_PDFXVersion"):
        names.append(version)
    return tuple(names)


def _property(xmp: str, name: str) -> str:
    """Return a simple property of XMP, which may be an element or an attribute; "" without it."""
    found = re.search(rf"\b{name}(?:>|\s*=\s*[\"'])([\w/:. -]{{1,40}})", xmp)
    return found[1].strip() if found else ""


def epub_facts(data: bytes) -> EpubFacts | None:
    """Return what an EPUB file that this toolchain made holds; None if it is not one."""
    try:
        book = open_book(data)
        pages = sum(1 for nav in book.navs("page-list") for _ in nav.iter("{*}a"))
    except (ArchiveError, MarkupError, KeyError):
        return None
    items = [(one.get("media-type") or "", one.get("href") or "") for one in book.items]
    return EpubFacts(
        documents=sum(1 for _ in book.package.iter("{*}itemref")),
        pages=pages,
        pictures=sum(1 for kind, _ in items if kind.startswith("image/")),
        fonts=tuple(_epub_font(book, name) for kind, name in items if "font" in kind),
        conforms_to=next(iter(book.values("dcterms:conformsTo")), ""),
    )


def _epub_font(book: FinishedEpub, name: str) -> Font:
    try:
        return Font(name.rpartition("/")[2], True, len(book.entry(name)))
    except KeyError:
        return Font(name.rpartition("/")[2], False)


def docx_facts(data: bytes) -> DocxFacts | None:
    """Return what a Word file holds; None if it cannot be read."""
    try:
        package = Package.read(data)
        notes = {kind: _notes(package, kind) for kind in ("footnote", "endnote")}
    except (ArchiveError, MarkupError, KeyError):
        return None
    pictures = sum(1 for name in parts_of(data) if name.startswith("word/media/"))
    return DocxFacts(notes["footnote"], notes["endnote"], pictures)


def _notes(package: Package, kind: str) -> int:
    """Return how many notes of a kind there are, without the rules that Word keeps among them."""
    part = f"word/{kind}s.xml"
    if part not in package.parts:
        return 0
    notes = package.tree(part).iter(f"{{*}}{kind}")
    return sum(1 for one in notes if not any(str(key).endswith("}type") for key in one.attrib))
