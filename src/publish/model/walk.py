"""Looking through and rebuilding document trees.

`every` finds, `rewrite` changes. Both visit what the reader sees in reading order: captions,
table cells, notes and the prefixes and suffixes of cites included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, get_args

from publish.model.holding import LEAVES, WORDS, fields_of, kinds_of, other_places
from publish.model.nodes import (
    Cell,
    Code,
    CodeBlock,
    Div,
    Figure,
    Header,
    Holder,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    Note,
    Quoted,
    QuoteKind,
    Row,
    SoftBreak,
    Space,
    Span,
    Str,
    Table,
    TableBody,
    TableFoot,
    TableHead,
)

T = TypeVar("T")
# All nodes that have an `attr`.
ATTRIBUTED: Any = (
    Code | Link | Image | Span | CodeBlock | Header | Div | Figure
    | Table | TableHead | TableBody | TableFoot | Row | Cell
)  # fmt: skip
Node = Any  # a node, or a tuple of nodes


def walk(node: Node) -> Iterator[Any]:
    """Yield every node in `node` (itself first), depth first, in reading order."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
            continue
        names = fields_of(type(current))
        if names is None:
            continue
        yield current
        for name in reversed(names):
            waiting.append(getattr(current, name))


def every(kind: type[T], node: Node, outside: Any = None) -> Iterator[T]:
    """Yield every node of one type, in reading order.

    What stands in a list and is of the type `outside`, or of one of that union, is passed over
    with all that it holds.
    """
    search = _search(kind) if outside is None else _Search(kind, outside)
    waiting = [node]
    while waiting:
        current = waiting.pop()
        own = type(current)
        if own is tuple:
            waiting += [one for one in reversed(current) if type(one) not in search.passed]
            continue
        names, is_found, is_holder, is_running = search.ways[own]
        if is_holder and not search.within[kinds_of(current)]:
            continue
        if is_found:
            yield current
        if is_running:
            content = current.content
            waiting += [content[place] for place in reversed(other_places(current))]
            continue
        for name in reversed(names):
            waiting.append(getattr(current, name))


def holds(kind: Any, node: Node) -> bool:
    """Tell whether a node, or something within it, is of a type, or of one of a union of types."""
    if isinstance(node, tuple):
        return any(holds(kind, one) for one in node)
    search = _search(kind)
    names, is_found, is_holder, _ = search.ways[type(node)]
    if is_holder:
        return search.within[kinds_of(node)]
    return is_found or any(holds(kind, getattr(node, name)) for name in names)


def says(node: Node, text: str) -> bool:
    """Tell whether a text stands in one of the words of a node: quicker than looking at each."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            if text in " ".join([one.text for one in current if type(one) is Str]):
                return True
            waiting += [one for one in current if type(one) not in LEAVES]
        elif isinstance(current, Str):
            if text in current.text:
                return True
        else:
            waiting += [getattr(current, name) for name in fields_of(type(current)) or ()]
    return False


def depth(node: Node) -> int:
    """Return how many nodes stand in one another, at most."""
    most, waiting = 0, [(node, 0)]
    while waiting:
        current, level = waiting.pop()
        if isinstance(current, tuple):
            deeper = [one for one in current if type(one) not in LEAVES]
            most = max(most, level + (len(deeper) < len(current)))
            waiting.extend((one, level) for one in deeper)
        elif (names := fields_of(type(current))) is not None:
            most = max(most, level + 1)
            waiting.extend((getattr(current, name), level + 1) for name in names)
    return most


Replacement = Any  # a node, a tuple of nodes, or None to leave the node as it is


def rewrite(node: T, change: Callable[[Any], Replacement], kind: Any = object) -> T:
    """Return a copy of `node` in which `change` was applied to every node, innermost first.

    `change` gets a node whose children are already changed. It returns None to keep the node, one
    node to put in its place, or a tuple of nodes (an empty one removes it) where the node stands
    in a list. Parts that did not change are the same objects as before.

    `kind`, a type or a union of types, saves time: where nothing of it is within, nothing is
    changed.
    """
    search = None if kind is object else _search(kind)
    return _rewrite(node, change, search)  # type: ignore[no-any-return]


def _rewrite(node: Any, change: Callable[[Any], Replacement], search: _Search | None) -> Any:
    if isinstance(node, tuple):
        return _rewrite_tuple(node, change, search)
    names = fields_of(type(node))
    if names is None:
        return node
    places = None
    if search:
        _, is_found, is_holder, is_running = search.ways[type(node)]
        if not (search.within[kinds_of(node)] if is_holder else names or is_found):
            return node
        places = other_places(node) if is_running else None
    changes: dict[str, Any] = {}
    for name in names:
        value = getattr(node, name)
        if places is None:
            new = _rewrite(value, change, search)
        else:
            new = _rewrite_tuple(value, change, search, places)
        if new is not value:
            changes[name] = new
    changed = replace(node, **changes) if changes else node
    result = change(changed)
    return changed if result is None else result


def _rewrite_tuple(
    items: tuple[Any, ...],
    change: Callable[[Any], Replacement],
    search: _Search | None,
    places: Iterable[int] | None = None,
) -> Any:
    """Return a copy of a tuple, in which nothing changes but at `places`, if they are known."""
    changes: list[tuple[int, Any]] = []
    if places is None:
        passed = search.passed if search else frozenset()
        # Most are words that nobody looks for: they are passed over in one go.
        places = [n for n, one in enumerate(items) if type(one) not in passed]
    for index in places:
        item = items[index]
        own = type(item)
        if own in LEAVES and (search is None or search.ways[own][1]):
            new = change(item)
            new = item if new is None else new
        else:
            new = _rewrite(item, change, search)
        if new is not item:
            changes.append((index, new))
    if not changes:
        return items
    result = list(items)
    for index, new in reversed(changes):
        is_several = isinstance(new, tuple) and not isinstance(items[index], tuple)
        result[index : index + 1] = new if is_several else (new,)
    return tuple(result)


def plain_text(node: Node, *, notes: bool = False) -> str:
    """Return the words of `node` without markup: breaks are spaces, notes only when asked for.

    Blocks are separated by a line end. Quotation marks of `Quoted` are typographic English ones;
    an edition that wants another language's marks resolves `Quoted` first.
    """
    said: list[str] = []
    _say(node, notes, said.append)
    return "".join(said).strip()


def _say(node: Node, notes: bool, say: Callable[[str], None]) -> None:
    if isinstance(node, tuple):
        for item in node:
            _say(item, notes, say)
        return
    match node:
        case Str(text) | Code(_, text) | Math(_, text):
            say(text)
        case Space() | SoftBreak() | LineBreak():
            say(" ")
        case CodeBlock(_, text):
            say(text + "\n")
        case Quoted(kind, content):
            left, right = ("‘", "’") if kind is QuoteKind.SINGLE else ("“", "”")
            say(left)
            _say(content, notes, say)
            say(right)
        case _ if notes or not isinstance(node, Note):
            for name in fields_of(type(node)) or ():
                _say(getattr(node, name), notes, say)
            if type(node).__name__ in _LINES:
                say("\n")


_LINES = frozenset({"Plain", "Para", "Header", "LineBlock", "Row"})


class _Search:
    """What is known of types of nodes in a search for one kind, a type or a union of types.

    `passed` are the types that are neither of the kind nor hold anything, and those `outside`.
    """

    def __init__(self, kind: Any, outside: Any = None) -> None:
        self.passed = set(get_args(outside) or ([outside] if outside else ()))
        self.ways = _Ways(kind, self.passed)
        self.within = _Within(kind)


class _Ways(dict[type, tuple[tuple[str, ...], bool, bool, bool]]):
    """For each type its fields that can hold nodes, whether it is sought, and is a `Holder`.

    Last comes whether it is one with a `content` alone, of which words are passed over.
    """

    def __init__(self, kind: Any, passed: set[type]) -> None:
        self._kind, self._passed = kind, passed
        # What is outside has to be looked for in every list.
        self._passes_words = not passed and not any(issubclass(one, kind) for one in WORDS)

    def __missing__(self, own: type) -> tuple[tuple[str, ...], bool, bool, bool]:
        names = fields_of(own)
        is_found = names is not None and issubclass(own, self._kind)
        if not (names or is_found):
            self._passed.add(own)
        is_holder = bool(names) and issubclass(own, Holder)
        is_running = is_holder and names == ("content",) and self._passes_words
        self[own] = (names or (), is_found, is_holder, is_running)
        return self[own]


class _Within(dict[frozenset[type], bool]):
    """For each set of types whether one of them is of the kind."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def __missing__(self, held: frozenset[type]) -> bool:
        self[held] = any(issubclass(one, self._kind) for one in held)
        return self[held]


_search: Callable[[Any], _Search] = cache(_Search)


def children(node: Node) -> Iterator[Node]:
    """Yield what a node holds, in reading order: nodes, or tuples of them."""
    return (getattr(node, name) for name in fields_of(type(node)) or ())


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


__all__ = ["ATTRIBUTED", "every", "holds", "plain_text", "rewrite", "says", "walk", "words"]
