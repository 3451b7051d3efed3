"""The language of a style: terms, date formats and options through the chain of fallback.

Source: CSL 1.0.2, "Locale", "Terms" and "Ordinal Suffixes".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from publish.citations.csl import assets
from publish.citations.csl.elements import Date, LocaleData, Style, Term
from publish.citations.csl.parse_locale import read_locale, term_name

_FORM_FALLBACK = {
    "long": ("long",),
    "short": ("short", "long"),
    "verb": ("verb", "long"),
    "verb-short": ("verb-short", "verb", "long"),
    "symbol": ("symbol", "short", "long"),
}


class Locale:
    """Everything that depends on the language. Looked up often, so it remembers answers."""

    def __init__(
        self, lang: str, sources: tuple[LocaleData, ...], last: LocaleData | None = None
    ) -> None:
        """`sources` come first to last in falling priority; `last` is of another language.

        A term is taken from `last` only if no form of it is in the sources: "de" for the
        missing short form of "from" reads better in Spanish than the English "fr.".
        """
        self.lang = lang
        self.last_terms = {} if last is None else last.terms
        if last is not None:
            dates = LocaleData("", {}, last.dates, last.options)
            has_ordinals = any(_is_ordinal(key[0]) for one in sources for key in one.terms)
            if not has_ordinals:
                ordinals = {key: t for key, t in last.terms.items() if _is_ordinal(key[0])}
                dates = LocaleData("", ordinals, last.dates, last.options)
            sources = (*sources, dates)
        self.terms: dict[tuple[str, str, str], Term] = {}
        self.dates: dict[str, Date] = {}
        self.options: dict[str, str] = {}
        for source in reversed(sources):
            if any(_is_ordinal(name) for name, _, _ in source.terms):
                # Redefining one ordinal replaces all that were defined before.
                kept = self.terms.items()
                self.terms = {key: term for key, term in kept if not _is_ordinal(key[0])}
            self.terms |= source.terms
            self.dates |= source.dates
            self.options |= source.options
        self.punctuation_in_quote = self.options.get("punctuation-in-quote") == "true"
        self.ordinals_on_day_1 = self.options.get("limit-day-ordinals-to-day-1") == "true"
        self.open_quote = self.text("open-quote") or "“"
        self.close_quote = self.text("close-quote") or "”"
        self.open_inner_quote = self.text("open-inner-quote") or "‘"
        self.close_inner_quote = self.text("close-inner-quote") or "’"
        self.is_english = lang.split("-")[0].lower() == "en"

    def term(self, name: str, form: str = "long", gender: str = "") -> Term | None:
        """Return a term, in the next form that there is if the wanted one is missing."""
        name = term_name(name)
        forms = _FORM_FALLBACK.get(form, (form, "long"))
        for terms in (self.terms, {} if _is_ordinal(name) else self.last_terms):
            for tried in forms:
                if gender and (found := terms.get((name, tried, gender))):
                    return found
                if found := terms.get((name, tried, "")):
                    return found
        return None

    def text(self, name: str, form: str = "long", *, plural: bool = False) -> str:
        """Return a term's words, "" if it is not defined."""
        found = self.term(name, form)
        if found is None:
            return ""
        return found.multiple if plural else found.single

    def symbol(self, name: str) -> str:
        """Return a term's symbol, "" where it has none: no other form stands in for it."""
        found = self.terms.get((term_name(name), "symbol", ""))
        return found.single if found else ""

    def gender(self, name: str) -> str:
        """Return the grammatical gender of a noun among the terms: "", feminine, masculine."""
        found = self.term(name)
        return found.gender if found else ""

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return the ordinal suffix of a number."""
        if ("ordinal", "long", "") not in self.terms:
            return self._old_ordinal(number)
        for name, wanted, default in (
            (f"ordinal-{number % 100:02d}", number % 100, "last-two-digits"),
            (f"ordinal-{number % 10:02d}", number % 10, "last-digit"),
        ):
            found = self.term(name, "long", gender)
            if found and _matches(number, wanted, found.match or default):
                return found.single
        found = self.term("ordinal", "long", gender)
        return found.single if found else ""

    def _old_ordinal(self, number: int) -> str:
        """Return a suffix by the scheme of CSL 1.0, with ordinal-01 to ordinal-04."""
        last = 4 if number % 100 in (11, 12, 13) or not 1 <= number % 10 <= 3 else number % 10
        return self.text(f"ordinal-{last:02d}")

    def long_ordinal(self, number: int, gender: str = "") -> str:
        """Return "first" for 1 and so on to ten, "" where there is no such word."""
        found = self.term(f"long-ordinal-{number:02d}", "long", gender)
        return found.single if found and 1 <= number <= 10 else ""


def _matches(number: int, wanted: int, match: str) -> bool:
    if match == "whole-number":
        return number == wanted
    if match == "last-two-digits":
        return number % 100 == wanted
    return number % 10 == wanted


def _is_ordinal(name: str) -> bool:
    return name == "ordinal" or name.startswith("ordinal-")


@cache
def _file(lang: str) -> LocaleData | None:
    root = assets.locale_xml(lang)
    return None if root is None else read_locale(root)


def load_locale(style: Style, lang: str | None = None) -> Locale:
    """Return the locale of a style; `lang` is used where the style sets no language."""
    chosen = normal_lang(style.default_locale or lang or "en-US")
    sources, last = tuple(_sources(style, chosen)), _file("en-US")
    if last is not None and not any(_file(lang) for lang in _dialects(chosen)):
        return Locale(chosen, (*sources, last))  # of a language without a file there are no words
    return Locale(chosen, sources, None if chosen == "en-US" else last)


def normal_lang(lang: str) -> str:
    """Return a language tag as locale files spell it: "de" as "de-DE", "pt_br" as "pt-BR"."""
    parts = lang.replace("_", "-").split("-")
    tag = "-".join(
        [parts[0].lower(), *(p.upper() if len(p) == 2 else p.capitalize() for p in parts[1:])]
    )
    return assets.primary_dialects().get(tag, tag)


def _sources(style: Style, lang: str) -> Iterator[LocaleData]:
    language = lang.split("-")[0]
    for wanted in (lang, language, ""):
        yield from (source for source in reversed(style.locales) if source.lang == wanted)
    for wanted in _dialects(lang):
        source = _file(wanted)
        if source is not None:
            yield source


def _dialects(lang: str) -> Iterable[str]:
    """Return a dialect and the main dialect of its language."""
    language = lang.split("-")[0]
    return dict.fromkeys((lang, assets.primary_dialects().get(language, language)))
