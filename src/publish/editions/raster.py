"""The only door to resvg: drawings in SVG turned into pixels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import resvg_py

from publish.caching import Cache, files_mark, key_of

CSS_DPI = 96  # what a length in an SVG without unit counts in. Source: CSS Values 4, 5.2


def raster(
    svg: str,
    fonts: Sequence[Path] = (),
    *,
    dpi: int = CSS_DPI,
    size: tuple[int, int] | None = None,
    kept_in: Path | None = None,
) -> bytes:
    """Return a drawing as PNG, `dpi` dots to an inch of its natural size, or of `size` pixels.

    Only the fonts in the folders `fonts` are used, where any are given: the same picture on
    every machine. Such a picture is kept in the cache of the project `kept_in`.
    Raises: ValueError if the text is no SVG.
    """
    width, height = size or (None, None)
    wanted: dict[str, Any] = {
        "svg_string": svg,
        "dpi": CSS_DPI,  # without it resvg takes a size in pt, mm or in for no size at all
        "zoom": None if size else dpi / CSS_DPI,
        "width": width,
        "height": height,
        "skip_system_fonts": bool(fonts),
    }

    def draw() -> bytes:
        folders = [str(folder) for folder in fonts] or None
        return bytes(resvg_py.svg_to_bytes(**wanted, font_dirs=folders))

    if not (kept_in and fonts):
        return draw()
    key = key_of(resvg_py.__version__, repr(wanted), files_mark(fonts))
    return Cache(kept_in).once("drawing", key, (), draw)
