"""Formulas: TeX to MathML for an EPUB, and to drawn glyphs for print.

Both come from the same MathML, which pandoc makes of all formulas of a book in one call, so that
a formula that one edition can show the other can too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from publish.caching import Cache, key_of
from publish.diagnostics import Diagnostic, Severity
from publish.editions import markup
from publish.editions.markup import MATHML, SVG, Element
from publish.editions.pages.form import plain_formula
from publish.editions.spoken import in_words
from publish.manuscript.places import place_of_text
from publish.model.document import Document
from publish.model.nodes import Math, MathKind, Para
from publish.model.walk import every
from publish.pandoc import write_blocks
from publish.unchanged import surroundings_mark

_UNITS_PER_EM = 100
_MARGIN = 2  # units around a drawn formula, so that no rounding cuts a stroke
# ziamath 0.13 raises all of these for MathML that it does not know or cannot lay out.
_REFUSALS = (ValueError, KeyError, TypeError, AttributeError, IndexError, ZeroDivisionError)


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of a book in one form, each also as MathML, and what could not be set."""

    elements: Mapping[Math, Element]
    mathml: Mapping[Math, Element] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def element(self, math: Math, lang: str = "") -> Element:
        """Return a fresh element for a formula, with words for those who do not see it.

        The words are of the language `lang` (BCP 47), or the TeX where that has none here. Where
        a formula cannot be set at all, its TeX stands for it.
        """
        made = self.elements.get(math)
        if made is None:
            return plain_formula(math)
        element = deepcopy(made)
        said = in_words(self.mathml[math], lang) or " ".join(math.text.split())
        is_drawn = element.tag == f"{{{SVG}}}svg"
        markup.put(element, "aria-label" if is_drawn else "alttext", said)
        return element

    def spoken_in(self, lang: str) -> Callable[[Math], Element]:
        """Return a maker of elements for a chapter in a language."""
        return lambda math: self.element(math, lang)


def mathml_formulas(document: Document, edition: str = "epub") -> Formulas:
    """Return the formulas of an edition as MathML."""
    found = _formulas(document, edition)
    return _with_findings(found, _mathml(found, document.folder), document)


def drawn_formulas(document: Document, edition: str = "pdf") -> Formulas:
    """Return the formulas of an edition as SVG whose baseline is that of the text around it."""
    found = _formulas(document, edition)
    return _with_findings(found, _drawings(found, document.folder), document)


def _with_findings(
    found: tuple[Math, ...], elements: Mapping[Math, Element], document: Document
) -> Formulas:
    missing = tuple(_finding(math, document) for math in found if math not in elements)
    return Formulas(elements, _mathml(found, document.folder), missing)


def _formulas(document: Document, edition: str) -> tuple[Math, ...]:
    """Return every formula once, in the order of their first places."""
    chapters = tuple(chapter.blocks for chapter in document.for_edition(edition))
    titles = tuple(entry.title for entry in (*document.figures, *document.tables))
    return tuple(dict.fromkeys(every(Math, (chapters, document.metadata.title, titles))))


# A print edition is written several times, until its page numbers stay as they are.
@lru_cache(maxsize=4)
def _mathml(formulas: tuple[Math, ...], folder: Path) -> Mapping[Math, Element]:
    """Return those formulas as MathML that pandoc understands."""
    return _once("mathml", formulas, folder, lambda: _made(formulas))


@lru_cache(maxsize=4)
def _drawings(formulas: tuple[Math, ...], folder: Path) -> Mapping[Math, Element]:
    return _once("formulas", formulas, folder, lambda: _drawn(formulas, folder))


def _once(
    step: str, formulas: tuple[Math, ...], folder: Path, make: Callable[[], Mapping[Math, Element]]
) -> Mapping[Math, Element]:
    """Return what `make` gives for the formulas of a book, or gave when it last had the same."""
    if not formulas:
        return {}

    def texts() -> tuple[str, ...]:
        made = make()
        return tuple(markup.fragment(made[one]) if one in made else "" for one in formulas)

    key = key_of(surroundings_mark(), *(part for one in formulas for part in (one.kind, one.text)))
    kept = Cache(folder).once(step, key, (), texts)
    pairs = zip(formulas, kept, strict=True)
    return {math: markup.parse(text) for math, text in pairs if text}


def _made(formulas: tuple[Math, ...]) -> Mapping[Math, Element]:
    blocks = tuple(Para((math,)) for math in formulas)
    text = write_blocks(blocks, "html", ["--mathml", "--wrap=none"])
    paragraphs = markup.parse(f"<div>{text}</div>")
    made = ((math, _finish(p)) for math, p in zip(formulas, paragraphs, strict=True))
    return {math: element for math, element in made if element is not None}


def _drawn(formulas: tuple[Math, ...], folder: Path) -> Mapping[Math, Element]:
    elements: dict[Math, Element] = {}
    for math, element in _mathml(formulas, folder).items():
        # What cannot be drawn is missing in the result, and becomes a finding there.
        with suppress(*_REFUSALS):
            elements[math] = _draw(math, element)
    return elements


def _finish(paragraph: Element) -> Element | None:
    """Return the formula of a paragraph without pandoc's annotation, or None if it has none."""
    element = paragraph.find(f"{{{MATHML}}}math")
    if element is None:
        return None
    for semantics in element.findall(f"{{{MATHML}}}semantics"):
        element.extend(child for child in list(semantics) if markup.local(child) != "annotation")
        element.remove(semantics)
    element.tail = None
    return element


def _draw(math: Math, element: Element) -> Element:
    """Return a formula as SVG, sized in ems.

    The drawing's y axis points down with 0 on the baseline, so what lies below it is the depth
    by which the box must be lowered.
    """
    import ziamath  # here, because it takes 0.2 s and few books have formulas

    ziamath.config.svg2 = False  # plain paths: `<use>` needs ids, and those would be double
    drawn = ziamath.Math(markup.fragment(element), size=_UNITS_PER_EM, margin=_MARGIN)
    svg = markup.parse(ElementTree.tostring(drawn.svgxml(), encoding="unicode"))
    _, top, width, height = (float(number) for number in svg.get("viewBox", "").split())
    del svg.attrib["width"], svg.attrib["height"]
    depth = (top + height) / _UNITS_PER_EM
    svg.set(
        "style",
        f"width: {width / _UNITS_PER_EM:.3f}em; height: {height / _UNITS_PER_EM:.3f}em; "
        f"vertical-align: {-depth:.3f}em",
    )
    svg.set("class", "math display" if math.kind is MathKind.DISPLAY else "math inline")
    svg.set("role", "img")
    assert svg.tag == f"{{{SVG}}}svg"
    return svg


def _finding(math: Math, document: Document) -> Diagnostic:
    # pandoc keeps the TeX of a formula letter for letter.
    placed = (place_of_text(document.folder, one, math.text) for one in document.chapters)
    return Diagnostic(
        "math-not-set",
        f"the formula {math.text!r} cannot be set and stands in the book as it was typed",
        math.place or next(filter(None, placed), None),
        "look for a misspelt command; packages of LaTeX are not known here",
        Severity.WARNING,
    )
