"""Numbers and labels: parts, chapters, appendices, sections, figures, tables, equations.

Parts are counted through the book, and so are chapters, parts or not. Where chapters are numbered
a figure has its chapter's number before its own ("2.1", in an appendix "A.1"); figures in
chapters without a number (an introduction, a preface) are counted together, plainly ("1", "2"),
so that no number comes twice. Elsewhere figures are counted through the book. Tables and
equations go the same way, each kind by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import (
    Attr,
    Blocks,
    Caption,
    CodeBlock,
    Div,
    Figure,
    Header,
    Image,
    Inlines,
    Para,
    Plain,
    Space,
    Span,
    Str,
    Table,
)
from publish.model.walk import every, rewrite, words
from publish.structure.titles import clean_title, heading, is_blank
from publish.structure.words import Words

_COUNTED = Header | Figure | Table | Span | Div | CodeBlock
_DEFAULT_DEPTH = 3  # Quarto's: 1.1 and 1.1.1, but no deeper
_NAMED = re.compile(r"(?:fig|tbl|tab)[-:]")  # numbered without a caption too
_NUMBERED = {Role.PART: "Part", Role.CHAPTER: "Chapter", Role.APPENDIX: "Appendix"}

_NAMES = {
    role: role.name.title().replace("_", "")
    for role in (
        *(Role.COVER, Role.HALF_TITLE, Role.TITLE_PAGE, Role.COPYRIGHT, Role.DEDICATION),
        *(Role.EPIGRAPH, Role.ABSTRACT, Role.FOREWORD, Role.PREFACE, Role.ACKNOWLEDGMENTS),
        *(Role.INTRODUCTION, Role.PROLOGUE, Role.CONCLUSION, Role.EPILOGUE, Role.AFTERWORD),
        *(Role.NOTES, Role.GLOSSARY, Role.BIBLIOGRAPHY, Role.INDEX, Role.CONTRIBUTORS),
        Role.COLOPHON,
    )
}


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a cross reference can say of its target: `kind` as in `Words.label`, or empty."""

    kind: str
    number: str
    title: Inlines = ()


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbered chapters, and what stands behind every identifier."""

    chapters: tuple[Chapter, ...]
    targets: dict[str, Numbered]


def number(document: Document, book_words: Words) -> Numbering:
    """Return the chapters with labels in headings and captions, and all targets."""
    count = _Count(document, book_words, len(body(document)), is_numbered(document))
    chapters = tuple(count.chapter(chapter) for chapter in document.chapters)
    return Numbering(chapters, count.targets)


def body(document: Document) -> tuple[Chapter, ...]:
    """Return the chapters of the body, parts not counted."""
    return tuple(
        chapter
        for chapter in document.chapters
        if chapter.matter is Matter.BODY and chapter.role is not Role.PART
    )


def is_numbered(document: Document) -> bool:
    """Tell whether the book numbers its divisions."""
    chosen = document.settings.number_sections
    if chosen is not None:
        return chosen
    return sum(chapter.role is Role.CHAPTER for chapter in body(document)) > 1


def number_depth(document: Document) -> int:
    """Return the deepest level that has a number; chapters are level 1."""
    settings = document.settings
    if settings.number_depth is not None:
        return settings.number_depth
    return _DEFAULT_DEPTH if settings.number_sections else 1


def roman(number: int) -> str:
    """Return a number from 1 on in Roman numerals, upper case."""
    result = ""
    for value, letters in _ROMAN:
        result += letters * (number // value)
        number %= value
    return result


_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


@dataclass(slots=True)
class _Count:
    """Where the counting stands while the book is gone through."""

    document: Document
    words: Words
    body_length: int
    is_numbered: bool
    targets: dict[str, Numbered] = field(default_factory=dict)
    divisions: Counter[str] = field(default_factory=Counter)
    items: Counter[tuple[str, str]] = field(default_factory=Counter)  # (kind, prefix)
    sections: list[int] = field(default_factory=list)
    here: Inlines = ()  # what a link without words to some place in this chapter says
    prefix: str = ""  # the number that sections, figures and tables of this chapter begin with

    def chapter(self, chapter: Chapter) -> Chapter:
        """Return one chapter, numbered, and remember what it held."""
        header = heading(chapter.blocks)
        title = clean_title(header.content) if header else self._name(chapter)
        kind, number, label = self._division(chapter, header)
        self.sections = []
        self.targets[chapter.id] = Numbered(kind, number, title)
        self.here = (Str(label),) if label else title
        blocks = rewrite(chapter.blocks, self._item, _COUNTED)
        if header and label:
            blocks = (_labelled_heading(header, "heading-label", label), *blocks[1:])
        return replace(chapter, blocks=blocks, title=title, number=number, label=label)

    def _name(self, chapter: Chapter) -> Inlines:
        """Return what a chapter without a heading is called, as a dedication is, or nothing."""
        word = _NAMES.get(chapter.role, "")
        return chapter.title or (words(self.words[word]) if word else ())

    # --- divisions ---

    def _division(self, chapter: Chapter, header: Header | None) -> tuple[str, str, str]:
        """Return the kind, number and label of a chapter, all empty where it has none."""
        self.prefix = ""
        kind = self._kind(chapter, header)
        if not kind:
            return "", "", ""
        self.divisions[kind] += 1
        numeral = self._numeral(kind, self.divisions[kind])
        if kind != "Part":
            self.prefix = numeral
        is_only = kind == "Appendix" and sum(1 for _ in self.document.of(Role.APPENDIX)) == 1
        shown = "" if is_only else numeral
        return kind, shown, self.words.label(kind, shown)

    def _kind(self, chapter: Chapter, header: Header | None) -> str:
        if not header or "unnumbered" in header.attr.classes or not chapter.is_numbered:
            return ""
        is_front = chapter.role is Role.CHAPTER and chapter.matter is not Matter.BODY
        if is_front or not self.is_numbered:
            return ""
        is_only = chapter.role is Role.CHAPTER and self.body_length == 1
        return "" if is_only else _NUMBERED.get(chapter.role, "")

    def _numeral(self, kind: str, count: int) -> str:
        letters = self.words["AppendixLetters"]
        if kind == "Appendix" and count <= len(letters):
            return letters[count - 1]
        is_roman = kind == "Part" and self.words["PartNumerals"] == "roman"
        return roman(count) if is_roman else str(count)

    # --- what stands in a chapter ---

    def _item(self, node: Any) -> Any:
        match node:
            case Header(level) if level > 1:
                return self._section(node)
            case Figure():
                return self._captioned(node, "Figure", self.document.settings.figure_prefix)
            case Table():
                return self._captioned(node, "Table", self.document.settings.table_prefix)
            case Span(attr) if "equation" in attr.classes and (attr.id or attr.get("tag")):
                return self._equation(node)
            case Span(attr) | Div(attr) | CodeBlock(attr) if attr.id:
                self.targets.setdefault(attr.id, Numbered("", "", _words_of(node) or self.here))
        return None

    def _section(self, header: Header) -> Header:
        title = clean_title(header.content)
        number = self._section_number(header)
        kind = "Section" if number else ""
        self.targets.setdefault(header.attr.id, Numbered(kind, number, title))
        return _labelled_heading(header, "heading-number", number) if number else header

    def _section_number(self, header: Header) -> str:
        is_essay = self.body_length == 1
        depth = header.level - 1 if is_essay else header.level
        is_within = depth <= number_depth(self.document)
        has_base = bool(self.prefix) or (is_essay and self.is_numbered)
        if not (is_within and has_base) or "unnumbered" in header.attr.classes:
            return ""
        place = header.level - 2
        counts = [*self.sections, *[0] * header.level][: place + 1]
        counts[place] += 1
        self.sections = counts
        return ".".join([*([self.prefix] if self.prefix else []), *map(str, counts)])

    def _captioned(self, node: Any, kind: str, prefix_word: str) -> Any:
        caption: Blocks = node.caption.content
        has_words = any(not is_blank(getattr(block, "content", ())) for block in caption)
        is_named = bool(_NAMED.match(node.attr.id))
        if not (has_words or is_named) or {"unnumbered", "subfigure"} & set(node.attr.classes):
            return None
        number = self._next(kind, node.attr.id)
        title = clean_title(_first_words(caption))
        self.targets.setdefault(node.attr.id, Numbered(kind, number, title))
        label = self.words.label(kind, number, prefix_word)
        labelled = Caption(node.caption.short, _labelled_blocks(caption, label))
        parts = self._parts(node, number) if isinstance(node, Figure) else {}
        return replace(node, caption=labelled, **parts)

    def _parts(self, figure: Figure, number: str) -> dict[str, Blocks]:
        """Give the figures inside one figure letters, `(a)`; references say `2.1a`."""
        for image in every(Image, figure.content):
            if image.attr.id:
                self.targets.setdefault(image.attr.id, Numbered("Figure", number))
        letters = iter("abcdefghijklmnopqrstuvwxyz")

        def letter(part: Any) -> Any:
            if not isinstance(part, Figure) or "subfigure" not in part.attr.classes:
                return None
            mark = next(letters, "")
            if part.attr.id:
                self.targets[part.attr.id] = Numbered("Figure", number + mark)
            labelled = _labelled_blocks(part.caption.content, f"({mark})")
            return replace(part, caption=Caption(part.caption.short, labelled))

        content = rewrite(figure.content, letter)
        return {} if content is figure.content else {"content": content}

    def _equation(self, node: Span) -> Span:
        given = node.attr.get("tag")
        number = given.strip("()") or self._next("Equation", node.attr.id)
        if node.attr.id:
            self.targets.setdefault(node.attr.id, Numbered("Equation", number))
        mark = Span(Attr("", ("equation-number",)), words(given or f"({number})"))
        attr = replace(node.attr, pairs=tuple(one for one in node.attr.pairs if one[0] != "tag"))
        return replace(node, attr=attr, content=(*node.content, mark))

    def _next(self, kind: str, name: str) -> str:
        """Return the next number of a kind, or the one that this name has already.

        A name comes twice where two editions each have their own version of one figure.
        """
        known = self.targets.get(name)
        if name and known and known.kind == kind:
            return known.number
        prefix = self.prefix if self.document.settings.number_by_chapter else ""
        self.items[kind, prefix] += 1
        count = str(self.items[kind, prefix])
        return f"{prefix}.{count}" if prefix else count


def _labelled_heading(header: Header, name: str, label: str) -> Header:
    mark = Span(Attr("", (name,)), (Str(label),))
    rest = (Space(), *header.content) if header.content else ()
    return replace(header, content=(mark, *rest))


def _labelled_blocks(caption: Blocks, label: str) -> Blocks:
    mark = Span(Attr("", ("caption-label",)), (Str(label),))
    match caption:
        case (Plain(content) | Para(content) as first, *rest) if content:
            return (replace(first, content=(mark, Space(), *content)), *rest)
    return (Plain((mark,)), *caption)


def _first_words(caption: Blocks) -> Inlines:
    return next((b.content for b in caption if isinstance(b, Plain | Para)), ())


def _words_of(node: Any) -> Inlines:
    """Return what a link without words to this element can say."""
    return clean_title(node.content) if isinstance(node, Span) else ()
