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
_WORDS = (Str, Space, SoftBreak)


def encode(document: Pandoc, *, joins_words: bool = False) -> str:
    """Return pandoc's JSON for a document; pandoc reads it with `-f json`.

    With `joins_words` each run of words and spaces is one text. That is a third of the JSON, and a
    writer that does not break lines makes the same of it.
    """
    encoder = _Encoder(joins_words)
    data = {
        "pandoc-api-version": list(document.api_version),
        "meta": {key: encoder.meta(value) for key, value in document.meta.items},
        "blocks": encoder.blocks(document.blocks),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


class _Encoder:
    """Makes JSON values of nodes."""

    def __init__(self, joins_words: bool) -> None:
        self._joins_words = joins_words

    def blocks(self, blocks: Blocks) -> list[Json]:
        return [self._block(block) for block in blocks]

    def inlines(self, inlines: Inlines) -> list[Json]:
        return self._joined(inlines) if self._joins_words else [*map(self._inline, inlines)]

    def _joined(self, inlines: Inlines) -> list[Json]:
        values: list[Json] = []
        run: list[str] = []
        for node in inlines:
            if isinstance(node, _WORDS):
                run.append(node.text if isinstance(node, Str) else " ")
                continue
            if run:
                values.append(_tagged("Str", "".join(run)))
                run = []
            values.append(self._inline(node))
        return [*values, _tagged("Str", "".join(run))] if run else values

    def _inline(self, node: Inline) -> Json:
        match node:
            case Str(text):
                return _tagged("Str", text)
            case Space() | SoftBreak() | LineBreak():
                return {"t": type(node).__name__}
            case Other():
                return _other(node)
        return _tagged(type(node).__name__, self._inline_content(node))

    def _inline_content(self, node: Inline) -> Json:
        match node:
            case Quoted(kind, content):
                return [{"t": kind.value}, self.inlines(content)]
            case Cite(citations, content):
                return [[self._citation(one) for one in citations], self.inlines(content)]
            case Code(attr, text):
                return [_attr_json(attr), text]
            case Math(kind, text):
                return [{"t": kind.value}, text]
            case RawInline(form, text):
                return [form, text]
            case Link(attr, content, target) | Image(attr, content, target):
                return [_attr_json(attr), self.inlines(content), [target.url, target.title]]
            case Note(content):
                return self.blocks(content)
            case Span(attr, content):
                return [_attr_json(attr), self.inlines(content)]
        return self.inlines(node.content)  # type: ignore[union-attr,arg-type]

    def _citation(self, citation: Citation) -> Json:
        return {
            "citationId": citation.key,
            "citationPrefix": self.inlines(citation.prefix),
            "citationSuffix": self.inlines(citation.suffix),
            "citationMode": {"t": citation.mode.value},
            "citationNoteNum": citation.note_number,
            "citationHash": citation.hash,
        }

    def _block(self, node: Block) -> Json:
        match node:
            case HorizontalRule():
                return {"t": "HorizontalRule"}
            case Other():
                return _other(node)
        return _tagged(type(node).__name__, self._block_content(node))

    def _block_content(self, node: Block) -> Json:
        match node:
            case Plain(content) | Para(content):
                return self.inlines(content)
            case LineBlock(lines):
                return [self.inlines(line) for line in lines]
            case CodeBlock(attr, text):
                return [_attr_json(attr), text]
            case RawBlock(form, text):
                return [form, text]
            case BlockQuote(content):
                return self.blocks(content)
            case BulletList(items):
                return [self.blocks(item) for item in items]
            case Header(level, attr, content):
                return [level, _attr_json(attr), self.inlines(content)]
            case Div(attr, content):
                return [_attr_json(attr), self.blocks(content)]
            case Figure(attr, caption, content):
                return [_attr_json(attr), self._caption(caption), self.blocks(content)]
        return self._list_or_table_content(node)

    def _list_or_table_content(self, node: Block) -> Json:
        match node:
            case OrderedList(attributes, items):
                head = [
                    attributes.start,
                    {"t": attributes.style},
                    {"t": attributes.delimiter},
                ]
                return [head, [self.blocks(item) for item in items]]
            case DefinitionList(pairs):
                return [
                    [self.inlines(term), [self.blocks(one) for one in definitions]]
                    for term, definitions in pairs
                ]
            case Table():
                return self._table(node)
        raise TypeError(f"not a block: {node!r}")

    def _table(self, table: Table) -> Json:
        return [
            _attr_json(table.attr),
            self._caption(table.caption),
            [[{"t": spec.align}, _width_json(spec.width)] for spec in table.columns],
            [_attr_json(table.head.attr), self._rows(table.head.rows)],
            [
                [
                    _attr_json(body.attr),
                    body.head_columns,
                    self._rows(body.head),
                    self._rows(body.rows),
                ]
                for body in table.bodies
            ],
            [_attr_json(table.foot.attr), self._rows(table.foot.rows)],
        ]

    def _caption(self, caption: Caption) -> Json:
        short = None if caption.short is None else self.inlines(caption.short)
        return [short, self.blocks(caption.content)]

    def _rows(self, rows: tuple[Row, ...]) -> Json:
        return [[_attr_json(row.attr), [self._cell(cell) for cell in row.cells]] for row in rows]

    def _cell(self, cell: Cell) -> Json:
        return [
            _attr_json(cell.attr),
            {"t": cell.align},
            cell.row_span,
            cell.column_span,
            self.blocks(cell.content),
        ]

    def meta(self, node: MetaValue) -> Json:
        match node:
            case MetaMap(items):
                return _tagged("MetaMap", {key: self.meta(value) for key, value in items})
            case MetaList(values):
                return _tagged("MetaList", [self.meta(value) for value in values])
            case MetaBool(value):
                return _tagged("MetaBool", value)
            case MetaString(text):
                return _tagged("MetaString", text)
            case MetaInlines(content):
                return _tagged("MetaInlines", self.inlines(content))
            case MetaBlocks(blocks):
                return _tagged("MetaBlocks", self.blocks(blocks))
        return _other(node)


def _tagged(tag: str, content: Json) -> Json:
    return {"t": tag, "c": content}


def _other(node: Other) -> Json:
    return {"t": node.tag} if node.content is None else _tagged(node.tag, node.content)


def _attr_json(attr: Attr) -> Json:
    return [attr.id, list(attr.classes), [list(pair) for pair in attr.pairs]]


def _width_json(width: float | None) -> Json:
    return {"t": "ColWidthDefault"} if width is None else _tagged("ColWidth", width)
