"""Headings as plain titles: for the contents, for running heads and for cross references."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from publish.model.nodes import (
    Attr,
    Blocks,
    Header,
    Image,
    Inlines,
    LineBreak,
    Link,
    Note,
    RawInline,
    SoftBreak,
    Space,
    Span,
    Str,
)
from publish.model.walk import rewrite

_LABELS = frozenset({"heading-label", "heading-number", "caption-label"})


def clean_title(content: Inlines) -> Inlines:
    """Return a heading or caption without what belongs to its place in the text.

    Notes, generated labels, links, index marks, identifiers and forced line ends go; emphasis,
    languages and formulas stay.
    """
    cleaned: Inlines = rewrite(content, _without_place)
    return trimmed(cleaned)


def trimmed(content: Inlines) -> Inlines:
    """Return words without spaces at either end, and without two spaces in a row."""
    kept: list[Any] = []
    for node in content:
        if not (isinstance(node, Space) and (not kept or isinstance(kept[-1], Space))):
            kept.append(node)
    while kept and isinstance(kept[-1], Space):
        kept.pop()
    return tuple(kept)


def _without_place(node: Any) -> Any:
    match node:
        case Note() | Image() | RawInline():
            return ()
        case LineBreak() | SoftBreak():
            return Space()
        case Link(_, content):
            return content
        case Span(attr, content):
            if _LABELS.intersection(attr.classes):
                return ()
            return content if _is_bare(node) else Span(_unnamed(attr), content)
    return None


def _is_bare(span: Span) -> bool:
    """Tell whether a span says nothing but where it stands."""
    return not span.attr.get("lang") and not set(span.attr.classes) - {"index"}


def _unnamed(attr: Attr) -> Attr:
    return replace(attr, id="", classes=tuple(n for n in attr.classes if n != "index"))


def heading(blocks: Blocks) -> Header | None:
    """Return the heading that opens a chapter, if it has one."""
    first = blocks[0] if blocks else None
    return first if isinstance(first, Header) and first.level == 1 else None


def is_blank(content: Inlines) -> bool:
    """Tell whether there is nothing to read."""
    return all(isinstance(node, Space) or node == Str("") for node in content)
