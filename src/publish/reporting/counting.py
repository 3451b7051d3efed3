"""Counts the words of a book by what they are: text, notes, captions, tables, bibliography."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import (
    Caption,
    Cite,
    Code,
    CodeBlock,
    Div,
    Figure,
    Header,
    Image,
    LineBreak,
    Note,
    SoftBreak,
    Space,
    Str,
    Table,
)
from publish.model.walk import children, every, plain_text
from publish.model.wordcount import word_count


class Kind(StrEnum):
    """What words are, in the order in which they are told."""

    TEXT = "Text of the chapters"
    OTHER = "Front and back matter"
    HEADINGS = "Headings"
    NOTES = "Notes"
    CAPTIONS = "Captions"
    TABLES = "Tables"
    ABSTRACT = "Abstracts"
    BIBLIOGRAPHY = "Bibliography"
    MADE = "Contents, lists, index, title pages"


@dataclass(frozen=True, slots=True)
class ChapterFigures:
    """One chapter in numbers. `words` are those of its text, without notes and the like."""

    title: str
    words: int
    note_words: int
    notes: int
    figures: int
    tables: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A book in numbers; `words` has every kind. Citations are 0 while they are not resolved."""

    words: dict[Kind, int]
    chapters: tuple[ChapterFigures, ...]
    notes: int
    figures: int
    tables: int
    citations: int
    cited: int
    sources: int


@dataclass(slots=True)
class _Tally:
    """The texts of one chapter by kind, as they run: what belongs to one word stays together."""

    texts: dict[Kind, list[str]] = field(default_factory=lambda: {kind: [] for kind in Kind})

    def count(self) -> dict[Kind, int]:
        return {kind: word_count("".join(parts)) for kind, parts in self.texts.items()}


_MADE_ROLES = frozenset(
    {
        *(Role.HALF_TITLE, Role.TITLE_PAGE, Role.COPYRIGHT, Role.CONTENTS, Role.INDEX),
        *(Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES, Role.NOTES),
    }
)
_LISTS = frozenset({"references", "refs"})
_UNSEEN = frozenset({"long-description"})
_SPACES = (Space, SoftBreak, LineBreak)


def figures_of(document: Document, sources: int = 0) -> Figures:
    """Return a book in numbers, as the print edition has it. `sources` are those of the library."""
    chapters = [one for one in document.chapters if "pdf" in one.editions]
    counted = [(one, _tally(one)) for one in chapters]
    words = {kind: sum(count[kind] for _, count in counted) for kind in Kind}
    clusters = document.sources.clusters
    blocks = tuple(one.blocks for one in chapters)
    return Figures(
        words,
        tuple(
            _chapter(one, count)
            for one, count in counted
            if _is_told(one) and (count[Kind.TEXT] or count[Kind.OTHER])
        ),
        _many(Note, blocks),
        _many(Figure, blocks),
        _many(Table, blocks),
        len(clusters),
        len({work.key for cluster in clusters for work in cluster}),
        sources,
    )


def _many(kind: type[Any], blocks: object) -> int:
    return sum(1 for _ in every(kind, blocks))


def _is_told(chapter: Chapter) -> bool:
    return chapter.role not in _MADE_ROLES and not chapter.is_generated


def _chapter(chapter: Chapter, words: dict[Kind, int]) -> ChapterFigures:
    headings = every(Header, chapter.blocks)
    title = plain_text(chapter.title) or next((plain_text(one.content) for one in headings), "")
    title = title or chapter.name
    return ChapterFigures(
        f"{chapter.label}. {title}" if chapter.label else title,
        words[Kind.TEXT] + words[Kind.OTHER],
        words[Kind.NOTES],
        _many(Note, chapter.blocks),
        _many(Figure, chapter.blocks),
        _many(Table, chapter.blocks),
    )


def _tally(chapter: Chapter) -> dict[Kind, int]:
    tally = _Tally()
    main = Kind.TEXT if chapter.matter is Matter.BODY else Kind.OTHER
    if chapter.role in _MADE_ROLES:
        main = Kind.MADE
    elif chapter.role is Role.ABSTRACT:
        main = Kind.ABSTRACT
    _read(chapter.blocks, main, tally)
    if not any("abstract" in one.attr.classes for one in every(Div, chapter.blocks)):
        _read(chapter.abstract, Kind.ABSTRACT, tally)
    return tally.count()


def _read(node: Any, kind: Kind, tally: _Tally) -> None:
    """Add the words of a node to the texts of the kind that it is of."""
    if isinstance(node, tuple):
        for item in node:
            _read(item, kind, tally)
            if isinstance(item, tuple):  # a line of verse, a term
                tally.texts[kind].append(" ")
        return
    match node:
        case Str(text) | Code(_, text):
            tally.texts[kind].append(text)
        case CodeBlock(_, text):
            tally.texts[kind].append(f" {text} ")
        case Image() | Cite():
            return  # a description, not printed; words that are still to be made
        case _ if isinstance(node, _SPACES):
            tally.texts[kind].append(" ")
        case _:
            own = _kind(node, kind)
            if own is not None:
                _read_inside(node, own, tally)


def _read_inside(node: Any, kind: Kind, tally: _Tally) -> None:
    is_block = type(node).__name__ in _BLOCKS
    if is_block:
        tally.texts[kind].append(" ")
    for child in children(node):
        _read(child, kind, tally)
    if is_block:
        tally.texts[kind].append(" ")


_BLOCKS = frozenset({"Plain", "Para", "Header", "LineBlock", "Cell", "Note", "Caption", "Div"})


def _kind(node: Any, kind: Kind) -> Kind | None:
    """Return what the words inside a node are; None if nobody reads them in print."""
    if kind is Kind.MADE:
        return kind
    match node:
        case Note():
            return Kind.NOTES
        case Header():
            return Kind.HEADINGS
        case Caption():
            return Kind.CAPTIONS
        case Table():
            return Kind.TABLES
        case Div(attr):
            return _division(set(attr.classes), attr.id, kind)
    return kind


def _division(classes: set[str], name: str, kind: Kind) -> Kind | None:
    if classes & _UNSEEN:
        return None
    if classes & _LISTS or name == "refs":
        return Kind.BIBLIOGRAPHY
    if "abstract" in classes:
        return Kind.ABSTRACT
    return Kind.MADE if name == "index" or "title-block" in classes else kind
