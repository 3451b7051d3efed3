"""Render a cluster: its cites rendered, grouped, collapsed and joined.

Source: CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.citations.csl import collapse
from publish.citations.csl.apply import laid_out
from publish.citations.csl.capitals import with_capital
from publish.citations.csl.cites import Cite, Cluster, RenderedCluster
from publish.citations.csl.context import Position
from publish.citations.csl.evaluate import render_layout
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.sink import settle
from publish.citations.csl.tree import Leaf, Node, find, plain

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document

_BREAKS = ",.;:!?"


def render_cluster(
    document: Document, cluster: Cluster, positions: Sequence[Position]
) -> RenderedCluster:
    """Return the text of a cluster."""
    parts = []
    for cite, position in zip(cluster.cites, positions, strict=True):
        part = _part(document, cite, position, is_at_start=not parts)
        if part.nodes:
            parts.append(part)
    joined = collapse.joined_cites(document, parts)
    nodes: list[Node] = []
    for delimiter, part in joined:
        if nodes:
            nodes.append(Leaf(_delimiter(delimiter, nodes, part)))
        nodes.extend(part.whole)
    layout = document.style.citation
    return RenderedCluster(settle(laid_out(nodes, layout.format), document.env.locale))


def _part(
    document: Document, cite: Cite, position: Position, *, is_at_start: bool
) -> collapse.Part:
    context = document.context(
        cite.id, "citation", cite=cite, position=position,
        omit_names=cite.mode == "suppress-author",
    )  # fmt: skip
    nodes = render_layout(context, document.style.citation)
    prefix, suffix = parse_rich(cite.prefix), parse_rich(cite.suffix)
    if document.style.is_note:
        nodes = with_capital(nodes, cite.prefix, is_at_start=is_at_start)
    names = find(nodes, "names")
    return collapse.Part(
        cite=cite,
        position=position,
        nodes=nodes,
        prefix=prefix,
        suffix=suffix,
        names=plain(names.children) if names else "",
    )


def _delimiter(delimiter: str, nodes: list[Node], part: collapse.Part) -> str:
    """Return the delimiter, or what is left of it beside punctuation of the author's own."""
    if part.cite.prefix[:1] in tuple(_BREAKS):
        return ""
    before = nodes[-1]
    text = plain([before])
    if text[-1:] in tuple(_BREAKS) and part.follows_suffix:
        return " "
    return delimiter
