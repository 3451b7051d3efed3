"""What citations are made from, kept for an edition in which Zotero can make them again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publish.citations.locators import AS_WRITTEN
from publish.citations.styles import Style
from publish.citations.types import Cite, Cluster, Library
from publish.model.cited import CitedSources, CitedWork
from publish.model.nodes import CiteMode
from publish.model.walk import plain_text

# Zotero has one locator a cite; the others stand after it, as the English locale shortens them.
_SHORT = {
    "page": "p.", "volume": "vol.", "chapter": "chap.", "folio": "fol.", "note": "n.",
    "number": "no.", "issue": "no.", "part": "pt.", "line": "l.", "column": "col.",
    "section": "sec.", "paragraph": "para.", "book": "bk.", "figure": "fig.", AS_WRITTEN: "",
}  # fmt: skip


def cited_sources(
    clusters: Sequence[Cluster], library: Library, style: Style, name: str
) -> CitedSources:
    """Return every cluster as Zotero has it, and the items that are cited."""
    made = tuple(
        tuple(_work(cite, style.is_note_style) for cite in one.cites if cite.key in library.items)
        for one in clusters
    )
    keys = dict.fromkeys(work.key for works in made for work in works)
    items: dict[str, Any] = {key: library.items[key] for key in keys}
    return CitedSources(name, made, items)


def _work(cite: Cite, is_note_style: bool) -> CitedWork:
    first, *more = cite.locators or (None,)
    added = "".join(f", {_SHORT.get(one.label, one.label)} {one.value}" for one in more if one)
    label = "" if first is None or first.label == AS_WRITTEN else first.label
    locator = "" if first is None else first.value
    # A note repeats the name that the sentence has; brackets in the text do not.
    is_named = cite.mode is CiteMode.AUTHOR_IN_TEXT and not is_note_style
    return CitedWork(
        key=cite.key,
        locator=locator,
        label=label,
        prefix=_spaced(plain_text(cite.prefix), after=True),
        suffix=added + _spaced(plain_text(cite.suffix), after=False),
        suppresses_author=is_named or cite.mode is CiteMode.SUPPRESS_AUTHOR,
    )


def _spaced(text: str, *, after: bool) -> str:
    """Return a prefix with a space after it, a suffix with one before it where it is a word."""
    if not text:
        return ""
    if after:
        return f"{text} "
    return text if text[0] in ",;.:)" else f" {text}"
