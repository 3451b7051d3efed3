"""Formulas: MathML with words for it, drawings that stand on the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.diagnostics import Place
from publish.editions import markup, math
from publish.editions.math import drawn_formulas, mathml_formulas
from publish.model.document import Chapter, Document
from publish.model.metadata import Metadata
from publish.model.nodes import Math, MathKind, Para
from publish.model.settings import Settings

SQUARE = Math(MathKind.INLINE, "x^2")
SUM = Math(MathKind.DISPLAY, r"\sum_{k<n} k")
WRONG = Math(MathKind.INLINE, r"\nosuch{x}", Place("a.md", 3, 4))


def book(*formulas: Math, folder: Path = Path("/nowhere")) -> Document:
    chapter = Chapter("one", tuple(Para((one,)) for one in formulas))
    return Document(Metadata(), Settings(), folder, (chapter,))


def test_mathml_has_words_as_alternative_and_nothing_of_pandocs_own() -> None:
    """The words are of the text's language; the annotation would be shown by old readers."""
    made = mathml_formulas(book(SQUARE, SUM))
    assert markup.fragment(made.element(SQUARE, "en-GB")) == (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline" alttext="x squared">'
        "<msup><mi>x</mi><mn>2</mn></msup></math>"
    )
    assert made.element(SUM, "de").get("alttext") == "die Summe über k kleiner als n von k"
    assert "annotation" not in markup.fragment(made.element(SUM))


def test_print_has_the_same_words() -> None:
    """A drawn formula is heard as the one of the EPUB is."""
    drawn = drawn_formulas(book(SQUARE)).element(SQUARE, "en")
    assert drawn.get("aria-label") == "x squared"


@pytest.mark.parametrize("lang", ["pl", "", "zh-Hans"])
def test_without_words_of_the_language_the_tex_stands(lang: str) -> None:
    """English words in another language's voice help nobody."""
    assert mathml_formulas(book(SUM)).element(SUM, lang).get("alttext") == r"\sum_{k<n} k"


# Read aloud by a person, after the examples of ClearSpeak.
SPOKEN = {
    "x^2 + 1": "x squared plus 1",
    r"E = mc^2": "E equals m c squared",
    r"\frac{a}{b}": "a over b",
    r"\frac{a+1}{b}": "the fraction a plus 1 over b, end fraction",
    r"\sum_{k=1}^{n} k": "the sum from k equals 1 to n of k",
    r"\int_0^1 x\,dx": "the integral from 0 to 1 of x d x",
    r"\lim_{x\to 0} x": "the limit for x to 0 of x",
    r"\max_i x_i": "max over i of x sub i",
    r"\sqrt{2}": "the square root of 2",
    r"\sqrt[3]{x}": "the cube root of x, end root",
    r"\binom{n}{k}": "n choose k",
    r"x^{-1}": "x to the power minus 1",
    r"x^{n+1}": "x to the power n plus 1, end power",
    r"a_{ij}": "a sub i j, end sub",
    r"f'(x)": "f prime open parenthesis x close parenthesis",
    r"|x|": "the absolute value of x, end absolute value",
    r"\Delta x \geq 0": "capital delta x is at least 0",
    r"\bar{x}": "x bar",
    r"x \in \mathbb{R}": "x is in the real numbers",
    r"90^\circ": "90 degrees",
    r"n!": "n factorial",
    r"1{,}000": "1,000",
    r"x_1, \dots, x_n": "x sub 1, and so on, x sub n",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}": "the matrix row 1: a, b; row 2: c, d, end matrix",
    r"\begin{cases}1&x>0\\0&x=0\end{cases}": (
        "case 1: 1, x is greater than 0; case 2: 0, x equals 0"
    ),
    r"\begin{aligned}a&=b\\c&=d\end{aligned}": "line 1: a equals b; line 2: c equals d",
}


@pytest.mark.parametrize("tex", SPOKEN)
def test_formulas_in_words(tex: str) -> None:
    """What is short is said shortly, what is long says where it ends."""
    math = Math(MathKind.DISPLAY, tex)
    assert mathml_formulas(book(math)).element(math, "en").get("alttext") == SPOKEN[tex]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de-AT", "Rho zum Quadrat gleich die Wurzel aus 2"),
        ("fr", "rhô au carré égale la racine carrée de 2"),
        ("es", "ro al cuadrado igual a la raíz cuadrada de 2"),
        ("it", "rho al quadrato uguale a la radice quadrata di 2"),
        ("ru", "ро в квадрате равно корень из 2"),
    ],
)
def test_each_language_has_its_own_words(lang: str, said: str) -> None:
    math = Math(MathKind.INLINE, r"\rho^2 = \sqrt 2")
    assert mathml_formulas(book(math)).element(math, lang).get("alttext") == said


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


def test_formulas_that_were_drawn_before_are_not_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drawings are the same to the letter; a formula more has all of them drawn."""

    def fragments(*formulas: Math) -> list[str]:
        made = drawn_formulas(book(*formulas, folder=tmp_path))
        return [markup.fragment(made.element(one)) for one in formulas]

    first = fragments(SQUARE, SUM)
    for known in (math._mathml, math._drawings):
        known.cache_clear()
    drawn: list[Math] = []
    monkeypatch.setattr(math, "_draw", lambda one, element: drawn.append(one) or element)

    assert fragments(SQUARE, SUM) == first
    assert drawn == []
    fragments(SQUARE, SUM, Math(MathKind.INLINE, "y"))
    assert len(drawn) == 3
