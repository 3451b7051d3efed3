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
_FIELDS: dict[type, tuple[str, ...]] = {}
_SKIP = frozenset({"place", "attr", "target", "attributes"})


def walk(node: Node) -> Iterator[Any]:
    """Yield every node in `node` (itself first), depth first, in reading order."""
    if isinstance(node, tuple):
        for item in node:
            yield from walk(item)
        return
    if not _is_node(node):
        return
    yield node
    for name in _names(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple) or _is_node(value):
            yield from walk(value)


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
    if isinstance(node, tuple):
        return _rewrite_tuple(node, change)
    changed = _rewrite_children(node, change)
    result = change(changed)
    return changed if result is None else result


def _rewrite_tuple(items: tuple[Any, ...], change: Callable[[Any], Replacement]) -> Any:
    result: list[Any] = []
    same = True
    for item in items:
        if isinstance(item, tuple):
            new = _rewrite_tuple(item, change)
            result.append(new)
            same = same and new is item
            continue
        if not _is_node(item):
            result.append(item)
            continue
        new = _rewrite(item, change)
        same = same and new is item
        if isinstance(new, tuple):
            result.extend(new)
        else:
            result.append(new)
    return items if same else tuple(result)


def _rewrite_children(node: Any, change: Callable[[Any], Replacement]) -> Any:
    changes: dict[str, Any] = {}
    for name in _names(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple) or _is_node(value):
            new = _rewrite(value, change)
            if new is not value:
                changes[name] = new
    return replace(node, **changes) if changes else node


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
        case _ if _is_node(node) and (notes or not isinstance(node, Note)):
            yield from _words(tuple(getattr(node, name) for name in _names(type(node))), notes)
            if type(node).__name__ in _LINES:
                yield "\n"


_LINES = frozenset({"Plain", "Para", "Header", "LineBlock", "Row"})


def _is_node(value: object) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a node type that can hold other nodes, in reading order."""
    names = _FIELDS.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind) if field.name not in _SKIP)
        _FIELDS[kind] = names
    return names


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
