"""A cover made of words, for a book that brings no picture: the front that the printed book has."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from publish.editions.covers.front import cover_words, make_front
from publish.editions.edition import Companion
from publish.editions.images import ImageFile, fitted
from publish.editions.raster import raster
from publish.model.metadata import Metadata
from publish.model.settings import CoverSettings

WIDTH = 1600
INSIDE = (WIDTH, 2400)  # under the four million pixels that Ingram takes
BESIDE = (WIDTH, 2560)  # what Amazon asks for
NAME = "cover.png"
DRAWING = "image/svg+xml"
_NO_SETTINGS = CoverSettings()


def made_cover(
    metadata: Metadata,
    fonts: Sequence[Path],
    size: tuple[int, int] = INSIDE,
    cover: CoverSettings = _NO_SETTINGS,
    *,
    kept_in: Path | None = None,
) -> ImageFile | None:
    """Return a cover of `size` pixels, or None where no face has the letters of the title.

    `fonts` are the design's folders. The picture is kept in the cache of the project `kept_in`.
    """
    front = make_front(metadata, cover, fonts, size[1] / size[0])
    if front is None:
        return None
    data = raster(front.svg(), fonts, size=size, kept_in=kept_in)
    return ImageFile(NAME, "image/png", data, *size)


def drawn_cover(cover: ImageFile, box: tuple[int, int], fonts: Sequence[Path]) -> ImageFile:
    """Return a cover that is a drawing as pixels, as large as `box` lets it be.

    Shops take no drawings, and many readers show none on their shelves; only the fonts of the
    design are known to it. Other covers, and drawings that say no size, are returned as they are.
    """
    width, height = cover.width_px, cover.height_px
    if cover.media_type != DRAWING or not width or not height:
        return cover
    scale = min(box[0] / width, box[1] / height)
    size = (round(width * scale), round(height * scale))
    data = raster(cover.data.decode("utf-8"), fonts, size=size)
    name = str(Path(cover.name).with_suffix(".png").as_posix())
    return fitted(ImageFile(name, "image/png", data, *size), box)


def shop_cover(cover: ImageFile) -> Companion:
    """Return a cover as shops take it beside the book: JPEG, RGB, at most 1600 × 2560 pixels."""
    return Companion("cover.jpg", fitted(cover, BESIDE, "JPEG").data)


__all__ = ["BESIDE", "DRAWING", "INSIDE", "cover_words", "drawn_cover", "made_cover", "shop_cover"]
