"""Reads a PDF as those do who listen to it: tag after tag, in the order of the structure tree.

The tree is read with pikepdf. The words of each marked content are read twice: with PDFium, which
knows nothing of the tree and sets spaces as it sees fit, and letter for letter as they are written
in the file, spaces, soft hyphens and all.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from parity.readers import LISTS, Reading, letters

BULLETS = "•◦▪"
ITEM = re.compile(rf"[{BULLETS}]|\(?(\d+|[ivx]+|[a-z]|[A-Z])[.)]")
Marks = dict[tuple[int, int], str]  # page and number -> words


@dataclass(frozen=True)
class Heard:
    """One piece of text: its words, and the kinds of the tags around it from the top down.

    `mark` is the page and the number of the marked content, (-1, -1) for a description.
    """

    words: str
    kinds: tuple[str, ...]
    mark: tuple[int, int] = (-1, -1)


def listen(path: Path, marks: Marks | None = None) -> list[Heard]:
    """Return all that the tags of a file say, in order. Formulas and figures say their `Alt`.

    `marks` are the words of each marked content, by default as they are written.
    """
    marks = written(path) if marks is None else marks
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        return list(_heard(pdf.Root.StructTreeRoot.K[0], pages, marks, ()))


def _heard(
    element: Any, pages: dict[Any, int], marks: Marks, kinds: tuple[str, ...]
) -> Iterator[Heard]:
    kinds = (*kinds, str(element.S)[1:])
    instead = element.get("/ActualText", element.get("/Alt"))
    if instead is not None:
        yield Heard(str(instead), kinds)
        return
    for kid in element.get("/K", ()):
        if not isinstance(kid, pikepdf.Dictionary):
            mark = (pages[element.Pg.objgen], int(kid))
            yield Heard(marks.get(mark, ""), kinds, mark)
        elif kid.get("/Type") == "/MCR":
            mark = (pages[kid.Pg.objgen], int(kid.MCID))
            yield Heard(marks.get(mark, ""), kinds, mark)
        elif "/S" in kid:
            yield from _heard(kid, pages, marks, kinds)


def shown(path: Path) -> Marks:
    """Return the words of every marked content of a file, as PDFium reads them."""
    found: Marks = {}
    document = pypdfium2.PdfDocument(path)
    for number, page in enumerate(document):
        text = page.get_textpage()
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            thing = pdfium.FPDFPage_GetObject(page, index)
            mark = pdfium.FPDFPageObj_GetMarkedContentID(thing)
            if mark >= 0 and pdfium.FPDFPageObj_GetType(thing) == pdfium.FPDF_PAGEOBJ_TEXT:
                found[number, mark] = found.get((number, mark), "") + _words(thing, text)
        text.close()
        page.close()
    document.close()
    return found


def _words(thing: Any, text: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(length)
    characters = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(thing, text, characters, length)
    return buffer.raw[: length - 2].decode("utf-16-le")


def written(path: Path) -> Marks:
    """Return the words of every marked content of a file, as they are written in it."""
    found: Marks = {}
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages):
            fonts = page.Resources.get("/Font", {}).items()
            reader = _Stream({name: _characters(font) for name, font in fonts})
            for operands, operator in pikepdf.parse_content_stream(page):
                reader.read(str(operator), operands)
            found |= {(number, mark): words for mark, words in reader.words.items()}
    return found


@dataclass
class _Stream:
    """Reads the content of a page.

    Source: ISO 32000-1, 9.10.2 for codes to characters, 14.9.4 for what stands instead of them.
    """

    fonts: dict[str, dict[bytes, str]]
    words: dict[int, str] = field(default_factory=dict)  # by the number of the mark
    _font: dict[bytes, str] = field(default_factory=dict)
    _around: list[tuple[int, bool]] = field(default_factory=lambda: [(-1, False)])

    def read(self, operator: str, operands: Any) -> None:
        match operator:
            case "BDC" | "BMC":
                self._open(operands[1] if len(operands) > 1 else {})
            case "EMC":
                self._around.pop()
            case "Tf":
                self._font = self.fonts[str(operands[0])]
            case "TJ" | "Tj":
                self._say(_decode(operands[0], self._font))

    def _open(self, properties: Any) -> None:
        mark, is_replaced = self._around[-1]
        self._around.append((int(properties.get("/MCID", mark)), is_replaced))
        if "/ActualText" in properties:
            self._say(str(properties["/ActualText"]))
            self._around[-1] = (self._around[-1][0], True)

    def _say(self, words: str) -> None:
        mark, is_replaced = self._around[-1]
        if mark >= 0 and not is_replaced:
            self.words[mark] = self.words.get(mark, "") + words


def _decode(operand: Any, font: dict[bytes, str]) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    codes = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
    return "".join(font[codes[at : at + 2]] for at in range(0, len(codes), 2))


def _characters(font: Any) -> dict[bytes, str]:
    """Return what the codes of a font mean, two bytes each, from its ToUnicode map."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def reading(path: Path) -> Reading:
    """Return what is heard as `read_epub` returns it: text, and notes in their order."""
    text: list[str] = []
    notes: dict[int, list[str]] = {}
    numbers: list[str] = []
    before: tuple[str, ...] = ()
    for one in listen(path, shown(path)):
        if "TOC" in one.kinds or one.kinds[-1] in ("Formula", "Figure"):
            continue
        if one.kinds[-1] == "Lbl" and ITEM.fullmatch(one.words.strip()):
            numbers += [one.words.strip()] if one.words.strip() not in BULLETS else []
            continue
        if one.kinds[-1] == "H1" and letters(one.words) in LISTS:
            continue  # the heading of a list that is left out in the other editions
        if "Note" not in one.kinds:
            text.append(letters(one.words))
            before = one.kinds
            continue
        # A note begins with its label.
        if "Lbl" in one.kinds and before[-2:] != one.kinds[-2:]:
            notes[len(notes)] = []
        notes[len(notes) - 1].append(letters(one.words))
        before = one.kinds
    found = tuple("".join(pieces) for pieces in notes.values())
    return Reading("".join(text), found, list_numbers=tuple(numbers))


def structure_of_pages(path: Path) -> list[list[tuple[str, int]]]:
    """Return for each page the kinds of tags with the numbers of their marks, as PDFium reads them.

    PDFium finds the tags of a page by way of the parent tree, not from the root down.
    """
    found = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        here: list[tuple[str, int]] = []
        for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            _structure(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), here)
        found.append(here)
        pdfium.FPDF_StructTree_Close(tree)
        page.close()
    document.close()
    return found


def _structure(element: Any, found: list[tuple[str, int]]) -> None:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    kind = buffer.raw[: length - 2].decode("utf-16-le")
    for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
        kid = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if kid:
            _structure(kid, found)
        elif number >= 0:
            found.append((kind, number))
