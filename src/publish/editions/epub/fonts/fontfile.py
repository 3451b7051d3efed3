"""The only door to fontTools: what a font file holds, what its licence allows, a part of it.

Sources: OpenType 1.9.1, tables `OS/2` (fsType), `name` and `fvar`; SIL Open Font License 1.1.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontTools
from fontTools import subset, ttLib
from fontTools.varLib import instancer

from publish.editions.own_design import DesignError

FONTTOOLS = str(fontTools.version)
_ITALIC = 1 << 0  # OS/2, fsSelection
_BOLD_WEIGHT, _TEXT_WEIGHT = 700, 400
# OS/2, fsType: bits 0 to 3 are how far a font may be embedded, 8 and 9 how.
_LEVELS = 0x000F
_INSTALLABLE, _EDITABLE = 0x0000, 0x0008
_NOT_IN_PARTS, _BITMAPS_ONLY = 0x0100, 0x0200
_FREE = ("open font license", "scripts.sil.org/ofl", "openfontlicense.org", "apache license")
_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT, _LICENSE = 0, 1, 2, 3, 4, 6, 13
_LICENSE_LINK, _TYPOGRAPHIC_FAMILY = 14, 16
_KEPT_NAMES = [_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT, _LICENSE, _LICENSE_LINK]
# What text needs in any script, and the figures that the stylesheet asks for.
_FEATURES = [
    *("ccmp", "locl", "rlig", "liga", "clig", "calt", "rclt", "rvrn", "kern", "mark", "mkmk"),
    *("curs", "isol", "init", "medi", "med2", "fina", "fin2", "fin3"),
    *("lnum", "onum", "pnum", "tnum"),
]
_SMALL_CAPITALS = ["smcp", "c2sc"]


@dataclass(frozen=True, slots=True)
class FontFile:
    """One font file. `weights` are the lightest and the heaviest that it can be."""

    path: Path
    family: str  # small letters
    is_italic: bool
    weights: tuple[int, int]
    characters: frozenset[int]  # code points
    may_be_embedded: bool
    may_be_cut: bool

    def weight(self, is_bold: bool) -> int:
        """Return the weight that comes nearest to that of bold or of text."""
        least, most = self.weights
        return min(max(_BOLD_WEIGHT if is_bold else _TEXT_WEIGHT, least), most)


def read_font(path: Path) -> FontFile | None:
    """Return what a file holds; None for one that is no font of a single face."""
    try:
        with ttLib.TTFont(path, lazy=True) as font:
            return _read(path, font)
    except Exception:  # what fontTools 4.68 meets in a damaged file is an error of any kind
        return None


def _read(path: Path, font: Any) -> FontFile:
    names, metrics = font["name"], font["OS/2"]
    weight = metrics.usWeightClass
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    wght = axes.get("wght")
    weights = (int(wght.minValue), int(wght.maxValue)) if wght else (weight, weight)
    family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY) or ""
    said = " ".join(names.getDebugName(n) or "" for n in (_LICENSE, _LICENSE_LINK)).lower()
    is_free = any(name in said for name in _FREE)
    # A free licence is the stronger word: some tools set the bits wrong.
    kind = _INSTALLABLE if is_free else metrics.fsType
    return FontFile(
        path,
        family.lower(),
        bool(metrics.fsSelection & _ITALIC),
        weights,
        frozenset(font.getBestCmap() or ()),
        kind & _LEVELS in (_INSTALLABLE, _EDITABLE) and not kind & _BITMAPS_ONLY,
        not kind & _NOT_IN_PARTS,
    )


def cut(data: bytes, weight: int, characters: Iterable[int], has_small_capitals: bool) -> bytes:
    """Return a font of one weight with these characters only; the same input, the same bytes.

    Copyright and licence stay in it. A reserved name does not, as the Open Font License asks of
    a font that was changed. Raises: DesignError if the font is damaged.
    """
    try:
        return _cut(data, weight, characters, has_small_capitals)
    except Exception as error:  # of any kind, see `read_font`
        raise DesignError(f"a font cannot be cut: {type(error).__name__}, {error}") from error


def _cut(data: bytes, weight: int, characters: Iterable[int], has_small_capitals: bool) -> bytes:
    # `recalcTimestamp`: fontTools 4.68 writes the time of the build into a font otherwise.
    font = ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False)
    options = subset.Options(
        layout_features=_FEATURES + _SMALL_CAPITALS * has_small_capitals,
        name_IDs=_KEPT_NAMES,
        hinting=False,
        notdef_outline=True,
        glyph_names=False,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(characters))
    cutter.subset(font)
    if "fvar" in font:
        # Many reading systems know no variable fonts.
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        if "wght" in axes:
            axes["wght"] = weight
        font = instancer.instantiateVariableFont(font, axes, inplace=True)
    _name(font, weight)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _name(font: Any, weight: int) -> None:
    names = font["name"]
    is_italic = bool(font["OS/2"].fsSelection & _ITALIC)
    style = {(False, False): "Regular", (False, True): "Italic", (True, False): "Bold"}.get(
        (weight >= (_TEXT_WEIGHT + _BOLD_WEIGHT) / 2, is_italic), "Bold Italic"
    )
    family = names.getDebugName(_TYPOGRAPHIC_FAMILY) or names.getDebugName(_FAMILY) or ""
    said = " ".join(names.getDebugName(n) or "" for n in (_COPYRIGHT, _LICENSE)).lower()
    if "reserved font name" in said:
        family = "Book Face"
    full = f"{family} {style}"
    for number, text in (
        (_FAMILY, family),
        (_STYLE, style),
        (_UNIQUE, full),
        (_FULL, full),
        (_POSTSCRIPT, full.replace(" ", "")),
    ):
        names.removeNames(nameID=number)
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


__all__ = ["FONTTOOLS", "FontFile", "cut", "read_font"]
