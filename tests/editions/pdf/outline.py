"""A Document as an outline of what its tags must be: a line for each, its kind and first letters.

By the rules of PDF (ISO 32000-1, 14.8.4) and by ours: a note follows the block of its mark, a poem
is not interrupted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from publish.editions.pages.inlines import alternative, is_address, is_decorative
from publish.model.document import Chapter
from publish.model.nodes import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    DefinitionList,
    Div,
    Figure,
    Header,
    HorizontalRule,
    Image,
    Inlines,
    LineBlock,
    Link,
    Math,
    Note,
    OrderedList,
    Para,
    Plain,
    Row,
    Span,
    Table,
)
from publish.model.walk import every, plain_text, rewrite

Outline = Iterator[tuple[int, str]]  # how deep, and the line
LETTERS = 24


def first(text: str) -> str:
    """Return the first letters and figures of a text."""
    return "".join(filter(str.isalnum, text.casefold()))[:LETTERS]


def without_notes(inlines: Inlines) -> str:
    """Return the words of inlines; formulas and pictures have none."""
    gone = (Note, Math, Image)
    return plain_text(rewrite(inlines, lambda node: () if isinstance(node, gone) else None))


def chapter(one: Chapter, lang: str) -> Outline:
    """Yield the outline of a chapter."""
    own = f"[{one.lang}]" if one.lang and one.lang != lang else ""
    yield 0, f"Sect{own}"
    levels: list[int] = []
    for block in one.blocks:
        if isinstance(block, Header):
            while levels and levels[-1] >= block.level:
                levels.pop()
            levels.append(block.level)
            yield 1, f"H{len(levels)} {first(without_notes(block.content))}"
            yield from inside(block.content, 2)
            yield from notes(block.content, 1)
        else:
            yield from blocks((block,), 1)


def blocks(some: Blocks, depth: int) -> Outline:
    """Yield the outline of blocks; bibliographies are lists of their entries."""
    entries = [one for one in some if isinstance(one, Div) and "csl-entry" in one.attr.classes]
    if entries:
        yield depth, "L"
        for entry in entries:
            yield from ((depth + 1, "LI"), (depth + 2, "LBody"))
            for part in entry.content:
                yield depth + 3, f"P {first(without_notes(part.content))}"
                yield depth + 4, "BibEntry"
                yield from inside(part.content, depth + 5)
        return
    for is_plain, row in groupby(some, key=lambda one: isinstance(one, Plain)):
        if is_plain:  # lines of one paragraph
            yield from block(Plain(tuple(one for line in row for one in line.content)), depth)
        else:
            for one in row:
                yield from block(one, depth)


def block(one: Block, depth: int) -> Outline:
    """Yield the outline of a block and of the notes in it."""
    match one:
        case Para(content) | Plain(content):
            yield depth, f"P {first(without_notes(content))}".strip()
            yield from inside(content, depth + 1)
            yield from notes(content, depth)
        case CodeBlock(_, text):
            yield from ((depth, f"P {first(text)}"), (depth + 1, f"Code {first(text)}"))
        case HorizontalRule():
            yield depth, "P"
        case _:
            yield from group(one, depth)


def group(one: Block, depth: int) -> Outline:
    """Yield the outline of a block that holds other blocks."""
    match one:
        case BlockQuote(content):
            yield depth, "BlockQuote"
            yield from blocks(content, depth + 1)
        case BulletList(items) | OrderedList(_, items):
            yield depth, "L"
            for item in items:
                yield from ((depth + 1, "LI"), (depth + 2, "Lbl"), (depth + 2, "LBody"))
                yield from blocks(item, depth + 3)
        case DefinitionList(pairs):
            yield depth, "L"
            for term, definitions in pairs:
                yield depth + 1, "LI"
                yield depth + 2, f"Lbl {first(plain_text(term))}"
                yield depth + 2, "LBody"
                for definition in definitions:
                    yield from blocks(definition, depth + 3)
        case _:
            yield from whole(one, depth)


def whole(one: Block, depth: int) -> Outline:
    """Yield the outline of a block that is not interrupted by notes, and of the notes in it."""
    match one:
        case LineBlock(lines):
            yield from poem(lines, depth)
        case Table():
            yield from table(one, depth)
        case Figure(_, caption, content):
            yield depth, "Div"
            yield from inside(tuple(every(Image, content)), depth + 1)
            yield depth + 1, f"Caption {first(captions(caption.content))}"
            yield from notes(one, depth)
        case Div(attr, content):
            lang = attr.get("lang")
            is_seen = lang or {"callout", "abstract"} & set(attr.classes)
            if is_seen:
                yield depth, f"Div[{lang}]" if lang else "Div"
            yield from blocks(content, depth + bool(is_seen))


def poem(lines: tuple[Inlines, ...], depth: int) -> Outline:
    """Yield the outline of a poem: its stanzas, parted by empty lines, and their lines."""
    yield depth, "Div"
    before: Inlines = ()
    for line in lines:
        if line and not before:
            yield depth + 1, "Div"
        if line:
            yield depth + 2, f"P {first(without_notes(line))}"
            yield from inside(line, depth + 3)
        before = line
    yield from notes(lines, depth)


def table(one: Table, depth: int) -> Outline:
    """Yield the outline of a table."""
    yield depth, "Table"
    if one.caption.content:
        yield depth + 1, f"Caption {first(captions(one.caption.content))}"
    yield from rows("THead", one.head.rows, depth + 1)
    for body in one.bodies:
        yield from rows("TBody", body.head + body.rows, depth + 1, body.head_columns)
    yield from rows("TFoot", one.foot.rows, depth + 1)
    yield from notes(one, depth)


def captions(content: Blocks) -> str:
    """Return the words of a caption."""
    return "".join(without_notes(block.content) for block in content)


def rows(kind: str, some: tuple[Row, ...], depth: int, heads: int = 0) -> Outline:
    """Yield the outline of a group of rows; `heads` columns of them are heads."""
    if some:
        yield depth, kind
    for row in some:
        yield depth + 1, "TR"
        for column, cell in enumerate(row.cells):
            is_head = kind == "THead" or column < heads
            yield depth + 2, f"{'TH' if is_head else 'TD'} {first(cell_words(cell))}".strip()
            if not all(isinstance(one, Plain | Para) for one in cell.content):
                yield from blocks(cell.content, depth + 3)


def cell_words(cell: Cell) -> str:
    """Return the words of a cell, with the signs before the items of its lists left out."""
    return "".join(without_notes(one) for one in every((Plain, Para), cell.content))


def inside(inlines: Any, depth: int) -> Outline:
    """Yield what stands in a line and is not only words."""
    for one in inlines:
        match one:
            case Note():
                pass
            case Link(attr, content, target):
                leads = target.url.startswith("#") or is_address(target.url)
                yield from [(depth, f"Link {first(plain_text(content))}")] if leads else []
                yield from inside(content, depth + leads)
            case Code(_, text):
                yield depth, f"Code {first(text)}"
            case Math():
                yield depth, "Formula"
            case Image():
                if not is_decorative(one):
                    yield depth, f"Figure {first(alternative(one))}"
            case Span(attr, content) if attr.get("lang"):
                yield depth, f"Span[{attr.get('lang')}]"
                yield from inside(content, depth + 1)
            case _ if hasattr(one, "content") and isinstance(one.content, tuple):
                yield from inside(one.content, depth)


def notes(content: Any, depth: int) -> Outline:
    """Yield the outline of the notes that are called in something."""
    for note in every(Note, content):
        yield from ((depth, "Note"), (depth + 1, "Lbl"))
        yield from blocks(note.content, depth + 1)
