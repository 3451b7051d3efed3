"""Covers: looked at by a decoder of barcodes, measured, and judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from icc import press_profile
from PIL import Image

from publish.editions.covers.barcodes import Symbol, add_on_modules
from publish.editions.covers.front import COVER_LOOKS, make_front
from publish.editions.covers.lettering import Face, balanced, find_face
from publish.editions.covers.sheet import fitted_symbol, symbol_place
from publish.editions.design import default_styles, font_folders
from publish.editions.edition import Design
from publish.editions.pdf.finished import read_pages
from publish.editions.printing.boxes import PT_PER_MM
from publish.editions.printing.cover import MadeCover, make_cover, measure_sheet, millimetres
from publish.editions.printing.judgecover import judge_cover, measured_sheet
from publish.editions.printing.printer import find_printer
from publish.editions.printing.reading import Finished
from publish.editions.printing.standard import Notice, OutputIntent
from publish.model.document import Document
from publish.model.metadata import Identifier, Metadata, Person, Series
from publish.model.nodes import Para
from publish.model.settings import CoverSettings, Settings
from publish.model.walk import words

FONTS = tuple(font_folders())
NOTICE = Notice("Rooms", "Vera Halloran", "publish", "2026-05-01T00:00:00+00:00")
ISBN = "978-3-16-148410-0"
BOOK = Metadata(
    title=words("Rooms and their Walls"),
    subtitle=words("A History of Sides"),
    people=(Person("Vera Halloran"),),
    publisher="Juniper Quay Press",
    series=Series("Studies in Plaster", "4"),
    identifiers=(Identifier("isbn", ISBN, "pdf"),),
)


def made(
    folder: Path,
    printer: str = "ingramspark",
    pages: int = 240,
    metadata: Metadata = BOOK,
    **cover: object,
) -> MadeCover:
    """Return the cover of a book of so many pages."""
    settings = replace(Settings(), cover=CoverSettings(**cover))  # type: ignore[arg-type]
    document = Document(metadata, settings, folder, (), ())
    design = Design((default_styles() / "print.css",), (), None, FONTS)
    rules = find_printer(printer)
    sheet = measure_sheet(document, rules, pages, is_rtl=metadata.lang == "he")
    intent = OutputIntent("FOGRA39", press_profile())
    one = make_cover(document, design, rules, sheet, intent, NOTICE)
    assert one is not None
    return one


def picture(data: bytes, dpi: int = 300) -> Image.Image:
    """Return the first page of a file in pixels."""
    with pypdfium2.PdfDocument(data) as book:
        return book[0].render(scale=dpi / 72).to_pil()


@pytest.mark.parametrize("add_on", ["", "51995", "90000", "50749"])
def test_the_barcode_is_read_from_the_page(tmp_path: Path, add_on: str) -> None:
    """By a decoder that knows nothing of how it was drawn."""
    cover = made(tmp_path, price_code=add_on)
    found = zxingcpp.read_barcodes(
        picture(cover.data),
        zxingcpp.BarcodeFormat.EAN13,
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Read,
    )

    # Some lines of the scan cross the symbol above its add-on and read it alone.
    assert ISBN.replace("-", "") + add_on in {one.text.replace(" ", "") for one in found}


def test_the_barcode_is_black_alone_on_white_with_quiet_zones(tmp_path: Path) -> None:
    """GS1 General Specifications, 5.2.3: 0.33 mm a module, 11 modules of white before."""
    cover = made(tmp_path)
    sheet = cover.sheet
    symbol = fitted_symbol(ISBN, "", sheet)
    assert symbol is not None
    x, y = (one * PT_PER_MM for one in symbol_place(sheet, symbol))
    page = Finished(cover.data).sheets[0]
    inside = [
        one
        for one in page.painted
        if one.kind == "fill"
        and one.box[0] >= x - 0.1
        and one.box[2] <= x + symbol.width_mm * PT_PER_MM + 0.1
        and one.box[3] <= page.media[3] - y + 0.1
        and one.box[3] - one.box[1] > 50
    ]
    bars = [one for one in inside if one.color.values == (0.0,)]

    assert symbol.magnification == 1
    assert {one.color.space for one in inside} == {"gray"}
    assert len(bars) == 30  # three guards of two bars, twelve digits of two
    assert min(one.box[0] for one in bars) - x == pytest.approx(11 * 0.33 * PT_PER_MM, abs=0.05)
    assert min(one.box[2] - one.box[0] for one in bars) == pytest.approx(0.33 * PT_PER_MM, abs=0.01)


def test_an_add_on_by_the_specification() -> None:
    """GS1 General Specifications, figure 5.2.2-3: 86104 has the check 2 and the sets BAABA."""
    # 3 (8 + 1 + 4) + 9 (6 + 0) = 93: 3 is BAAAB in the table.
    modules = add_on_modules("86104")

    assert modules == "01011"[1:] + "01".join(
        ("0001001", "0101111", "0011001", "0001101", "0011101")
    )


def test_the_sheet_is_as_large_as_the_printer_reckons(tmp_path: Path) -> None:
    """KDP, 6 × 9 in, 240 pages of cream: (2 × 6 + 240 × .0025 + .25) × (9 + .25) in."""
    cover = made(tmp_path, "kdp-paperback")
    page = Finished(made(tmp_path, "kdp-paperback").data).sheets[0]
    white = 240 * 0.002252

    assert page.media[2] / 72 == pytest.approx(12 + white + 0.25, abs=0.002)
    assert page.media[3] / 72 == pytest.approx(9.25, abs=0.002)
    assert cover.sheet.spine_mm / 25.4 == pytest.approx(white, abs=0.001)


def test_words_stand_on_the_spine_only_where_there_is_room(tmp_path: Path) -> None:
    """KDP prints on spines from 79 pages on; one of 3 mm takes no letters that can be read."""
    with_text = read_pages(made(tmp_path, "kdp-paperback", 240).data)[0].text
    thin = read_pages(made(tmp_path, "kdp-paperback", 78).data)[0].text

    assert with_text.count("Rooms and their Walls") == 1 + thin.count("Rooms and their Walls")


@pytest.mark.parametrize("look", COVER_LOOKS)
@pytest.mark.parametrize("printer", ["ingramspark", "kdp-hardcover", "offset", "lulu"])
def test_each_look_keeps_each_printers_rules(tmp_path: Path, look: str, printer: str) -> None:
    """PDF/X, inks, boxes, words off the edges, a barcode."""
    cover = made(tmp_path, printer, 320, look=look, blurb=(Para(words("Walls have sides.")),))
    rules = find_printer(printer)
    outcomes = judge_cover(Finished(cover.data), rules, cover.sheet, cover.has_symbol)

    assert [(one.rule, one.why) for one in outcomes if not one.is_kept] == []


def test_the_back_says_blurb_publisher_and_series(tmp_path: Path) -> None:
    """And the flaps of a jacket what is written for them."""
    text = read_pages(
        made(
            tmp_path,
            "offset",
            blurb=(Para(words("Walls have sides.")),),
            flap="80mm",
            front_flap=(Para(words("In front of it.")),),
            back_flap=(Para(words("Behind it.")),),
        ).data
    )[0].text

    for said in ("Walls have sides.", "Studies in Plaster 4", "In front of it.", "Behind it."):
        assert said in text
    assert ISBN in text


def test_a_right_to_left_book_opens_on_the_other_side(tmp_path: Path) -> None:
    """Its front lies left of the spine, the barcode right of it."""
    hebrew = replace(BOOK, title=words("חדרים"), lang="he")
    cover = made(tmp_path, metadata=hebrew)
    (found,) = zxingcpp.read_barcodes(picture(cover.data))

    assert cover.sheet.front_mm < cover.sheet.spine_left_mm
    assert found.position.top_left.x > picture(cover.data).width / 2


def test_pictures_of_the_author(tmp_path: Path) -> None:
    """A front, or a whole cover; the barcode stands over it."""
    Image.new("RGB", (2000, 3000), (200, 30, 30)).save(tmp_path / "art.png")
    front = made(tmp_path, metadata=replace(BOOK, cover_image="art.png"))
    whole = made(tmp_path, wrap_image="art.png")
    width, height = picture(front.data, 50).size

    red, green, _ = picture(front.data, 50).getpixel((width - 2, height // 2))

    assert red - green > 20
    assert picture(whole.data, 50).getpixel((2, 2)) == picture(whole.data, 50).getpixel(
        (width - 3, 2)
    )
    assert len(zxingcpp.read_barcodes(picture(whole.data))) == 1


def test_the_same_book_has_the_same_cover(tmp_path: Path) -> None:
    """Byte for byte."""
    assert made(tmp_path).data == made(tmp_path).data


def test_lines_of_a_title_are_of_about_one_length() -> None:
    """No word alone where two lines can share the words."""
    face = find_face(FONTS, "The Overheard Country")
    assert face is not None
    lines = balanced("Reading the Harvard Interviews and the Lubianka Summaries", face, 80, 1220)
    widths = [face.width(one, 80) for one in lines]

    assert len(lines) == 2
    assert min(widths) > 0.75 * max(widths)


def test_a_face_is_one_that_has_the_letters() -> None:
    """Latin from the text face, Hebrew from that of its script; none for Cherokee."""
    latin, hebrew = find_face(FONTS, "Rooms"), find_face(FONTS, "חדרים")

    assert latin and "EBGaramond" in latin.path
    assert hebrew and "FrankRuhl" in hebrew.path
    assert find_face(FONTS, "ᏣᎳᎩ") is None
    assert Face().family


def test_colours_of_a_front_are_legible() -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for the names and titles of every look."""
    for look in COVER_LOOKS:
        front = make_front(BOOK, CoverSettings(look=look), FONTS, 1.5)
        assert front is not None
        for line in front.lines:
            if len(line.text) > 1:  # not the initial behind the words
                ground = next(one for one in front.grounds if one.top <= line.y <= one.bottom)
                assert contrast(line.color, ground.color) > 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance of a colour by WCAG 2.2."""
    parts = [value / 255 for value in bytes.fromhex(color[1:])]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(part * one for part, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("length", "mm"), [("14.2mm", 14.2), ("0.5in", 12.7), ("2 cm", 20), ("36pt", 12.7), ("", 0)]
)
def test_lengths(length: str, mm: float) -> None:
    """As the settings have them."""
    assert millimetres(length) == pytest.approx(mm)


def test_a_back_too_narrow_has_no_barcode(tmp_path: Path) -> None:
    """Under 80 % scanners are not made for it."""
    sheet = made(tmp_path).sheet

    assert fitted_symbol(ISBN, "51995", replace(sheet, width_mm=50)) is None
    assert isinstance(fitted_symbol(ISBN, "51995", replace(sheet, width_mm=65)), Symbol)


@pytest.mark.parametrize("printer", ["kdp-paperback", "kdp-hardcover", "offset"])
def test_a_finished_cover_is_known_by_its_measures(tmp_path: Path, printer: str) -> None:
    """One page as high as a trim; what is more than twice as wide is the spine."""
    cover = made(tmp_path, printer, 200)
    found = measured_sheet(Finished(cover.data), find_printer(printer))

    assert found is not None
    assert found.spine_mm == pytest.approx(cover.sheet.spine_mm, abs=0.05)
