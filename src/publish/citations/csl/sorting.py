"""Sort items by a style's keys. Source: CSL 1.0.2, "Sorting"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from publish.citations.csl import elements as e
from publish.citations.csl import variables
from publish.citations.csl.citationlabel import citation_label
from publish.citations.csl.collation import collation_key
from publish.citations.csl.context import Context
from publish.citations.csl.dates import sort_text
from publish.citations.csl.evaluate import render_all
from publish.citations.csl.locale import Locale
from publish.citations.csl.numbers import is_numeric
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.sortname import PART, sort_name
from publish.citations.csl.specialize import specialized
from publish.citations.csl.tree import plain

Thing = TypeVar("Thing")
_ALL_NAMES = e.NameOptions(sort_order="all")


def sort_by_keys(
    things: Sequence[Thing],
    keys: Sequence[e.SortKey],
    locale: Locale,
    context_of: Callable[[Thing, e.SortKey], Context],
) -> list[Thing]:
    """Return things in the order of the keys; what has no value for a key comes last."""
    language = locale.lang.split("-")[0]
    ordered = list(things)
    for key in reversed(keys):
        values = {id(thing): key_value(context_of(thing, key), key) for thing in ordered}
        full = [thing for thing in ordered if values[id(thing)] != ""]
        empty = [thing for thing in ordered if values[id(thing)] == ""]

        def rank(thing: Thing, values: dict[int, str | int] = values) -> Any:
            value = values[id(thing)]
            if isinstance(value, int):
                return (0, value)
            return (1, collation_key(value, language))

        full.sort(key=rank, reverse=key.is_descending)
        ordered = full + empty
    return ordered


def key_value(context: Context, key: e.SortKey) -> str | int:
    """Return what a key gives for an item: a number, a text, or "" for nothing."""
    if not key.variable:
        return _macro_value(context, key)
    item, variable = context.item, key.variable
    if variable == "citation-number":
        return context.citation_number
    if variable == "citation-label":
        return citation_label(item)
    if variable in item.names:
        return ", ".join(sort_name(p, _ALL_NAMES, context.style) for p in item.names[variable])
    if variable in item.dates:
        return sort_text(item.dates[variable])
    if variable == "locator":
        return context.locators[0][1] if context.locators else ""
    text = item.text(variable)
    if variable in variables.NUMBERS and is_numeric(text) and text.isdigit():
        return int(text)
    return plain(parse_rich(text))


def _macro_value(context: Context, key: e.SortKey) -> str | int:
    text = plain(render_all(context, specialized(context, key.children)))
    return text.strip(PART + " ")
