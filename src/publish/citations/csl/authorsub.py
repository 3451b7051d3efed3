"""Replace names that repeat those of the entry before. Source: CSL 1.0.2, "Reference Grouping"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from publish.citations.csl.names import NameList
from publish.citations.csl.tree import Box, Leaf, Node, every, find, plain


@dataclass(frozen=True, slots=True)
class Names:
    """The first names of an entry: the persons who are shown, and the text beside them."""

    text: str
    each: tuple[object, ...]


def first_names(nodes: Sequence[Node]) -> Names | None:
    """Return the names that an entry begins with, before any is replaced."""
    box = find(nodes, "names")
    if box is None or not _begins(nodes, box):
        return None
    lists = list(every([box], "name-list"))
    if not lists:
        # A title that stands in for names may repeat, but "Anonymous" is nobody in particular.
        return None if find(box.children, "term") else Names(plain([box]), ())
    # Persons count, not how an entry of this kind sets them; "et al." tells more persons.
    et_al = plain(every(lists, "term"))
    return Names(et_al, tuple(name.value for name in every(lists, "name")))


def _begins(nodes: Sequence[Node], names: Box) -> bool:
    """Return whether nothing comes before the names: "Stalinism, ed. by" is another's place."""
    for node in nodes:
        if node is names:
            return True
        if isinstance(node, Box) and find([node], "names") is names:
            return _begins(node.children, names)
        # The number of an entry in a numbered list is no part of what the list goes by.
        is_number = find([node], "citation-number") is not None
        if not is_number and any(letter.isalnum() for letter in plain([node])):
            return False
    return False


def substituted(nodes: list[Node], before: Names | None, text: str, rule: str) -> list[Node]:
    """Return an entry's nodes with names replaced by `text` where they repeat."""
    now = first_names(nodes)
    if now is None or before is None:
        return nodes
    if rule == "complete-all" or not now.each:
        if now != before:
            return nodes
        return _first_replaced(nodes, lambda box: _all_replaced(box, text))
    same = _matching(now, before, rule)
    if not same:
        return nodes
    return _first_replaced(nodes, lambda box: _some_replaced(box, text, [same]))


def _matching(now: Names, before: Names, rule: str) -> int:
    """Return how many names from the first on are to be replaced."""
    if rule == "complete-each":
        return len(now.each) if now == before else 0
    same = 0
    for one, other in zip(now.each, before.each, strict=False):
        if one != other:
            break
        same += 1
    return min(same, 1) if rule == "partial-first" else same


def _first_replaced(nodes: list[Node], change: Callable[[Box], Box]) -> list[Node]:
    """Return nodes with the first names box changed."""
    new: list[Node] = []
    is_done = False
    for node in nodes:
        if is_done or isinstance(node, Leaf) or find([node], "names") is None:
            new.append(node)
            continue
        is_done = True
        if node.tag == "names":
            new.append(change(node))
        else:
            new.append(
                Box(_first_replaced(node.children, change), node.marks, node.tag, node.value)
            )
    return new


def _all_replaced(box: Box, text: str) -> Box:
    """Replace the name lists, or all that substitutes for them; labels stay."""
    if find(box.children, "name-list") is None:
        return Box([Leaf(text)], (), "names")
    return Box(_lists_replaced(box.children, [text]), box.marks, box.tag, box.value)


def _lists_replaced(nodes: list[Node], left: list[str]) -> list[Node]:
    new: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf):
            new.append(node)
        elif node.tag == "name-list" and isinstance(node.value, NameList):
            new.append(Box([Leaf(left.pop())] if left else [], node.marks))
        else:
            children = _lists_replaced(node.children, left)
            new.append(Box(children, node.marks, node.tag, node.value))
    return new


def _some_replaced(box: Box, text: str, left: list[int]) -> Box:
    new: list[Node] = []
    for node in box.children:
        if isinstance(node, Leaf):
            new.append(node)
        elif node.tag == "name" and left[0]:
            left[0] -= 1
            new.append(Box([Leaf(text)], node.marks))
        else:
            new.append(_some_replaced(node, text, left))
    return Box(new, box.marks, box.tag, box.value)
