"""Words for one edition only: what `.content-visible` and `.content-hidden` ask for.

The marks stand on divisions, spans and headings (with all that is under them), as in Quarto:
`::: {.content-visible when-format="pdf"}`, `unless-format` for the opposite.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from publish.model.cited import without_entries, without_marks
from publish.model.document import Chapter, Document, Entry
from publish.model.nodes import Attr, Blocks, Div, Header, Link, Span
from publish.model.walk import rewrite
from publish.structure.descriptions import NAME as DESCRIPTION
from publish.structure.identifiers import ids
from publish.structure.titles import heading

_VISIBLE, _HIDDEN = "content-visible", "content-hidden"
# What authors call the editions, Quarto's names of formats included.
_FORMATS = {
    "pdf": frozenset({"pdf", "print", "latex", "typst", "beamer"}),
    "epub": frozenset({"epub", "epub2", "epub3", "html", "html4", "html5", "ebook"}),
    "docx": frozenset({"docx", "word", "odt", "openxml"}),
}
FORMAT_NAMES = frozenset().union(*_FORMATS.values())


def for_edition(document: Document, name: str) -> Document:
    """Return the book as one edition has it: other editions' words gone, no link left dangling."""
    chapters = tuple(
        replace(chapter, blocks=_kept(chapter.blocks, name))
        for chapter in document.for_edition(name)
    )
    present = {chapter.id for chapter in chapters}
    present.update(id_ for chapter in chapters for id_ in ids(chapter.blocks))
    chapters = tuple(
        replace(one, blocks=_without_dead_links(one.blocks, present)) for one in chapters
    )
    if name != "epub":
        chapters = without_entries(chapters) if name == "docx" else without_marks(chapters)
    return replace(
        document,
        chapters=chapters,
        contents=_entries(document.contents, name, present),
        figures=_entries(document.figures, name, present),
        tables=_entries(document.tables, name, present),
    )


def shared_chapters(one: Document, other: Document) -> frozenset[str]:
    """Return the names of the chapters that two editions have with the same words."""
    others = {chapter.name: chapter.blocks for chapter in other.chapters}
    return frozenset(
        chapter.name for chapter in one.chapters if others.get(chapter.name) == chapter.blocks
    )


def with_editions(chapter: Chapter) -> Chapter:
    """Return a chapter whose heading was for some editions only as one that is for these only."""
    header = heading(chapter.blocks)
    if not header or not _is_conditional(header.attr):
        return chapter
    editions = tuple(name for name in chapter.editions if is_kept(header.attr, name))
    opening = replace(header, attr=_unconditional(header.attr))
    return replace(chapter, editions=editions, blocks=(opening, *chapter.blocks[1:]))


def is_kept(attr: Attr, name: str) -> bool:
    """Tell whether what has these attributes belongs to an edition."""
    if not _is_conditional(attr):
        return True
    wanted, unwanted = attr.get("when-format"), attr.get("unless-format")
    holds = (not wanted or _names(wanted, name)) and not (unwanted and _names(unwanted, name))
    return holds if _VISIBLE in attr.classes else not holds


def _names(formats: str, edition: str) -> bool:
    own = _FORMATS.get(edition, frozenset({edition}))
    return any(form.lower() in own for form in re.split(r"[\s,;]+", formats) if form)


def _is_conditional(attr: Attr) -> bool:
    return bool({_VISIBLE, _HIDDEN}.intersection(attr.classes))


def _unconditional(attr: Attr) -> Attr:
    classes = tuple(name for name in attr.classes if name not in {_VISIBLE, _HIDDEN})
    pairs = tuple(pair for pair in attr.pairs if pair[0] not in {"when-format", "unless-format"})
    return Attr(attr.id, classes, pairs)


def _kept(blocks: Blocks, name: str) -> Blocks:
    def choose(node: Any) -> Any:
        match node:
            # Elsewhere its words stand with the picture, as the alternative.
            case Div(attr) if DESCRIPTION in attr.classes and name != "epub":
                return ()
            case Div(attr, content) if _is_conditional(attr):
                opened = replace(node, content=_sections_kept(content, name))
                return _opened(opened) if is_kept(attr, name) else ()
            case Span(attr) if _is_conditional(attr):
                return _opened(node) if is_kept(attr, name) else ()
            case Div(attr, content):
                kept = _sections_kept(content, name)
                return None if kept is content else replace(node, content=kept)
        return None

    return _sections_kept(rewrite(blocks, choose, Div | Span), name)


def _opened(node: Any) -> Any:
    """Return what a mark held, or the element itself where it says more than its edition."""
    attr = _unconditional(node.attr)
    return node.content if attr == Attr() else replace(node, attr=attr)


def _sections_kept(blocks: Blocks, name: str) -> Blocks:
    """Drop headings that are not for this edition, each with all that is under it."""
    if not any(isinstance(block, Header) and _is_conditional(block.attr) for block in blocks):
        return blocks
    result: list[Any] = []
    dropped_level = 0
    for block in blocks:
        if isinstance(block, Header) and (not dropped_level or block.level <= dropped_level):
            dropped_level = 0 if is_kept(block.attr, name) else block.level
        if dropped_level:
            continue
        if isinstance(block, Header) and _is_conditional(block.attr):
            block = replace(block, attr=_unconditional(block.attr))
        result.append(block)
    return tuple(result)


def _without_dead_links(blocks: Blocks, present: set[str]) -> Blocks:
    def loosen(node: Any) -> Any:
        match node:
            case Link(attr, content, target) if target.url.startswith("#"):
                return None if target.url[1:] in present else Span(attr, content)
        return None

    return rewrite(blocks, loosen, Link)


def _entries(entries: tuple[Entry, ...], name: str, present: set[str]) -> tuple[Entry, ...]:
    return tuple(
        replace(one, title=without_marks(one.title))
        for one in entries
        if name in one.editions and one.id in present
    )
