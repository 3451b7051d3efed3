"""Evaluate a style's elements for one item into nodes of the output tree.

Source: CSL 1.0.2, "Rendering Elements".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from publish.citations.csl import elements as e
from publish.citations.csl import variables
from publish.citations.csl.apply import affixed, formatted, without_affixes
from publish.citations.csl.citationlabel import citation_label
from publish.citations.csl.conditions import holds
from publish.citations.csl.context import Context
from publish.citations.csl.dates import render_date
from publish.citations.csl.locators import each_locator, is_locator_block, is_misnamed
from publish.citations.csl.names import render_names
from publish.citations.csl.numbers import is_several, page_ranges
from publish.citations.csl.ordinals import range_dash, render_number, text_number, with_ampersand
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.specialize import specialized
from publish.citations.csl.tongues import TITLES, beside_title, in_tongue
from publish.citations.csl.tree import AS_IS, Box, Leaf, Node, joined

_LINKS = {"URL": "", "DOI": "https://doi.org/", "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
          "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/"}  # fmt: skip


def render_all(context: Context, elements: e.Elements, delimiter: str = "") -> list[Node]:
    """Return the output of elements, the non-empty ones joined by the delimiter."""
    if len(elements) == 1:
        return render(context, elements[0], delimiter)
    return joined([render(context, element, delimiter) for element in elements], delimiter)


def render(context: Context, element: e.Element, delimiter: str = "") -> list[Node]:
    """Return the output of one element. `delimiter` is that of the delimiting element around."""
    if context.locators:
        is_repeated = len(context.locators) > 1 and is_locator_block(context, element)
        if is_repeated or is_misnamed(context, element):
            return each_locator(context, element, render)
    return _RENDERERS[type(element)](context, element, delimiter)


def _text_variable(context: Context, element: e.TextVariable, _: str) -> list[Node]:
    variable = element.variable
    # A year suffix is no reason to drop the "n.d." beside it where there is none.
    context.called = context.called or variable != "year-suffix"
    if variable in context.suppressed:
        return []
    nodes = _variable_nodes(context, variable, element.form)
    if not nodes:
        return []
    context.use(variable)
    look = element.format
    beside = _beside(context, variable, element.form)
    if not beside:
        nodes = formatted(nodes, look, is_english=context.is_english)
        # With the affixes it has beside a year, which it keeps where the year is collapsed away.
        return [Box(nodes, (), "set-suffix")] if variable == "year-suffix" else nodes
    nodes = formatted(nodes, without_affixes(look), is_english=context.is_english)
    return affixed([*nodes, *beside], look.prefix, look.suffix)


def _beside(context: Context, variable: str, form: str) -> list[Node]:
    """Return what a book prints after a title: never in short cites, nor for other programs."""
    is_full = form != "short" and variable in TITLES and context.env.book_lang
    return beside_title(context.item, variable) if is_full and context.item.beside else []


def _variable_nodes(context: Context, variable: str, form: str) -> list[Node]:
    if variable in _SPECIAL:
        return _SPECIAL[variable](context)
    if variable in context.item.dates:
        return render_date(context, e.Date(variable, "text", e.ALL_PARTS, (), "", e.PLAIN), "")
    text = context.item.text(variable, form)
    if not text:
        return []
    if form == "short" or variable.endswith("-short"):
        text = context.env.abbreviations.get(variable, {}).get(text, text)
    if variable in ("page", "page-first"):
        return [Leaf(pages(context, text))]
    if variable in variables.NUMBERS:
        return [Leaf(text_number(context, variable, text))]
    if variable in _LINKS:
        url = text if text.startswith("http") else _LINKS[variable] + text
        return [Box([Leaf(text)], (), "link", url)]
    nodes = parse_rich(text)
    if variable == "title":
        nodes = [Box(nodes, (), "title")]
    is_title = variable in TITLES
    return in_tongue(nodes, context.item.language, context.env.book_lang) if is_title else nodes


def pages(context: Context, text: str) -> str:
    """Return page numbers as the style's page-range-format wants them."""
    dash = range_dash(context)
    return with_ampersand(context, page_ranges(text, context.style.page_range_format, dash))


def _citation_number(context: Context) -> list[Node]:
    number = context.citation_number
    return [Box([Leaf(str(number))], (), "citation-number", number)] if number else []


def _year_suffix(context: Context) -> list[Node]:
    suffix = context.shown.year_suffix
    return [Box([Leaf(suffix)], (), "year-suffix", suffix)] if suffix else []


def _citation_label(context: Context) -> list[Node]:
    return [Leaf(citation_label(context.item)), *_year_suffix(context)]


def _first_note(context: Context) -> list[Node]:
    number = context.position.first_note
    return [Leaf(str(number))] if number else []


def _locator(context: Context) -> list[Node]:
    if not context.locators:
        return []
    label, text = context.locators[0]
    if label in ("page", "", "line", "folio"):
        text = pages(context, text)
    else:
        text = text_number(context, "locator", text)
    return [Box(parse_rich(text), (), "locator")]


_SPECIAL: dict[str, Callable[[Context], list[Node]]] = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "first-reference-note-number": _first_note,
    "locator": _locator,
    "citation-label": _citation_label,
}


def _text_macro(context: Context, element: e.TextMacro, _: str) -> list[Node]:
    look = element.format
    return formatted(_grouped(context, element.children, ""), look, is_english=context.is_english)


def _text_term(context: Context, element: e.TextTerm, _: str) -> list[Node]:
    text = context.locale.text(element.term, element.form, plural=element.plural)
    if not text:
        return []
    nodes: list[Node] = [Box([Leaf(text)], (), "term", element.term)]
    nodes = formatted(nodes, element.format)
    # A style that asks for lower case means it, at the start of a note too.
    return [Box(nodes, (), AS_IS)] if element.format.text_case == "lowercase" else nodes


def _text_value(context: Context, element: e.TextValue, _: str) -> list[Node]:
    return formatted(parse_rich(element.value), element.format)


def _number(context: Context, element: e.Number, _: str) -> list[Node]:
    variable = element.variable
    context.called = True
    if variable in context.suppressed:
        return []
    if variable in _SPECIAL and variable != "locator":
        nodes = _SPECIAL[variable](context)
        text = str(nodes[0].value) if nodes and isinstance(nodes[0], Box) else ""
        if element.form == "numeric" or not text:
            nodes = nodes or []
        else:
            nodes = [Leaf(render_number(context, variable, text, element.form))]
    else:
        text = _raw_number(context, variable)
        shown = render_number(context, variable, text, element.form) if text else ""
        if variable in ("page", "page-first") and element.form == "numeric":
            shown = pages(context, text)
        nodes = [Leaf(shown)] if shown else []
        if variable == "locator" and nodes:
            nodes = [Box(nodes, (), "locator")]
    if not nodes:
        return []
    context.use(variable)
    return formatted(nodes, element.format, is_english=context.is_english)


def _raw_number(context: Context, variable: str) -> str:
    if variable == "locator":
        return context.locators[0][1] if context.locators else ""
    return context.item.text(variable)


# Among several locators these are short in every style: "vol. 8, pt. 2, p. 118".
_ABBREVIATED = frozenset(["book", "chapter", "issue", "note", "page", "part", "section", "volume"])


def _label(context: Context, element: e.Label, _: str) -> list[Node]:
    variable = element.variable
    if variable == "locator":
        if not context.locators:
            return []
        term, text = context.locators[0][0] or "page", context.locators[0][1]
    else:
        term, text = variable, _raw_number(context, variable)
        if variable in ("citation-number", "first-reference-note-number"):
            nodes = _SPECIAL[variable](context)
            text = "1" if nodes else ""
    if not text:
        return []
    form = "short" if context.is_one_of_several and term in _ABBREVIATED else element.form
    words = context.locale.text(term, form, plural=_is_plural(element, text))
    if not words:
        return []
    return formatted([Leaf(words)], element.format)


def _is_plural(element: e.Label, text: str) -> bool:
    if element.plural != "contextual":
        return element.plural == "always"
    if element.variable in variables.COUNTS:
        count = re.match(r"\s*(\d+)", text)
        return (count is not None and int(count[1]) > 1) or is_several(text)
    return is_several(text)


def _group(context: Context, element: e.Group, _: str) -> list[Node]:
    nodes = _grouped(context, element.children, element.delimiter)
    return formatted(nodes, element.format, is_english=context.is_english)


def _grouped(context: Context, children: e.Elements, delimiter: str) -> list[Node]:
    """Return the output of children, nothing if every variable they call is empty.

    What is printed counts as a variable with a value for the group around.
    """
    outer_called, outer_filled = context.called, context.filled
    context.called = context.filled = False
    nodes = render_all(context, children, delimiter)
    called = context.called
    if called and not context.filled:
        nodes = []
    context.called = outer_called or called
    context.filled = outer_filled or bool(nodes)
    return nodes


def _choose(context: Context, element: e.Choose, delimiter: str) -> list[Node]:
    for branch in element.branches:
        if not branch.tests or holds(context, branch):
            return render_all(context, branch.children, delimiter)
    return []


def _names(context: Context, element: e.Names, delimiter: str) -> list[Node]:
    return render_names(context, element, render)


def _absent(context: Context, element: e.Absent, _: str) -> list[Node]:
    context.called = True
    return []


_RENDERERS: dict[type, Callable[[Context, Any, str], list[Node]]] = {
    e.TextVariable: _text_variable,
    e.TextMacro: _text_macro,
    e.TextTerm: _text_term,
    e.TextValue: _text_value,
    e.Date: render_date,
    e.Number: _number,
    e.Label: _label,
    e.Names: _names,
    e.Group: _group,
    e.Choose: _choose,
    e.Absent: _absent,
}


def render_layout(context: Context, layout: e.Layout) -> list[Node]:
    """Return what a layout prints for the item, without the layout's own affixes."""
    return render_all(context, specialized(context, layout.children))
