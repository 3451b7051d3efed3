"""Put an element's formatting on its nodes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from publish.citations.csl.elements import PLAIN, Format
from publish.citations.csl.textcase import change_case
from publish.citations.csl.tree import QUOTES, Box, Leaf, Node


def formatted(nodes: list[Node], look: Format, *, is_english: bool = True) -> list[Node]:
    """Return nodes with the formatting, then the affixes, of an element; nothing stays nothing."""
    if not nodes or look is PLAIN:
        return nodes
    if look.strip_periods:
        nodes = without_periods(nodes)
    if look.text_case:
        nodes = change_case(nodes, look.text_case, is_english=is_english)
    if look.marks:
        nodes = [Box(nodes, look.marks)]
    if look.quotes:
        nodes = [Box(nodes, (QUOTES,))]
    if look.prefix or look.suffix:
        nodes = affixed(nodes, look.prefix, look.suffix)
    if look.display:
        nodes = [Box(nodes, (f"display:{look.display}",), "display", look.display)]
    return nodes


def laid_out(nodes: list[Node], look: Format) -> list[Node]:
    """Return nodes with the format of a layout, whose affixes are formatted too."""
    if not nodes:
        return nodes
    inner = affixed(nodes, look.prefix, look.suffix)
    return formatted(inner, without_affixes(look))


@lru_cache(maxsize=4096)
def without_affixes(look: Format) -> Format:
    """Return a format without prefix and suffix."""
    bare = replace(look, prefix="", suffix="")
    return PLAIN if bare == PLAIN else bare


def affixed(nodes: list[Node], prefix: str, suffix: str) -> list[Node]:
    """Return nodes between a prefix and a suffix."""
    if prefix:
        nodes = [Leaf(prefix), *nodes]
    if suffix:
        nodes = [*nodes, Leaf(suffix)]
    return nodes


def without_periods(nodes: list[Node]) -> list[Node]:
    """Return nodes with every period taken out."""
    new: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf):
            new.append(Leaf(node.text.replace(".", ""), node.is_inner))
        else:
            children = without_periods(node.children)
            new.append(Box(children, node.marks, node.tag, node.value))
    return new
