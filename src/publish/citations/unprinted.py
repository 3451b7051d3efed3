"""What a citation style has no room for: where a source lies, and the place cited in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.citations.types import Cite, Cluster, Library, Rendered
from publish.diagnostics import Diagnostic, Severity
from publish.model.walk import plain_text


def unprinted_archives(
    clusters: Sequence[Cluster], rendered: Rendered, library: Library
) -> Iterator[Diagnostic]:
    """Yield a finding for each source of which neither citation nor entry says where it lies.

    Without collection, box and folder (or fond, opis' and delo) no reader can find it.
    """
    lying = {
        key: str(item["archive_location"])
        for key, item in library.items.items()
        if item.get("archive_location")
    }
    said = {key: plain_text(text) for key, text in rendered.entries if key in lying}
    for cluster, done in zip(clusters, rendered.clusters, strict=True):
        for cite in cluster.cites:
            if cite.key in lying:
                said[cite.key] = f"{said.get(cite.key, '')} {plain_text(done.text)}"
    for key, text in said.items():
        where = lying[key]
        if _letters(where) not in _letters(text):
            yield Diagnostic(
                "cite-archive-unprinted",
                f"this citation style does not say where {key!r} lies in its archive ({where})",
                library.places.get(key),
                "take a style for archival sources, or add it in words: [@key, box 4]",
                Severity.WARNING,
            )


def unprinted_locators(clusters: Sequence[Cluster], rendered: Rendered) -> Iterator[Diagnostic]:
    """Yield one finding where a style says nothing of the places in sources that are cited."""
    silent = [
        cite
        for cluster, done in zip(clusters, rendered.clusters, strict=True)
        for cite in cluster.cites
        if cite.locators and not _says_place(cite, plain_text((*done.author, *done.text)))
    ]
    if silent:
        value = silent[0].locators[0].value
        yield Diagnostic(
            "cite-locator-unprinted",
            f"this citation style prints no place in a source: {len(silent)} times here, "
            f"the first {value!r}",
            silent[0].place,
            "take a style that has them, or add it in words after the citation",
            Severity.WARNING,
        )


def _says_place(cite: Cite, text: str) -> bool:
    """Tell whether any place of a cite is in its text, by its first number or word."""
    said = re.findall(r"\w+", text.casefold())
    firsts = (re.search(r"\w+", one.value.casefold()) for one in cite.locators)
    return any(word.startswith(first[0]) for first in firsts if first for word in said)


def _letters(text: str) -> str:
    """Return letters and digits only: a style may set other marks and capitals."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
