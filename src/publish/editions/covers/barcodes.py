"""The barcode of a book: EAN-13 from its ISBN, and five digits beside it. The door to barcode.

Sources: GS1 General Specifications 24, 5.2.1 (EAN-13), 5.2.2 (add-on symbols), 5.2.3 (dimensions);
ISO/IEC 15420.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from barcode import EAN13

from publish.editions import markup
from publish.editions.markup import SVG, Element

MODULE_MM = 0.33  # the width of the thinnest bar at a magnification of 100 %
SMALLEST, LARGEST = 0.8, 2.0  # magnifications that scanners are made for
_HEIGHT_MM = 22.85
_GUARD_MM = 5 * MODULE_MM  # guard bars reach down so far below the others
_QUIET = 11  # modules of white before the symbol
_QUIET_RIGHT = 7  # after it
_GAP = 9  # between it and the add-on: 7 to 12
_QUIET_ADD_ON = 5  # after the add-on
_DIGIT_MM = 2.75  # height of the digits below
_LINE_MM = 3.4
_GUARDS = (*range(3), *range(45, 50), *range(92, 95))
# Digits of an add-on in number sets A (odd) and B (even parity), and which of the five digits are
# in B by the sum that is their check.
_ODD = [
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
]
_EVEN = [
    "0100111",
    "0110011",
    "0011011",
    "0100001",
    "0011101",
    "0111001",
    "0000101",
    "0010001",
    "0001001",
    "0010111",
]
_PARITIES = [
    "BBAAA",
    "BABAA",
    "BAABA",
    "BAAAB",
    "ABBAA",
    "AABBA",
    "AAABB",
    "ABABA",
    "ABAAB",
    "AABAB",
]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A barcode to draw. Sizes are in millimetres and hold the white around it."""

    isbn: str  # thirteen digits, with or without hyphens
    add_on: str = ""  # five digits
    magnification: float = 1.0

    @property
    def digits(self) -> str:
        """The digits alone."""
        return digits_of(self.isbn)

    @property
    def width_mm(self) -> float:
        """The width with quiet zones."""
        modules = _QUIET + 95 + (_GAP + 47 + _QUIET_ADD_ON if self.add_on else _QUIET_RIGHT)
        return modules * MODULE_MM * self.magnification

    @property
    def height_mm(self) -> float:
        """The height with the line above and the digits below."""
        return (_LINE_MM + 1 + _HEIGHT_MM + _DIGIT_MM + 1.5) * self.magnification

    def svg(self, family: str) -> Element:
        """Return the symbol as a drawing in black alone, on white; `family` is for the digits."""
        root = markup.make(f"{{{SVG}}}svg", {None: SVG})
        width, height = self.width_mm / self.magnification, self.height_mm / self.magnification
        root.set("viewBox", f"0 0 {width:.3f} {height:.3f}")
        root.set("width", f"{self.width_mm:.3f}mm")
        root.set("height", f"{self.height_mm:.3f}mm")
        _rect(root, 0, 0, width, height, "#fff")
        top = _LINE_MM + 1
        _text(root, f"ISBN {self.isbn}", _QUIET * MODULE_MM, _LINE_MM, family)
        for start, count, is_guard in bars(self.digits):
            reach = _HEIGHT_MM + (_GUARD_MM if is_guard else 0)
            left = (_QUIET + start) * MODULE_MM
            _rect(root, left, top, count * MODULE_MM, reach, "#000")
        self._numbers(root, top + _HEIGHT_MM + _DIGIT_MM, family)
        if self.add_on:
            self._add_on(root, top, family)
        return root

    def _numbers(self, root: Element, y: float, family: str) -> None:
        first, left, right = self.digits[0], self.digits[1:7], self.digits[7:]
        _text(root, first, 2 * MODULE_MM, y, family)
        for digits, start in ((left, 3), (right, 50)):
            for number, digit in enumerate(digits):
                x = (_QUIET + start + 7 * number + 1) * MODULE_MM
                _text(root, digit, x, y, family)

    def _add_on(self, root: Element, top: float, family: str) -> None:
        left = (_QUIET + 95 + _GAP) * MODULE_MM
        # The digits stand above its bars, which end where the guard bars of the symbol do.
        for number, digit in enumerate(self.add_on):
            _text(root, digit, left + (9 * number + 2) * MODULE_MM, top + _DIGIT_MM, family)
        upper = top + _DIGIT_MM + 0.8
        lower = top + _HEIGHT_MM + _GUARD_MM
        for start, count in _runs(add_on_modules(self.add_on)):
            _rect(root, left + start * MODULE_MM, upper, count * MODULE_MM, lower - upper, "#000")


def digits_of(isbn: str) -> str:
    """Return the digits of an ISBN."""
    return "".join(one for one in isbn if one.isdigit())


def is_ean(isbn: str) -> bool:
    """Tell whether an ISBN is one of thirteen digits; those of ten are no EAN."""
    return len(digits_of(isbn)) == 13


def bars(isbn: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the bars of an EAN-13: first module, modules, and whether it is a guard bar."""
    (modules,) = EAN13(isbn).build()
    for start, count in _runs(modules):
        yield start, count, start in _GUARDS


def add_on_modules(digits: str) -> str:
    """Return the modules of a five-digit add-on: `1` is black."""
    odd, even = digits[::2], digits[1::2]
    check = (3 * sum(map(int, odd)) + 9 * sum(map(int, even))) % 10
    sets = {"A": _ODD, "B": _EVEN}
    parts = [
        sets[parity][int(digit)] for parity, digit in zip(_PARITIES[check], digits, strict=True)
    ]
    return "1011" + "01".join(parts)


def _runs(modules: str) -> Iterator[tuple[int, int]]:
    """Yield where black begins, and how wide it is."""
    at = 0
    while (start := modules.find("1", at)) >= 0:
        end = modules.find("0", start)
        at = len(modules) if end < 0 else end
        yield start, at - start


def _rect(root: Element, x: float, y: float, width: float, height: float, color: str) -> None:
    rect = markup.add(root, f"{{{SVG}}}rect")
    for name, value in (("x", x), ("y", y), ("width", width), ("height", height)):
        rect.set(name, f"{value:.4f}")
    rect.set("fill", color)


def _text(root: Element, text: str, x: float, y: float, family: str) -> None:
    element = markup.add(root, f"{{{SVG}}}text")
    given = {"x": f"{x:.3f}", "y": f"{y:.3f}", "font-size": "3.1", "font-family": family}
    for name, value in given.items():
        element.set(name, value)
    element.set("fill", "#000")
    markup.add_text(element, text)
