"""Nodes to the JSON that pandoc reads with `-f json`."""

from __future__ import annotations

import json
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
    Code,
    CodeBlock,
    DefinitionList,
    Div,
    Figure,
    Header,
    HorizontalRule,
    Image,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    Link,
    Math,
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
    RawBlock,
    RawInline,
    Row,
    SoftBreak,
    Space,
    Span,
    Str,
    Table,
)

Json = Any


def encode(document: Pandoc) -> str:
    """Return pandoc's JSON for a document; pandoc reads it with `-f json`."""
    data = {
        "pandoc-api-version": list(document.api_version),
        "meta": {key: _meta_json(value) for key, value in document.meta.items},
        "blocks": encode_blocks(document.blocks),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def encode_blocks(blocks: Blocks) -> list[Json]:
    """Return blocks as JSON values."""
    return [_block_json(block) for block in blocks]


def encode_inlines(inlines: Inlines) -> list[Json]:
    """Return inlines as JSON values."""
    return [_inline_json(inline) for inline in inlines]


def _tagged(tag: str, content: Json) -> Json:
    return {"t": tag, "c": content}


def _other_json(node: Other) -> Json:
    return {"t": node.tag} if node.content is None else _tagged(node.tag, node.content)


def _inline_json(node: Inline) -> Json:
    match node:
        case Str(text):
            return _tagged("Str", text)
        case Space() | SoftBreak() | LineBreak():
            return {"t": type(node).__name__}
        case Other():
            return _other_json(node)
    return _tagged(type(node).__name__, _inline_content(node))


def _inline_content(node: Inline) -> Json:
    match node:
        case Quoted(kind, content):
            return [{"t": kind.value}, encode_inlines(content)]
        case Cite(citations, content):
            return [[_citation_json(one) for one in citations], encode_inlines(content)]
        case Code(attr, text):
            return [_attr_json(attr), text]
        case Math(kind, text):
            return [{"t": kind.value}, text]
        case RawInline(form, text):
            return [form, text]
        case Link(attr, content, target) | Image(attr, content, target):
            return [_attr_json(attr), encode_inlines(content), [target.url, target.title]]
        case Note(content):
            return encode_blocks(content)
        case Span(attr, content):
            return [_attr_json(attr), encode_inlines(content)]
    return encode_inlines(node.content)  # type: ignore[union-attr,arg-type]


def _citation_json(citation: Citation) -> Json:
    return {
        "citationId": citation.key,
        "citationPrefix": encode_inlines(citation.prefix),
        "citationSuffix": encode_inlines(citation.suffix),
        "citationMode": {"t": citation.mode.value},
        "citationNoteNum": citation.note_number,
        "citationHash": citation.hash,
    }


def _attr_json(attr: Attr) -> Json:
    return [attr.id, list(attr.classes), [list(pair) for pair in attr.pairs]]


def _block_json(node: Block) -> Json:
    match node:
        case HorizontalRule():
            return {"t": "HorizontalRule"}
        case Other():
            return _other_json(node)
    return _tagged(type(node).__name__, _block_content(node))


def _block_content(node: Block) -> Json:
    match node:
        case Plain(content) | Para(content):
            return encode_inlines(content)
        case LineBlock(lines):
            return [encode_inlines(line) for line in lines]
        case CodeBlock(attr, text):
            return [_attr_json(attr), text]
        case RawBlock(form, text):
            return [form, text]
        case BlockQuote(content):
            return encode_blocks(content)
        case BulletList(items):
            return [encode_blocks(item) for item in items]
        case Header(level, attr, content):
            return [level, _attr_json(attr), encode_inlines(content)]
        case Div(attr, content):
            return [_attr_json(attr), encode_blocks(content)]
        case Figure(attr, caption, content):
            return [_attr_json(attr), _caption_json(caption), encode_blocks(content)]
    return _list_or_table_content(node)


def _list_or_table_content(node: Block) -> Json:
    match node:
        case OrderedList(attributes, items):
            head = [
                attributes.start,
                {"t": attributes.style},
                {"t": attributes.delimiter},
            ]
            return [head, [encode_blocks(item) for item in items]]
        case DefinitionList(pairs):
            return [
                [encode_inlines(term), [encode_blocks(one) for one in definitions]]
                for term, definitions in pairs
            ]
        case Table():
            return _table_json(node)
    raise TypeError(f"not a block: {node!r}")


def _table_json(table: Table) -> Json:
    return [
        _attr_json(table.attr),
        _caption_json(table.caption),
        [[{"t": spec.align}, _width_json(spec.width)] for spec in table.columns],
        [_attr_json(table.head.attr), _rows_json(table.head.rows)],
        [
            [_attr_json(body.attr), body.head_columns, _rows_json(body.head), _rows_json(body.rows)]
            for body in table.bodies
        ],
        [_attr_json(table.foot.attr), _rows_json(table.foot.rows)],
    ]


def _width_json(width: float | None) -> Json:
    return {"t": "ColWidthDefault"} if width is None else _tagged("ColWidth", width)


def _caption_json(caption: Caption) -> Json:
    short = None if caption.short is None else encode_inlines(caption.short)
    return [short, encode_blocks(caption.content)]


def _rows_json(rows: tuple[Row, ...]) -> Json:
    return [[_attr_json(row.attr), [_cell_json(cell) for cell in row.cells]] for row in rows]


def _cell_json(cell: Cell) -> Json:
    return [
        _attr_json(cell.attr),
        {"t": cell.align},
        cell.row_span,
        cell.column_span,
        encode_blocks(cell.content),
    ]


def _meta_json(node: MetaValue) -> Json:
    match node:
        case MetaMap(items):
            return _tagged("MetaMap", {key: _meta_json(value) for key, value in items})
        case MetaList(values):
            return _tagged("MetaList", [_meta_json(value) for value in values])
        case MetaBool(value):
            return _tagged("MetaBool", value)
        case MetaString(text):
            return _tagged("MetaString", text)
        case MetaInlines(content):
            return _tagged("MetaInlines", encode_inlines(content))
        case MetaBlocks(blocks):
            return _tagged("MetaBlocks", encode_blocks(blocks))
    return _other_json(node)
