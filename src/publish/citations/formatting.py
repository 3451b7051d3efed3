"""Citations and reference list of a book by its style: values in, words with formatting out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publish.citations.csl import engine as csl
from publish.citations.csl.affixes import nodes_of, text_of
from publish.citations.csl.nodes import from_inlines, to_inlines
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.tree import Leaf
from publish.citations.standins import is_nameless, nameless_sources, with_title
from publish.citations.styles import Style
from publish.citations.tidying import tidied
from publish.citations.types import Cite, Cluster, Library, Rendered, RenderedCluster
from publish.diagnostics import Diagnostic, Severity
from publish.model.document import CitationLayout
from publish.model.nodes import CiteMode, Inlines

_MODES: Mapping[CiteMode, csl.Mode] = {
    CiteMode.NORMAL: "",
    CiteMode.AUTHOR_IN_TEXT: "author-in-text",
    CiteMode.SUPPRESS_AUTHOR: "suppress-author",
}
_Items = dict[str, Mapping[str, Any]]
_SPOKEN: Mapping[csl.Mode, csl.Mode] = {"suppress-author": ""}


def render(
    clusters: Sequence[Cluster],
    library: Library,
    style: Style,
    *,
    lang: str = "en-US",
    listed: Sequence[str] = (),
) -> Rendered:
    """Format every cluster, and the reference list of what they cite and of the keys `listed`.

    `clusters` are in reading order. Keys that the library has not are passed over. A cite of
    which the style prints nothing is a finding with the place of the cite.
    Raises: ValueError if the style cannot be used.
    """
    loaded = replace(csl.load_style(style.path), default_locale=style.lang)
    wanted = {cite.key for cluster in clusters for cite in cluster.cites}.union(listed)
    items = {key: _named(item, key, key in wanted) for key, item in library.items.items()}
    known = [_cluster(cluster) for cluster in clusters]

    def formatted() -> csl.Rendered:
        return csl.format_citations(loaded, items.values(), known, lang=lang, listed=listed)

    done = formatted()
    findings = (*nameless_sources(wanted, library), *_findings(clusters, done, library))
    for mend in (_spoken, _titled, _completed):
        silent = list(_silent(known, done, items))
        if not any(silent):
            break
        known = [mend(one, keys, items) for one, keys in zip(known, silent, strict=True)]
        done = formatted()
    bibliography = done.bibliography
    return Rendered(
        clusters=tuple(
            RenderedCluster(to_inlines(tidied(cluster.runs)), to_inlines(cluster.in_text))
            for cluster in done.clusters
        ),
        entries=tuple(_entries(bibliography)),
        layout=CitationLayout(
            is_note_style=loaded.is_note,
            hanging_indent=bibliography.hanging_indent,
            second_field_align=bibliography.second_field_align,
            entry_spacing=bibliography.entry_spacing,
            line_spacing=bibliography.line_spacing,
        ),
        diagnostics=findings,
    )


def _cluster(cluster: Cluster) -> csl.Cluster:
    cites = tuple(_cite(cite) for cite in cluster.cites)
    # The capital at the start of a note is given where the note is made.
    return csl.Cluster(cites, cluster.note, cluster.section, begins_note=False)


def _cite(cite: Cite) -> csl.Cite:
    return csl.Cite(
        id=cite.key,
        locators=tuple((locator.label, locator.value) for locator in cite.locators),
        prefix=from_inlines(cite.prefix),
        suffix=from_inlines(cite.suffix),
        mode=_MODES[cite.mode],
    )


def _named(item: Mapping[str, Any], key: str, is_wanted: bool) -> Mapping[str, Any]:
    own = {**item, "id": key}
    return with_title(own, key) if is_wanted and is_nameless(own) else own


def _silent(
    clusters: Sequence[csl.Cluster], done: csl.Rendered, items: Mapping[str, Any]
) -> Iterator[tuple[str, ...]]:
    """Yield for each cluster the keys of the library of which nothing is printed there."""
    for cluster, rendered in zip(clusters, done.clusters, strict=True):
        is_silent = not rendered.runs and not rendered.in_text
        keys = tuple(one.id for one in cluster.cites) if is_silent else rendered.empty
        yield tuple(key for key in keys if key in items)


# What is done, one after the other, until no cite is silent. `items` may be changed.
def _spoken(cluster: csl.Cluster, silent: Sequence[str], items: _Items) -> csl.Cluster:
    """Let a source that has nothing but its author keep the author."""
    cites = (
        replace(one, mode=_SPOKEN.get(one.mode, one.mode)) if one.id in silent else one
        for one in cluster.cites
    )
    return replace(cluster, cites=tuple(cites))


def _titled(cluster: csl.Cluster, silent: Sequence[str], items: _Items) -> csl.Cluster:
    """Give a source a title that it has not."""
    items.update({key: with_title(items[key], key) for key in silent})
    return cluster


def _completed(cluster: csl.Cluster, silent: Sequence[str], items: _Items) -> csl.Cluster:
    """Set the title of a source of which the style prints nothing at all."""

    def completed(cite: csl.Cite) -> csl.Cite:
        if cite.id not in silent:
            return cite
        title = parse_rich(str(items[cite.id]["title"]))
        space = [Leaf(" ")] if text_of(cite.suffix)[:1].isalnum() else []
        return replace(cite, suffix=(*title, *space, *nodes_of(cite.suffix)))

    return replace(cluster, cites=tuple(map(completed, cluster.cites)))


def _entries(bibliography: csl.Bibliography) -> Iterator[tuple[str, Inlines]]:
    for entry in bibliography.entries:
        if entry.runs:
            yield entry.id, to_inlines(tidied(entry.runs))


def _findings(
    clusters: Sequence[Cluster], done: csl.Rendered, library: Library
) -> Iterator[Diagnostic]:
    silent = _silent([_cluster(one) for one in clusters], done, library.items)
    for cluster, keys in zip(clusters, silent, strict=True):
        for cite in cluster.cites:
            if cite.key in keys:
                where = library.places.get(cite.key)
                hint = f"the entry is at {where}; see whether it has author, title and date"
                yield Diagnostic(
                    "cite-empty",
                    f"the citation style prints nothing for {cite.key!r}",
                    cite.place or where,
                    hint if where else "see whether the entry has author, title and date",
                    Severity.WARNING,
                )
    for entry in done.bibliography.entries:
        if not entry.runs:
            yield Diagnostic(
                "cite-empty",
                f"the reference list of this style has nothing to say of {entry.id!r}",
                library.places.get(entry.id),
                "see whether the entry has author, title and date",
                Severity.WARNING,
            )
