"""The only door to resvg: drawings in SVG turned into pixels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import resvg_py

CSS_DPI = 96  # what a length in an SVG without unit counts in. Source: CSS Values 4, 5.2


def raster(
    svg: str, fonts: Sequence[Path] = (), *, dpi: int = CSS_DPI, size: tuple[int, int] | None = None
) -> bytes:
    """Return a drawing as PNG, `dpi` dots to an inch of its natural size, or of `size` pixels.

    Only the fonts in the folders `fonts` are used, where any are given: the same picture on
    every machine. Raises: ValueError if the text is no SVG.
    """
    width, height = size or (None, None)
    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        dpi=CSS_DPI,  # without it resvg takes a size in pt, mm or in for no size at all
        zoom=None if size else dpi / CSS_DPI,
        width=width,
        height=height,
        font_dirs=[str(folder) for folder in fonts] or None,
        skip_system_fonts=bool(fonts),
    )
    return bytes(png)
