"""The order of an index: letter by letter, accents and case apart."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, filed where a library files them.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_OWN_LETTERS = {"\u0438\u0306": "й", "\u0443\u0306": "ў", "\u0456\u0308": "ї"}

# Scripts of languages, by the first word of their letters' names in Unicode.
_SCRIPTS = {
    "HEBREW": ("he", "yi"),
    "ARABIC": ("ar", "fa", "ur", "ps", "sd", "ug", "ckb"),
    "CYRILLIC": ("ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"),
    "GREEK": ("el", "grc"),
    "ARMENIAN": ("hy",),
    "GEORGIAN": ("ka",),
    "DEVANAGARI": ("hi", "mr", "ne", "sa"),
}


def script_of(lang: str) -> str:
    """Return the script of a language, as Unicode names its letters; "" for Latin and unknown."""
    first = lang.split("-")[0].lower()
    is_romanized = "-latn" in lang.lower()
    return next(
        (name for name, langs in _SCRIPTS.items() if first in langs and not is_romanized), ""
    )


def sort_key(text: str, script: str = "") -> tuple[bool, str, str, str]:
    """Return the key of an entry: letters and digits alone, up to the first comma or bracket.

    Digits come first, then the letters of `script`, then all others.
    Sources: The Chicago Manual of Style, 18th edition, chapter 15 (letter-by-letter system);
    Unicode CLDR, collations of these languages (reorder).
    """
    head = text
    for mark in (",", "("):
        head = head.partition(mark)[0]
    letters = _letters(head)
    is_other = bool(letters) and not letters[0].isdigit() and _script(letters[0]) != script
    return bool(script) and is_other, letters, _letters(text[len(head) :]), text


def letter(text: str) -> str:
    """Return the letter an entry stands under: upper case, "0–9" for digits, "" for signs."""
    first = _letters(text)[:1]
    if first.isdigit():
        return "0–9"
    is_ideograph = unicodedata.name(first, "").startswith("CJK") if first else False
    return "" if is_ideograph or not first.isalpha() else first.upper()


def _script(one: str) -> str:
    return unicodedata.name(one, "").partition(" ")[0]


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    for pair, whole in _OWN_LETTERS.items():
        apart = apart.replace(pair, whole)
    return "".join(c for c in apart.translate(_LETTERS) if c.isalnum())
