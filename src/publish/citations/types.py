"""What passes between a book and the engine that formats its citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics import Diagnostic, Place
from publish.model.document import CitationLayout
from publish.model.nodes import CiteMode, Inlines


@dataclass(frozen=True, slots=True)
class Locator:
    """A place inside a source. `label` is a CSL locator term (`page`, `volume`, `folio`...)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Cite:
    """One source in a citation, with its locators in the author's order."""

    key: str
    locators: tuple[Locator, ...] = ()
    prefix: Inlines = ()
    suffix: Inlines = ()
    mode: CiteMode = CiteMode.NORMAL
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cites that stand together.

    `note` is the number printed at their note, 0 in running text. Where `section` changes,
    positions ("ibid.", short forms) start anew.
    """

    cites: tuple[Cite, ...]
    note: int = 0
    section: int = 0


@dataclass(frozen=True, slots=True)
class RenderedCluster:
    """A cluster's words. `author` goes before them into the sentence (`@doe says`).

    Every cite inside `text` is a `Span.cite` with the pair `key`, so that it can be linked.
    """

    text: Inlines
    author: Inlines = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that a book needs from its citation style, clusters in the order they were given.

    `entries` are keys and texts in the order of the reference list; it is empty where the style
    has no reference list.
    """

    clusters: tuple[RenderedCluster, ...]
    entries: tuple[tuple[str, Inlines], ...]
    layout: CitationLayout
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """The sources a book may cite: CSL items and where each is written, by key."""

    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
