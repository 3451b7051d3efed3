"""Quotation marks and no-break spaces by language.

Sources for the quotation marks: CLDR 45, `delimiters`, save where a language's printed books say
otherwise (Arabic: « »; Danish and Dutch: the marks that the author's own choice of single or
double suggests). French spaces: Imprimerie nationale, Lexique des règles typographiques; Quebec:
Office québécois de la langue française; Russian and Ukrainian short words and dashes: Milchin.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from publish.structure.words import parents


@dataclass(frozen=True, slots=True)
class Locale:
    """What one language wants of its typesetter.

    `quotes`: outer and inner marks, opening and closing, with their inner spaces. `before` and
    `after`: the no-break space that goes before or after a mark. `bind`: abbreviations that stay
    with the number after them. `short_words`: words that do not end a line. `keeps_dash`: a dash
    between spaces does not begin a line.
    """

    quotes: tuple[str, str, str, str]
    before: tuple[tuple[str, str], ...] = ()
    after: tuple[tuple[str, str], ...] = ()
    bind: frozenset[str] = frozenset()
    short_words: frozenset[str] = frozenset()
    keeps_dash: bool = False


@cache
def locale_for(lang: str) -> Locale:
    """Return the rules for a BCP 47 tag, each from the nearest tag that has it."""
    data: dict[str, Any] = {}
    for tag in reversed(list(parents(lang))):
        data |= _table().get(tag, {})
    return Locale(
        quotes=tuple(data.get("quotes", _table()["en"]["quotes"])),
        before=tuple(data.get("before", {}).items()),
        after=tuple(data.get("after", {}).items()),
        bind=frozenset(data.get("bind", ())),
        short_words=frozenset(data.get("short_words", ())),
        keeps_dash=data.get("dash", False),
    )


def quotation_marks(lang: str) -> tuple[tuple[str, str], ...]:
    """Return the pairs of marks of a language whose two sides differ; no apostrophe is in them."""
    quotes = [mark.strip("\u00a0\u202f ") for mark in locale_for(lang).quotes]
    pairs = ((quotes[0], quotes[1]), (quotes[2], quotes[3]))
    return tuple(
        (first, last) for first, last in pairs if first != last and "’" not in (first, last)
    )


@cache
def _table() -> dict[str, dict[str, Any]]:
    text = files("publish.structure").joinpath("locales.json").read_text("utf-8")
    table: dict[str, dict[str, Any]] = json.loads(text)
    return table
