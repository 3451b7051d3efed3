"""A face that was cut down sets its text as the whole one does."""

from __future__ import annotations

import io
import unicodedata
from typing import Any

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from publish.editions.design import font_folders
from publish.editions.epub.fonts.fontfile import cut
from publish.editions.own_design import DesignError

TEXTS = {
    "EBGaramond[wght].ttf": "The office, AVATAR 1234; Слово, a\u0301 — Quixote",
    "EBGaramond-Italic[wght].ttf": "The office, AVATAR 1234; Слово, a\u0301 — Quixote",
    "FrankRuhlLibre[wght].ttf": "\u05e9\u05c1\u05dc\u05d5\u05dd 12",
    "Amiri-Regular.ttf": "\u0628\u0633\u0645 \u0627\u0644\u0644\u0647 \u0644\u0627",
    "NotoSerif[wdth,wght].ttf": "Ƿ ɸəʃ o\u0323\u0300",
}
FILES = {path.name: path for folder in font_folders() for path in folder.rglob("*.ttf")}
ROUNDING = 2  # units of a thousand: each of a letter's points is rounded when an axis is fixed


def set_text(data: bytes, text: str, weight: int, features: dict[str, bool]) -> list[Any]:
    """Return for each glyph which letter it is of, how far it goes, and the box around it."""
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    font.set_variations({"wght": weight})
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [
        (info.cluster, place.x_advance, place.x_offset, place.y_offset, *box(font, info.codepoint))
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


def box(font: Any, glyph: int) -> tuple[int, int, int, int]:
    found = font.get_glyph_extents(glyph)
    return found.x_bearing, found.y_bearing, found.width, found.height


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("features", [{}, {"smcp": True}, {"onum": True}, {"tnum": True}])
def test_text_is_set_the_same(name: str, weight: int, features: dict[str, bool]) -> None:
    """Ligatures, kerning, marks, joined letters, small capitals and figures all come along."""
    # As one letter where there is one: what sets text takes it, in a face that has it.
    whole, text = FILES[name].read_bytes(), unicodedata.normalize("NFC", TEXTS[name])
    made = cut(whole, weight, set(map(ord, text)), has_small_capitals=True)

    expected = set_text(whole, text, weight, features)
    found = set_text(made, text, weight, features)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert one[0] == other[0]
        assert max(abs(a - b) for a, b in zip(one, other, strict=True)) <= ROUNDING, (one, other)


def test_small_capitals_stay_away_where_none_are_shown() -> None:
    data = FILES["EBGaramond[wght].ttf"].read_bytes()
    few = cut(data, 400, set(map(ord, "Aa")), has_small_capitals=False)
    more = cut(data, 400, set(map(ord, "Aa")), has_small_capitals=True)

    assert TTFont(io.BytesIO(more))["maxp"].numGlyphs > TTFont(io.BytesIO(few))["maxp"].numGlyphs


def test_a_file_with_wrong_sums_is_cut_all_the_same() -> None:
    """Some tools write none; what is wrong with the file is only that."""
    data = FILES["Amiri-Regular.ttf"].read_bytes()
    letters = {ord("a"), 0x0628}
    without = bytearray(data)
    without[16:20] = bytes(4)  # of the first table. Source: OpenType, Table Directory

    made = cut(bytes(without), 400, letters, has_small_capitals=False)
    assert set(TTFont(io.BytesIO(made)).getBestCmap()) == letters


def test_a_packed_file_is_unpacked() -> None:
    """A WOFF file, whatever its name, becomes what its name says."""
    font = TTFont(FILES["Amiri-Regular.ttf"])
    font.flavor = "woff"
    packed = io.BytesIO()
    font.save(packed)

    made = cut(packed.getvalue(), 400, {ord("a")}, has_small_capitals=False)
    assert made[:4] == b"\0\1\0\0"
    assert set(TTFont(io.BytesIO(made)).getBestCmap()) == {ord("a")}


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_damaged_file_is_not_cut(share: float) -> None:
    """Cut without a look at its sums, it would lack letters, and nobody would hear of it."""
    data = bytearray(FILES["EBGaramond[wght].ttf"].read_bytes())
    start = int(share * len(data))
    data[start : start + 40_000] = b"\xff" * 40_000

    with pytest.raises(DesignError, match="cannot be cut"):
        cut(bytes(data), 400, set(map(ord, "abc")), has_small_capitals=False)
