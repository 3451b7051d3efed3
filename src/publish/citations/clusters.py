"""Every citation of a book in reading order, as clusters for the citation engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from publish.caching import Cache
from publish.citations.locators import know_words, parse_suffix
from publish.citations.types import Cite, Cluster
from publish.model import nodes as n
from publish.model.document import Chapter, Document
from publish.model.walk import every, plain_text, rewrite, words

_GAPS = frozenset({n.Space, n.SoftBreak})
_NUMBERED: Any = n.Note | n.Cite


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a citation stands: in a note of the author's, in running text, in what language."""

    is_in_note: bool
    lang: str


def find_clusters(
    document: Document, *, in_notes: bool
) -> tuple[tuple[Cluster, ...], tuple[Standing, ...]]:
    """Return the clusters of all chapters, and where each stands.

    `in_notes` says that the style makes notes of citations; the author's own notes count too.
    Numbers are those printed: they start anew in each chapter where the settings say so.
    """
    clusters: list[Cluster] = []
    standings: list[Standing] = []
    settings = document.settings
    number = 0
    for index, chapter in enumerate(document.chapters):
        start = 0 if settings.note_numbering == "chapter" else number
        found, number = _numbered(chapter, start, in_notes)
        lang = chapter.lang or document.metadata.lang
        if found:
            know_words(lang, Cache(document.folder))
        section = index if settings.citation_positions == "chapter" else 0
        for one in found:
            cites = tuple(_cites(one.cite, lang, one.is_in_note and in_notes))
            clusters.append(Cluster(cites, one.note, section))
            standings.append(Standing(one.is_in_note, lang))
    return tuple(clusters), tuple(standings)


@dataclass(frozen=True, slots=True)
class _Found:
    cite: n.Cite
    note: int
    is_in_note: bool


def _numbered(chapter: Chapter, start: int, in_notes: bool) -> tuple[list[_Found], int]:
    """Return the cites of a chapter with the number of their note, and the last number used."""
    found: list[_Found] = []
    number, inside = start, 0
    for node in every(_NUMBERED, chapter.blocks):
        if isinstance(node, n.Note):
            number += 1
            inside = sum(1 for _ in every(n.Cite, node.content))
        elif isinstance(node, n.Cite) and inside:
            inside -= 1
            found.append(_Found(node, number, True))
        elif isinstance(node, n.Cite):
            number += in_notes
            found.append(_Found(node, number if in_notes else 0, False))
    return found, number


def _cites(cite: n.Cite, lang: str, plain_author: bool) -> Iterator[Cite]:
    return (_cite(one, cite, lang, plain_author) for one in cite.citations)


def _cite(one: n.Citation, whole: n.Cite, lang: str, plain_author: bool) -> Cite:
    parsed = parse_suffix(one.suffix, lang)
    # In a note of a note style "See @doe, 3" is the same words as "See [@doe, 3]".
    is_plain = plain_author and one.mode is n.CiteMode.AUTHOR_IN_TEXT
    return Cite(
        key=one.key,
        locators=parsed.locators,
        prefix=one.prefix,
        suffix=parsed.suffix,
        mode=n.CiteMode.NORMAL if is_plain else one.mode,
        place=one.place or whole.place,
    )


def merge_neighbours(document: Document) -> Document:
    """Return a book in which citations with only a space between them are one.

    Two of them would be two note numbers at one place.
    """

    def merged(node: object) -> object:
        content = getattr(node, "content", None)
        if not isinstance(content, tuple) or not _are_close(content):
            return None
        return replace(node, content=tuple(_merged(content)))  # type: ignore[type-var]

    return rewrite(document, merged, n.Cite)


def _are_close(content: n.Inlines) -> bool:
    """Tell whether only spaces are between two citations."""
    kinds = list(map(type, content))
    places = [place for place, kind in enumerate(kinds) if kind is n.Cite]
    return any(_GAPS.issuperset(kinds[first + 1 : second]) for first, second in pairwise(places))


def with_sources_apart(document: Document) -> Document:
    """Return a book in which `[see @a, 1, and compare @b]` cites two sources, as `;` has it.

    pandoc takes the second for a part of the words after the first, where it would be lost.
    """

    def change(node: object) -> object:
        if not isinstance(node, n.Cite) or not any(every(n.Cite, _words_after(node))):
            return None
        found = tuple(part for one in node.citations for part in _apart(one))
        return replace(node, citations=found)

    return rewrite(document, change, n.Cite)


def _words_after(cite: n.Cite) -> n.Inlines:
    return tuple(word for one in cite.citations for word in one.suffix)


def _apart(citation: n.Citation) -> Iterator[n.Citation]:
    """Yield a citation and those among the words after it; the words between go to the next."""
    place = next((i for i, x in enumerate(citation.suffix) if isinstance(x, n.Cite)), None)
    inner = citation.suffix[place] if place is not None else None
    if not isinstance(inner, n.Cite) or place is None:
        yield citation
        return
    parsed = parse_suffix(citation.suffix[:place])
    between = parsed.suffix
    whole, left = plain_text(citation.suffix[:place]), plain_text(between)
    kept = words(whole.removesuffix(left)) if parsed.locators else ()
    first, *others = inner.citations
    yield replace(citation, suffix=kept)
    prefix = tuple(words(plain_text(between).lstrip(" ,;").rstrip() + " ")) if between else ()
    after = (*first.suffix, *(() if others else citation.suffix[place + 1 :]))
    yield from _apart(replace(first, prefix=prefix, suffix=after, mode=n.CiteMode.NORMAL))
    yield from others


def without_cites_in_descriptions(document: Document) -> Document:
    """Return a book whose pictures are described without citations.

    pandoc repeats a figure's caption as the description of its picture: its citations would
    count, and be numbered, twice.
    """

    def change(node: object) -> object:
        if isinstance(node, n.Image) and any(every(n.Cite, node.content)):
            return replace(node, content=without_cites(node.content))
        return None

    return rewrite(document, change, n.Cite)


def without_cites(content: n.Inlines) -> n.Inlines:
    """Return words without citations, nor the space before them: titles, descriptions."""
    kept: list[n.Inline] = []
    for node in content:
        if isinstance(node, n.Cite):
            while kept and isinstance(kept[-1], n.Space | n.SoftBreak):
                kept.pop()
        else:
            kept.append(node)
    return rewrite(tuple(kept), lambda node: () if isinstance(node, n.Cite) else None)


def _merged(content: n.Inlines) -> Iterator[n.Inline]:
    held: n.Cite | None = None
    gap: list[n.Inline] = []
    for node in content:
        if isinstance(node, n.Cite) and held is not None and _can_follow(node):
            held = n.Cite(held.citations + node.citations, held.content, held.place)
            gap = []
        elif isinstance(node, n.Space | n.SoftBreak) and held is not None:
            gap.append(node)
        else:
            yield from (*((held,) if held else ()), *gap)
            gap = []
            held = node if isinstance(node, n.Cite) else None
            if held is None:
                yield node
    yield from (*((held,) if held else ()), *gap)


def _can_follow(cite: n.Cite) -> bool:
    return all(one.mode is not n.CiteMode.AUTHOR_IN_TEXT for one in cite.citations)
