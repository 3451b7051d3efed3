"""The author's own words before and after a cite, as nodes of the output tree."""

from __future__ import annotations

from collections.abc import Sequence

from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.tree import QUOTES, Box, Node, plain

# Text with the markup of fields, or nodes that are ready.
Words = str | tuple[Node, ...]


def nodes_of(words: Words) -> list[Node]:
    """Return words as nodes."""
    return parse_rich(words) if isinstance(words, str) else list(words)


def text_of(words: Words) -> str:
    """Return words as plain text."""
    return words if isinstance(words, str) else plain(words)


def starts_with(words: Words, signs: str) -> bool:
    """Return whether words begin with one of the signs."""
    return text_of(words)[:1] in tuple(signs)


def ends_with(nodes: Sequence[Node], signs: str) -> bool:
    """Return whether nodes end with one of the signs, not within quotation marks."""
    last = nodes[-1] if nodes else None
    if isinstance(last, Box) and QUOTES in last.marks:
        return False
    return plain(nodes)[-1:] in tuple(signs)
