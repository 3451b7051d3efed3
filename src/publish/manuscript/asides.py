"""What of a Markdown file is no text: code and comments. Raw TeX and HTML (`{=html}`) stay."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_FENCED = re.compile(
    r"^[ \t>]*(```+|~~~+)(?![ \t]*\{=).*?(?:^[ \t>]*\1|\Z)", re.MULTILINE | re.DOTALL
)
_IN_LINE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?![`{])", re.DOTALL)


@lru_cache(maxsize=64)
def without_code(text: str) -> str:
    """Return a Markdown text of the same length with blanks for code and comments."""
    if "`" not in text and "~~~" not in text and "<!--" not in text:
        return text
    text = _FENCED.sub(lambda code: _blanked(code[0]), text)
    return _IN_LINE.sub(lambda code: _blanked(code[0]), with_comments(text, _blanked))


def with_comments(text: str, change: Callable[[str], str]) -> str:
    """Return a text with every comment of HTML changed. What is never closed is none."""
    pieces, at = [], 0
    # No regular expression: it would look for the end anew from each of ten thousand beginnings.
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        at, before = end + 3, text[at:start]
        pieces += [before, change(text[start:at])]
    return "".join([*pieces, text[at:]])


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
