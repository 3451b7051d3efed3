"""Archival sources whose place in the archive a citation style has no room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.citations.types import Cluster, Library, Rendered
from publish.diagnostics import Diagnostic, Severity
from publish.model.walk import plain_text


def unprinted_archives(
    clusters: Sequence[Cluster], rendered: Rendered, library: Library
) -> Iterator[Diagnostic]:
    """Yield a finding for each source of which neither citation nor entry says where it lies.

    Without collection, box and folder (or fond, opis' and delo) no reader can find it.
    """
    said: dict[str, str] = {key: plain_text(text) for key, text in rendered.entries}
    for cluster, done in zip(clusters, rendered.clusters, strict=True):
        for cite in cluster.cites:
            said[cite.key] = f"{said.get(cite.key, '')} {plain_text(done.text)}"
    for key, text in said.items():
        item = library.items.get(key, {})
        where = str(item.get("archive_location", ""))
        if _letters(where) not in _letters(text):
            yield Diagnostic(
                "cite-archive-unprinted",
                f"this citation style does not say where {key!r} lies in its archive ({where})",
                library.places.get(key),
                "take a style for archival sources, or add it in words: [@key, box 4]",
                Severity.WARNING,
            )


def _letters(text: str) -> str:
    """Return letters and digits only: a style may set other marks and capitals."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
