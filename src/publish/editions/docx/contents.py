"""The contents and the lists of figures and tables: fields with all their lines already there."""

from __future__ import annotations

from collections.abc import Mapping

from publish.editions.docx.fields import field_end, field_start, page_of, tab
from publish.editions.docx.stylekit import CONTENTS_LEVELS
from publish.model.document import Chapter, Document, Entry, Role
from publish.model.nodes import (
    Attr,
    Block,
    Blocks,
    Div,
    Emph,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Para,
    Space,
    Span,
    Str,
    Target,
)
from publish.model.walk import rewrite

LISTS = frozenset({Role.CONTENTS, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES})


def styled(style: str, *blocks: Block, identifier: str = "") -> Div:
    """Return blocks whose paragraphs have a style, by its name."""
    return Div(Attr(identifier, (), (("custom-style", style),)), blocks)


def list_blocks(chapter: Chapter, document: Document, names: Mapping[str, str]) -> Blocks:
    """Return heading and lines of a chapter that is a list; the chapter's own blocks before it."""
    blocks = chapter.blocks
    if not blocks and chapter.title:
        identifier = names.get(chapter.id, "")
        blocks = (styled("TOC Heading", Para(chapter.title), identifier=identifier),)
    return (*blocks, *_lines(chapter.role, document, names))


def _lines(role: Role, document: Document, names: Mapping[str, str]) -> Blocks:
    entries, instruction = _list_of(role, document)
    # A submission leaves pages out, and puts figures into files of their own.
    entries = tuple(entry for entry in entries if entry.id in names)
    lines: list[Block] = []
    for index, entry in enumerate(entries):
        words = _line(entry, names)
        if index == 0:
            words = (*field_start(instruction), *words)
        if index == len(entries) - 1:
            words = (*words, field_end())
        level = min(max(entry.level, 1), CONTENTS_LEVELS)
        style = f"toc {level}" if role is Role.CONTENTS else "table of figures"
        lines.append(styled(style, Para(words)))
    return tuple(lines)


def _list_of(role: Role, document: Document) -> tuple[tuple[Entry, ...], str]:
    """Return the lines of a list, and the instruction with which Word makes it anew."""
    if role is Role.LIST_OF_FIGURES:
        return _ours(document.figures), r'TOC \h \z \t "Image Caption,1"'
    if role is Role.LIST_OF_TABLES:
        return _ours(document.tables), r'TOC \h \z \t "Table Caption,1"'
    entries = _ours(document.contents)
    depth = max((entry.level for entry in entries), default=1)
    if not any(document.of(Role.PART)):
        return entries, rf'TOC \o "1-{depth}" \h \z'
    # A chapter inside a part is one level deeper in the contents, not in its heading style.
    styles = ["Part Title,1", *(f"Heading {level},{level + 1}" for level in range(1, depth))]
    return entries, rf'TOC \h \z \t "{",".join(styles)}"'


def _ours(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if "docx" in entry.editions)


def _line(entry: Entry, names: Mapping[str, str]) -> Inlines:
    words: list[Inline] = [Str(entry.label), Space()] if entry.label else []
    words += rewrite(entry.title, _without_notes)
    bookmark = names.get(entry.id, "")
    # The number itself is filled in when the pages of this file are known.
    words += [tab(), *page_of(bookmark, ())]
    if entry.authors:
        words += [LineBreak(), Emph((Str(", ".join(entry.authors)),))]
    return (Link(Attr(), tuple(words), Target(f"#{bookmark}")),)


def _without_notes(node: object) -> object:
    """Drop notes and ids, which stand once in the book; a line end becomes a space."""
    if isinstance(node, Note):
        return ()
    if isinstance(node, LineBreak):
        return Space()
    if isinstance(node, Span) and node.attr.id:
        return node.content
    return None
