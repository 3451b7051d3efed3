"""The boxes of a press-ready page, and the marks by which it is cut and its inks are laid.

Source: ISO 32000-1, 14.11.2 (page boundaries); ISO 15930-7, 6.6 (boxes nested, marks outside).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.editions.pdf.objects import Array, Dictionary, Name, Page, Pdf, Stream
from publish.editions.printing.geometry import Box

PT_PER_MM = 72 / 25.4
SLUG_PT = 10 * PT_PER_MM  # white for marks outside the bleed
_GAP_PT = 1 * PT_PER_MM  # from the bleed to a mark
_LENGTH_PT = 6 * PT_PER_MM
_WEIGHT_PT = 0.25
_RADIUS_PT = 2.2 * PT_PER_MM
# How far the handles of a quarter of a circle stand off (G. Farin, Curves and Surfaces, 4.3).
_ROUND = 0.5523


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far a page is printed beyond its trim, in points, and whether it has marks.

    `at_spine` is false where pages are printed to the trim on the bound side.
    """

    width_pt: float = 0
    at_spine: bool = True
    marks: bool = False


def set_boxes(book: Pdf, bleed: Bleed, is_rtl: bool = False) -> None:
    """Give every page its boxes, the lower left corner of the paper at 0, 0, and its marks."""
    for number, page in enumerate(book.pages):
        spine_is_left = (number % 2 == 0) != is_rtl
        _frame(book, page, bleed, spine_is_left)


def _frame(book: Pdf, page: Page, bleed: Bleed, spine_is_left: bool) -> None:
    left, down, right, up = (float(one) for one in page.trimbox)
    sides = [bleed.width_pt] * 4
    if not bleed.at_spine:
        sides[0 if spine_is_left else 2] = 0
    slug = SLUG_PT if bleed.marks else 0
    trim = _at(sides[0] + slug, sides[1] + slug, right - left, up - down)
    bled = (trim[0] - sides[0], trim[1] - sides[1], trim[2] + sides[2], trim[3] + sides[3])
    paper = (0.0, 0.0, bled[2] + slug, bled[3] + slug)
    page.obj.MediaBox, page.obj.CropBox = _array(paper), _array(paper)
    page.obj.BleedBox, page.obj.TrimBox = _array(bled), _array(trim)
    if "/ArtBox" in page.obj:
        del page.obj["/ArtBox"]
    move = f"q 1 0 0 1 {trim[0] - left:.4f} {trim[1] - down:.4f} cm "
    # What stood beyond the bleed must not print beneath the marks.
    clip = f"q {bled[0]:.4f} {bled[1]:.4f} {bled[2] - bled[0]:.4f} {bled[3] - bled[1]:.4f} re W n "
    page.contents_add(Stream(book, (clip + move).encode()), prepend=True)
    page.contents_add(Stream(book, b" Q Q"), prepend=False)
    if bleed.marks:
        _mark(book, page, trim, bled)


def _at(x: float, y: float, width: float, height: float) -> Box:
    return (x, y, x + width, y + height)


def _array(box: Box) -> Array:
    return Array([round(one, 4) for one in box])


def _mark(book: Pdf, page: Page, trim: Box, bled: Box) -> None:
    """Draw crop and registration marks in the colour that prints on every plate."""
    resources = page.obj.get("/Resources")
    if resources is None:
        resources = page.obj.Resources = Dictionary()
    if "/ColorSpace" not in resources:
        resources.ColorSpace = Dictionary()
    resources.ColorSpace["/Registration"] = Array(
        [
            Name.Separation,
            Name.All,
            Name.DeviceCMYK,
            Dictionary(
                FunctionType=2,
                Domain=Array([0, 1]),
                C0=Array([0, 0, 0, 0]),
                C1=Array([1, 1, 1, 1]),
                N=1,
            ),
        ]
    )
    lines = [f"q /Registration CS 1 SCN {_WEIGHT_PT} w", *_crop_marks(trim, bled)]
    lines += [*_registration_marks(bled), "Q"]
    page.contents_add(Stream(book, "\n".join(lines).encode()), prepend=False)


def _crop_marks(trim: Box, bled: Box) -> Iterator[str]:
    for x in (trim[0], trim[2]):
        yield _line(x, bled[1] - _GAP_PT, x, bled[1] - _GAP_PT - _LENGTH_PT)
        yield _line(x, bled[3] + _GAP_PT, x, bled[3] + _GAP_PT + _LENGTH_PT)
    for y in (trim[1], trim[3]):
        yield _line(bled[0] - _GAP_PT, y, bled[0] - _GAP_PT - _LENGTH_PT, y)
        yield _line(bled[2] + _GAP_PT, y, bled[2] + _GAP_PT + _LENGTH_PT, y)


def _registration_marks(bled: Box) -> Iterator[str]:
    """Yield a cross in a circle at the middle of each side."""
    off = _GAP_PT + _LENGTH_PT / 2 + 1
    middle, half = (bled[0] + bled[2]) / 2, (bled[1] + bled[3]) / 2
    for x, y in (
        (middle, bled[1] - off),
        (middle, bled[3] + off),
        (bled[0] - off, half),
        (bled[2] + off, half),
    ):
        reach = _LENGTH_PT / 2
        yield _line(x - reach, y, x + reach, y)
        yield _line(x, y - reach, x, y + reach)
        yield _circle(x, y, _RADIUS_PT)


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    r, h = radius, radius * _ROUND
    path = [f"{x + r:.3f} {y:.3f} m"]
    for (a, b), (c, d), (e, f) in (
        ((r, h), (h, r), (0, r)),
        ((-h, r), (-r, h), (-r, 0)),
        ((-r, -h), (-h, -r), (0, -r)),
        ((h, -r), (r, -h), (r, 0)),
    ):
        path.append(f"{x + a:.3f} {y + b:.3f} {x + c:.3f} {y + d:.3f} {x + e:.3f} {y + f:.3f} c")
    return " ".join([*path, "S"])
