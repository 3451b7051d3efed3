"""The contents and the lists of figures and tables, as entries that an edition sets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from publish.model.document import Chapter, Document, Entry, Matter, Role
from publish.model.nodes import (
    Caption,
    Figure,
    Header,
    Inlines,
    Para,
    Plain,
    Space,
    Span,
    Str,
    Table,
)
from publish.model.walk import every, plain_text
from publish.structure.titles import clean_title, heading, is_blank

_ENDS = re.compile(r"[^\s\u00a0][^\s\u00a0]\.$")  # a full stop, but not one after an initial


def with_contents(document: Document) -> Document:
    """Return the book with its contents and its lists of figures and tables filled in."""
    return replace(
        document,
        contents=tuple(_contents(document)),
        figures=tuple(_captions(document, Figure)),
        tables=tuple(_captions(document, Table)),
    )


def _contents(document: Document) -> Iterator[Entry]:
    depth = document.settings.toc_depth
    is_in_part = False
    for chapter in document.chapters:
        if chapter.role is Role.PART:
            is_in_part = True
        elif chapter.ends_part or chapter.matter is not Matter.BODY:
            is_in_part = False
        base = 1 if is_in_part and chapter.role is not Role.PART else 0
        yield from _chapter_entries(chapter, base, depth)


def _chapter_entries(chapter: Chapter, base: int, depth: int) -> Iterator[Entry]:
    """Yield the entries of one chapter; `base` is 1 inside a part, `depth` counts from chapters."""
    header = heading(chapter.blocks)
    is_listed = not header or "unlisted" not in header.attr.classes
    if not chapter.in_contents or not is_listed or is_blank(chapter.title):
        return
    yield Entry(
        level=base + 1,
        label=chapter.label,
        title=chapter.title,
        id=chapter.id,
        chapter=chapter.name,
        editions=chapter.editions,
        authors=tuple(person.name for person in chapter.authors),
    )
    for section in every(Header, chapter.blocks):
        if section is header or section.level > depth or "unlisted" in section.attr.classes:
            continue
        title = clean_title(section.content)
        if not is_blank(title):
            label = _label(section.content, "heading-number")
            level = base + section.level
            yield Entry(level, label, title, section.attr.id, chapter.name, chapter.editions)


def _captions(document: Document, kind: type[Figure] | type[Table]) -> Iterator[Entry]:
    seen: set[tuple[str, str]] = set()
    for chapter in document.chapters:
        for item in every(kind, chapter.blocks):
            caption = _first(item.caption)
            label = _label(caption, "caption-label")
            is_hidden = bool({"unlisted", "subfigure"}.intersection(item.attr.classes))
            if not label or is_hidden or (item.attr.id, label) in seen:
                continue
            seen.add((item.attr.id, label))
            title = clean_title(item.caption.short or caption)
            own = title if item.caption.short else first_sentence(title)
            yield Entry(1, label, own, item.attr.id, chapter.name, chapter.editions)


def _first(caption: Caption) -> Inlines:
    return next((one.content for one in caption.content if isinstance(one, Plain | Para)), ())


def first_sentence(content: Inlines) -> Inlines:
    """Return the words up to the first full stop that ends a sentence, without the stop.

    A stop after one letter is an initial, and one before a small letter an abbreviation.
    """
    for position, node in enumerate(content[:-2]):
        is_stop = isinstance(node, Str) and _ENDS.search(node.text)
        if not is_stop or not isinstance(content[position + 1], Space):
            continue
        if plain_text(content[position + 1 :])[:1].isupper():
            return first_sentence(content[: position + 1])
    match content:
        case (*before, Str(text)) if _ENDS.search(text):
            return (*before, Str(text.removesuffix(".")))
    return content


def _label(content: Inlines, name: str) -> str:
    """Return the generated label at the head of a heading or caption, or ""."""
    first: Any = content[0] if content else None
    is_label = isinstance(first, Span) and name in first.attr.classes
    return plain_text(first) if is_label else ""
