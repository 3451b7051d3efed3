"""The glossary: its terms have names, and the first use of each in a chapter leads to it.

A glossary is the definition lists of a chapter of that role, or of `::: {.glossary}`. What stands
in a chapter word for word as a term stands there is its first use; `[words]{.glossary}` is always
one, of the term that the words say or that `term="..."` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import (
    Attr,
    BlockQuote,
    BulletList,
    DefinitionList,
    Div,
    Emph,
    Inline,
    Inlines,
    Link,
    OrderedList,
    Para,
    Plain,
    Quoted,
    SoftBreak,
    Space,
    Span,
    Str,
    Strong,
    Target,
)
from publish.model.walk import every, holds, plain_text, rewrite, words
from publish.structure.identifiers import ids, safe_id

TERM = "glossary-term"  # class of a term where it is explained
USE = "glossary"  # class of words that lead there; in the text also what authors write
LINK = "glossary-link"
# Pieces of a book that are read, as against those that are looked up or looked at.
_OTHERS = frozenset({Role.DEDICATION, Role.EPIGRAPH, Role.ABSTRACT, Role.CONTENTS, Role.COPYRIGHT})
_BACK = frozenset({Role.APPENDIX, Role.AFTERWORD, Role.EPILOGUE, Role.CONCLUSION})
_TEXT = (Str, Space, SoftBreak)


def with_named_terms(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Return the chapters with an id for every term of a glossary: `gls-` and its words."""
    if not any(holds(DefinitionList, chapter.blocks) for chapter in chapters):
        return chapters
    taken = {name for chapter in chapters for name in ids(chapter.blocks)}
    return tuple(_named(one, taken) for one in chapters)


def term_ids(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    """Yield the ids that the terms of glossaries will have."""
    for chapter in with_named_terms(chapters):
        yield from (one.attr.id for one in every(Span, chapter.blocks) if TERM in one.attr.classes)


def with_glossary_links(document: Document) -> Document:
    """Return the book with the uses of its glossary's terms linked; terms have names already."""
    terms = {
        " ".join(plain_text(span.content).split()): span.attr.id
        for chapter in reversed(document.chapters)
        for span in every(Span, chapter.blocks)
        if TERM in span.attr.classes
    }
    chapters = tuple(
        _Uses(terms).linked(one, is_automatic=document.settings.glossary_links and bool(terms))
        for one in document.chapters
    )
    return replace(document, chapters=chapters)


def unknown_uses(document: Document) -> Iterator[tuple[Chapter, Span]]:
    """Yield what is written as a use of a term that no glossary explains, and where."""
    terms = {_key(plain_text(term)) for term in _terms(document)}
    for chapter in document.chapters:
        for span in every(Span, chapter.blocks):
            if USE in span.attr.classes and _key(_said(span)) not in terms:
                yield chapter, span


def _terms(document: Document) -> Iterator[Inlines]:
    for chapter in document.chapters:
        for one in _lists(chapter):
            yield from (term for term, _ in one.items)


def _lists(chapter: Chapter) -> Iterator[DefinitionList]:
    holders = [chapter.blocks] if chapter.role is Role.GLOSSARY else []
    holders += [one.content for one in every(Div, chapter.blocks) if USE in one.attr.classes]
    for blocks in holders:
        yield from every(DefinitionList, blocks)


def _key(text: str) -> str:
    return " ".join(text.split()).lower()


def _said(span: Span) -> str:
    return span.attr.get("term") or plain_text(span.content)


# --- terms ---


def _named(chapter: Chapter, taken: set[str]) -> Chapter:
    """Return a chapter in which each term of its glossary is a `Span` with an id."""

    def name(node: Any) -> Any:
        if not isinstance(node, DefinitionList):
            return None
        return replace(node, items=tuple((_term(term, taken), said) for term, said in node.items))

    def look(node: Any) -> Any:
        is_glossary = isinstance(node, Div) and USE in node.attr.classes
        return (
            replace(node, content=rewrite(node.content, name, DefinitionList))
            if is_glossary
            else None
        )

    change = name if chapter.role is Role.GLOSSARY else look
    return replace(chapter, blocks=rewrite(chapter.blocks, change, DefinitionList))


def _term(term: Inlines, taken: set[str]) -> Inlines:
    own = term[0] if len(term) == 1 and isinstance(term[0], Span) else Span(Attr(), term)
    said = " ".join(plain_text(term).split())
    identifier = own.attr.id or _free(safe_id(f"gls-{said.lower()}"), taken)
    classes = tuple(dict.fromkeys((*own.attr.classes, TERM)))
    return (replace(own, attr=replace(own.attr, id=identifier, classes=classes)),)


def _free(wanted: str, taken: set[str]) -> str:
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    taken.add(name)
    return name


# --- uses ---


@dataclass
class _Uses:
    """Links the uses of terms in one chapter. `seen` are the ids of those that have theirs."""

    terms: Mapping[str, str]
    seen: set[str] = field(default_factory=set)

    @cached_property
    def by_key(self) -> Mapping[str, str]:
        return {_key(term): identifier for term, identifier in self.terms.items()}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Find any term as a word of its own, the longest first; its first letter may be either."""
        longest = sorted(self.terms, key=lambda term: (-len(term), term))
        return re.compile("|".join(rf"(?<!\w){_either(term)}(?!\w)" for term in longest))

    def linked(self, chapter: Chapter, *, is_automatic: bool) -> Chapter:
        blocks = chapter.blocks
        if any(USE in span.attr.classes for span in every(Span, blocks)):
            blocks = rewrite(blocks, self._explicit, Span)
        if is_automatic and _is_read(chapter):
            blocks = tuple(self._block(block) for block in blocks)
        return chapter if blocks is chapter.blocks else replace(chapter, blocks=blocks)

    def _explicit(self, node: Any) -> Any:
        if not isinstance(node, Span) or USE not in node.attr.classes:
            return None
        identifier = self.by_key.get(_key(_said(node)))
        self.seen.add(identifier or "")
        return self._link(identifier, node.content) if identifier else node.content

    def _link(self, identifier: str, content: Inlines) -> Link:
        self.seen.add(identifier)
        return Link(Attr("", (LINK,)), content, Target(f"#{identifier}"))

    def _block(self, block: Any) -> Any:
        match block:
            case Para(content) | Plain(content):
                return replace(block, content=self._inlines(content))
            case BulletList(items) | OrderedList(_, items):
                return replace(block, items=tuple(tuple(map(self._block, one)) for one in items))
            case Div(attr, content) if not _is_looked_up(attr):
                return replace(block, content=tuple(map(self._block, content)))
            case BlockQuote(content):
                return replace(block, content=tuple(map(self._block, content)))
        return block

    def _inlines(self, content: Inlines) -> Inlines:
        """Link first uses in running text and in what is emphasised; nowhere else."""
        result: list[Inline] = []
        run: list[Inline] = []
        for node in (*content, None):
            if isinstance(node, _TEXT):
                run.append(node)
                continue
            result += self._run(tuple(run))
            run = []
            if isinstance(node, Emph | Strong | Quoted):
                node = replace(node, content=self._inlines(node.content))
            result += [node] if node is not None else []
        return tuple(result)

    def _run(self, run: Inlines) -> Inlines:
        text = "".join(one.text if isinstance(one, Str) else " " for one in run)
        parts: list[Inline] = []
        end = 0
        for found in self.pattern.finditer(text):
            identifier = self.by_key[_key(found[0])]
            if identifier in self.seen:
                continue
            parts += [*words(text[end : found.start()]), self._link(identifier, words(found[0]))]
            end = found.end()
        return (*parts, *words(text[end:])) if end else run


def _is_looked_up(attr: Attr) -> bool:
    """Tell whether a division is an index, a reference list or a glossary."""
    return attr.id in ("index", "refs") or not {"refs", USE}.isdisjoint(attr.classes)


def _either(term: str) -> str:
    """Return a pattern for a term; a word with one capital at most may begin a sentence."""
    if term[1:] != term[1:].lower():
        return re.escape(term)
    first = term[:1]
    return f"[{re.escape(first.lower())}{re.escape(first.upper())}]{re.escape(term[1:])}"


def _is_read(chapter: Chapter) -> bool:
    if chapter.is_generated or chapter.role in _OTHERS:
        return False
    return chapter.matter is not Matter.BACK or chapter.role in _BACK
