"""The cover of a book as a printer takes it: laid out, separated into inks, with its boxes."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from publish.editions.covers.barcodes import is_ean
from publish.editions.covers.front import cover_words, make_front
from publish.editions.covers.lettering import find_face
from publish.editions.covers.sheet import Sheet, fitted_symbol
from publish.editions.covers.wrap import Around, wrap_page, wrap_style
from publish.editions.design import TRIMS
from publish.editions.edition import Design
from publish.editions.markup import Element
from publish.editions.pages import Form, Medium, chapter_body
from publish.editions.pdf.objects import Array, Pdf
from publish.editions.pdf.proofs import Message
from publish.editions.printing.boxes import PT_PER_MM, Bleed, set_boxes
from publish.editions.printing.drawing import drawn
from publish.editions.printing.inks import Converted, convert, lay_on_white
from publish.editions.printing.interior import kept_standard, written
from publish.editions.printing.lines import thicken
from publish.editions.printing.printer import Printer
from publish.editions.printing.standard import (
    Notice,
    OutputIntent,
    drop_empty_states,
    mark_standard,
    without_interaction,
)
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import Blocks, Para
from publish.model.walk import words

MM = {
    "mm": 1.0,
    "cm": 10.0,
    "in": 25.4,
    "pt": 25.4 / 72,
    "pc": 25.4 / 6,
    "px": 25.4 / 96,
    "Q": 0.25,
}


@dataclass(frozen=True, slots=True)
class MadeCover:
    """A cover ready for the press. `has_symbol` and `has_spine_text` say what found room."""

    data: bytes
    sheet: Sheet
    converted: Converted
    messages: tuple[Message, ...]
    has_symbol: bool


def millimetres(length: str) -> float:
    """Return a length such as `14.2mm` or `0.5in` in millimetres; 0 for an empty one."""
    for unit, value in MM.items():
        number = length.strip().removesuffix(unit).strip()
        if length.strip().endswith(unit) and number.replace(".", "", 1).isdigit():
            return float(number) * value
    return 0.0


def measure_sheet(document: Document, printer: Printer, pages: int, is_rtl: bool) -> Sheet:
    """Return the measures of the cover of a book of so many pages."""
    settings, rules = document.settings, printer.cover
    assert rules is not None
    width, height = (millimetres(one) for one in TRIMS[settings.print.trim])
    board = rules.board_mm
    spine = millimetres(settings.cover.spine) or printer.spine_mm(pages, settings.press.paper)
    return Sheet(
        width_mm=width + board,
        height_mm=height + 2 * board,
        spine_mm=spine,
        bleed_mm=rules.bleed_mm,
        wrap_mm=rules.wrap_mm,
        hinge_mm=rules.hinge_mm,
        flap_mm=millimetres(settings.cover.flap),
        safe_mm=rules.safe_mm,
        spine_safe_mm=printer.spine.safe_mm,
        has_spine_text=pages >= printer.spine.text_pages,
        is_rtl=is_rtl,
    )


def make_cover(
    document: Document,
    design: Design,
    printer: Printer,
    sheet: Sheet,
    intent: OutputIntent,
    notice: Notice,
) -> MadeCover | None:
    """Return the cover, None where no face of the design has the letters of the title."""
    metadata, settings = document.metadata, document.settings.cover
    front = make_front(metadata, settings, design.fonts, sheet.height_mm / sheet.face_mm)
    face = find_face(design.fonts, cover_words(metadata))
    if front is None or face is None:
        return None
    around = _around(document, sheet, printer)
    page = wrap_page(front, sheet, around, metadata, face)
    made = drawn(document.folder, design, page, wrap_style(sheet, front.family))
    data, done = _finished(made.data, printer, sheet, intent, notice)
    return MadeCover(data, sheet, done, made.messages, around.symbol is not None)


def _around(document: Document, sheet: Sheet, printer: Printer) -> Around:
    metadata, cover = document.metadata, document.settings.cover
    blurb = cover.blurb or metadata.abstract
    if not blurb and metadata.description:
        blurb = (Para(words(metadata.description)),)
    isbn = metadata.isbn("pdf")
    wants = printer.cover is not None and printer.cover.barcode and is_ean(isbn)
    series = metadata.series
    return Around(
        blurb=_text(document, blurb),
        front_flap=_text(document, cover.front_flap),
        back_flap=_text(document, cover.back_flap),
        mark=cover.mark,
        front_image=metadata.cover_image,
        wrap_image=cover.wrap_image,
        symbol=fitted_symbol(isbn, cover.price_code, sheet) if wants else None,
        series=" ".join(one for one in (series.title, series.position) if one) if series else "",
    )


def _text(document: Document, blocks: Blocks) -> Element | None:
    if not blocks:
        return None
    chapter = Chapter("cover", blocks, None, Role.COVER, Matter.FRONT, "cover")
    return chapter_body(chapter, document, Form(Medium.PRINT))


def _finished(
    data: bytes, printer: Printer, sheet: Sheet, intent: OutputIntent, notice: Notice
) -> tuple[bytes, Converted]:
    """Return the sheet with its boxes, in inks, and what became of its colours."""
    rules = printer.cover
    assert rules is not None
    with Pdf.open(io.BytesIO(data)) as book:
        del book.pages[1:]
        if printer.standard == "x-1a":
            lay_on_white(book)
        without_interaction(book)
        done = convert(book, "cmyk", intent.profile) if rules.ink == "cmyk" else Converted()
        drop_empty_states(book)
        if printer.hairline_pt:
            thicken(book, printer.hairline_pt)
        page = book.pages[0]
        cut = sheet.bleed_mm * PT_PER_MM
        left, down, right, up = (float(one) for one in page.mediabox)
        page.obj.TrimBox = Array([left + cut, down + cut, right - cut, up - cut])
        set_boxes(book, Bleed(cut, at_spine=True, marks=rules.marks))
        named = replace(notice, title=f"{notice.title}: cover")
        version = mark_standard(book, kept_standard(printer, intent), intent, named)
        book.remove_unreferenced_resources()
        return written(book, version), done
