"""Looking through and rebuilding document trees.

`every` finds, `rewrite` changes. Both visit what the reader sees in reading order: captions,
table cells, notes and the prefixes and suffixes of cites included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from publish.model.nodes import (
    Code,
    CodeBlock,
    Inline,
    Inlines,
    LineBreak,
    Math,
    Note,
    Quoted,
    QuoteKind,
    SoftBreak,
    Space,
    Str,
)

T = TypeVar("T")
Node = Any  # a node, or a tuple of nodes
# Annotations of fields that never hold nodes; all others are looked into.
_PLAIN = frozenset(
    {"str", "int", "bool", "object", "float | None", "Place | None", "Attr", "Target"}
    | {"ListAttributes", "QuoteKind", "MathKind", "CiteMode"}
)
_CHILDREN: dict[type, tuple[str, ...] | None] = {}


def walk(node: Node) -> Iterator[Any]:
    """Yield every node in `node` (itself first), depth first, in reading order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
            continue
        names = _children(type(current))
        if names is None:
            continue
        yield current
        for name in reversed(names):
            waiting.append(getattr(current, name))


def every(kind: type[T], node: Node) -> Iterator[T]:
    """Yield every node of one type, in reading order."""
    return (found for found in walk(node) if isinstance(found, kind))


Replacement = Any  # a node, a tuple of nodes, or None to leave the node as it is


def rewrite(node: T, change: Callable[[Any], Replacement]) -> T:
    """Return a copy of `node` in which `change` was applied to every node, innermost first.

    `change` gets a node whose children are already changed. It returns None to keep the node, one
    node to put in its place, or a tuple of nodes (an empty one removes it) where the node stands
    in a list. Parts that did not change are the same objects as before.
    """
    return _rewrite(node, change)  # type: ignore[no-any-return]


def _rewrite(node: Any, change: Callable[[Any], Replacement]) -> Any:
    names = _children(type(node))
    if names is None:
        return _rewrite_tuple(node, change) if isinstance(node, tuple) else node
    changes: dict[str, Any] = {}
    for name in names:
        value = getattr(node, name)
        new = _rewrite(value, change)
        if new is not value:
            changes[name] = new
    changed = replace(node, **changes) if changes else node
    result = change(changed)
    return changed if result is None else result


def _rewrite_tuple(items: tuple[Any, ...], change: Callable[[Any], Replacement]) -> Any:
    result: list[Any] = []
    same = True
    for item in items:
        new = _rewrite(item, change)
        same = same and new is item
        if isinstance(new, tuple) and not isinstance(item, tuple):
            result.extend(new)
        else:
            result.append(new)
    return items if same else tuple(result)


def plain_text(node: Node, *, notes: bool = False) -> str:
    """Return the words of `node` without markup: breaks are spaces, notes only when asked for.

    Blocks are separated by a line end. Quotation marks of `Quoted` are typographic English ones;
    an edition that wants another language's marks resolves `Quoted` first.
    """
    return "".join(_words(node, notes)).strip()


def _words(node: Node, notes: bool) -> Iterator[str]:
    if isinstance(node, tuple):
        for item in node:
            yield from _words(item, notes)
        return
    match node:
        case Str(text) | Code(_, text) | Math(_, text):
            yield text
        case Space() | SoftBreak() | LineBreak():
            yield " "
        case CodeBlock(_, text):
            yield text + "\n"
        case Quoted(kind, content):
            left, right = ("‘", "’") if kind is QuoteKind.SINGLE else ("“", "”")
            yield left + "".join(_words(content, notes)) + right
        case _ if notes or not isinstance(node, Note):
            for name in _children(type(node)) or ():
                yield from _words(getattr(node, name), notes)
            if type(node).__name__ in _LINES:
                yield "\n"


_LINES = frozenset({"Plain", "Para", "Header", "LineBlock", "Row"})


def _children(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a type that can hold nodes, in reading order; None: it is no node."""
    if kind not in _CHILDREN:
        _CHILDREN[kind] = None
        if is_dataclass(kind):
            names = (field.name for field in fields(kind) if str(field.type) not in _PLAIN)
            _CHILDREN[kind] = tuple(names)
    return _CHILDREN[kind]


def words(text: str) -> Inlines:
    """Return plain `text` as inlines, with a `Space` for every run of spaces.

    A no-break space stays inside its word.
    """
    result: list[Inline] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            result.append(Space())
        if word:
            result.append(Str(word))
    return tuple(result)


__all__ = ["every", "plain_text", "rewrite", "walk", "words"]
