"""Pictures as Word shows them: raster files, drawings in SVG at 300 dots to the inch.

The only door to resvg.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import resvg_py

from publish.model.document import Document
from publish.model.nodes import Image
from publish.model.walk import every

DPI = 300
CSS_DPI = 96  # what a length in an SVG without unit counts in. Source: CSS Values 4, 5.2
INCHES_PER_METRE = 1 / 0.0254
RASTER = frozenset({".png", ".jpg", ".jpeg", ".gif"})
_PNG_HEAD = 8 + 25  # signature and IHDR


def prepare_pictures(
    document: Document, folder: Path, fonts: Sequence[Path] = ()
) -> Mapping[str, str]:
    """Write every picture of the book into `folder`; return its file name by image target.

    A picture that is not a file of the project is left out: the checks have said so by then.
    """
    found: dict[str, str] = {}
    chapters = tuple(chapter.blocks for chapter in document.for_edition("docx"))
    for image in every(Image, chapters):
        url = image.target.url
        path = (document.folder / url).resolve()
        if url in found or not path.is_relative_to(document.folder.resolve()):
            continue
        if path.is_file():
            found[url] = _write(path, folder / f"picture-{len(found) + 1:03}", fonts)
    return found


def _write(path: Path, stem: Path, fonts: Sequence[Path]) -> str:
    suffix = path.suffix.lower()
    data = path.read_bytes()
    if suffix == ".svg":
        suffix, data = ".png", rasterized(data.decode("utf-8"), fonts)
    target = stem.with_suffix(suffix)
    target.write_bytes(data)
    return target.name


def rasterized(svg: str, fonts: Sequence[Path] = ()) -> bytes:
    """Return a drawing as PNG, `DPI` dots to an inch of its natural size.

    Raises: ValueError if the text is no SVG.
    """
    # Only the fonts that travel with the book, where it has any: the same picture everywhere.
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=DPI / CSS_DPI,
        font_dirs=[str(folder) for folder in fonts] or None,
        skip_system_fonts=bool(fonts),
    )
    return png_with_density(bytes(png), DPI)


def png_with_density(png: bytes, dpi: int) -> bytes:
    """Return a PNG that says how many of its dots make an inch; Word sizes it by that.

    Source: PNG specification, third edition, 11.3.4.3 (pHYs).
    """
    per_metre = round(dpi * INCHES_PER_METRE)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:_PNG_HEAD] + chunk + png[_PNG_HEAD:]
