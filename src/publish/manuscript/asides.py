"""What of a Markdown file is no text: code and comments. Raw TeX and HTML (`{=html}`) stay."""

from __future__ import annotations

import re
from functools import lru_cache

_ASIDE = (
    re.compile(r"^[ \t>]*(```+|~~~+)(?![ \t]*\{=).*?(?:^[ \t>]*\1|\Z)", re.MULTILINE | re.DOTALL),
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?![`{])", re.DOTALL),
)


@lru_cache(maxsize=64)
def without_code(text: str) -> str:
    """Return a Markdown text of the same length with blanks for code and comments."""
    if "`" not in text and "~~~" not in text and "<!--" not in text:
        return text
    for pattern in _ASIDE:
        text = pattern.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)
    return text
