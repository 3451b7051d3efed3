"""Divisions that mean something: callouts, verse, figures and tables with their captions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from publish.model.nodes import (
    Attr,
    Block,
    Blocks,
    Caption,
    Div,
    Figure,
    Header,
    Image,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    Para,
    Plain,
    SoftBreak,
    Strong,
    Table,
)
from publish.model.walk import rewrite, words
from publish.structure.words import Words

CALLOUTS = ("note", "tip", "warning", "caution", "important")
FIGURE_ID = re.compile(r"fig[-:]")
_TABLE_ID = re.compile(r"(?:tbl|tab)[-:]")
# Quarto's theorems and their like: a heading in one is its name, not a section of the book.
_THEOREM_ID = re.compile(r"(?:thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg)[-:]")


def division(node: Div, book_words: Words) -> Block | None:
    """Return what a division is in the one form of our own, or None if it stays as it is."""
    kind = next((name for name in CALLOUTS if f"callout-{name}" in node.attr.classes), None)
    if kind:
        return _callout(node, book_words[kind.capitalize()])
    if "verse" in node.attr.classes:
        return _verse(node)
    if FIGURE_ID.match(node.attr.id):
        return _figure_div(node)
    if _TABLE_ID.match(node.attr.id):
        return _table_div(node)
    if _THEOREM_ID.match(node.attr.id):
        return _theorem(node)
    return None


def _theorem(node: Div) -> Div | None:
    match node.content:
        case (Header() as name, *rest):
            return replace(node, content=(Para((Strong(name.content),)), *rest))
    return None


def _callout(node: Div, word: str) -> Div | None:
    """Begin a callout with its title: the attribute, else a heading in it, else the word."""
    if "callout" in node.attr.classes:
        return None
    content = node.content
    title = words(node.attr.get("title") or word)
    if not node.attr.get("title") and content and isinstance(content[0], Header):
        title, content = content[0].content, content[1:]
    pairs = tuple(pair for pair in node.attr.pairs if pair[0] not in {"title", "collapse"})
    attr = Attr(node.attr.id, ("callout", *node.attr.classes), pairs)
    return replace(node, attr=attr, content=(_titled("callout-title", title), *content))


def _titled(name: str, content: Inlines) -> Div:
    return Div(Attr("", (name,)), (Para(content),))


def _verse(node: Div) -> Div | None:
    """Keep the lines of verse that is written as paragraphs: each is a stanza."""
    content: list[Block] = []
    for block in node.content:
        lines = _lines(block.content) if isinstance(block, Para) else ()
        before = content[-1] if content else None
        if lines and isinstance(before, LineBlock):
            content[-1] = LineBlock((*before.lines, (), *lines))
        else:
            content.append(LineBlock(lines) if lines else block)
    return None if tuple(content) == node.content else replace(node, content=tuple(content))


def _lines(content: Inlines) -> tuple[Inlines, ...]:
    lines: list[list[Inline]] = [[]]
    for node in content:
        if isinstance(node, SoftBreak | LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(tuple(line) for line in lines)


def _figure_div(node: Div) -> Figure:
    """Return the figure written as a division: pictures, then the caption (Quarto).

    A figure in it that has company becomes a `Figure.subfigure`.
    """
    content, words_below = _parted(node.content)
    caption = Caption(None, (Plain(words_below),) if words_below else ())
    match content:
        case (Figure() as inner,):
            shown = caption if words_below else inner.caption
            return Figure(node.attr, shown, _named(inner), node.place)
    return Figure(node.attr, caption, tuple(_subfigure(block) for block in content), node.place)


def _named(inner: Figure) -> Blocks:
    """Return what a figure shows; its picture keeps the figure's name, which is still a target."""

    def name(part: Any) -> Any:
        is_picture = isinstance(part, Image) and not part.attr.id
        return replace(part, attr=replace(part.attr, id=inner.attr.id)) if is_picture else None

    return rewrite(inner.content, name) if inner.attr.id else inner.content


def _parted(content: Blocks) -> tuple[Blocks, Inlines]:
    """Return what a figure shows, and the words of the paragraph that ends it."""
    match content:
        case (*shown, Para(words_below)) if not any(isinstance(n, Image) for n in words_below):
            return tuple(shown), words_below
    return content, ()


def _subfigure(block: Block) -> Block:
    if not isinstance(block, Figure):
        return block
    classes = (*block.attr.classes, "subfigure")
    return replace(block, attr=replace(block.attr, classes=classes))


def _table_div(node: Div) -> Block | None:
    """Return the table written as a division: the table, then the caption (Quarto)."""
    match node.content:
        case (Table() as table, *rest) if len(rest) <= 1 and not table.attr.id:
            caption = table.caption
            if rest and isinstance(rest[0], Para):
                caption = Caption(None, (Plain(rest[0].content),))
            return replace(table, attr=node.attr, caption=caption, place=table.place or node.place)
    return None
