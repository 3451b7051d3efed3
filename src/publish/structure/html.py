"""The few HTML tags that authors write in prose, as nodes of the tree.

pandoc keeps `<sup>2</sup>` as two pieces of raw HTML with words between them, which only an HTML
edition would show. Tags that mean the same in every edition become nodes; the rest is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publish.model.nodes import (
    Attr,
    Blocks,
    Code,
    Emph,
    Header,
    Inline,
    Inlines,
    Para,
    Plain,
    Quoted,
    QuoteKind,
    RawInline,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from publish.model.walk import plain_text, rewrite

_TAGS: dict[str, Callable[[Inlines], Inline]] = {
    "i": Emph,
    "em": Emph,
    "cite": Emph,
    "b": Strong,
    "strong": Strong,
    "u": Underline,
    "sup": Superscript,
    "sub": Subscript,
    "s": Strikeout,
    "del": Strikeout,
    "q": lambda content: Quoted(QuoteKind.DOUBLE, content),
    "kbd": lambda content: Code(Attr(), plain_text(content)),
}
_TAG = re.compile(r"<(/?)([a-z]+)\s*>", re.IGNORECASE)


def with_tags_read(blocks: Blocks) -> Blocks:
    """Return blocks in which every pair of a known tag is the node that it means."""

    def change(node: Any) -> Any:
        if not isinstance(node, Para | Plain | Header):
            return None
        if not any(isinstance(part, RawInline) for part in node.content):
            return None
        return replace(node, content=_paired(node.content))

    return rewrite(blocks, change)


def _paired(content: Inlines) -> Inlines:
    """Wrap what stands between an opening tag and its closing tag, innermost pairs first."""
    result: list[Inline] = []
    opened: list[tuple[str, int]] = []  # a tag, and where it stands in `result`
    for node in content:
        closing, name = _tag(node)
        if name and not closing:
            opened.append((name, len(result)))
        elif name and opened and opened[-1][0] == name:
            _, start = opened.pop()
            inner = tuple(result[start + 1 :])
            result[start:] = [_TAGS[name](inner)]
            continue
        result.append(node)
    return tuple(result)


def _tag(node: Inline) -> tuple[bool, str]:
    """Return whether a node is a closing tag, and the tag's name; "" for all that is no tag."""
    found = _TAG.fullmatch(node.text) if isinstance(node, RawInline) else None
    if not found or found.group(2).lower() not in _TAGS:
        return False, ""
    return bool(found.group(1)), found.group(2).lower()
