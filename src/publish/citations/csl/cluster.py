"""Render a cluster: its cites rendered, grouped, collapsed and joined.

Source: CSL 1.0.2, "Cite Grouping" and "Cite Collapsing".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.citations.csl.affixes import ends_with, nodes_of, starts_with, text_of
from publish.citations.csl.apply import laid_out
from publish.citations.csl.authorintext import author_nodes
from publish.citations.csl.capitals import with_capital
from publish.citations.csl.cites import Cite, Cluster, RenderedCluster
from publish.citations.csl.collapse import Part, joined_cites
from publish.citations.csl.context import Position
from publish.citations.csl.evaluate import render_layout
from publish.citations.csl.sink import settle
from publish.citations.csl.tree import Box, Leaf, Node, find, plain

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document

_BREAKS = ",.;:!?"
_ENDINGS = ",.;"  # of the author's own words, which stand for the delimiter
_OPENINGS = (" ", "\u00a0", "(", "[", "“", "‘", "«", "„", "/", "—", "’", "'")


def render_cluster(
    document: Document, cluster: Cluster, positions: Sequence[Position]
) -> RenderedCluster:
    """Return the text of a cluster."""
    locale = document.env.locale
    in_text: list[Node] = []
    if cluster.cites and cluster.cites[0].mode == "author-in-text":
        in_text = author_nodes(document, cluster.cites[0])
    parts: list[Part] = []
    empty: list[str] = []
    for cite, position in zip(cluster.cites, positions, strict=True):
        part = _part(document, cite, position, is_at_start=not parts and cluster.begins_note)
        if part.nodes or cite.prefix or cite.suffix:
            parts.append(part)
        if not part.nodes and cite.mode in ("", "author-only"):
            empty.append(cite.id)
    nodes: list[Node] = []
    for delimiter, part in joined_cites(document, parts):
        if nodes:
            nodes.append(Leaf(_delimiter(delimiter, nodes, part)))
        nodes.extend(_whole(part))
    look = document.style.citation.format
    is_bare = all(part.cite.mode == "author-only" for part in parts)
    laid = nodes if is_bare else laid_out(nodes, look)
    runs = settle(laid, locale, has_blocks=False)
    return RenderedCluster(runs, settle(in_text, locale), tuple(empty))


def _part(document: Document, cite: Cite, position: Position, *, is_at_start: bool) -> Part:
    if cite.mode == "author-only":
        nodes = author_nodes(document, cite)
    else:
        nodes = render_layout(
            document.context(
                cite.id,
                "citation",
                cite=cite,
                position=position,
                omit_names=_omits_names(document, cite),
            ),
            document.style.citation,
        )
    if document.style.is_note:
        nodes = with_capital(nodes, cite.prefix, is_at_start=is_at_start)
    return Part(
        cite=cite,
        position=position,
        nodes=nodes,
        names=_names(document, cite, position, nodes),
        is_after_suffix=False,
    )


def _names(document: Document, cite: Cite, position: Position, nodes: list[Node]) -> str:
    """Return the text of the first names of a cite, by which it is grouped, printed or not."""
    if _omits_names(document, cite):
        context = document.context(cite.id, "citation", cite=cite, position=position)
        nodes = render_layout(context, document.style.citation)
    names = find(nodes, "names")
    return plain(names.children) if names else ""


def _omits_names(document: Document, cite: Cite) -> bool:
    """Return whether the sentence has the names already; a note repeats them."""
    if cite.mode == "author-in-text":
        return not document.style.is_note
    return cite.mode == "suppress-author"


def _whole(part: Part) -> list[Node]:
    """Return a cite between the author's own words, spaced where they forgot to."""
    prefix, suffix = nodes_of(part.cite.prefix), nodes_of(part.cite.suffix)
    if prefix and not text_of(part.cite.prefix).endswith(_OPENINGS):
        prefix.append(Leaf(" "))
    if part.nodes and suffix and text_of(part.cite.suffix)[:1].isalnum():
        suffix.insert(0, Leaf(" "))
    cite: list[Node] = [Box(part.nodes, (), "cite", part.cite.id)] if part.nodes else []
    return [*prefix, *cite, *suffix]


def _delimiter(delimiter: str, nodes: list[Node], part: Part) -> str:
    """Return the delimiter, or what is left of it beside punctuation of the author's own."""
    if starts_with(part.cite.prefix, _BREAKS) or part.is_after_empty:
        return ""
    if part.is_after_suffix and ends_with(nodes[-1:], _ENDINGS):
        return " "
    if part.cite.prefix and delimiter and not delimiter[-1].isspace():
        return f"{delimiter} "
    return delimiter
