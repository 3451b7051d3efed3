"""Runs as inline elements of the document model, and such elements as nodes of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import cast

from publish.citations.csl.runs import Mark, Run, Runs
from publish.citations.csl.tree import MARKUP, QUOTES, Box, Leaf, Node, leaves
from publish.model import nodes as m

_WRAPPERS: dict[str, Callable[[m.Inlines], m.Inline]] = {
    "font-style:italic": m.Emph,
    "font-style:oblique": m.Emph,
    "font-weight:bold": m.Strong,
    "font-variant:small-caps": m.SmallCaps,
    "vertical-align:sup": m.Superscript,
    "vertical-align:sub": m.Subscript,
    "text-decoration:underline": m.Underline,
}
_MARKS: dict[type, str] = {
    m.Emph: "font-style:italic",
    m.Strong: "font-weight:bold",
    m.SmallCaps: "font-variant:small-caps",
    m.Superscript: "vertical-align:sup",
    m.Subscript: "vertical-align:sub",
    m.Underline: "text-decoration:underline",
}


def to_inlines(runs: Runs) -> m.Inlines:
    """Return runs as inline elements.

    A cite is a `Span.cite` with the pair `key`, a block of an entry a `Span.csl-...`; what is
    set upright inside italics is a `Span.csl-no-emph`, and so on.
    """
    return tuple(_inlines([(run, run.marks) for run in runs]))


def _inlines(rows: Sequence[tuple[Run, tuple[Mark, ...]]]) -> Iterator[m.Inline]:
    for mark, group in groupby(rows, key=lambda row: row[1][0] if row[1] else None):
        part = list(group)
        if mark is None:
            for run, _ in part:
                yield from text_inlines(run.text)
        elif mark.name == "inline":
            yield cast(m.Inline, mark.value)
        else:
            yield _wrapped(mark, tuple(_inlines([(run, marks[1:]) for run, marks in part])))


def _wrapped(mark: Mark, content: m.Inlines) -> m.Inline:
    if wrapper := _WRAPPERS.get(mark.name):
        return wrapper(content)
    if mark.name == "link":
        return m.Link(m.NO_ATTR, content, m.Target(str(mark.value)))
    if mark.name == "cite":
        return m.Span(m.Attr("", ("cite",), (("key", str(mark.value)),)), content)
    if mark.name == "lang":
        return m.Span(m.Attr("", (), (("lang", str(mark.value)),)), content)
    kind, _, value = mark.name.partition(":")
    if kind == "display":
        return m.Span(m.Attr("", (f"csl-{value}",)), content)
    return m.Span(m.Attr("", (f"csl-no-{_UNDONE.get(kind, kind)}",)), content)


_SPACE = m.Space()
_UNDONE = {
    "font-style": "emph",
    "font-variant": "smallcaps",
    "font-weight": "strong",
    "text-decoration": "underline",
    "vertical-align": "raise",
}


def text_inlines(text: str) -> m.Inlines:
    """Return words and the spaces between them; a no-break space stays in its word."""
    parts = re.findall(r"[ \n\t]+|[^ \n\t]+", text)
    return tuple(_SPACE if part[0] in " \n\t" else m.Str(part) for part in parts)


def from_inlines(inlines: m.Inlines) -> tuple[Node, ...]:
    """Return inline elements as nodes; what has no text of its own goes through as it is."""
    nodes: list[Node] = []
    for inline in inlines:
        nodes.extend(_node(inline))
    return tuple(_marked_inner(_merged(nodes)))


def _node(inline: m.Inline) -> list[Node]:
    match inline:
        case m.Str(text=text):
            return [Leaf(text)]
        case m.Space() | m.SoftBreak():
            return [Leaf(" ")]
        case m.Quoted(content=content):
            return [Box(_children(content), (QUOTES,))]
        case m.Link(content=content, target=target) if not target.url.startswith("#"):
            return [Box(_children(content), (), "link", target.url)]
        case m.Span(content=content, attr=attr) if attr == m.NO_ATTR:
            return _children(content)
        case (
            m.Emph(content=content)
            | m.Strong(content=content)
            | m.SmallCaps(content=content)
            | m.Superscript(content=content)
            | m.Subscript(content=content)
            | m.Underline(content=content)
        ):
            return [Box(_children(content), (_MARKS[type(inline)],), MARKUP)]
    return [Box([Leaf("\u2060")], (), "inline", inline)]


def _children(content: m.Inlines) -> list[Node]:
    return _merged([node for inline in content for node in _node(inline)])


def _merged(nodes: list[Node]) -> list[Node]:
    new: list[Node] = []
    for node in nodes:
        if new and isinstance(node, Leaf) and isinstance(last := new[-1], Leaf):
            new[-1] = Leaf(last.text + node.text)
        else:
            new.append(node)
    return new


def _marked_inner(nodes: list[Node]) -> list[Node]:
    """Mark all but the first leaf: the author's own punctuation is not settled."""
    for place, leaf in enumerate(leaves(nodes)):
        leaf.is_inner = place > 0
    return nodes
