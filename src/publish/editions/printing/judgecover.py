"""A finished cover against a printer's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.editions.covers.sheet import Sheet
from publish.editions.design import TRIMS
from publish.editions.outcomes import Outcome
from publish.editions.printing.boxes import PT_PER_MM
from publish.editions.printing.cover import millimetres
from publish.editions.printing.judge import (
    NEAR_PT,
    box_rules,
    file_rules,
    font_rules,
    height,
    ink_rules,
    picture_rules,
    size,
    width,
)
from publish.editions.printing.printer import CoverRules, Printer
from publish.editions.printing.reading import Finished

_MOST_SPINE_MM = 90
_SIZES = tuple((millimetres(wide), millimetres(high)) for wide, high in TRIMS.values())


def judge_cover(
    file: Finished, printer: Printer, sheet: Sheet, has_barcode: bool | None
) -> tuple[Outcome, ...]:
    """Return the outcome of every rule that a printer has for a cover of known measures.

    `has_barcode` is None where nobody knows: barcodes are not read here.
    """
    rules = printer.cover or CoverRules()
    own = replace(printer, ink="", bleed="always", bleed_mm=rules.bleed_mm, marks=rules.marks)
    made = [*_cover_measures(file, sheet), *box_rules(file, own), *font_rules(file, own)]
    if rules.ink == "cmyk":
        made += ink_rules(file, replace(own, ink="cmyk"))
    made += [*picture_rules(file, own), *file_rules(file, own)]
    made += [*_cover_words(file, sheet, rules)]
    if rules.barcode and has_barcode is not None:
        made.append(Outcome("barcode on the back", has_barcode, "there is none"))
    return tuple(made)


def _cover_measures(file: Finished, sheet: Sheet) -> Iterator[Outcome]:
    yield Outcome("one page", len(file.sheets) == 1, f"there are {len(file.sheets)}")
    one = file.sheets[0]
    wide = sheet.full_width_mm - 2 * sheet.bleed_mm
    high = sheet.full_height_mm - 2 * sheet.bleed_mm
    is_so = (
        abs(width(one) - wide * PT_PER_MM) < NEAR_PT
        and abs(height(one) - high * PT_PER_MM) < NEAR_PT
    )
    rule = f"cover is {wide:.1f} × {high:.1f} mm, spine {sheet.spine_mm:.1f} mm"
    yield Outcome(rule, is_so, f"it is {size(width(one), height(one))}")


def _cover_words(file: Finished, sheet: Sheet, rules: CoverRules) -> Iterator[Outcome]:
    """Words stand off the edges; the sheet counts from the outside of the bleed."""
    one = file.sheets[0]
    if one.words is None:
        return
    left, down, right, up = one.words
    least = (rules.safe_mm + sheet.wrap_mm) * PT_PER_MM - NEAR_PT
    white = min(left - one.trim[0], down - one.trim[1], one.trim[2] - right, one.trim[3] - up)
    found = white / PT_PER_MM - sheet.wrap_mm
    rule = f"words stand {rules.safe_mm:g} mm off the edges"
    yield Outcome(rule, white >= least, f"some stand {found:.1f} mm off")


def measured_sheet(file: Finished, printer: Printer) -> Sheet | None:
    """Return the measures of a cover that somebody made, None where a file is no cover.

    A cover is one page, as high as a trim size that the printer has and more than twice as wide;
    what is more is its spine.
    """
    rules = printer.cover
    if rules is None or len(file.sheets) != 1:
        return None
    wide, high = (one(file.sheets[0]) / PT_PER_MM for one in (width, height))
    near, out = NEAR_PT / PT_PER_MM, 2 * rules.wrap_mm
    board = rules.board_mm
    for trim_width, trim_height in printer.trims or _SIZES:
        spine = wide - out - 2 * (trim_width + board)
        if abs(high - out - trim_height - 2 * board) < near and -near < spine < _MOST_SPINE_MM:
            return Sheet(
                width_mm=trim_width + board,
                height_mm=trim_height + 2 * board,
                spine_mm=max(spine, 0),
                bleed_mm=rules.bleed_mm,
                wrap_mm=rules.wrap_mm,
                hinge_mm=rules.hinge_mm,
                safe_mm=rules.safe_mm,
            )
    return None
