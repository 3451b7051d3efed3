"""Formulas: MathML with words for it, drawings that stand on the line."""

from __future__ import annotations

import re
from pathlib import Path

from publish.diagnostics import Place
from publish.editions import markup
from publish.editions.math import drawn_formulas, mathml_formulas
from publish.model.document import Chapter, Document
from publish.model.metadata import Metadata
from publish.model.nodes import Math, MathKind, Para
from publish.model.settings import Settings

SQUARE = Math(MathKind.INLINE, "x^2")
SUM = Math(MathKind.DISPLAY, r"\sum_{k<n} k")
WRONG = Math(MathKind.INLINE, r"\nosuch{x}", Place("a.md", 3, 4))


def book(*formulas: Math) -> Document:
    chapter = Chapter("one", tuple(Para((one,)) for one in formulas))
    return Document(Metadata(), Settings(), Path(), (chapter,))


def test_mathml_has_its_tex_as_alternative_and_nothing_of_pandocs_own() -> None:
    """Speech can fall back on the TeX; the annotation would be shown by old readers."""
    made = mathml_formulas(book(SQUARE, SUM))
    assert markup.fragment(made.element(SQUARE)) == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x^2">'
        "<msup><mi>x</mi><mn>2</mn></msup></math>"
    )
    assert made.element(SUM).get("alttext") == r"\sum_{k<n} k"
    assert "annotation" not in markup.fragment(made.element(SUM))


def test_a_formula_that_cannot_be_set_is_reported_where_it_stands() -> None:
    """The text keeps what was typed, and the author is told."""
    for made in (mathml_formulas(book(SQUARE, WRONG)), drawn_formulas(book(SQUARE, WRONG))):
        assert [(d.code, d.place) for d in made.diagnostics] == [("math-not-set", WRONG.place)]
        assert markup.text_of(made.element(WRONG)) == r"\nosuch{x}"
        assert markup.local(made.element(SQUARE)) in ("math", "svg")


def test_a_drawn_formula_hangs_below_the_line_as_far_as_it_should() -> None:
    """`x` has no depth; a subscript has; both are as high as the drawing's box says."""
    low = Math(MathKind.INLINE, "x_j")
    made = drawn_formulas(book(SQUARE, low))
    depths = []
    for formula in (SQUARE, low):
        style = made.element(formula).get("style") or ""
        depths.append(-float(re.findall(r"vertical-align: ([-\d.]+)em", style)[0]))
    assert 0 <= depths[0] < 0.05 < depths[1] < 0.5


def test_the_same_formula_twice_gives_two_elements() -> None:
    """A tree can hold an element in one place only."""
    made = mathml_formulas(book(SQUARE, SQUARE))
    assert made.element(SQUARE) is not made.element(SQUARE)
