"""What goes in and what comes out: clusters of cites, and the rendered text of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from publish.citations.csl.affixes import Words
from publish.citations.csl.runs import Runs

Mode = Literal["", "author-in-text", "author-only", "suppress-author"]


@dataclass(frozen=True, slots=True)
class Cite:
    """One reference to an item.

    `locators` are pairs of label and value: `(("volume", "8"), ("page", "118, 160"))`.
    `prefix` and `suffix` are text with the markup that fields have (`<i>`, `<b>`, ...), or
    nodes of the output tree. `position` (0 first, 1 subsequent, 2 ibid, 3 ibid with locator)
    overrules what the order of cites says.
    """

    id: str
    locators: tuple[tuple[str, str], ...] = ()
    prefix: Words = ""
    suffix: Words = ""
    mode: Mode = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Cites that stand together. `note` is the number of their note, 0 in running text.

    `section` changes where positions start anew, as at a new chapter. `begins_note` is off
    where the author's own words come before them in the note: no capital then.
    """

    cites: tuple[Cite, ...]
    note: int = 0
    section: int = 0
    begins_note: bool = True


@dataclass(frozen=True, slots=True)
class RenderedCluster:
    """A cluster's text. `in_text` is what goes before it into the sentence, if anything.

    `empty` are the ids of cites of which the style prints nothing.
    """

    runs: Runs
    in_text: Runs = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the reference list."""

    id: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A reference list with its layout data; spacing is in lines."""

    entries: tuple[Entry, ...] = ()
    hanging_indent: bool = False
    second_field_align: str = ""
    line_spacing: int = 1
    entry_spacing: int = 1


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that a document needs from its style. `missing` are ids without an item."""

    clusters: tuple[RenderedCluster, ...]
    bibliography: Bibliography
    missing: tuple[str, ...] = ()


def read_clusters(data: Iterable[Mapping[str, Any]]) -> tuple[Cluster, ...]:
    """Return clusters from `{"note": int, "items": [{"id", "locator"?, "label"?, ...}]}`."""
    return tuple(
        Cluster(tuple(read_cite(cite) for cite in cluster["items"]), int(cluster.get("note") or 0))
        for cluster in data
    )


def read_cite(data: Mapping[str, Any]) -> Cite:
    """Return a cite from the form that citation managers use."""
    mode: Mode = data.get("mode") or ""
    if data.get("suppress-author"):
        mode = "suppress-author"
    elif data.get("author-only"):
        mode = "author-only"
    position = data.get("position")
    return Cite(
        id=str(data["id"]),
        locators=_locators(data),
        prefix=str(data.get("prefix") or ""),
        suffix=str(data.get("suffix") or ""),
        mode=mode,
        position=position if isinstance(position, int) else None,
    )


def _locators(data: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    several = data.get("locators")
    if isinstance(several, Sequence) and several:
        return tuple((str(label), str(value)) for label, value in several)
    text = str(data.get("locator") or "").strip()
    return ((str(data.get("label") or "page"), text),) if text else ()
