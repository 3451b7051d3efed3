"""The only door to Pillow, for the modules that read and make pictures."""

from __future__ import annotations

from PIL import (
    Image,
    ImageChops,
    ImageCms,
    ImageDraw,
    ImageFont,
    ImageMath,
    ImageOps,
    UnidentifiedImageError,
)
from PIL import ImageFile as ImageFormat

__all__ = [
    "Image",
    "ImageChops",
    "ImageCms",
    "ImageDraw",
    "ImageFont",
    "ImageFormat",
    "ImageMath",
    "ImageOps",
    "UnidentifiedImageError",
]
