"""The pages of a book made ready for a press: boxes, inks, a standard, blank pages at the end."""

from __future__ import annotations

import io
from dataclasses import dataclass

from publish.editions.pdf.objects import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf
from publish.editions.printing.boxes import PT_PER_MM, Bleed, set_boxes
from publish.editions.printing.content import painted
from publish.editions.printing.inks import Converted, convert, lay_on_white
from publish.editions.printing.lines import thicken
from publish.editions.printing.printer import Printer
from publish.editions.printing.reading import Finished
from publish.editions.printing.standard import (
    Notice,
    OutputIntent,
    drop_empty_states,
    mark_standard,
    without_interaction,
)


@dataclass(frozen=True, slots=True)
class Interior:
    """The pages ready for a press, how many they are, and what became of their colours."""

    data: bytes
    page_count: int
    converted: Converted
    standard: str  # x-1a, x-4, or nothing
    thickened: int = 0  # lines that were too thin


def make_interior(
    data: bytes,
    printer: Printer,
    intent: OutputIntent,
    notice: Notice,
    *,
    is_rtl: bool = False,
) -> Interior:
    """Return the print edition as a printer takes it.

    `data` is a file whose pages were laid out with the printer's bleed, or without any. The file
    keeps PDF/X only where `intent` has what the standard wants; without it, it says nothing.
    """
    bleeds = needs_bleed(data, printer)
    with Pdf.open(io.BytesIO(data)) as book:
        _fill_up(book, printer)
        if printer.standard == "x-1a":
            lay_on_white(book)
        without_interaction(book)
        done = convert(book, printer.ink, intent.profile) if printer.ink else Converted()
        drop_empty_states(book)
        thickened = thicken(book, printer.hairline_pt) if printer.hairline_pt else 0
        width = printer.bleed_mm * PT_PER_MM if bleeds else 0
        set_boxes(book, Bleed(width, printer.gutter_bleed, printer.marks), is_rtl)
        standard = kept_standard(printer, intent)
        version = mark_standard(book, standard, intent, notice)
        book.remove_unreferenced_resources()
        return Interior(written(book, version), len(book.pages), done, standard, thickened)


def kept_standard(printer: Printer, intent: OutputIntent) -> str:
    """Return the standard that a file can keep with what is known of the press."""
    if printer.standard == "x-4" and not intent.profile:
        return ""
    if printer.standard == "x-1a" and not (intent.profile or intent.condition):
        return ""
    return printer.standard


def needs_bleed(data: bytes, printer: Printer) -> bool:
    """Tell whether pages are to be printed beyond their trim."""
    if printer.bleed != "needed":
        return printer.bleed == "always"
    return any(one.reaches_edge() for one in Finished(data).sheets)


def written(book: Pdf, version: str) -> bytes:
    """Return the bytes of a file of one PDF version; the same book gives the same bytes."""
    out = io.BytesIO()
    # Object streams are younger than PDF 1.3 (ISO 32000-1, 7.5.7).
    streams = ObjectStreamMode.disable if version < "1.5" else ObjectStreamMode.generate
    book.save(
        out,
        force_version=version,
        deterministic_id=True,
        object_stream_mode=streams,
        compress_streams=True,
    )
    return out.getvalue()


def _fill_up(book: Pdf, printer: Printer) -> None:
    """Add blank pages at the end until the number of pages is one that the printer takes."""
    multiple = max(printer.pages.multiple, 1)
    wanted = max(len(book.pages), printer.pages.least)
    if printer.blank_last and any(True for _ in painted(book.pages[-1])):
        wanted = max(wanted, len(book.pages) + 1)
    wanted += -wanted % multiple
    like = book.pages[-1]
    while len(book.pages) < wanted:
        blank = Dictionary(
            Type=Name.Page,
            MediaBox=Array(like.mediabox),
            TrimBox=Array(like.trimbox),
            Resources=Dictionary(),
        )
        book.pages.append(Page(book.make_indirect(blank)))
