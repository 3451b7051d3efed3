"""Tables written in HTML, which pandoc leaves as pieces of raw markup, as tables of the book.

Word, print and reading systems get one table: rows, spans, head, foot and caption. What stands in
the cells is what pandoc read there as Markdown: words with their places, notes, citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape, unescape
from typing import Any

from publish.model.nodes import Block, BlockQuote, Blocks, Div, Para, Plain, RawBlock, Table
from publish.model.walk import holds, plain_text, rewrite
from publish.pandoc import read_html

_TAG = re.compile(r"<(/?)([a-z]++)([^<>]*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"(?<![a-z])([a-z]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE
)
# Source: HTML Living Standard, 4.9.
_PARTS = frozenset(
    ("table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td")
)
_KEPT = frozenset(("id", "class", "lang", "dir", "colspan", "rowspan", "align"))
_MOST_SPANNED = 99  # columns or rows of one cell; a larger number asks for memory, not for a table
# Stands for what was read already. Letters for private use: no manuscript has them by chance.
_STAND_IN = re.compile(r"\ue0f0(\d+)\ue0f1")


def with_tables_read(blocks: Blocks) -> Blocks:
    """Return blocks in which every table of HTML tags is a table.

    One that has other tags in it, or is not closed, stays as it is; it will be reported.
    """
    if not holds(RawBlock, blocks):
        return blocks

    def change(node: Any) -> Any:
        content = _joined(node.content)
        return None if content is node.content else replace(node, content=content)

    return _joined(rewrite(blocks, _inside(change), Div | BlockQuote))


def _inside(change: Any) -> Any:
    return lambda node: change(node) if isinstance(node, Div | BlockQuote) else None


def _joined(blocks: Blocks) -> Blocks:
    """Put a table in the place of its pieces."""
    if not any(_is_start(block) for block in blocks):
        return blocks
    result: list[Block] = []
    index = 0
    while index < len(blocks):
        end = _end(blocks, index) if _is_start(blocks[index]) else index
        table = _table(blocks[index:end]) if end > index else None
        result.append(table or blocks[index])
        index = end if table else index + 1
    return tuple(result)


def _is_start(block: Block) -> bool:
    return isinstance(block, RawBlock) and block.format == "html" and _tags(block) == ["table"]


def _tags(block: RawBlock) -> list[str]:
    """Return the names of the tags that a piece consists of, `/` before one that closes."""
    found = [f"{one[1]}{one[2].lower()}" for one in _TAG.finditer(block.text)]
    return ["?"] if _TAG.sub("", block.text).strip() else found


def _end(blocks: Blocks, start: int) -> int:
    """Return the index after the tag that closes a table; `start` where none does."""
    depth = 0
    for index in range(start, len(blocks)):
        block = blocks[index]
        tags = _tags(block) if isinstance(block, RawBlock) else []
        depth += tags.count("table") - tags.count("/table")
        if depth == 0:
            return index + 1
    return start


def _table(pieces: Blocks) -> Table | None:
    """Return the table that pieces are; None if there is more or less in them."""
    written: list[str] = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, RawBlock):
            written.append(f"<p>\ue0f0{index}\ue0f1</p>")
        elif piece.text.strip().startswith("<!--"):
            continue
        elif piece.format != "html" or {one.lstrip("/") for one in _tags(piece)} - _PARTS:
            return None
        else:
            written.append(_TAG.sub(_clean, piece.text))
    table = _read("".join(written))
    wanted = {index for index, piece in enumerate(pieces) if not isinstance(piece, RawBlock)}
    if table is None or wanted != set(_stand_ins(table)):
        return None
    place = next(filter(None, (getattr(piece, "place", None) for piece in pieces)), None)

    def change(node: Any) -> Any:
        found = _STAND_IN.fullmatch(plain_text(node)) if isinstance(node, Para | Plain) else None
        return pieces[int(found[1])] if found else None

    return replace(rewrite(table, change), place=place)


def _stand_ins(table: Table) -> Iterator[int]:
    return (int(one) for one in _STAND_IN.findall(plain_text(table, notes=True)))


@lru_cache(maxsize=64)
def _read(html: str) -> Table | None:
    match read_html(html).blocks:
        case (Table() as table,):
            return table
    return None


def _clean(tag: re.Match[str]) -> str:
    """Return a tag with the attributes that mean something in every edition."""
    if tag[1]:
        return f"</{tag[2]}>"
    said = ""
    for name, *values in _ATTRIBUTE.findall(tag[3]):
        value = unescape(next(filter(None, values), ""))
        if name.lower() not in _KEPT:
            continue
        if name.lower().endswith("span"):
            if not value.isdecimal():
                continue
            value = str(min(int(value[:4]), _MOST_SPANNED))
        said += f' {name.lower()}="{escape(value)}"'
    return f"<{tag[2]}{said}>"
