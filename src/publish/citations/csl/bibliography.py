"""Render the entries of the reference list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.citations.csl.apply import laid_out
from publish.citations.csl.authorsub import Names, first_names, substituted
from publish.citations.csl.cites import Entry
from publish.citations.csl.elements import Format
from publish.citations.csl.evaluate import render, render_all, render_layout
from publish.citations.csl.sink import settle
from publish.citations.csl.specialize import specialized
from publish.citations.csl.tree import Box, Leaf, Node

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document


def render_entries(document: Document, ids: Sequence[str]) -> Iterator[Entry]:
    """Yield the entries in order."""
    layout = document.style.bibliography
    if layout is None:
        return
    options = document.style.bibliography_options
    before: Names | None = None
    for key in ids:
        nodes = _entry(document, key)
        if options.author_substitute is not None:
            names = first_names(nodes)
            rule = options.author_substitute_rule
            nodes = substituted(nodes, before, options.author_substitute, rule)
            before = names
        nodes = _with_layout(nodes, layout.format)
        yield Entry(key, settle(nodes, document.env.locale))


def _with_layout(nodes: list[Node], look: Format) -> list[Node]:
    """Put the layout's formatting on an entry; its final period goes into the last block."""
    last = nodes[-1] if nodes else None
    if isinstance(last, Box) and last.tag == "display" and look.suffix:
        ending = look.suffix.rstrip()
        block = Box([*last.children, Leaf(ending)], last.marks, last.tag, last.value)
        nodes = [*nodes[:-1], block]
        look = replace(look, suffix=look.suffix[len(ending) :])
    return laid_out(nodes, look)


def _entry(document: Document, key: str) -> list[Node]:
    layout = document.style.bibliography
    assert layout is not None
    context = document.context(key, "bibliography")
    if not document.style.bibliography_options.second_field_align or not layout.children:
        return render_layout(context, layout)
    first = render(context, layout.children[0])
    rest = render_all(context, specialized(context, layout.rest))
    if not first:
        return rest
    return [
        Box(first, ("display:left-margin",), "display", "left-margin"),
        Box(rest, ("display:right-inline",), "display", "right-inline"),
    ]
