"""Begin a note, or a sentence in a note, with a capital: "Ibid.", "See", "N.d.".

A style's terms are in lower case; CSL leaves the capital at the start of a note to the
processor.
"""

from __future__ import annotations

from publish.citations.csl.affixes import Words, text_of
from publish.citations.csl.tree import AS_IS, Box, Leaf, Node


def with_capital(nodes: list[Node], prefix: Words, *, is_at_start: bool) -> list[Node]:
    """Return a note's cite with a capital if a term begins it and a sentence begins there."""
    text = text_of(prefix).strip()
    if not nodes or not (_ends_sentence(text) if text else is_at_start):
        return nodes
    return _capitalized(nodes, is_term=False)


def _ends_sentence(prefix: str) -> bool:
    """Return whether a prefix of more than one word ends with a sentence."""
    text = prefix.rstrip("\"'”’)»")
    return text.endswith((".", "!", "?")) and " " in text


def _capitalized(nodes: list[Node], *, is_term: bool) -> list[Node]:
    place = 0
    while place < len(nodes) - 1 and _is_opening(nodes[place]):
        place += 1
    first = nodes[place]
    if isinstance(first, Leaf):
        if not is_term:
            return nodes
        changed: Node = Leaf(first.text[:1].upper() + first.text[1:])
    else:
        if not first.children or first.tag == AS_IS:
            return nodes
        children = _capitalized(first.children, is_term=is_term or first.tag == "term")
        if children is first.children:
            return nodes
        changed = Box(children, first.marks, first.tag, first.value)
    return [*nodes[:place], changed, *nodes[place + 1 :]]


def _is_opening(node: Node) -> bool:
    """Return whether a node is a bracket or the like before the first word."""
    return isinstance(node, Leaf) and not any(letter.isalnum() for letter in node.text)
