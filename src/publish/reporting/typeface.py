"""The typeface of the report, cut down to its characters and put into the page."""

from __future__ import annotations

import base64
from collections.abc import Iterable

from publish.editions.design import font_folders
from publish.editions.epub.fonts.fontfile import FontFile, cut, read_font
from publish.editions.own_design import DesignError

FAMILY = "EB Garamond"
_WEIGHT = 400
_ALWAYS = frozenset(range(0x20, 0x7F))


def font_rules(text: str) -> str:
    """Return `@font-face` rules for the upright and the italic face with the characters of a text.

    "" where the family is not installed: the page then shows a serif face of the reader's own.
    """
    characters = _ALWAYS | set(map(ord, text))
    return "".join(_rule(font, characters) for font in _faces())


def _faces() -> Iterable[FontFile]:
    for folder in font_folders():
        fonts = [read_font(path) for path in sorted(folder.glob("*.[to]tf"))]
        found = [one for one in fonts if one and one.family == FAMILY.lower()]
        if found:
            return sorted(found, key=lambda one: one.is_italic)
    return ()


def _rule(font: FontFile, characters: Iterable[int]) -> str:
    wanted = [code for code in sorted(characters) if code in font.characters]
    try:
        made = cut(font.path.read_bytes(), _WEIGHT, wanted, True)
    except (OSError, DesignError):
        return ""
    data = base64.b64encode(made).decode("ascii")
    style = "italic" if font.is_italic else "normal"
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {_WEIGHT}; font-style: {style}; '
        f'src: url("data:font/ttf;base64,{data}"); }}\n'
    )
