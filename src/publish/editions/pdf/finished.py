"""The only door to PDFium: what a reader of the finished file sees, page by page.

It reads the bytes that are given out and knows nothing of how they were made.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_int
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class FinishedLink:
    """A link inside the file: the words in its rectangle, and the page it leads to, from 0."""

    words: str
    target: int


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page as a reading program shows it. `label` is the number that it gives the page."""

    label: str
    text: str
    links: tuple[FinishedLink, ...]


def read_pages(data: bytes) -> list[FinishedPage]:
    """Return the pages of a PDF file."""
    with pypdfium2.PdfDocument(data) as book:
        pages = []
        for number in range(len(book)):
            page = book[number]
            text = page.get_textpage()
            links = tuple(_links(book, page, text))
            pages.append(FinishedPage(book.get_page_label(number), text.get_text_range(), links))
            text.close()
            page.close()
        return pages


def _links(
    book: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage
) -> Iterator[FinishedLink]:
    at, link, sides = c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page, byref(at), byref(link)):
        place = raw.FPDFLink_GetDest(book, link)
        if not place or not raw.FPDFLink_GetAnnotRect(link, byref(sides)):
            continue
        words = text.get_text_bounded(sides.left, sides.bottom, sides.right, sides.top)
        yield FinishedLink(words, raw.FPDFDest_GetDestPageIndex(book, place))


def text_boxes(data: bytes) -> list[tuple[float, float, float, float] | None]:
    """Return the box around the words of each page: left, bottom, right, top in points."""
    with pypdfium2.PdfDocument(data) as book:
        boxes: list[tuple[float, float, float, float] | None] = []
        for page in book:
            text = page.get_textpage()
            found = [text.get_rect(number) for number in range(text.count_rects())]
            sides = list(zip(*found, strict=True))
            boxes.append(
                (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else None
            )
            text.close()
            page.close()
        return boxes


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page as a reading program draws it. `image` is a picture of Pillow's, in RGB."""

    label: str
    text: str
    size_pt: tuple[float, float]
    image: Any


def draw_pages(data: bytes, width_px: int) -> Iterator[DrawnPage]:
    """Yield the pages of a PDF file, each drawn so many pixels wide, at most three times as high.

    Raises: ValueError if the bytes are no PDF file that can be read.
    """
    # What PDFium raises is a RuntimeError of its own; outside of here nobody knows its name.
    try:
        with pypdfium2.PdfDocument(data) as book:
            for number in range(len(book)):
                page = book[number]
                text = page.get_textpage()
                wide, high = page.get_size()
                # A page that is a strip would fill the memory.
                scale = min(width_px / max(wide, 1), 3 * width_px / max(high, 1))
                image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
                label = book.get_page_label(number) or str(number + 1)
                yield DrawnPage(label, text.get_text_range(), (wide, high), image)
                text.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
