"""Format a whole document: its citations in reading order, and its reference list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publish.citations.csl import elements as e
from publish.citations.csl.bibliography import render_entries
from publish.citations.csl.cites import Bibliography, Cite, Cluster, Rendered, RenderedCluster
from publish.citations.csl.cluster import render_cluster
from publish.citations.csl.context import NOTHING_ADDED, Context, Environment, Position, Shown
from publish.citations.csl.disambiguate import disambiguate
from publish.citations.csl.item import Item
from publish.citations.csl.locale import load_locale
from publish.citations.csl.nameform import NameSetter
from publish.citations.csl.positions import find_positions
from publish.citations.csl.sorting import sort_by_keys


def _first_notes(clusters: Sequence[Cluster]) -> dict[str, int]:
    """Return the note in which each item is cited first."""
    notes: dict[str, int] = {}
    for cluster in clusters:
        for cite in cluster.cites:
            notes.setdefault(cite.id, cluster.note)
    return notes


class Document:
    """The items and clusters of one document under one style."""

    def __init__(
        self,
        style: e.Style,
        items: Iterable[Mapping[str, Any]],
        clusters: Sequence[Cluster],
        *,
        lang: str | None = None,
        registered: Sequence[str] | None = None,
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
        and_in_words: bool = True,
    ) -> None:
        """`registered` are the ids of the reference list, by default those that are cited.

        `and_in_words` is on for names in the sentence that are joined by "and", not by "&".
        """
        locale = load_locale(style, lang)
        setter = NameSetter(style.demote_particle, style.initialize_with_hyphen)
        book_lang = lang if lang and and_in_words else ""
        self.env = Environment(style, locale, setter, abbreviations or {}, book_lang=book_lang)
        self.style = style
        self.and_in_words = and_in_words
        read = (Item(data) for data in items)
        self.items = {item.id: item for item in read}
        shapes: dict[tuple[object, ...], int] = {}
        for item in self.items.values():
            item.shape = shapes.setdefault(item.kind(), len(shapes))
        cited = [cite.id for cluster in clusters for cite in cluster.cites]
        order = dict.fromkeys(cited if registered is None else [*registered, *cited])
        self.missing = tuple(key for key in order if key not in self.items)
        self.order = [key for key in order if key in self.items]
        self.numbers = {key: number for number, key in enumerate(self.order, 1)}
        self.shown: dict[str, Shown] = {}
        self.listed = self._listed()
        counted = reversed(self.listed) if self._counts_down() else self.listed
        self.numbers = {key: number for number, key in enumerate(counted, 1)}
        self.first_notes = _first_notes(clusters)
        self.shown = disambiguate(self)
        self.clusters = [self._sorted(self._known(cluster)) for cluster in clusters]
        self.positions = find_positions(self.clusters, style.citation_options.near_note_distance)

    def _known(self, cluster: Cluster) -> Cluster:
        cites = tuple(cite for cite in cluster.cites if cite.id in self.items)
        return replace(cluster, cites=cites)

    def context(
        self,
        key: str,
        area: str,
        *,
        cite: Cite | None = None,
        position: Position | None = None,
        shown: Shown | None = None,
        sort_key: e.SortKey | None = None,
        omit_names: bool = False,
        is_comparing: bool = False,
    ) -> Context:
        """Return a fresh context for rendering an item."""
        return Context(
            self.env,
            self.items[key],
            area,
            shown=self._shown(key, sort_key) if shown is None else shown,
            position=position or Position(),
            locators=cite.locators if cite else (),
            citation_number=self.numbers.get(key, 0),
            sort_key=sort_key,
            omit_names=omit_names,
            is_comparing=is_comparing,
        )

    def _shown(self, key: str, sort_key: e.SortKey | None) -> Shown:
        shown = self.shown.get(key, NOTHING_ADDED)
        # What tells cites apart follows the order, not it them.
        return shown if sort_key is None else NOTHING_ADDED

    def _listed(self) -> list[str]:
        """Return the ids in the order of the reference list."""
        layout = self.style.bibliography
        if layout is None or not layout.sort:
            return list(self.order)
        return sort_by_keys(
            self.order,
            layout.sort,
            self.env.locale,
            lambda key, sort_key: self.context(key, "bibliography", sort_key=sort_key),
        )

    def _counts_down(self) -> bool:
        """Return whether the list is sorted so that its numbers fall from entry to entry."""
        layout = self.style.bibliography
        keys = () if layout is None else layout.sort
        return any(key.is_descending and key.is_citation_number for key in keys)

    def _sorted(self, cluster: Cluster) -> Cluster:
        keys = self.style.citation.sort
        # Words before a cite tie it to its place: "for another view see".
        is_tied = any(cite.prefix for cite in cluster.cites)
        if not keys or len(cluster.cites) < 2 or is_tied:
            return cluster
        cites = sort_by_keys(
            cluster.cites,
            keys,
            self.env.locale,
            lambda cite, key: self.context(cite.id, "citation", cite=cite, sort_key=key),
        )
        return replace(cluster, cites=tuple(cites))

    def render(self) -> Rendered:
        """Return all clusters and the reference list."""
        return Rendered(self.render_clusters(), self.render_bibliography(), self.missing)

    def render_clusters(self) -> tuple[RenderedCluster, ...]:
        """Return the text of every cluster."""
        pairs = zip(self.clusters, self.positions, strict=True)
        return tuple(render_cluster(self, cluster, found) for cluster, found in pairs)

    def render_bibliography(self, ids: Sequence[str] | None = None) -> Bibliography:
        """Return the reference list, or that part of it whose ids are given."""
        wanted = self.listed if ids is None else [key for key in self.listed if key in set(ids)]
        options = self.style.bibliography_options
        return Bibliography(
            entries=tuple(render_entries(self, wanted)),
            hanging_indent=options.hanging_indent,
            second_field_align=options.second_field_align,
            line_spacing=options.line_spacing,
            entry_spacing=options.entry_spacing,
        )
