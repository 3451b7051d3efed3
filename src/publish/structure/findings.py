"""What can be wrong with names in a book: unknown targets, dead links, names given twice."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from publish.diagnostics import Diagnostic, Place, Severity
from publish.model.document import Chapter, Document
from publish.model.nodes import Attr, Cite, Div, Header, Link, RawBlock, RawInline, Span, Str
from publish.model.walk import ATTRIBUTED, every, holds, says
from publish.structure.conditional import FORMAT_NAMES, is_kept, with_editions
from publish.structure.crossrefs import bookdown_keys, is_sure_key, target_of
from publish.structure.dialect import translated
from publish.structure.front_matter import GENERATED_IDS
from publish.structure.glossary import term_ids
from publish.structure.html import with_tags_read
from publish.structure.html_tables import with_tables_read
from publish.structure.identifiers import (
    automatic_id,
    chapter_path,
    is_automatic,
    is_chapter_file,
    safe_id,
)
from publish.structure.tex_equations import equation_names

_WRITTEN_ID = re.compile(r"\{#([^\s{}]+)\}")

_RAW: Any = RawInline | RawBlock
_NAMING: Any = ATTRIBUTED | RawInline | RawBlock

Locate = Callable[[Chapter, str], Place | None]


def unknown_targets(
    document: Document, names: frozenset[str], locate: Locate, known: Collection[str] = ()
) -> Iterator[Diagnostic]:
    """Yield a finding for every cross reference that leads nowhere (`crossref-unknown`).

    `names` are those of `names_in`. `locate` is asked, in reading order, where words stand that
    have no place of their own. `known` are the keys of the bibliography: a source may be called
    `sec-2010`.
    """
    for chapter in document.chapters:
        for cite in every(Cite, chapter.blocks):
            for citation in cite.citations:
                key = citation.key
                if is_sure_key(key) and key not in known and not target_of(key, names):
                    place = citation.place or cite.place or chapter.place
                    yield _unknown("crossref-unknown", key, place, names)
        for key in bookdown_keys(chapter.blocks):
            place = locate(chapter, f"\\@ref({key})")
            if not target_of(key, names):
                yield _unknown("crossref-unknown", key, place, names)


def broken_links(document: Document, names: frozenset[str]) -> Iterator[Diagnostic]:
    """Yield a finding for every link to a name or a chapter file that is not in the book.

    `names` are those of `names_in`.
    """
    files = {one.place.path for one in document.chapters if one.place}
    for chapter in document.chapters:
        for link in every(Link, chapter.blocks):
            url = link.target.url
            place = link.place or chapter.place
            path, _, name = url.partition("#")
            if url.startswith("#"):
                if safe_id(unquote(name)) not in names:
                    yield _unknown("link-broken-anchor", unquote(name), place, names)
            elif is_chapter_file(url):
                if chapter_path(path, chapter) not in files:
                    message = f"'{path}' is not a chapter of the book"
                    yield Diagnostic("link-broken-anchor", message, place)
                elif name and safe_id(unquote(name)) not in names:
                    yield _unknown("link-broken-anchor", unquote(name), place, names)


def duplicate_ids(document: Document) -> Iterator[Diagnostic]:
    """Yield a finding for every name that the author gave twice, with both places.

    The same name may stand once in each of several editions.
    """
    twice = _given_twice(document)
    seen: dict[str, list[_Named]] = {}
    for named in _named(document) if twice else ():
        for first in seen.get(named.id, []):
            if first.editions & named.editions:
                yield Diagnostic(
                    "id-duplicate",
                    f"'{named.id}' is the name of two things",
                    named.place,
                    f"the first is at {first.place}" if first.place else "",
                )
                break
        seen.setdefault(named.id, []).append(named)


def _given_twice(document: Document) -> bool:
    """Tell whether any name was given twice, in whatever editions: in few books one was."""
    blocks = tuple(chapter.blocks for chapter in document.chapters)
    given = [node.attr.id for node in every(ATTRIBUTED, blocks) if _is_named(node)]
    return len(set(given)) < len(given)


def _is_named(node: Any) -> bool:
    return bool(node.attr.id) and not (isinstance(node, Header) and is_automatic(node))


def raw_markup(document: Document, locate: Locate) -> Iterator[Diagnostic]:
    """Yield a warning for raw markup that means nothing in the other editions (`markup-raw`).

    `locate` is asked, in reading order, where the words of a chapter stand in its file.
    """
    for chapter in document.chapters:
        raw = every(_RAW, with_tags_read(chapter.blocks))
        for node in raw:
            if translated(node) is None:
                text = node.text.strip().splitlines()[0]
                yield Diagnostic(
                    "markup-raw",
                    f"'{text[:60]}' is for {node.format} only and is left out",
                    locate(chapter, text),
                    "write it in Markdown",
                    Severity.WARNING,
                )


def unknown_formats(document: Document, locate: Locate) -> Iterator[Diagnostic]:
    """Yield a finding for every `when-format` that names no edition (`edition-unknown`).

    `locate` is asked, in reading order, where the words of a chapter stand in its file.
    """
    for chapter in document.chapters:
        for node in every(ATTRIBUTED, chapter.blocks):
            attr: Attr = node.attr
            for form in (attr.get("when-format") + " " + attr.get("unless-format")).split():
                if form.strip(",;").lower() not in FORMAT_NAMES:
                    yield Diagnostic(
                        "edition-unknown",
                        f"'{form}' is not the name of an edition",
                        locate(chapter, form),
                        "editions are pdf, epub and docx",
                        Severity.WARNING,
                    )


# --- names and where they stand --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    editions: frozenset[str]
    place: Place | None


def _named(document: Document) -> Iterator[_Named]:
    for chapter in document.chapters:
        marked = with_editions(chapter)
        yield from _in(marked.blocks, frozenset(marked.editions), chapter)


def _in(node: Any, editions: frozenset[str], chapter: Chapter) -> Iterator[_Named]:
    """Yield the author's own names in a node, with the editions that have them."""
    if isinstance(node, tuple):
        for item in node:
            yield from _in(item, editions, chapter)
        return
    if not holds(ATTRIBUTED, node):
        return
    attr = getattr(node, "attr", None)
    if isinstance(attr, Attr):
        editions = frozenset(name for name in editions if is_kept(attr, name))
        if _is_named(node):
            yield _Named(attr.id, editions, getattr(node, "place", None) or chapter.place)
    if isinstance(node, Div | Span):
        yield from _in(node.content, editions, chapter)
        return
    for part in _children(node):
        yield from _in(part, editions, chapter)


def _children(node: Any) -> Iterator[Any]:
    """Yield the parts of a node that may hold names."""
    for name in ("caption", "head", "bodies", "foot", "rows", "cells", "items", "lines", "content"):
        part = getattr(node, name, None)
        if isinstance(part, tuple) or hasattr(part, "__dataclass_fields__"):
            yield part


def names_in(document: Document) -> frozenset[str]:
    """Return every name that something in the book has or will get, in its final form."""
    names = {safe_id(one.id or one.name) for one in document.chapters} | GENERATED_IDS
    for chapter in document.chapters:
        blocks = with_tables_read(chapter.blocks)
        # Equations and captions carry their names as words until the book is arranged.
        for text in every(Str, blocks) if says(blocks, "{#") else ():
            if "{#" in text.text:
                names.update(safe_id(name) for name in _WRITTEN_ID.findall(text.text))
        for node in every(_NAMING, blocks):
            if isinstance(node, RawInline | RawBlock):
                names.update(safe_id(name) for name in equation_names(node.text))
                continue
            attr = getattr(node, "attr", None)
            if isinstance(attr, Attr) and attr.id:
                names.add(safe_id(attr.id))
            elif isinstance(node, Header):
                names.add(safe_id(automatic_id(node)))
    return frozenset(names | set(term_ids(document.chapters)))


def _unknown(code: str, name: str, place: Place | None, names: Collection[str]) -> Diagnostic:
    message = f"nothing in the book is named '{name}'"
    return Diagnostic(code, message, place, _nearest(name, names))


def _nearest(name: str, names: Collection[str]) -> str:
    found = difflib.get_close_matches(name.replace(":", "-"), sorted(names), n=1)
    return f"did you mean '{found[0]}'?" if found else ""
