"""Fonts whose glyphs have numbers of their own: the page must call the ones that it shows."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import weasyprint
from fontTools.cffLib import CFFFontSet, FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont
from pdf_books import chapter, design, document

from publish.editions.pdf import print_book, settle
from publish.editions.pdf.cidfonts import with_box_width, with_glyph_numbers
from publish.editions.pdf.repairs import MENDED_VERSION
from verapdf import validate

# Old Turkic letters, which no font of the design has, and CIDs far from their places in the font.
LETTERS = {0x10C00: 9573, 0x10C01: 412}


def font(letters: dict[int, int], blanks: int = 0) -> bytes:
    """Return a CID-keyed font with a square for each letter; `blanks` more glyphs stand first."""
    cids = [*range(1, 1 + blanks), *letters.values()]
    names = [".notdef", *(f"cid{cid:05d}" for cid in cids)]
    build = FontBuilder(1000, isTTF=False)
    build.setupGlyphOrder(names)
    build.setupCharacterMap({letter: f"cid{cid:05d}" for letter, cid in letters.items()})
    drawn = {name: square(100 * (1 + number % 8)) for number, name in enumerate(names)}
    build.setupCFF("Squares", {"FullName": "Squares"}, drawn, {})
    build.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    build.setupHorizontalHeader(ascent=900, descent=-100)
    build.setupNameTable({"familyName": "Squares", "styleName": "Regular", "psName": "Squares"})
    build.setupOS2()
    build.setupPost()
    key_by_cids(build.font["CFF "].cff)
    out = io.BytesIO()
    build.font.save(out)
    return out.getvalue()


def key_by_cids(cff: CFFFontSet) -> None:
    """Make a font whose glyphs have names one whose glyphs have the numbers in these names."""
    top = cff.topDictIndex[0]
    one = FontDict()
    one.Private, one.FontName = top.Private, "Squares"
    del top.Private
    top.ROS = ("Adobe", "Identity", 0)
    top.FDArray, top.FDSelect = FDArrayIndex(), FDSelect()
    top.FDArray.append(one)
    top.FDSelect.gidArray = [0] * len(top.charset)
    top.CharStrings.fdArray, top.CharStrings.fdSelect = top.FDArray, top.FDSelect


def square(side: int) -> object:
    """Return the outline of a square."""
    pen = T2CharStringPen(1000, None)
    pen.moveTo((0, 0))
    for point in ((side, 0), (side, side), (0, side)):
        pen.lineTo(point)
    pen.closePath()
    return pen.getCharString()


def charset(data: bytes) -> list[str]:
    """Return the CIDs of a font in the order of its glyphs."""
    return list(TTFont(io.BytesIO(data))["CFF "].cff.topDictIndex[0].charset)


def outlines(data: bytes) -> list[list[object]]:
    """Return the programs of a font's glyphs in their order."""
    top = TTFont(io.BytesIO(data))["CFF "].cff.topDictIndex[0]
    strings = [top.CharStrings[name] for name in top.charset]
    for string in strings:
        string.decompile()
    return [string.program for string in strings]


@pytest.mark.parametrize(("blanks", "last"), [(0, 2), (5, 7), (300, 302)])
def test_every_glyph_has_its_own_number(blanks: int, last: int) -> None:
    """The list of CIDs counts from the first glyph to the last; nothing else changes."""
    before = font(LETTERS, blanks)
    after = with_glyph_numbers(before)

    assert charset(before)[-2:] == ["cid09573", "cid00412"]
    assert charset(after) == [".notdef", *(f"cid{n:05d}" for n in range(1, last + 1))]
    assert outlines(after) == outlines(before)
    assert len(after) == len(before)


def test_fonts_of_other_kinds_stay_as_they_are() -> None:
    """TrueType has no CIDs, and neither have fonts whose glyphs are named."""
    plain = FontBuilder(1000, isTTF=False)
    plain.setupGlyphOrder([".notdef"])
    plain.setupCharacterMap({})
    plain.setupCFF("Plain", {"FullName": "Plain"}, {".notdef": square(9)}, {})
    plain.setupHorizontalMetrics({".notdef": (1000, 0)})
    out = io.BytesIO()
    plain.font.save(out)
    true_type = next(design().fonts[0].rglob("*.ttf")).read_bytes()

    assert with_glyph_numbers(out.getvalue()) == out.getvalue()
    assert with_glyph_numbers(true_type) == true_type


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """A folder with the font."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "squares.otf").write_bytes(font(LETTERS, 20))
    return folder


def test_verapdf_finds_every_glyph_that_a_page_shows(tmp_path: Path, fonts: Path) -> None:
    """A book in such a font is sound by every rule."""
    book = document([chapter("one", "# One {#one}\n\nSigns: 𐰀𐰁.")], tmp_path)
    layout = settle(book, replace(design(), fonts=(*design().fonts, fonts)))[1]

    assert validate(print_book(layout).data, "ua-1").failures == ()


def test_the_repair_is_still_needed(tmp_path: Path, fonts: Path) -> None:
    """When this fails, a new WeasyPrint names CIDs: delete `cidfonts` and this file."""
    if weasyprint.__version__ != MENDED_VERSION:
        pytest.fail("another WeasyPrint: look whether it names the CIDs of glyphs")
    page = f"<html lang='en'><title>Signs</title><style>@font-face {{ font-family: Squares; src: \
url({(fonts / 'squares.otf').as_uri()}) }} p {{ font-family: Squares }}</style><p>𐰀𐰁</p></html>"
    data = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")

    rules = [one.split()[0] for one in validate(data, "ua-1").failures]
    assert "7.21.4.1-2" in rules


def test_the_box_for_missing_letters_is_as_wide_as_the_page_says() -> None:
    """The first glyph alone; what reads the font finds no fault, its checksums included."""
    widened = TTFont(io.BytesIO(font(LETTERS)))
    widened["hmtx"].metrics["cid00412"] = (700, 0)
    target = io.BytesIO()
    widened.save(target)
    after = with_box_width(target.getvalue(), 398)
    read = TTFont(io.BytesIO(after), checkChecksums=2)
    widths = {glyph: width for glyph, (width, _) in read["hmtx"].metrics.items()}

    assert widths == {".notdef": 398, "cid09573": 1000, "cid00412": 700}
    assert len(after) == len(target.getvalue())


def test_the_box_of_letters_of_one_width_stays() -> None:
    """The width of the first glyph would be that of all others."""
    before = font(LETTERS)

    assert TTFont(io.BytesIO(before))["hhea"].numberOfHMetrics == 1
    assert with_box_width(before, 398) == before
