"""The only door to Pillow, for the modules that read and make pictures.

Nothing of it is loaded until a picture is opened: most builds know what is in theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.late import LateModule

if TYPE_CHECKING:
    import PIL as Pillow  # noqa: N811 - the library has two names
    from PIL import Image, ImageChops, ImageCms, ImageFont, ImageMath, ImageOps
    from PIL import ImageFile as ImageFormat
else:
    Pillow = LateModule("PIL")
    Image = LateModule("PIL.Image")
    ImageChops = LateModule("PIL.ImageChops")
    ImageCms = LateModule("PIL.ImageCms")
    ImageFont = LateModule("PIL.ImageFont")
    ImageFormat = LateModule("PIL.ImageFile")
    ImageMath = LateModule("PIL.ImageMath")
    ImageOps = LateModule("PIL.ImageOps")

__all__ = [
    "Image",
    "ImageChops",
    "ImageCms",
    "ImageFont",
    "ImageFormat",
    "ImageMath",
    "ImageOps",
    "Pillow",
]
