"""pandoc's JSON to nodes and back, without loss.

Source: the JSON that pandoc-types 1.23 derives with aeson: `{"t": tag, "c": content}`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

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
_BARE = {"Space": Space, "SoftBreak": SoftBreak, "LineBreak": LineBreak}
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


def encode(document: Pandoc) -> str:
    """Return pandoc's JSON for a document; pandoc reads it with `-f json`."""
    data = {
        "pandoc-api-version": list(document.api_version),
        "meta": {key: _meta_json(value) for key, value in document.meta.items},
        "blocks": encode_blocks(document.blocks),
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def decode_blocks(data: Json) -> Blocks:
    """Return typed blocks from a JSON list of blocks."""
    return tuple(_block(item) for item in data)


def decode_inlines(data: Json) -> Inlines:
    """Return typed inlines from a JSON list of inlines."""
    return tuple(_inline(item) for item in data)


def encode_blocks(blocks: Blocks) -> list[Json]:
    """Return blocks as JSON values."""
    return [_block_json(block) for block in blocks]


def encode_inlines(inlines: Inlines) -> list[Json]:
    """Return inlines as JSON values."""
    return [_inline_json(inline) for inline in inlines]


# --- JSON to nodes ---------------------------------------------------------------------------


def _inline(data: Json) -> Inline:
    tag, content = data["t"], data.get("c")
    if tag == "Str":
        return Str(content)
    if tag in _BARE:
        return cast(Inline, _BARE[tag]())
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


# --- nodes to JSON ---------------------------------------------------------------------------


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
