"""The few HTML tags that authors write in prose, as nodes of the tree.

pandoc keeps `<sup>2</sup>` as two pieces of raw HTML with words between them, which only an HTML
edition would show. Tags that mean the same in every edition become nodes; the rest is reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
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
    Span,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from publish.model.walk import plain_text, rewrite
from publish.structure.html_tables import with_tables_read

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
    "samp": lambda content: Code(Attr(), plain_text(content)),
    "var": Emph,
    "dfn": Emph,
    "ins": Underline,
    "abbr": lambda content: Span(Attr("", ("abbr",)), content),
    "mark": lambda content: Span(Attr("", ("mark",)), content),
    "small": lambda content: Span(Attr("", ("small",)), content),
    "bdi": lambda content: Span(Attr("", (), (("dir", "auto"),)), content),
}
_TAG = re.compile(
    r"<(/?)([a-z]+)((?:\s+[a-z]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*)\s*>", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"(?<![a-z])([a-z]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# What an element may say of itself in every edition; a tag with anything else stays raw and is
# reported, as is one that would run or load something.
_KEPT = frozenset({"id", "class", "lang", "dir", "title"})


def with_tags_read(blocks: Blocks) -> Blocks:
    """Return blocks in which every pair of a known tag is the node that it means."""

    def change(node: Any) -> Any:
        if not isinstance(node, Para | Plain | Header):
            return None
        if not any(isinstance(part, RawInline) for part in node.content):
            return None
        return replace(node, content=_paired(node.content))

    return rewrite(with_tables_read(blocks), change, RawInline)


def _paired(content: Inlines) -> Inlines:
    """Wrap what stands between an opening tag and its closing tag, innermost pairs first."""
    result: list[Inline] = []
    opened: list[tuple[str, Attr, int]] = []  # a tag, and where it stands in `result`
    for node in content:
        closing, name, attr = _tag(node)
        if name and not closing:
            opened.append((name, attr, len(result)))
        elif name and opened and opened[-1][0] == name:
            _, own, start = opened.pop()
            made = _TAGS[name](tuple(result[start + 1 :]))
            result[start:] = [made if own == Attr() else Span(own, (made,))]
            continue
        result.append(node)
    return tuple(result)


def _tag(node: Inline) -> tuple[bool, str, Attr]:
    """Return whether a node is a closing tag, its name and attributes; "" for what is no tag."""
    found = _TAG.fullmatch(node.text) if isinstance(node, RawInline) else None
    if not found or found[2].lower() not in _TAGS:
        return False, "", Attr()
    said = {
        one[1].lower(): unescape(one[2] or one[3] or "") for one in _ATTRIBUTE.finditer(found[3])
    }
    if not said.keys() <= _KEPT:
        return False, "", Attr()
    pairs = tuple((name, said[name]) for name in ("lang", "dir", "title") if name in said)
    attr = Attr(said.get("id", ""), tuple(said.get("class", "").split()), pairs)
    return bool(found[1]), found[2].lower(), attr
