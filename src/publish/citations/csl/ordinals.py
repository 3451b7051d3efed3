"""Number variables in the form that `cs:number` asks for. Source: CSL 1.0.2, "Number"."""

from __future__ import annotations

import re

from publish.citations.csl.context import Context
from publish.citations.csl.numbers import (
    is_numeric,
    is_roman_range,
    page_ranges,
    pieces,
    roman,
)


def render_number(context: Context, variable: str, text: str, form: str) -> str:
    """Return a number variable's text, each bare number in the form wanted."""
    if not is_numeric(text):
        is_range = is_roman_range(text) and variable not in _HYPHEN_STAYS - {"number"}
        dash = _dash(context, variable)
        return re.sub("[–-]", dash, text) if is_range else text_number(context, variable, text)
    parts = pieces(text, _dash(context, variable))
    for place in range(0, len(parts), 2):
        if parts[place].isdigit():
            parts[place] = _formed(context, variable, int(parts[place]), form, parts[place])
    return with_ampersand(context, "".join(parts))


def _formed(context: Context, variable: str, number: int, form: str, text: str) -> str:
    if form == "roman":
        return roman(number)
    if form in ("ordinal", "long-ordinal"):
        gender = context.locale.gender(variable)
        if form == "long-ordinal" and (word := context.locale.long_ordinal(number, gender)):
            return word
        return f"{text}{context.locale.ordinal(number, gender)}"
    return text


def text_number(context: Context, variable: str, text: str) -> str:
    """Return a number variable as `cs:text` prints it: ranges with a dash, lists spaced."""
    if is_numeric(text) and variable not in _HYPHEN_STAYS:
        return with_ampersand(context, "".join(pieces(text, _dash(context, variable))))
    if variable == "locator":
        return with_ampersand(context, page_ranges(text, "", range_dash(context)))
    return text.replace("\\-", "-")


def _dash(context: Context, variable: str) -> str:
    """Return the dash of a range; the style's own is for pages, an issue 1-2 has the usual."""
    return range_dash(context) if variable in ("locator", "page", "page-first") else "–"


# In these a hyphen is a part of the number: "document 12-345".
_HYPHEN_STAYS = frozenset(["number", "collection-number", "section", "version"])


def with_ampersand(context: Context, text: str) -> str:
    """Return a list of numbers with the sign for "and" that the language has of its own."""
    sign = context.locale.symbol("and") or "&"
    return text.replace("&", sign) if sign != "&" and "&" in text else text


def range_dash(context: Context) -> str:
    """Return what stands between the ends of a range in the style's language."""
    return context.locale.text("page-range-delimiter") or "–"
