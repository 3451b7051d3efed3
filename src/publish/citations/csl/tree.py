"""The output tree between evaluation and print: leaves of text in tagged, marked boxes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

QUOTES = "quotes"
NOCASE = "nocase"
NODECOR = "nodecor"
AS_IS = "as-is"  # the tag of words whose case the style has set for good
MARKUP = "markup"  # the tag of what a field's own markup sets: it flips where a style's stays


@dataclass(slots=True)
class Leaf:
    """Text as it will be printed. `is_inner`: it goes on within a field, not at a seam."""

    text: str
    is_inner: bool = False


@dataclass(slots=True)
class Box:
    """Nodes that share marks, a tag (names, name, year-suffix, ...) and what was rendered.

    `marks` are "property:value" pairs, "quotes", "nocase" and "nodecor", outermost first.
    """

    children: list[Node]
    marks: tuple[str, ...] = ()
    tag: str = ""
    value: object = field(default=None)


Node = Leaf | Box


def leaves(nodes: Iterable[Node]) -> Iterator[Leaf]:
    """Yield the leaves in reading order."""
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        else:
            yield from leaves(node.children)


def plain(nodes: Iterable[Node]) -> str:
    """Return the text without marks and without quotation marks."""
    return "".join(leaf.text for leaf in leaves(nodes))


def find(nodes: Iterable[Node], tag: str) -> Box | None:
    """Return the first box with a tag."""
    for node in nodes:
        if isinstance(node, Box):
            if node.tag == tag:
                return node
            found = find(node.children, tag)
            if found is not None:
                return found
    return None


def every(nodes: Iterable[Node], tag: str) -> Iterator[Box]:
    """Yield the boxes with a tag; a box within such a box is not looked for."""
    for node in nodes:
        if isinstance(node, Box):
            if node.tag == tag:
                yield node
            else:
                yield from every(node.children, tag)


def joined(parts: Sequence[list[Node]], delimiter: str) -> list[Node]:
    """Return the parts that are not empty with the delimiter between them."""
    kept = [part for part in parts if part]
    if not delimiter:
        return [node for part in kept for node in part]
    nodes: list[Node] = []
    for part in kept:
        if nodes:
            nodes.append(Leaf(delimiter))
        nodes.extend(part)
    return nodes
