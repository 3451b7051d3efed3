"""Order texts as a reader of a language expects.

A key has two levels, as in the Unicode Collation Algorithm: letters, then accents; CSL sorts
without regard to case. Letters that a language treats as letters of their own are tailored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

# Letters that do not decompose, as the letters they are filed under.
_BASES = {
    "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ß": "ss",
    "ı": "i", "þ": "th", "ŋ": "n", "ŧ": "t", "ĳ": "ij", "ə": "e",
}  # fmt: skip
_DROPPED = frozenset("’'‘“”\"«»„‚‹›`´ʹʺʻʼʿʾ\u200b\u200c\u200d\u2060\ufeff\u00ad")

# language -> letter -> (the letter it stands after, rank behind it).
_AFTER: dict[str, dict[str, tuple[str, int]]] = {
    "sv": {"å": ("z", 1), "ä": ("z", 2), "æ": ("z", 2), "ö": ("z", 3), "ø": ("z", 3)},
    "da": {"æ": ("z", 1), "ä": ("z", 1), "ø": ("z", 2), "ö": ("z", 2), "å": ("z", 3)},
    "et": {"š": ("s", 1), "z": ("s", 2), "ž": ("s", 3), "õ": ("w", 1), "ä": ("w", 2),
           "ö": ("w", 3), "ü": ("w", 4)},
    "es": {"ñ": ("n", 1)},
    "cs": {"č": ("c", 1), "ch": ("h", 1), "ř": ("r", 1), "š": ("s", 1), "ž": ("z", 1)},
    "sk": {"ä": ("a", 1), "č": ("c", 1), "ch": ("h", 1), "ô": ("o", 1), "š": ("s", 1),
           "ž": ("z", 1)},
    "pl": {"ą": ("a", 1), "ć": ("c", 1), "ę": ("e", 1), "ł": ("l", 1), "ń": ("n", 1),
           "ó": ("o", 1), "ś": ("s", 1), "ź": ("z", 1), "ż": ("z", 2)},
    "hr": {"č": ("c", 1), "ć": ("c", 2), "dž": ("d", 1), "đ": ("d", 2), "lj": ("l", 1),
           "nj": ("n", 1), "š": ("s", 1), "ž": ("z", 1)},
    "sl": {"č": ("c", 1), "ć": ("c", 2), "đ": ("d", 1), "š": ("s", 1), "ž": ("z", 1)},
    "hu": {"cs": ("c", 1), "gy": ("g", 1), "ly": ("l", 1), "ny": ("n", 1), "ö": ("o", 1),
           "ő": ("o", 1), "sz": ("s", 1), "ty": ("t", 1), "ü": ("u", 1), "ű": ("u", 1),
           "zs": ("z", 1)},
    "tr": {"ç": ("c", 1), "ğ": ("g", 1), "ı": ("h", 1), "ö": ("o", 1), "ş": ("s", 1),
           "ü": ("u", 1)},
    "ro": {"ă": ("a", 1), "â": ("a", 2), "î": ("i", 1), "ș": ("s", 1), "ş": ("s", 1),
           "ț": ("t", 1), "ţ": ("t", 1)},
    "lt": {"č": ("c", 1), "š": ("s", 1), "ž": ("z", 1)},
    "lv": {"č": ("c", 1), "ģ": ("g", 1), "ķ": ("k", 1), "ļ": ("l", 1), "ņ": ("n", 1),
           "š": ("s", 1), "ž": ("z", 1)},
    "is": {"á": ("a", 1), "ð": ("d", 1), "é": ("e", 1), "í": ("i", 1), "ó": ("o", 1),
           "ú": ("u", 1), "ý": ("y", 1), "þ": ("z", 1), "æ": ("z", 2), "ö": ("z", 3),
           "ø": ("z", 3), "å": ("z", 4)},
}  # fmt: skip
_SAME = {"fi": "sv", "nb": "da", "nn": "da", "no": "da", "bs": "hr", "sr": "hr"}

_LAST = 0x10FFF0  # a tailored letter is its base and a character behind all others

SortText = tuple[str, str]


class _Weights(dict[int, str]):
    """Characters as they are compared, by code; works with `str.translate`."""

    def __init__(self, tailored: Mapping[str, tuple[str, int]]) -> None:
        super().__init__()
        self.tailored = tailored

    def __missing__(self, code: int) -> str:
        weight = self[code] = self._weight(chr(code))
        return weight

    def _weight(self, letter: str) -> str:
        if letter in self.tailored:
            base, rank = self.tailored[letter]
            return base + chr(_LAST + rank)
        if letter < " " or letter.isalpha() is False:
            return _sign(letter)
        bases = _BASES.get(letter) or unicodedata.normalize("NFD", letter)
        return "".join(base for base in bases if not unicodedata.combining(base))


def _sign(letter: str) -> str:
    """Return spaces, dashes and digits in this order; other signs do not count."""
    if letter < " ":
        return letter
    if letter.isspace():
        return " "
    if letter.isdigit():
        return str(unicodedata.digit(letter, 0))
    kind = unicodedata.category(letter)
    if letter in _DROPPED or kind.startswith(("M", "Po", "Ps", "Pe", "Pi", "Pf")):
        return ""
    return "-" if kind == "Pd" else "!"


@cache
def _weights(language: str) -> tuple[_Weights, re.Pattern[str] | None]:
    """Return the weights of a language, and what finds its letters of two signs."""
    tailored = dict(_AFTER.get(_SAME.get(language, language), {}))
    pairs = [letters for letters in tailored if len(letters) == 2]
    for place, letters in enumerate(pairs):
        tailored[chr(_PAIRS + place)] = tailored[letters]
    pattern = re.compile("|".join(pairs)) if pairs else None
    return _Weights(tailored), pattern


_PAIRS = 0xF0000  # private use: stands for a letter of two signs


@lru_cache(maxsize=50_000)
def collation_key(text: str, language: str = "") -> SortText:
    """Return a key that sorts texts by letters, then accents; case does not count."""
    lowered = unicodedata.normalize("NFC", text).lower()
    weights, pattern = _weights(language)
    if pattern is not None:
        pairs = [letters for letters in _AFTER[_SAME.get(language, language)] if len(letters) == 2]
        lowered = pattern.sub(lambda match: chr(_PAIRS + pairs.index(match[0])), lowered)
    accents = "" if text.isascii() else _accents(lowered)
    return lowered.translate(weights), accents


def _accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.combining(c))
