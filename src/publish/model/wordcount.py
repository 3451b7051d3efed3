"""What counts as a word, wherever the words of a book are counted.

A word is what stands between spaces and has a letter or a digit; of scripts that write no spaces
between words (Chinese, Japanese) each character counts, as in word processors.
"""

from __future__ import annotations

import re
import unicodedata

_IDEOGRAPH = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def word_count(text: str) -> int:
    """Return how many words a text has."""
    count = 0
    for word in text.split():
        signs = len(_IDEOGRAPH.findall(word))
        rest = _IDEOGRAPH.sub(" ", word) if signs else word
        count += signs + sum(any(map(_counts, part)) for part in rest.split())
    return count


def _counts(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN"
