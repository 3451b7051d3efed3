"""The measures of a cover: back, spine and front as one sheet, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from publish.editions.covers.barcodes import LARGEST, SMALLEST, Symbol


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a cover. `outside_mm` is what is cut off, or turned over the boards.

    `hinge_mm` is the joint on either side of the spine, in which nothing is set; `safe_mm` is kept
    free of words along all edges.
    """

    width_mm: float  # of the front, and of the back
    height_mm: float
    spine_mm: float
    bleed_mm: float = 3
    wrap_mm: float = 0
    hinge_mm: float = 0
    flap_mm: float = 0
    safe_mm: float = 6
    spine_safe_mm: float = 1.6
    has_spine_text: bool = True
    is_rtl: bool = False

    @property
    def outside_mm(self) -> float:
        """Return what lies around front, spine and back on each side."""
        return self.bleed_mm + self.wrap_mm

    @property
    def full_width_mm(self) -> float:
        """Return the width of the sheet with its bleed."""
        return 2 * (self.outside_mm + self.flap_mm + self.width_mm) + self.spine_mm

    @property
    def full_height_mm(self) -> float:
        """Return the height of the sheet with its bleed."""
        return self.height_mm + 2 * self.outside_mm

    @property
    def face_mm(self) -> float:
        """Return the width of the front that is seen flat: without the joint beside the spine."""
        return self.width_mm - self.hinge_mm

    @property
    def left_mm(self) -> float:
        """Return where the panel left of the spine begins."""
        return self.outside_mm + self.flap_mm

    @property
    def spine_left_mm(self) -> float:
        """Return where the spine begins."""
        return self.left_mm + self.width_mm

    @property
    def right_mm(self) -> float:
        """Return where the panel right of the spine begins."""
        return self.spine_left_mm + self.spine_mm

    @property
    def front_mm(self) -> float:
        """Return where the front begins: right of the spine, or left where reading goes so."""
        return self.left_mm if self.is_rtl else self.right_mm

    @property
    def back_mm(self) -> float:
        """Return where the back begins."""
        return self.right_mm if self.is_rtl else self.left_mm


def symbol_place(sheet: Sheet, symbol: Symbol) -> tuple[float, float]:
    """Return the upper left corner of the symbol on the sheet."""
    margin = max(sheet.safe_mm, 8)
    if sheet.is_rtl:
        x = sheet.back_mm + sheet.hinge_mm + margin
    else:
        x = sheet.back_mm + sheet.width_mm - sheet.hinge_mm - margin - symbol.width_mm
    return x, sheet.outside_mm + sheet.height_mm - margin - symbol.height_mm


def fitted_symbol(isbn: str, add_on: str, sheet: Sheet) -> Symbol | None:
    """Return the symbol as large as 100 % where the back has room; None where it has none.

    A scanner reads from 80 % (GS1 General Specifications, 5.2.3.1).
    """
    room = sheet.width_mm - sheet.hinge_mm - 2 * max(sheet.safe_mm, 8)
    whole = Symbol(isbn, add_on)
    fit = min(1.0, room / whole.width_mm, LARGEST)
    return Symbol(isbn, add_on, round(fit, 3)) if fit >= SMALLEST else None
