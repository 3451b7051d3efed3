"""The only door to fontTools: what a font file holds, what its licence allows, a part of it.

Sources: OpenType 1.9.1, tables `OS/2` (fsType), `name` and `fvar`; SIL Open Font License 1.1.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontTools
from fontTools import ttLib

from publish.editions.harfbuzz import HARFBUZZ, Part, characters_of, cut_part
from publish.editions.own_design import DesignError

CUTTERS = f"{fontTools.version} {HARFBUZZ}"
_ITALIC = 1 << 0  # OS/2, fsSelection
_BOLD_WEIGHT, _TEXT_WEIGHT = 700, 400
# OS/2, fsType: bits 0 to 3 are how far a font may be embedded, 8 and 9 how.
_LEVELS = 0x000F
_INSTALLABLE, _EDITABLE = 0x0000, 0x0008
_NOT_IN_PARTS, _BITMAPS_ONLY = 0x0100, 0x0200
_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true")  # of files that are not packed
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
        _characters(path, font),
        kind & _LEVELS in (_INSTALLABLE, _EDITABLE) and not kind & _BITMAPS_ONLY,
        not kind & _NOT_IN_PARTS,
    )


def _characters(path: Path, font: Any) -> frozenset[int]:
    if font.flavor:  # packed, which HarfBuzz does not read
        return frozenset(font.getBestCmap() or ())
    return characters_of(path.read_bytes())


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
    part = Part(
        characters=sorted(characters),
        features=_FEATURES + _SMALL_CAPITALS * has_small_capitals,
        names=_KEPT_NAMES,
        keeps_notdef=True,
    )
    # HarfBuzz leaves out what is damaged without a word.
    whole = data if _has_right_sums(data) else _written_anew(data)
    # Static, as many reading systems know no variable fonts.
    static = cut_part(
        whole, 0, part, lambda axis: weight if axis.tag == "wght" else axis.default_value
    )
    # `recalcTimestamp`: fontTools 4.68 writes the time of the build into a font otherwise.
    font = ttLib.TTFont(io.BytesIO(static), recalcTimestamp=False)
    _name(font, weight)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _has_right_sums(data: bytes) -> bool:
    """Tell whether every table adds up to what the file says. Source: OpenType, `otff`."""
    if data[:4] not in _SIGNATURES:
        return False
    count = int.from_bytes(data[4:6], "big")
    for tag, told, start, length in struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count]):
        table = data[start : start + length] + bytes(-length % 4)
        if len(table) % 4:
            return False  # the file ends early
        total = sum(struct.unpack(f">{len(table) // 4}I", table))
        if tag == b"head":  # its own sum is over the whole file, and counts as nothing
            total -= int.from_bytes(table[8:12], "big")
        if total & 0xFFFFFFFF != told:
            return False
    return True


def _written_anew(data: bytes) -> bytes:
    """Return a font with right sums. Raises any kind of error if it is damaged."""
    font = ttLib.TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.ensureDecompiled()
    font.flavor = None
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


__all__ = ["CUTTERS", "FontFile", "cut", "read_font"]
