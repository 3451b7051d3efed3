"""The marks of a book gathered under their headings, in the order of an index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from publish.model.document import Chapter, Document
from publish.model.nodes import Div, Emph, Inline, Inlines, Note, Span
from publish.model.walk import every, plain_text, words
from publish.structure.collation import sort_key
from publish.structure.marks import is_mark
from publish.structure.titles import clean_title

Path = tuple[str, ...]  # the headings from the main entry down
_SOUGHT: Any = Span | Note | Div
_EMPHASIS = re.compile(r"\*([^*]+)\*")


@dataclass(frozen=True, slots=True)
class Locator:
    """A place that an entry names; `end_id` is where a range ends, else empty."""

    id: str
    chapter: Chapter
    is_in_note: bool = False
    end_id: str = ""


@dataclass(slots=True)
class Heading:
    """One line of the index, and the lines under it."""

    text: Inlines
    sort: str
    locators: list[Locator] = field(default_factory=list)
    see: list[Path] = field(default_factory=list)
    see_also: list[Path] = field(default_factory=list)
    below: dict[str, Heading] = field(default_factory=dict)

    def in_order(self, script: str) -> list[tuple[str, Heading]]:
        """Return the lines under this one, sorted, those in `script` before other letters."""
        return sorted(self.below.items(), key=lambda item: sort_key(item[1].sort, script))


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    chapter: Chapter
    is_in_note: bool


def gather(document: Document) -> Heading:
    """Return the whole index as the lines under one nameless heading."""
    root = Heading((), "")
    open_ranges: dict[Path, int] = {}
    for mark in _marks(document):
        attr = mark.span.attr
        path = _path(mark.span)
        if not path:
            continue
        line = _line(root, path, mark.span)
        line.see += [_split(attr.get("see"))] if attr.get("see") else []
        line.see_also += [_split(attr.get("seealso"))] if attr.get("seealso") else []
        # A reference on words of the text names their page too; one on no words does not.
        if attr.get("see") or (attr.get("seealso") and not mark.span.content):
            continue
        if attr.get("range") == "end" and path in open_ranges:
            # What was marked inside the range is part of it.
            start = open_ranges.pop(path)
            first = line.locators[start]
            closed = Locator(first.id, first.chapter, first.is_in_note, attr.id)
            line.locators[start:] = [closed]
        else:
            if attr.get("range") == "start":
                open_ranges[path] = len(line.locators)
            line.locators.append(Locator(attr.id, mark.chapter, mark.is_in_note))
    return root


def _marks(document: Document) -> Iterator[_Mark]:
    for chapter in document.chapters:
        in_note = in_index = 0  # marks still to come of the note, and of the index, we are in
        for node in every(_SOUGHT, chapter.blocks):
            if isinstance(node, Note):
                in_note = in_note or _count(node)
            elif isinstance(node, Div):
                in_index = in_index or (_count(node) if node.attr.id == "index" else 0)
            elif is_mark(node):
                if not in_index:
                    yield _Mark(node, chapter, in_note > 0)
                in_note, in_index = max(0, in_note - 1), max(0, in_index - 1)


def _count(node: Note | Div) -> int:
    return sum(map(is_mark, every(Span, node.content)))


def _path(span: Span) -> Path:
    entry = span.attr.get("entry")
    return _split(entry) if entry else _split(plain_text(clean_title(span.content)))


@lru_cache(4096)
def _split(entry: str) -> Path:
    return tuple(level.strip() for level in entry.split("!") if level.strip())


def _line(root: Heading, path: Path, span: Span) -> Heading:
    """Return the line for a path, made where it is not there yet."""
    sorts = _split(span.attr.get("sort"))
    line = root
    for depth, name in enumerate(path):
        sort = sorts[depth] if depth < len(sorts) else name.replace("*", "")
        own = clean_title(span.content) if not span.attr.get("entry") else ()
        line = line.below.setdefault(name, Heading(own or shown(name), sort))
    return line


def shown(name: str) -> Inlines:
    """Return a heading written in an attribute; `*stars*` set a title in italics."""
    result: list[Inline] = []
    end = 0
    text = name.replace("'", "’")
    for found in _EMPHASIS.finditer(text):
        result += [*words(text[end : found.start()]), Emph(words(found.group(1)))]
        end = found.end()
    return (*result, *words(text[end:]))
