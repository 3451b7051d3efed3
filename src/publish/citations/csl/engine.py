"""What is asked of the evaluator: clusters and reference lists, as values or as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from publish.citations.csl.cites import (
    Bibliography,
    Cite,
    Cluster,
    Entry,
    Mode,
    Rendered,
    RenderedCluster,
    read_clusters,
)
from publish.citations.csl.elements import Style
from publish.citations.csl.html import to_html
from publish.citations.csl.parse import load_style, read_style
from publish.citations.csl.processor import Document
from publish.citations.csl.runs import Mark, Run, Runs

__all__ = [
    "Bibliography",
    "Cite",
    "Cluster",
    "Document",
    "Entry",
    "Mark",
    "Mode",
    "Rendered",
    "RenderedCluster",
    "Run",
    "Runs",
    "Style",
    "format_citations",
    "load_style",
    "read_style",
    "render",
]


def format_citations(
    style: Style,
    items: Iterable[Mapping[str, Any]],
    clusters: Sequence[Cluster],
    *,
    lang: str | None = None,
    listed: Sequence[str] = (),
    and_in_words: bool = True,
) -> Rendered:
    """Format clusters, in reading order, and the reference list of what they cite.

    `items` are CSL JSON; `lang` is the book's language, used where the style sets none;
    `listed` are ids of items that belong into the reference list without being cited;
    `and_in_words` is on for names in the sentence that are joined by "and", not by "&".
    """
    cited = dict.fromkeys(cite.id for cluster in clusters for cite in cluster.cites)
    registered = list(dict.fromkeys([*cited, *listed]))
    document = Document(
        style, items, clusters, lang=lang, registered=registered, and_in_words=and_in_words
    )
    return document.render()


def render(
    style: str | Path,
    items: Iterable[Mapping[str, Any]],
    clusters: Sequence[Mapping[str, Any]],
    *,
    lang: str | None = None,
    uncited: bool = False,
) -> dict[str, Any]:
    """Return `{"citations": [html, ...], "in_text": [...], "bibliography": [[id, html], ...]}`.

    `style` is a path, a style's name or its XML. A cluster is `{"note": int, "items": [...]}`
    with cites `{"id", "locator"?, "label"?, "prefix"?, "suffix"?, "mode"?}` in reading order,
    note 0 in running text; "locators" may give several pairs of label and value. A cite of
    mode "author-in-text" begins its citation with the author, who is also in "in_text"; in a
    note only in the latter, as the name belongs into the sentence. The bibliography has what is
    cited; all items where `uncited` is set or nothing is cited.
    Between names in the sentence the style's own "&" stays, as in other processors.
    Raises: FileNotFoundError if there is no such style, ValueError if it cannot be used.
    """
    known = [dict(item) for item in items]
    cited = read_clusters(clusters)
    every = [str(item.get("id", "")) for item in known] if uncited or not cited else []
    done = format_citations(
        load_style(style), known, cited, lang=lang, listed=every, and_in_words=False
    )
    return {
        "citations": [
            _citation_html(cluster, is_note=cited[place].note > 0)
            for place, cluster in enumerate(done.clusters)
        ],
        "in_text": [to_html(cluster.in_text) for cluster in done.clusters],
        "bibliography": [[entry.id, to_html(entry.runs)] for entry in done.bibliography.entries],
    }


def _citation_html(cluster: RenderedCluster, *, is_note: bool) -> str:
    parts = ("" if is_note else to_html(cluster.in_text), to_html(cluster.runs))
    return " ".join(part for part in parts if part)
