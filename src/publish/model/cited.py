"""The words that a citation became, marked until the editions are made.

The DOCX keeps the marks, so that an edit of such words is known as one: they are made from the
bibliography, and a change belongs there. The other editions have no use for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from publish.model.nodes import Attr, Inlines, Span
from publish.model.walk import every, rewrite

T = TypeVar("T")
_CLASS = "citation-text"
_KEYS = "keys"


def cited(content: Inlines, number: int, keys: Iterable[str], part: str = "") -> Inlines:
    """Return the words of the citation that is the `number`th of the book, with their mark.

    `part` is a letter for the words that a citation puts into the sentence before the others.
    """
    if not content:
        return content
    attr = Attr(f"cite_{number:04}{part}", (_CLASS,), ((_KEYS, " ".join(keys)),))
    return (Span(attr, content),)


def is_cited(node: object) -> bool:
    """Tell whether a node is the mark around a citation's words."""
    return isinstance(node, Span) and _CLASS in node.attr.classes


def without_marks(node: T) -> T:
    """Return a tree without the marks; the words stay."""
    return rewrite(node, lambda one: one.content if is_cited(one) else None)


def citation_keys(node: object) -> dict[str, tuple[str, ...]]:
    """Return the keys of every marked citation by the id of its mark."""
    return {
        one.attr.id: tuple(one.attr.get(_KEYS).split())
        for one in every(Span, node)
        if is_cited(one)
    }
