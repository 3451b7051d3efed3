"""A finished cover against a printer's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.editions.covers.sheet import Sheet
from publish.editions.outcomes import Outcome
from publish.editions.printing.boxes import PT_PER_MM
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


def judge_cover(
    file: Finished, printer: Printer, sheet: Sheet, has_barcode: bool
) -> tuple[Outcome, ...]:
    """Return the outcome of every rule that a printer has for a cover of known measures."""
    rules = printer.cover or CoverRules()
    own = replace(printer, ink="", bleed="always", bleed_mm=rules.bleed_mm, marks=rules.marks)
    made = [*_cover_measures(file, sheet), *box_rules(file, own), *font_rules(file, own)]
    if rules.ink == "cmyk":
        made += ink_rules(file, replace(own, ink="cmyk"))
    made += [*picture_rules(file, own), *file_rules(file, own)]
    made += [*_cover_words(file, sheet, rules)]
    if rules.barcode:
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
