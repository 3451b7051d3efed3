"""Pictures as Word shows them: raster files, drawings in SVG at 300 dots to the inch."""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.editions.images import (
    ImageError,
    ImageFile,
    as_png,
    load_image,
    without_private_data,
)
from publish.editions.raster import raster
from publish.model.document import Document
from publish.model.nodes import Image
from publish.model.walk import every

DPI = 300
INCHES_PER_METRE = 1 / 0.0254
SVG_TYPE = "image/svg+xml"
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif"}
_PNG_HEAD = 8 + 25  # signature and IHDR


@dataclass(frozen=True, slots=True)
class Pictures:
    """File names by image target, for pandoc, and what was wrong with pictures.

    `drawings` are the SVG files by the PNG that stands for each.
    """

    files: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    drawings: Mapping[bytes, bytes] = field(default_factory=dict)


def prepare_pictures(document: Document, folder: Path, fonts: Sequence[Path] = ()) -> Pictures:
    """Write every picture of the book into `folder`, as Word can show it."""
    files: dict[str, str] = {}
    found: list[Diagnostic] = []
    drawings: dict[bytes, bytes] = {}
    chapters = tuple(chapter.blocks for chapter in document.for_edition("docx"))
    for image in every(Image, chapters):
        url = image.target.url
        if url in files:
            continue
        try:
            picture = without_private_data(load_image(document.folder, url))
            suffix, data = _for_word(picture, fonts, document.folder)
            target = folder / f"{len(files) + 1:03}{suffix}"
            target.write_bytes(data)
            files[url] = target.name
            if picture.media_type == SVG_TYPE:
                drawings[data] = picture.data
        except ImageError as error:
            found.append(Diagnostic(error.code, str(error), image.place, error.hint))
    return Pictures(files, tuple(found), drawings)


def _for_word(picture: ImageFile, fonts: Sequence[Path], project: Path) -> tuple[str, bytes]:
    """Return suffix and bytes of a picture in a form that every Word reads."""
    if picture.media_type == SVG_TYPE:
        try:
            return ".png", rasterized(picture.data.decode("utf-8"), fonts, kept_in=project)
        except ValueError as error:
            message = f"the drawing {picture.name!r} cannot be drawn: {error}"
            raise ImageError("image-broken", message) from error
    if picture.media_type not in _SUFFIXES:
        picture = as_png(picture)
    return _SUFFIXES[picture.media_type], picture.data


def rasterized(
    svg: str, fonts: Sequence[Path] = (), dpi: int = DPI, kept_in: Path | None = None
) -> bytes:
    """Return a drawing as PNG, so many dots to an inch of its natural size.

    It is kept in the cache of the project `kept_in`. Raises: ValueError if the text is no SVG.
    """
    return png_with_density(raster(svg, fonts, dpi=dpi, kept_in=kept_in), dpi)


def png_with_density(png: bytes, dpi: int) -> bytes:
    """Return a PNG that says how many of its dots make an inch; Word sizes it by that.

    Source: PNG specification, third edition, 11.3.4.3 (pHYs).
    """
    # Rounded up: pandoc 3.9 cuts the dots to the inch to a whole number, and 299 are not 300.
    per_metre = math.ceil(dpi * INCHES_PER_METRE)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:_PNG_HEAD] + chunk + png[_PNG_HEAD:]
