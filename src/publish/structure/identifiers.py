"""Identifiers: every one names one thing in the whole book, and every edition can use it.

pandoc makes identifiers file by file, so two chapters may both have `#introduction`. What the
author named keeps its name; what pandoc named gives way. EPUB wants XML names without colons
(EPUBCheck reports others), so `fig:map` becomes `fig-map`, and links to it follow.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from publish.model.document import Chapter
from publish.model.nodes import Attr, Figure, Header, Link, Span, Table, Target
from publish.model.walk import ATTRIBUTED, every, plain_text, rewrite
from publish.structure.marks import is_mark
from publish.structure.titles import heading

_CHAPTER_FILE = re.compile(r"[^#:?]+\.(?:md|qmd|markdown)(?:#.*)?$")
_NOT_NAME = re.compile(r"[^\w.-]|[\U00010000-\U0010ffff]")


def with_unique_ids(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Return the chapters with identifiers that are unique in the book.

    Every heading, chapter, captioned element and index mark gets one; links in the same chapter
    follow a changed one, and links to another chapter's file (`02-air.md#winds`) lead there.
    """
    names = _Names({id_ for chapter in chapters for id_ in _explicit(chapter)})
    renamed = [_Chapter(*_renamed(chapter, names)) for chapter in chapters]
    table = _LinkTable.of(renamed)
    return tuple(replace(one.chapter, blocks=_linked(one, table)) for one in renamed)


def ids(node: Any) -> Iterator[str]:
    """Yield every identifier in reading order."""
    for part in every(ATTRIBUTED, node):
        if part.attr.id:
            yield part.attr.id


def is_automatic(header: Header) -> bool:
    """Tell whether pandoc made a heading's identifier from its words, or there is none."""
    own = header.attr.id
    slug = automatic_id(header)
    start, _, count = own.rpartition("-")
    return own in {"", slug} or (start == slug and count.isdecimal())


def automatic_id(header: Header) -> str:
    """Return the identifier that pandoc makes from a heading.

    Source: pandoc's manual, "Extension: auto_identifiers".
    """
    text = plain_text(header.content).lower()
    kept = "".join(c for c in text if c.isalnum() or c in "_-. " or unicodedata.combining(c))
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", kept.strip())) or "section"


@dataclass(slots=True)
class _Names:
    """Gives out identifiers, each once; `taken` are the author's own."""

    taken: set[str]
    given: set[str] = field(default_factory=set)
    chosen: dict[str, str] = field(default_factory=dict)
    marks: int = 0

    def own(self, wanted: str) -> str:
        """Return the author's identifier in a form that every edition can use.

        The same one may stand twice, where two editions have each their own version of a figure.
        """
        if wanted not in self.chosen:
            name = safe_id(wanted)
            is_free = name == wanted or name not in self.taken | self.given
            self.chosen[wanted] = name if is_free else self.fresh(name)
            self.given.add(self.chosen[wanted])
        return self.chosen[wanted]

    def marked(self, mark: Span) -> Span:
        """Return an index mark with the next of the names `idx-1`, `idx-2`..."""
        self.marks += 1
        while f"idx-{self.marks}" in self.taken:
            self.marks += 1
        return Span(mark.attr.with_id(f"idx-{self.marks}"), mark.content, mark.place)

    def fresh(self, wanted: str) -> str:
        """Return an identifier that nothing else has."""
        name, count = safe_id(wanted), 1
        while name in self.taken or name in self.given:
            count += 1
            name = f"{safe_id(wanted)}-{count}"
        self.given.add(name)
        return name


def safe_id(wanted: str) -> str:
    """Return an XML name without colons."""
    name = _NOT_NAME.sub("-", wanted)
    return name if re.match(r"[^\W\d]", name) else f"id-{name}"


def _explicit(chapter: Chapter) -> Iterator[str]:
    for part in every(ATTRIBUTED, chapter.blocks):
        if part.attr.id and not _may_change(part):
            yield part.attr.id


def _may_change(part: Any) -> bool:
    return isinstance(part, Header) and is_automatic(part)


def _renamed(chapter: Chapter, names: _Names) -> tuple[Chapter, dict[str, str]]:
    """Return a chapter with new identifiers, and the new one for each old one."""
    changes: dict[str, str] = {}

    def rename(part: Any) -> Any:
        attr = getattr(part, "attr", None)
        if not isinstance(attr, Attr) or not (attr.id or _wants_name(part)):
            return names.marked(part) if is_mark(part) else None
        if attr.id and not _may_change(part):
            new = names.own(attr.id)
        else:
            new = names.fresh(attr.id or _wants_name(part))
        if attr.id:
            changes.setdefault(attr.id, new)
        return None if new == attr.id else replace(part, attr=attr.with_id(new))

    blocks = rewrite(chapter.blocks, rename, ATTRIBUTED)
    header = heading(blocks)
    id_ = header.attr.id if header else names.fresh(chapter.id or chapter.name)
    return replace(chapter, blocks=blocks, id=id_), changes


def _wants_name(part: Any) -> str:
    """Return a first try at a name for what contents and lists lead to, "" for all else."""
    if isinstance(part, Header):
        return automatic_id(part)
    has_caption = isinstance(part, Figure | Table) and part.caption.content
    return type(part).__name__.lower() if has_caption else ""


# --- links -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Chapter:
    chapter: Chapter
    changes: dict[str, str]


@dataclass(frozen=True, slots=True)
class _LinkTable:
    book: dict[str, str]  # an identifier as written anywhere -> the unique one
    files: dict[str, _Chapter]  # a file's path -> its (first) chapter

    @classmethod
    def of(cls, chapters: list[_Chapter]) -> _LinkTable:
        book: dict[str, str] = {}
        files: dict[str, _Chapter] = {}
        for one in chapters:
            for old, new in one.changes.items():
                # An author's own name wins over the same name that pandoc made elsewhere.
                if old not in book or old == new:
                    book[old] = new
            if one.chapter.place:
                files.setdefault(one.chapter.place.path, one)
        return cls(book, files)


def _linked(one: _Chapter, table: _LinkTable) -> Any:
    def follow(node: Any) -> Any:
        if not isinstance(node, Link):
            return None
        url = _target(node.target.url, one, table)
        return None if url == node.target.url else replace(node, target=Target(url))

    return rewrite(one.chapter.blocks, follow, Link)


def _target(url: str, one: _Chapter, table: _LinkTable) -> str:
    if url.startswith("#"):
        name = unquote(url[1:])
        return "#" + one.changes.get(name, table.book.get(name, name))
    if not is_chapter_file(url):
        return url
    path, _, name = url.partition("#")
    other = table.files.get(chapter_path(path, one.chapter))
    if not other:
        return url
    return "#" + (other.changes.get(name, name) if name else other.chapter.id)


def is_chapter_file(url: str) -> bool:
    """Tell whether a link names a Markdown file of this book and not an address."""
    return bool(_CHAPTER_FILE.match(url))


def chapter_path(path: str, chapter: Chapter) -> str:
    """Return the path in the project of a file that a chapter's link names."""
    folder = posixpath.dirname(chapter.place.path) if chapter.place else ""
    return posixpath.normpath(posixpath.join(folder, unquote(path)))
