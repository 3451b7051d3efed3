"""The order of an index: letter by letter, accents and case apart."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart, filed where a library files them.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_OWN_LETTERS = {"\u0438\u0306": "й", "\u0443\u0306": "ў", "\u0456\u0308": "ї"}


def sort_key(text: str) -> tuple[str, str, str]:
    """Return the key of an entry: letters and digits alone, up to the first comma or bracket.

    Source: The Chicago Manual of Style, 18th edition, chapter 15 (letter-by-letter system).
    """
    head = text
    for mark in (",", "("):
        head = head.partition(mark)[0]
    return _letters(head), _letters(text[len(head) :]), text


def letter(text: str) -> str:
    """Return the letter an entry stands under: upper case, "0–9" for digits, "" for signs."""
    first = _letters(text)[:1]
    if first.isdigit():
        return "0–9"
    is_ideograph = unicodedata.name(first, "").startswith("CJK") if first else False
    return "" if is_ideograph or not first.isalpha() else first.upper()


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    for pair, whole in _OWN_LETTERS.items():
        apart = apart.replace(pair, whole)
    return "".join(c for c in apart.translate(_LETTERS) if c.isalnum())
