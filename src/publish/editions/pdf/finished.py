"""The only door to PDFium: what a reader of the finished file sees, page by page.

It reads the bytes that are given out and knows nothing of how they were made.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from ctypes import byref, c_int
from dataclasses import dataclass
from threading import RLock
from typing import Any

import pypdfium2
from pypdfium2 import raw

# PDFium is not made for threads: one page at a time, whoever asks.
_ALONE = RLock()


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


@dataclass(frozen=True, slots=True)
class Share:
    """Every so many-th leaf of a file, that is two pages: the second is blank more often."""

    turn: int = 0
    among: int = 1

    def has(self, number: int) -> bool:
        """Tell whether a page is in it."""
        return number // 2 % self.among == self.turn


WHOLE = Share()


def read_pages(
    data: bytes, share: Share = WHOLE, known: Set[int] = frozenset()
) -> dict[int, FinishedPage]:
    """Return the pages of a PDF file, or of a share of it, by their numbers from 0.

    Of those that are `known` only the labels are read: these are not on the page.
    """
    with _opened(data) as book:
        pages = {}
        for number in range(len(book)):
            if not share.has(number):
                continue
            if number in known:
                with _ALONE:
                    pages[number] = FinishedPage(book.get_page_label(number), "", ())
                continue
            with _page(book, number) as (page, text):
                links = tuple(_links(book, page, text))
                label = book.get_page_label(number)
                pages[number] = FinishedPage(label, text.get_text_range(), links)
        return pages


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ALONE:
        book = pypdfium2.PdfDocument(data)
    try:
        yield book
    finally:
        with _ALONE:
            book.close()


@contextmanager
def _page(
    book: pypdfium2.PdfDocument, number: int
) -> Iterator[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]:
    with _ALONE:
        page = book[number]
        text = page.get_textpage()
        try:
            yield page, text
        finally:
            text.close()
            page.close()


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
    with _opened(data) as book:
        boxes: list[tuple[float, float, float, float] | None] = []
        for page_number in range(len(book)):
            with _page(book, page_number) as (_, text):
                found = [text.get_rect(number) for number in range(text.count_rects())]
                sides = list(zip(*found, strict=True))
                boxes.append(
                    (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])) if sides else None
                )
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
        with _opened(data) as book:
            for number in range(len(book)):
                with _page(book, number) as (page, text):
                    wide, high = page.get_size()
                    image = _image(page, width_px)
                    label = book.get_page_label(number) or str(number + 1)
                    drawn = DrawnPage(label, text.get_text_range(), (wide, high), image)
                yield drawn
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


def _image(page: pypdfium2.PdfPage, width_px: int) -> Any:
    wide, high = page.get_size()
    # A page that is a strip would fill the memory.
    scale = min(width_px / max(wide, 1), 3 * width_px / max(high, 1))
    return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")


def page_png(data: bytes, number: int, width_px: int) -> bytes:
    """Return one page of a PDF file, counted from 0, as a PNG file so many pixels wide."""
    with _opened(data) as book, _page(book, number) as (page, _):
        image = _image(page, width_px)
    red, green, blue = (band.tobytes() for band in image.split())
    if red == green == blue:  # as of most books: a third of the time to pack it, and of the bytes
        image = image.getchannel(0)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=1)  # it goes to a browser on the same machine
    return file.getvalue()


def find_words(
    data: bytes, numbers: Sequence[int], words: Sequence[str]
) -> tuple[int, float] | None:
    """Return on which of some pages words stand, and how far down: 0 at the top, 1 at the foot.

    The first page goes first, then the first of several wordings. Letters and figures count alone,
    since lines end inside words.
    """
    wanted = [*filter(None, map(_letters, words))]
    with _opened(data) as book:
        for number in numbers:
            with _page(book, number) as (page, text):
                shown = text.get_text_range()
                places = [at for at, one in enumerate(shown) if one.isalnum()]
                letters = _letters(shown)
                found = [at for at in map(letters.find, wanted) if at >= 0]
                if found:
                    top = text.get_charbox(places[found[0]])[3]
                    return number, 1 - top / max(page.get_height(), 1)
    return None


def _letters(text: str) -> str:
    return "".join(one for one in text if one.isalnum())
