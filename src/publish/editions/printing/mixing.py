"""Pixels and single colours of a screen, separated into the inks of a press."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, cast

from publish.editions.pillow import Image, ImageChops, ImageCms, ImageMath


def gray_picture(picture: Image.Image) -> Image.Image:
    """Return a decoded picture in shades of grey."""
    return picture.convert("L")


def on_white(picture: Image.Image, mask: Image.Image) -> Image.Image:
    """Return a picture on white paper where its mask lets it show."""
    plain = picture if picture.mode in ("L", "RGB", "CMYK") else picture.convert("RGB")
    paper = Image.new(plain.mode, plain.size, 0 if plain.mode == "CMYK" else "white")
    return Image.composite(plain, paper, mask.convert("L").resize(plain.size))


class CmykMixer:
    """Separates colours of a screen (sRGB) into the inks of a press.

    `profile` is the press's ICC profile; without one, the black that three inks have in common
    is printed as black.
    """

    def __init__(self, profile: bytes = b"") -> None:
        self._transform: Any = None
        if profile:
            press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            intent, flags = (
                ImageCms.Intent.RELATIVE_COLORIMETRIC,
                ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            self._transform = ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)

    def picture(self, picture: Image.Image) -> Image.Image:
        """Return a decoded picture in inks; one without colours in black alone."""
        plain = picture.convert("RGB")
        red, green, blue = plain.split()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            return red
        if self._transform is not None:
            made: Image.Image | None = ImageCms.applyTransform(plain, self._transform)
            return made if made is not None else plain
        # The plain formula of CSS Color 5, 9: red is (1 - cyan) (1 - black), and so on.
        inks = [ImageChops.invert(one) for one in (red, green, blue)]
        black = ImageChops.darker(ImageChops.darker(inks[0], inks[1]), inks[2])
        return Image.merge("CMYK", [*(_without_black(one, black) for one in inks), black])

    def color(self, values: Sequence[float]) -> tuple[float, ...]:
        """Return one colour, three parts of 0 to 1, in four inks of 0 to 1."""
        red, green, blue = (round(255 * one) for one in values)
        inks = self.picture(Image.new("RGB", (1, 1), (red, green, blue))).getpixel((0, 0))
        if not isinstance(inks, tuple):
            return (0.0, 0.0, 0.0, 1 - float(inks or 0) / 255)
        return tuple(one / 255 for one in inks)


def _without_black(ink: Image.Image, black: Image.Image) -> Image.Image:
    """Return how much of an ink is left to print where black prints too."""
    rest = ImageMath.lambda_eval(
        lambda of: of["convert"](
            (of["ink"] - of["black"]) * 255 / of["max"](255 - of["black"], 1), "L"
        ),
        ink=ink,
        black=black,
    )
    return cast(Image.Image, rest)
