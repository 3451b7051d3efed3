"""References for a shell: some sources of a library, by a style, one after the other."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.citations.csl import engine as csl
from publish.citations.csl.html import to_html
from publish.citations.csl.runs import Runs, text_of
from publish.citations.styles import Style
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Reference:
    """One source as a style prints it; `html` is as the CSL test suite writes it."""

    key: str
    text: str
    html: str


def list_references(
    style: Style, library: Library, keys: Sequence[str], lang: str = "en-US"
) -> tuple[Reference, ...]:
    """Return the entries of a reference list, in the style's order; of all sources without keys.

    A style that has no reference list gives the note that cites a source for the first time.
    Keys that the library has not are passed over.
    Raises: ValueError if the style cannot be used.
    """
    loaded = replace(csl.load_style(style.path), default_locale=style.lang)
    wanted = [key for key in dict.fromkeys(keys or library.items) if key in library.items]
    items = [{**library.items[key], "id": key} for key in wanted]
    if style.has_bibliography:
        done = csl.format_citations(loaded, items, [], lang=lang, listed=wanted)
        return tuple(_reference(one.id, one.runs) for one in done.bibliography.entries)
    clusters = [
        csl.Cluster((csl.Cite(key, position=0),), note) for note, key in enumerate(wanted, start=1)
    ]
    done = csl.format_citations(loaded, items, clusters, lang=lang)
    notes = zip(wanted, done.clusters, strict=True)
    return tuple(_reference(key, cluster.runs) for key, cluster in notes)


def unknown_keys(keys: Sequence[str], library: Library) -> Iterator[Diagnostic]:
    """Yield a finding for every key that the library has not, with the nearest that it has."""
    for key in dict.fromkeys(keys):
        if key not in library.items:
            near = difflib.get_close_matches(key, library.items, n=1)
            yield Diagnostic(
                "cite-unknown-key",
                f"no entry named {key!r} in the bibliography",
                hint=f"did you mean {near[0]!r}?" if near else "",
            )


def empty_references(references: Sequence[Reference], library: Library) -> Iterator[Diagnostic]:
    """Yield a finding for every source of which a style prints nothing."""
    for one in references:
        if not one.text:
            yield Diagnostic(
                "cite-empty",
                f"the citation style prints nothing for {one.key!r}",
                library.places.get(one.key),
                "see whether the entry has author, title and date",
                Severity.WARNING,
            )


def _reference(key: str, runs: Runs) -> Reference:
    return Reference(key, _plain(runs), to_html(runs, with_links=True))


def _plain(runs: Runs) -> str:
    """Return the text alone; a number at the margin is set off by a space."""
    pieces: list[str] = []
    last = None
    for run in runs:
        block = next((mark for mark in run.marks if mark.name.startswith("display:")), None)
        if block is not last and pieces and not pieces[-1].endswith(" "):
            pieces.append(" ")
        last = block
        pieces.append(text_of((run,)))
    return "".join(pieces).strip()
