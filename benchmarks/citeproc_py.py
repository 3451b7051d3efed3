"""Run citeproc-py's own engine over items and clusters, beside ours.

citeproc-py is the dependency that loads our styles; its engine formats nothing in a book. What
it would say is read back in the canonical text of `reference_processors`.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import citeproc
from citeproc.source.json import CiteProcJSON

from reference_processors import Cluster, Said, canonical, html_letters

# Its elements raise whatever comes where a style or an item has something they do not expect.
_NOTHING = ""


def citeproc_py(
    style: Path, items: Sequence[Mapping[str, Any]], clusters: Sequence[Cluster]
) -> Said:
    """Format with citeproc-py; what ends in an exception says nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loaded = citeproc.CitationStylesStyle(str(style), validate=False)
            source = CiteProcJSON([dict(item) for item in items])
        except Exception:
            return Said(tuple(_NOTHING for _ in clusters), ())
        bibliography = citeproc.CitationStylesBibliography(loaded, source, citeproc.formatter.html)
        citations = [citeproc.Citation(list(_cites(cluster))) for cluster in clusters]
        for citation in citations:
            bibliography.register(citation)
        return Said(
            tuple(_citation(bibliography, citation) for citation in citations),
            tuple(_entries(bibliography)),
        )


def _cites(cluster: Cluster) -> Iterator[Any]:
    for cite in cluster["items"]:
        more = {name: cite[name] for name in ("prefix", "suffix") if name in cite}
        if "locator" in cite:
            label = cite.get("label", "page")
            more["locator"] = citeproc.Locator(label, cite["locator"])
        yield citeproc.CitationItem(cite["id"], **more)


def _citation(bibliography: Any, citation: Any) -> str:
    try:
        return canonical(html_letters(str(bibliography.cite(citation, lambda item: None))))
    except Exception:
        return _NOTHING


def _entries(bibliography: Any) -> Iterator[tuple[str, str]]:
    try:
        bibliography.sort()
        texts = bibliography.bibliography()
    except Exception:
        return
    for key, text in zip(bibliography.keys, texts, strict=True):
        yield key, canonical(html_letters(str(text)))
