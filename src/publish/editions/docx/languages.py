"""Which way a language runs, and in which of Word's three slots its tag belongs."""

from __future__ import annotations

# Source: Unicode CLDR 45, orientation characterOrder="right-to-left".
RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
)
EAST_ASIAN = frozenset(("zh", "ja", "ko"))


def is_right_to_left(lang: str, direction: str = "") -> bool:
    """Tell whether text in a language runs from right to left."""
    return direction == "rtl" or (not direction and _primary(lang) in RIGHT_TO_LEFT)


def language_slot(lang: str) -> str:
    """Return the attribute of `w:lang` for a language (ECMA-376-1, 17.3.2.20)."""
    if is_right_to_left(lang):
        return "w:bidi"
    return "w:eastAsia" if _primary(lang) in EAST_ASIAN else "w:val"


def _primary(lang: str) -> str:
    return lang.split("-")[0].lower()
