"""The words that a citation became, marked until the editions are made.

The DOCX keeps the marks, so that an edit of such words is known as one: they are made from the
bibliography, and a change belongs there. The EPUB makes links of them, to the reference list and
back. Print has no use for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from publish.model.nodes import Attr, Inlines, Span
from publish.model.walk import every, rewrite

T = TypeVar("T")
_CLASS = "citation-text"
_KEYS = "keys"
_ENTRY_CLASS = "citation-of"  # around the words of one source in a note
_ENTRY = "entry"


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


def cited_entry(content: Inlines, entry: str) -> Span:
    """Return the words of one source in a note, with the id of its entry in the reference list."""
    return Span(Attr("", (_ENTRY_CLASS,), ((_ENTRY, entry),)), content)


def entry_of(node: object) -> str:
    """Return the id of the entry that a node's words are of; "" for any other node."""
    is_one = isinstance(node, Span) and _ENTRY_CLASS in node.attr.classes
    return node.attr.get(_ENTRY) if is_one and isinstance(node, Span) else ""


def without_entries(node: T) -> T:
    """Return a tree without the marks of single sources; the words stay."""
    return rewrite(node, lambda one: one.content if entry_of(one) else None, Span)


def without_marks(node: T) -> T:
    """Return a tree without any of the marks; the words stay."""
    return rewrite(node, lambda one: one.content if is_cited(one) or entry_of(one) else None, Span)


def citation_keys(node: object) -> dict[str, tuple[str, ...]]:
    """Return the keys of every marked citation by the id of its mark."""
    return {
        one.attr.id: tuple(one.attr.get(_KEYS).split())
        for one in every(Span, node)
        if is_cited(one)
    }


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One source in a citation, as CSL's processors and Zotero know it."""

    key: str
    locator: str = ""
    label: str = ""  # a locator term of CSL: `page`, `volume`
    prefix: str = ""
    suffix: str = ""
    suppresses_author: bool = False


@dataclass(frozen=True, slots=True)
class CitedSources:
    """What the citations of a book were made from, for an edition whose citations stay alive.

    `clusters` are in the order of the numbers of the marks, `items` CSL JSON by key. `style` is
    the style's identifier or its name.
    """

    style: str = ""
    clusters: tuple[tuple[CitedWork, ...], ...] = ()
    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
