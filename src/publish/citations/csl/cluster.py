"""Render a cluster: its cites, joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.citations.csl.apply import affixed, formatted
from publish.citations.csl.cites import Cite, Cluster, RenderedCluster
from publish.citations.csl.context import Position
from publish.citations.csl.evaluate import render_layout
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.sink import settle
from publish.citations.csl.tree import Leaf, Node

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document


def render_cluster(
    document: Document, cluster: Cluster, positions: Sequence[Position]
) -> RenderedCluster:
    """Return the text of a cluster."""
    layout = document.style.citation
    nodes: list[Node] = []
    for cite, position in zip(cluster.cites, positions, strict=True):
        part = _cite(document, cite, position)
        if nodes and part:
            nodes.append(Leaf(layout.delimiter))
        nodes.extend(part)
    return RenderedCluster(settle(formatted(nodes, layout.format), document.env.locale))


def _cite(document: Document, cite: Cite, position: Position) -> list[Node]:
    context = document.context(
        cite.id, "citation", cite=cite, position=position,
        omit_names=cite.mode == "suppress-author",
    )  # fmt: skip
    nodes = render_layout(context, document.style.citation)
    return [*parse_rich(cite.prefix), *nodes, *parse_rich(cite.suffix)]
