"""Finds the font families that a stylesheet names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# `font-family`, `font`, and custom properties of ours and of authors: `--text-face`, `--my-fonts`.
_DECLARATION = re.compile(
    r"(?<![\w-])(font-family|font|--(?=[\w-]*(?:face|font|famil))[\w-]*+)\s*+:\s*+([^;{}]*+)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?P<q>[\"'])(?P<quoted>.*?)(?P=q)|var\([^()]*\)|(?P<bare>[^\s,\"'()!][^,\"'()!]*))"
)
_OWN_FACE = re.compile(r"@font-face\s*\{[^{}]*\}", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # source: CSS Syntax 3, 4.3.2
# Names that stand for any family or for another value. Source: CSS Fonts 4, generic families.
_GENERIC = frozenset((
    "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "ui-serif",
    "ui-sans-serif", "ui-monospace", "inherit", "initial", "unset", "revert",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedFamily:
    """A font family as a stylesheet names it; line and column count from 1."""

    name: str
    line: int
    column: int


def named_families(css: str) -> Iterator[NamedFamily]:
    """Yield the families that the rules of a stylesheet ask for, in reading order.

    Those that it brings itself, with `@font-face`, are not among them.
    """
    text = _COMMENT.sub(_blank, css)
    brought = {one.lower() for rule in _OWN_FACE.findall(text) for one, _ in _names(rule)}
    for name, at in _names(_OWN_FACE.sub(_blank, text)):
        if name.lower() not in brought:
            line_start = css.rfind("\n", 0, at) + 1
            yield NamedFamily(name, css.count("\n", 0, at) + 1, at - line_start + 1)


def _names(text: str) -> Iterator[tuple[str, int]]:
    for declaration in _DECLARATION.finditer(text):
        for found in _NAME.finditer(declaration[2].partition("!")[0]):
            name = found["quoted"] or _bare(found["bare"] or "", declaration[1])
            if name and name.lower() not in _GENERIC:
                yield name, declaration.start(2) + found.start()


def _bare(text: str, property_name: str) -> str:
    """Return a name without quotation marks; in `font` and custom properties, none is sure."""
    is_sure = property_name.lower() == "font-family"
    return " ".join(text.split()) if is_sure and re.match(r"\s*[A-Za-z]", text) else ""


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
