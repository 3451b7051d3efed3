"""Readers of finished files that share nothing with the tool that wrote them.

They know the formats (PDF through PDFium, EPUB and DOCX as zipped XML) and what a reader sees on
a page. They return the running text and the notes, each as one string of letters and digits.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import pypdfium2
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
# Contents and lists carry page numbers in one edition and not in another.
FOLIO = r"(\d+|[ivxlcdm]+)"
CONTENTS = {"toc", "loi", "lot"}
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]+(?:\s+[\u0590-\u08ff]+)+")
LISTS = {"contents", "listoffigures", "listoftables"}


@dataclass(frozen=True)
class Reading:
    """What a reader reads: text without notes, and the notes in the order of their calls."""

    text: str
    notes: tuple[str, ...]
    table_heads: frozenset[str] = frozenset()
    list_numbers: tuple[str, ...] = ()  # "4)", "(A)"; the text is without them


def letters(text: str) -> str:
    """Return the letters and digits only: no spaces, hyphens, marks that a line break changes."""
    return re.sub(r"[\W_]+", "", text.casefold().replace("\u00ad", ""))


# --- EPUB -------------------------------------------------------------------------------------


def read_epub(path: Path) -> Reading:
    """Read the documents of the spine in order; contents lists are left out."""
    pieces: list[str] = []
    notes: list[str] = []
    heads: set[str] = set()
    numbers: list[str] = []
    with zipfile.ZipFile(path) as book:
        for name in _spine(book):
            body = etree.fromstring(book.read(name)).find(f"{XHTML}body")
            assert body is not None
            _read_element(body, pieces, notes)
            rows = body.iterfind(f".//{XHTML}thead/{XHTML}tr")
            heads.update(letters("".join(row.itertext())) for row in rows)
            for found in body.iter(f"{XHTML}ol"):
                numbers += _list_numbers(found)
    return Reading("".join(pieces), tuple(notes), frozenset(heads), tuple(numbers))


def _list_numbers(found: etree._Element) -> list[str]:
    """Return what an ordered list shows before its items, unless it is a list of contents."""
    classes = set((found.get("class") or "").split())
    if "toc" in classes:
        return []
    start = int(found.get("start") or "1")
    before = "(" if "parens" in classes else ""
    after = ")" if classes & {"paren", "parens"} else "."
    count = len(found.findall(f"{XHTML}li"))
    names = (_numeral(found.get("type") or "1", start + step) for step in range(count))
    return [f"{before}{name}{after}" for name in names]


def _numeral(kind: str, number: int) -> str:
    """Return a number up to 26 as HTML's `type` says: 1, a, A, i or I."""
    if kind == "1":
        return str(number)
    tens = ("", "x", "xx")
    ones = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    roman = tens[number // 10] + ones[number % 10]
    name = chr(ord("a") + number - 1) if kind in "aA" else roman
    return name.upper() if kind in "AI" else name


def _spine(book: zipfile.ZipFile) -> list[str]:
    container = etree.fromstring(book.read("META-INF/container.xml"))
    opf_name = container.find(".//{*}rootfile").get("full-path")  # type: ignore[union-attr]
    opf = etree.fromstring(book.read(str(opf_name)))
    items = {item.get("id"): item for item in opf.iter(f"{OPF}item")}
    spine = [items[ref.get("idref")] for ref in opf.iter(f"{OPF}itemref")]
    folder = PurePosixPath(str(opf_name)).parent
    pages = [item for item in spine if "nav" not in (item.get("properties") or "").split()]
    return [str(folder / str(item.get("href"))) for item in pages]


def _read_element(element: etree._Element, text: list[str], notes: list[str]) -> None:
    kinds = set((element.get(f"{EPUB}type") or "").split())
    # Links back from the reference list, and what print says as a picture's alternative.
    own = (element.get("class") or "") in ("backlinks", "long-description")
    if kinds & CONTENTS or element.tag == "{http://www.w3.org/1998/Math/MathML}math" or own:
        pass
    elif "footnote" in kinds:
        notes.append(letters("".join(element.itertext())))
    elif isinstance(element.tag, str):
        text.append(letters(element.text or ""))
        for child in element:
            _read_element(child, text, notes)
    text.append(letters(element.tail or ""))


# --- DOCX -------------------------------------------------------------------------------------


def read_docx(path: Path) -> Reading:
    """Read the paragraphs in order; note marks are numbered as Word would number them."""
    with zipfile.ZipFile(path) as book:
        document = etree.fromstring(book.read("word/document.xml"))
        notes = _docx_notes(book)
    counter = _NoteCounter(document)
    pieces: list[str] = []
    called: list[str] = []
    for paragraph in document.iter(f"{WORD}p"):
        if not _is_contents(paragraph):
            for element in paragraph.iter(f"{WORD}t", f"{WORD}footnoteReference"):
                if element.tag == f"{WORD}t":
                    pieces.append(letters(element.text or ""))
                else:
                    number = counter.next()
                    pieces.append(number)
                    called.append(number + notes[str(element.get(f"{WORD}id"))])
        if paragraph.find(f"{WORD}pPr/{WORD}sectPr") is not None:
            counter.end_section()
    return Reading("".join(pieces), tuple(called))


class _NoteCounter:
    """Counts notes as Word does: from 1 again in a section that asks for it."""

    def __init__(self, document: etree._Element) -> None:
        self._count = 0
        sections = document.iter(f"{WORD}sectPr")
        self._restarts = [_restarts(section) for section in sections][1:]

    def next(self) -> str:
        self._count += 1
        return str(self._count)

    def end_section(self) -> None:
        if self._restarts.pop(0):
            self._count = 0


def _restarts(section: etree._Element) -> bool:
    restart = section.find(f"{WORD}footnotePr/{WORD}numRestart")
    return restart is not None and restart.get(f"{WORD}val") == "eachSect"


def _docx_notes(book: zipfile.ZipFile) -> dict[str, str]:
    if "word/footnotes.xml" not in book.namelist():
        return {}
    root = etree.fromstring(book.read("word/footnotes.xml"))
    return {
        str(note.get(f"{WORD}id")): letters("".join(t.text or "" for t in note.iter(f"{WORD}t")))
        for note in root.iter(f"{WORD}footnote")
    }


def _is_contents(paragraph: etree._Element) -> bool:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    name = "" if style is None else str(style.get(f"{WORD}val"))
    text = letters("".join(t.text or "" for t in paragraph.iter(f"{WORD}t")))
    return name.startswith(("TOC", "TableofFigures")) or text in LISTS


# --- PDF --------------------------------------------------------------------------------------


@dataclass
class PageReader:
    """Follows the lines of a PDF through the text and the notes that another edition has.

    Every line on a page must go on with the text, or with the notes, or be a folio or a running
    head, or the number of a list item. `strays` collects the lines that are none of these.
    """

    text: str
    notes: str
    heads: frozenset[str]
    list_numbers: list[str] = field(default_factory=list)
    at: int = 0
    note_at: int = 0
    strays: tuple[str, ...] = ()

    def read(self, line: str) -> None:
        """Take one line of a page, with words from right to left in either order."""
        found, turned = letters(line), letters(RIGHT_TO_LEFT.sub(_turned, line))
        if self.text.startswith(turned, self.at):
            found = turned  # PDFium gives them as they are seen, from the left
        if line.strip() in self.list_numbers:  # drawn as lines of their own, after the text
            self.list_numbers.remove(line.strip())
        elif self.text.startswith(found, self.at):
            self.at += len(found)
        elif self.notes.startswith(found, self.note_at):
            self.note_at += len(found)
        elif not self._is_furniture(found):
            self.strays += (f"{line!r} where the text has {self.text[self.at : self.at + 60]!r}",)

    def _is_furniture(self, found: str) -> bool:
        without = {re.sub(FOLIO + "$", "", found), re.sub("^" + FOLIO, "", found)}
        return bool({found, *without} & {"", *self.heads})


def _turned(words: re.Match[str]) -> str:
    return " ".join(reversed(words[0].split()))


def pdf_lines(path: Path, skip: frozenset[int]) -> list[str]:
    """Return the lines of a PDF page by page, without the pages in `skip` (from 0)."""
    document = pypdfium2.PdfDocument(path)
    lines: list[str] = []
    for number, page in enumerate(document):
        if number not in skip:
            text = page.get_textpage().get_text_bounded()
            # PDFium joins what stands before and after a hyphen at the end of a line, even where
            # the next thing on the page is a folio.
            lines += text.replace("\x02", "\n").replace("\ufffe", "\n").splitlines()
    document.close()
    return lines


def pdf_title(path: Path) -> str:
    """Return the title in the properties of a PDF."""
    document = pypdfium2.PdfDocument(path)
    title = document.get_metadata_value("Title")
    document.close()
    return str(title)


def pdf_outline(path: Path) -> list[tuple[int, str, int]]:
    """Return the bookmarks: level, title, page (from 0)."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for mark in document.get_toc():
        target = mark.get_dest()
        found.append((mark.level, mark.get_title(), target.get_index() if target else -1))
    document.close()
    return found
