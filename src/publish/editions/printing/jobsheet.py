"""What a printer reads first: pages, paper, spine, inks, and what was converted."""

from __future__ import annotations

from collections.abc import Iterator

from publish.editions.covers.sheet import Sheet
from publish.editions.design import TRIMS
from publish.editions.printing.cover import MadeCover
from publish.editions.printing.interior import Interior
from publish.editions.printing.printer import Printer
from publish.model.document import Document
from publish.model.walk import plain_text

_INKS = {"gray": "black only", "cmyk": "cyan, magenta, yellow, black", "": "as in the file"}
_STANDARDS = {"x-1a": "PDF/X-1a:2001", "x-4": "PDF/X-4", "": "none"}


def job_sheet(
    document: Document, printer: Printer, interior: Interior, cover: MadeCover | None
) -> Iterator[str]:
    """Yield the lines of a job sheet."""
    metadata, settings = document.metadata, document.settings
    paper = settings.press.paper or next(iter(printer.papers), "")
    width, height = TRIMS[settings.print.trim]
    yield f"Title:      {plain_text(metadata.title)}"
    yield f"Author:     {', '.join(person.name for person in metadata.authors)}"
    if metadata.isbn("pdf"):
        yield f"ISBN:       {metadata.isbn('pdf')}"
    yield f"Printer:    {printer.printer}"
    yield f"Binding:    {printer.binding}"
    yield f"Trim:       {settings.print.trim} ({width} × {height})"
    yield f"Pages:      {interior.page_count}"
    if paper:
        yield f"Paper:      {paper}, {printer.papers[paper]:.4g} mm a page"
    yield f"Ink:        {_INKS[printer.ink]}"
    yield f"Standard:   {_STANDARDS[interior.standard]}"
    if press := settings.press.condition or settings.press.profile:
        yield f"Press:      {press}"
    if interior.thickened:
        least = f"{printer.hairline_pt:g} pt"
        yield f"Lines:      {interior.thickened} were thinner than {least}, and were made so wide"
    if cover:
        yield from _about_cover(cover.sheet)
    for name, done in (("interior", interior.converted), ("cover", cover and cover.converted)):
        if done:
            yield ""
            yield f"Colours of the {name} that were converted, in percent:"
            yield from done.lines() if done.counts else ("  none",)


def _about_cover(sheet: Sheet) -> Iterator[str]:
    bleed, wide, high = sheet.bleed_mm, sheet.full_width_mm, sheet.full_height_mm
    yield f"Cover:      {wide - 2 * bleed:.2f} × {high - 2 * bleed:.2f} mm"
    yield f"            with {bleed:g} mm of bleed: {wide:.2f} × {high:.2f} mm"
    with_text = "with" if sheet.has_spine_text else "without"
    yield f"            spine {sheet.spine_mm:.2f} mm, {with_text} text"
    if sheet.flap_mm:
        yield f"            flaps {sheet.flap_mm:g} mm"
    if sheet.wrap_mm:
        yield f"            {sheet.wrap_mm:g} mm to turn over the boards"
        yield f"            joints of {sheet.hinge_mm:g} mm"
