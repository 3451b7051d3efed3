"""Shorten given names to initials.

Source: CSL 1.0.2, "initialize", "initialize-with" and "initialize-with-hyphen".
"""

from __future__ import annotations

import re
from functools import lru_cache

# A word of a given name: letters, with the period that may follow; a hyphen is told apart.
_PART = re.compile(r"([-‐])?([^\s.\-‐]+)(\.)?", re.UNICODE)
_CLOSING_TAG = re.compile(r"</[a-z]+>")
_TAGS = re.compile(r"</?[a-z]+>")


@lru_cache(maxsize=20_000)
def shortened(given: str, ending: str, *, all_words: bool, keep_hyphen: bool) -> str:
    """Return a given name with initials, each followed by `ending`.

    With `all_words` off only what is an initial already gets the ending; words stay.
    """
    shown = ""
    was_initial = True
    for match in _PART.finditer(given):
        hyphen, word, period = match[1] or "", match[2], match[3] or ""
        text, is_initial = _short(word, bool(period), bool(hyphen), all_words)
        if not text:
            continue
        if hyphen and (keep_hyphen or not is_initial) and shown:
            shown = shown.rstrip(" ") + hyphen
        elif shown and (not is_initial or not was_initial):
            shown = shown.rstrip(" ") + " "
        shown += _ended(text, ending if is_initial else period)
        was_initial = is_initial
    return shown.rstrip(" ")


def _short(word: str, has_period: bool, is_joined: bool, all_words: bool) -> tuple[str, bool]:
    """Return a word as it will be shown, and whether it counts as an initial."""
    bare = _TAGS.sub("", word)
    if not bare[:1].isalpha():
        return word, False
    if bare == bare.lower() and bare != bare.upper() and not has_period:
        # "Guo-ping" is G., but "de Cusance" keeps its particle.
        return ("", False) if is_joined and all_words else (word, False)
    if has_period or len(bare) == 1:
        return word, True
    if not all_words:
        return word, False
    first = _first_letters(bare)
    return word.replace(bare, first, 1) if bare in word else first, True


def _first_letters(word: str) -> str:
    """Return the first letter; "TSerendorj" is written so where the initial is to be "Ts."."""
    count = 1
    while count < len(word) and word[count].isupper():
        count += 1
    is_digraph = 2 <= count <= 3 and word[count : count + 1].islower()
    return word[:count].capitalize() if is_digraph else word[0]


def _ended(text: str, ending: str) -> str:
    """Return a text with the ending inside the markup that closes it, its space outside."""
    start = len(text)
    while (tag := text.rfind("</", 0, start)) >= 0 and _CLOSING_TAG.fullmatch(text, tag, start):
        start = tag
    if start == len(text):
        return text + ending
    mark = ending.rstrip(" ")
    return f"{text[:start]}{mark}{text[start:]}{ending[len(mark) :]}"
