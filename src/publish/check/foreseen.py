"""What the print edition will have to say, foreseen without laying it out.

A build says the same of the pages that it made; `publish check` makes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.editions.design import measure_pt
from publish.editions.edition import Design
from publish.editions.epub.fonts.fontfile import read_font
from publish.editions.images import ImageError, ImageFile, load_image
from publish.editions.pdf.glyphs import about_glyphs
from publish.editions.pdf.preflight.pictures import check_pictures
from publish.editions.pdf.proofs import Picture
from publish.model.document import Document
from publish.model.nodes import Image, Str
from publish.model.walk import every

_LENGTH = re.compile(r"([\d.]+)\s*(in|cm|mm|pt|px|%)?")
_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "px": 0.75, "": 0.75}
_UNPRINTED = range(0x20)  # controls; and from 0x200B on what only joins or parts
_JOINERS = frozenset({0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0E, 0xFE0F})
_FONTS = frozenset({".ttf", ".otf"})


def foreseen(document: Document, design: Design) -> Iterator[Diagnostic]:
    """Yield findings on pictures with too few pixels and on characters that no font has."""
    yield from check_pictures([*_pictures(document)], document)
    known = _characters(tuple(design.fonts))
    if known:
        chapters = document.for_edition("pdf")
        said = {c for one in every(Str, tuple(c.blocks for c in chapters)) for c in one.text}
        lacking = [one for one in said if ord(one) not in known and not _is_unseen(one)]
        yield from about_glyphs(document, lacking)


def _pictures(document: Document) -> Iterator[Picture]:
    measure = measure_pt(document.settings.print)
    for image in every(Image, tuple(one.blocks for one in document.for_edition("pdf"))):
        try:
            file = load_image(document.folder, image.target.url)
        except ImageError:
            continue  # told by `image-missing` and its like
        if file.media_type != "image/svg+xml" and file.width_px:
            width = _width_pt(image, file, measure)
            yield Picture(image.target.url, file.width_px / (width / 72), file.width_px)


def _width_pt(image: Image, file: ImageFile, measure: float) -> float:
    """Return how wide a picture is printed, in points: as asked for, and never beyond the text."""
    asked = _LENGTH.fullmatch(image.attr.get("width").strip())
    if asked and asked[2] == "%":
        return measure * float(asked[1]) / 100
    if asked:
        return min(float(asked[1]) * _POINTS[asked[2] or ""], measure) or measure
    return min(file.width_px * _POINTS["px"], measure)


@lru_cache(maxsize=4)
def _characters(folders: tuple[Path, ...]) -> frozenset[int]:
    """Return the code points that some font in the folders has."""
    files = (path for folder in folders for path in folder.rglob("*"))
    fonts = (read_font(path) for path in files if path.suffix.lower() in _FONTS)
    return frozenset(one for font in fonts if font for one in font.characters)


def _is_unseen(character: str) -> bool:
    return ord(character) in _UNPRINTED or ord(character) in _JOINERS or character.isspace()
