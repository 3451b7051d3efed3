"""pandoc's JSON to nodes.

Source: the JSON that pandoc-types 1.23 derives with aeson: `{"t": tag, "c": content}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from publish.model.nodes import (
    Attr,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Caption,
    Cell,
    Citation,
    Cite,
    CiteMode,
    Code,
    CodeBlock,
    ColumnSpec,
    DefinitionList,
    Div,
    Emph,
    Figure,
    Header,
    HorizontalRule,
    Image,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    Link,
    ListAttributes,
    Math,
    MathKind,
    MetaBlocks,
    MetaBool,
    MetaInlines,
    MetaList,
    MetaMap,
    MetaString,
    MetaValue,
    Note,
    OrderedList,
    Other,
    Pandoc,
    Para,
    Plain,
    Quoted,
    QuoteKind,
    RawBlock,
    RawInline,
    Row,
    SmallCaps,
    SoftBreak,
    Space,
    Span,
    Str,
    Strikeout,
    Strong,
    Subscript,
    Superscript,
    Table,
    TableBody,
    TableFoot,
    TableHead,
    Target,
    Underline,
)

Json = Any
# Nodes do not change, so that a word that comes again can be the same one: a chapter has a tenth of
# the nodes then, and is kept and read again as much faster.
_BARE: dict[str, Inline] = {"Space": Space(), "SoftBreak": SoftBreak(), "LineBreak": LineBreak()}
_WORDS = 20_000
_word = lru_cache(_WORDS)(Str)
_WRAPPERS = {
    kind.__name__: kind
    for kind in (Emph, Underline, Strong, Strikeout, Superscript, Subscript, SmallCaps)
}


def decode(text: str) -> Pandoc:
    """Return the document in pandoc's JSON `text`.

    Raises: ValueError if the text is not JSON or not a pandoc document.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or "blocks" not in data:
        raise ValueError("not a pandoc document")
    return Pandoc(
        meta=MetaMap(tuple((key, _meta(value)) for key, value in data["meta"].items())),
        blocks=decode_blocks(data["blocks"]),
        api_version=tuple(data["pandoc-api-version"]),
    )


def decode_blocks(data: Json) -> Blocks:
    """Return typed blocks from a JSON list of blocks."""
    return tuple(_block(item) for item in data)


def decode_inlines(data: Json) -> Inlines:
    """Return typed inlines from a JSON list of inlines."""
    return tuple(_inline(item) for item in data)


def _inline(data: Json) -> Inline:
    tag, content = data["t"], data.get("c")
    if tag == "Str":
        return _word(content)
    if tag in _BARE:
        return _BARE[tag]
    if tag in _WRAPPERS:
        return _WRAPPERS[tag](decode_inlines(content))
    reader = _INLINE_READERS.get(tag)
    return reader(content) if reader else Other(tag, content)


def _citation(data: Json) -> Citation:
    return Citation(
        key=data["citationId"],
        prefix=decode_inlines(data["citationPrefix"]),
        suffix=decode_inlines(data["citationSuffix"]),
        mode=CiteMode(data["citationMode"]["t"]),
        note_number=data["citationNoteNum"],
        hash=data["citationHash"],
    )


def _attr(data: Json) -> Attr:
    identifier, classes, pairs = data
    return Attr(identifier, tuple(classes), tuple((key, value) for key, value in pairs))


_INLINE_READERS: dict[str, Callable[[Json], Inline]] = {
    "Quoted": lambda c: Quoted(QuoteKind(c[0]["t"]), decode_inlines(c[1])),
    "Cite": lambda c: Cite(tuple(_citation(one) for one in c[0]), decode_inlines(c[1])),
    "Code": lambda c: Code(_attr(c[0]), c[1]),
    "Math": lambda c: Math(MathKind(c[0]["t"]), c[1]),
    "RawInline": lambda c: RawInline(c[0], c[1]),
    "Link": lambda c: Link(_attr(c[0]), decode_inlines(c[1]), Target(*c[2])),
    "Image": lambda c: Image(_attr(c[0]), decode_inlines(c[1]), Target(*c[2])),
    "Note": lambda c: Note(decode_blocks(c)),
    "Span": lambda c: Span(_attr(c[0]), decode_inlines(c[1])),
}


def _block(data: Json) -> Block:
    tag, content = data["t"], data.get("c")
    if tag == "Para":
        return Para(decode_inlines(content))
    if tag == "HorizontalRule":
        return HorizontalRule()
    reader = _BLOCK_READERS.get(tag)
    return reader(content) if reader else Other(tag, content)


def _ordered_list(c: Json) -> OrderedList:
    start, style, delimiter = c[0]
    items = tuple(decode_blocks(item) for item in c[1])
    return OrderedList(ListAttributes(start, style["t"], delimiter["t"]), items)


def _definition_list(c: Json) -> DefinitionList:
    return DefinitionList(
        tuple(
            (decode_inlines(term), tuple(decode_blocks(one) for one in definitions))
            for term, definitions in c
        )
    )


def _caption(c: Json) -> Caption:
    short, content = c
    return Caption(None if short is None else decode_inlines(short), decode_blocks(content))


def _row(c: Json) -> Row:
    attr, cells = c
    return Row(_attr(attr), tuple(_cell(cell) for cell in cells))


def _cell(c: Json) -> Cell:
    attr, align, rows, columns, content = c
    return Cell(_attr(attr), align["t"], rows, columns, decode_blocks(content))


def _rows(c: Json) -> tuple[Row, ...]:
    return tuple(_row(row) for row in c)


def _table(c: Json) -> Table:
    attr, caption, specs, head, bodies, foot = c
    return Table(
        attr=_attr(attr),
        caption=_caption(caption),
        columns=tuple(ColumnSpec(align["t"], width.get("c")) for align, width in specs),
        head=TableHead(_attr(head[0]), _rows(head[1])),
        bodies=tuple(
            TableBody(_attr(body[0]), body[1], _rows(body[2]), _rows(body[3])) for body in bodies
        ),
        foot=TableFoot(_attr(foot[0]), _rows(foot[1])),
    )


_BLOCK_READERS: dict[str, Callable[[Json], Block]] = {
    "Plain": lambda c: Plain(decode_inlines(c)),
    "LineBlock": lambda c: LineBlock(tuple(decode_inlines(line) for line in c)),
    "CodeBlock": lambda c: CodeBlock(_attr(c[0]), c[1]),
    "RawBlock": lambda c: RawBlock(c[0], c[1]),
    "BlockQuote": lambda c: BlockQuote(decode_blocks(c)),
    "OrderedList": _ordered_list,
    "BulletList": lambda c: BulletList(tuple(decode_blocks(item) for item in c)),
    "DefinitionList": _definition_list,
    "Header": lambda c: Header(c[0], _attr(c[1]), decode_inlines(c[2])),
    "Table": _table,
    "Figure": lambda c: Figure(_attr(c[0]), _caption(c[1]), decode_blocks(c[2])),
    "Div": lambda c: Div(_attr(c[0]), decode_blocks(c[1])),
}


def _meta(data: Json) -> MetaValue:
    tag, content = data["t"], data.get("c")
    match tag:
        case "MetaMap":
            return MetaMap(tuple((key, _meta(value)) for key, value in content.items()))
        case "MetaList":
            return MetaList(tuple(_meta(value) for value in content))
        case "MetaBool":
            return MetaBool(content)
        case "MetaString":
            return MetaString(content)
        case "MetaInlines":
            return MetaInlines(decode_inlines(content))
        case "MetaBlocks":
            return MetaBlocks(decode_blocks(content))
    return Other(tag, content)
