"""A finished PDF file as a printer looks at it: boxes, inks, fonts, pictures, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from publish.editions.pdf.finished import text_boxes
from publish.editions.pdf.objects import Pdf, PdfError, PdfImage
from publish.editions.printing.content import Painted, painted
from publish.editions.printing.geometry import Box
from publish.editions.printing.standard import has_transparency

PT_PER_INCH = 72.0
_MISUSES = (
    *(PdfError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(NotImplementedError, RecursionError),
)
_GRAYS = ("gray", "icc-1", "cal-gray", "indexed-gray", "pattern", "shading", "spot", "unknown")


class FileError(Exception):
    """A file cannot be read as a PDF."""


@contextmanager
def reading_others() -> Iterator[None]:
    """Blame a file that others made where it has another kind of object than PDF prescribes.

    pikepdf 10 gives whatever stands there, a number for a dictionary or a page without its boxes,
    and only our use of it fails.
    Raises: FileError
    """
    try:
        yield
    except _MISUSES as error:
        first = (str(error).splitlines() or [""])[0]
        raise FileError(f"its objects are not those of a PDF: {first}") from error


def page_count(data: bytes) -> int:
    """Return how many pages a file has.

    Raises: FileError if it cannot be read, or has none.
    """
    try:
        with Pdf.open(io.BytesIO(data)) as book:
            count = len(book.pages)
    except PdfError as error:
        raise FileError(str(error).splitlines()[0]) from error
    if not count:
        raise FileError("it has no pages")
    return count


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page. Boxes are in points; `words` is the box around its words."""

    number: int  # from 1
    media: Box
    bleed: Box
    trim: Box
    painted: tuple[Painted, ...]
    words: Box | None
    annotations: int
    is_transparent: bool
    fonts: tuple[Any, ...]

    @property
    def inside(self) -> tuple[Painted, ...]:
        """What is painted on the page itself, not only beyond its trim as marks are."""
        return tuple(
            one
            for one in self.painted
            if one.box[2] > self.trim[0]
            and one.box[0] < self.trim[2]
            and one.box[3] > self.trim[1]
            and one.box[1] < self.trim[3]
        )

    @property
    def is_blank(self) -> bool:
        """Whether nothing is painted inside the trim."""
        return not self.inside

    def reaches_edge(self, within_pt: float = 0.5) -> bool:
        """Tell whether something is painted up to the trim or beyond it."""
        left, down, right, up = self.trim
        return any(
            one.box[0] < left + within_pt
            or one.box[1] < down + within_pt
            or one.box[2] > right - within_pt
            or one.box[3] > up - within_pt
            for one in self.inside
            if one.kind != "text" and not _is_white(one)
        )


def _is_white(one: Painted) -> bool:
    white = {"gray": (1.0,), "rgb": (1.0, 1.0, 1.0), "cmyk": (0.0, 0.0, 0.0, 0.0)}
    return one.color.values == white.get(one.color.space)


class Finished:
    """A PDF file opened for judging.

    Raises: FileError if it is no PDF file, is encrypted with a password, or is broken.
    """

    def __init__(self, data: bytes) -> None:
        self.size = len(data)
        try:
            self.book = Pdf.open(io.BytesIO(data))
            words = text_boxes(data)
            self.sheets = [
                _sheet(page, number, words[number - 1])
                for number, page in enumerate(self.book.pages, 1)
            ]
        except (PdfError, ValueError, RuntimeError) as error:
            raise FileError(str(error).splitlines()[0]) from error
        if not self.sheets:
            raise FileError("it has no pages")

    @cached_property
    def pictures(self) -> list[tuple[Sheet, Painted]]:
        """All pictures that are painted, each with its page."""
        return [(one, made) for one in self.sheets for made in one.painted if made.picture]


def _sheet(page: Any, number: int, words: Box | None) -> Sheet:
    resources = page.obj.get("/Resources")
    return Sheet(
        number,
        _box(page.mediabox),
        _box(page.obj.get("/BleedBox", page.cropbox)),
        _box(page.trimbox),
        tuple(painted(page)),
        words,
        len(page.obj.get("/Annots", ())),
        has_transparency(resources) or "/Group" in page.obj,
        tuple(fonts_of(resources)),
    )


def _box(values: Any) -> Box:
    left, down, right, up = (float(one) for one in values)
    return min(left, right), min(down, up), max(left, right), max(down, up)


def fonts_of(resources: Any, seen: set[tuple[int, int]] | None = None) -> Iterator[Any]:
    """Yield the fonts that a page or a form names, those of the forms inside it too."""
    if resources is None:
        return
    seen = set() if seen is None else seen
    yield from (resources.get("/Font") or {}).values()
    for found in (resources.get("/XObject") or {}).values():
        if str(found.get("/Subtype")) == "/Form" and found.objgen not in seen:
            seen.add(found.objgen)
            yield from fonts_of(found.get("/Resources"), seen)


def is_embedded(font: Any) -> bool:
    """Tell whether a font's program is in the file (ISO 32000-1, 9.9)."""
    if str(font.get("/Subtype")) == "/Type3":
        return True
    inner = (font.get("/DescendantFonts") or [font])[0]
    descriptor = inner.get("/FontDescriptor")
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    return descriptor is not None and any(key in descriptor for key in files)


def resolution(picture: Painted) -> float:
    """Return how many pixels an inch a picture is printed with, where it has fewest."""
    found = picture.picture
    width = int(found.get("/Width", found.get("/W", 0)))
    height = int(found.get("/Height", found.get("/H", 0)))
    across, up = picture.size_pt
    if not across or not up:
        return float("inf")
    return min(width / across, height / up) * PT_PER_INCH


def most_ink(picture: Painted) -> float:
    """Return the most ink that a pixel of a picture lays down, in percent; 0 if it is not CMYK."""
    if picture.color.space not in ("cmyk", "icc-4"):
        return 0
    decoded = PdfImage(picture.picture).as_pil_image()
    decoded.thumbnail((400, 400))
    pixels = decoded.convert("CMYK").tobytes()
    sums = (sum(pixels[at : at + 4]) for at in range(0, len(pixels), 4))
    return 100 * max(sums, default=0) / 255


def is_black_only(one: Painted) -> bool:
    """Tell whether something prints with black ink alone."""
    if one.color.space == "cmyk":
        return bool(one.color.values) and not any(one.color.values[:3])
    return one.color.space in _GRAYS


def is_rich_black(one: Painted) -> bool:
    """Tell whether black is laid over other inks."""
    values = one.color.values
    return one.color.space == "cmyk" and len(values) == 4 and values[3] > 0.8 and any(values[:3])


def ink_of(one: Painted) -> float:
    """Return the most ink that a picture lays down, in percent."""
    return most_ink(one) if one.picture is not None else 0


def line_width(one: Painted) -> float:
    """Return the width of a line or of a rule that is filled, in points; 0 for all else."""
    if one.kind == "stroke":
        return one.width_pt
    thin, long = sorted((one.box[2] - one.box[0], one.box[3] - one.box[1]))
    return thin if one.kind == "fill" and long > 4 * thin > 0 else 0


def is_line_art(one: Painted) -> bool:
    """Tell whether a picture is of black and white only."""
    found = one.picture
    is_stencil = bool(found.get("/ImageMask", found.get("/IM", False)))
    return is_stencil or int(found.get("/BitsPerComponent", found.get("/BPC", 8))) == 1
