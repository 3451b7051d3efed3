"""Citations and reference list of a book by its style: values in, words with formatting out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.citations import csl
from publish.citations.csl.nodes import from_inlines, to_inlines
from publish.citations.styles import Style
from publish.citations.types import Cite, Cluster, Library, Rendered, RenderedCluster
from publish.diagnostics import Diagnostic, Severity
from publish.model.document import CitationLayout
from publish.model.nodes import CiteMode, Inlines

# Two like marks with a space between, but not the dots of a spaced ellipsis.
_GAP = re.compile(r"(?<![.,;:] )([.,;:]) +\1(?=\s|$)(?! +\1)")
_LAST_GAP = re.compile(r"[,;:] $")
_MODES: Mapping[CiteMode, csl.Mode] = {
    CiteMode.NORMAL: "",
    CiteMode.AUTHOR_IN_TEXT: "author-in-text",
    CiteMode.SUPPRESS_AUTHOR: "suppress-author",
}


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
    items = [{**item, "id": key} for key, item in library.items.items()]
    known = [_cluster(cluster) for cluster in clusters]
    done = csl.format_citations(loaded, items, known, lang=lang, listed=listed)
    bibliography = done.bibliography
    return Rendered(
        clusters=tuple(
            RenderedCluster(_inlines(cluster.runs), to_inlines(cluster.in_text))
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
        diagnostics=tuple(_findings(clusters, done, library)),
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


def _entries(bibliography: csl.Bibliography) -> Iterator[tuple[str, Inlines]]:
    for entry in bibliography.entries:
        if entry.runs:
            yield entry.id, _inlines(entry.runs)


def _inlines(runs: csl.Runs) -> Inlines:
    """Return runs as the book prints them, without the gaps that some styles leave.

    Where nothing stands between two marks of a style ("1963. . Moscow") one is enough, and none
    before a bracket ("Pravda, ]"); other processors and the CSL test suite print them.
    """
    following = (*runs[1:], None)
    return to_inlines(tuple(map(_tidy, runs, following)))


def _tidy(run: csl.Run, following: csl.Run | None) -> csl.Run:
    text = _GAP.sub(r"\1", run.text)
    if following is not None and following.text.startswith(("]", ")")):
        text = _LAST_GAP.sub("", text)
    return replace(run, text=text)


def _findings(
    clusters: Sequence[Cluster], done: csl.Rendered, library: Library
) -> Iterator[Diagnostic]:
    for cluster, rendered in zip(clusters, done.clusters, strict=True):
        for cite in cluster.cites:
            if cite.key in rendered.empty:
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
