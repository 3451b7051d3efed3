"""Elements of the text, said in the styles and fields of our Word file."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from publish.editions.docx.contents import styled
from publish.editions.docx.equations import apart
from publish.editions.docx.fields import OPENXML, page_of, tab
from publish.editions.docx.languages import is_right_to_left
from publish.editions.docx.roles import CLASS_STYLES, LABEL_STYLES, LINE_STYLES
from publish.editions.pages.inlines import full_alternative, is_address
from publish.model.document import Document
from publish.model.nodes import (
    Attr,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Div,
    Header,
    HorizontalRule,
    Image,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    Link,
    Note,
    OrderedList,
    Para,
    Plain,
    RawBlock,
    RawInline,
    Space,
    Span,
    Str,
    Target,
)
from publish.model.walk import ATTRIBUTED, rewrite

T = TypeVar("T")
_ORNAMENT = Para((Str("*"), Space(), Str("*"), Space(), Str("*")))
_NEW_PAGE = RawBlock(OPENXML, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')


@dataclass(frozen=True, slots=True)
class Tree:
    """What the chapters are written with: bookmark names, and where pictures were put."""

    document: Document
    names: Mapping[str, str]
    pictures: Mapping[str, str]  # image target -> file for pandoc


def rewritten(tree: Tree, blocks: T) -> T:
    """Return blocks with every element as the Word file has it."""
    return rewrite(blocks, lambda node: _change(tree, node), _CHANGED)


def _change(tree: Tree, node: Any) -> Any:
    change = _CHANGES.get(type(node))
    changed = change(tree, node) if change else None
    return _renamed(tree, node if changed is None else changed)


def _renamed(tree: Tree, node: Any) -> Any:
    """Give an element its bookmark name, and a direction where its language has another."""
    attr = getattr(node, "attr", None)
    if not isinstance(attr, Attr):
        return node
    pairs = attr.pairs
    lang = attr.get("lang")
    if lang and not attr.get("dir") and is_right_to_left(lang):
        pairs = (*pairs, ("dir", "rtl"))
    identifier = tree.names.get(attr.id, attr.id)
    if identifier == attr.id and pairs == attr.pairs:
        return node
    return replace(node, attr=replace(attr, id=identifier, pairs=pairs))


# --- blocks ----------------------------------------------------------------------------------


def _heading(_: Tree, header: Header) -> Header:
    return replace(header, content=label_line(header.content))


def label_line(content: Inlines) -> Inlines:
    """Return a heading with its label ("Chapter 1") on a line of its own."""
    for index, node in enumerate(content):
        if isinstance(node, Span) and "heading-label" in node.attr.classes:
            label = replace(node, attr=_with_style(node.attr, "Chapter Label"))
            rest = content[index + 1 :]
            while rest and isinstance(rest[0], Space):
                rest = rest[1:]
            return (*content[:index], label, *((LineBreak(),) if rest else ()), *rest)
    return content


def _quotation(_: Tree, quotation: BlockQuote) -> Div:
    inner = _restyled(quotation.content, "Block Text", "Block Text 2")
    return styled("Block Text", *_with_paragraphs(inner))


def _verse(_: Tree, verse: LineBlock) -> Div:
    """Write each stanza as a paragraph whose lines end where the author ended them."""
    stanzas: list[list[Inline]] = [[]]
    for line in verse.lines:
        if not line:
            stanzas.append([])
            continue
        if stanzas[-1]:
            stanzas[-1].append(LineBreak())
        stanzas[-1] += line
    return styled("Verse", *(Para(tuple(stanza)) for stanza in stanzas if stanza))


def _rule(_: Tree, __: HorizontalRule) -> Div:
    return styled("Section Break", _ORNAMENT)


def _division(_: Tree, div: Div) -> Any:
    classes = div.attr.classes
    if "long-description" in classes:
        return ()  # its words stand with the picture
    style = _first(CLASS_STYLES, classes)
    if "page-break" in classes:
        return replace(div, content=(_NEW_PAGE,))
    if "half-title-page" in classes:
        return replace(div, content=_restyled(div.content, "Title", "Half Title"))
    if not style and any(name.startswith("callout") for name in classes):
        return _callout(div)
    if not style or div.attr.get("custom-style"):
        return None
    content = div.content
    if style in ("Verse", "Epigraph"):
        content = _restyled(content, "Verse", style)
        content = _restyled(content, "Block Text", style)
    return replace(div, attr=_with_style(div.attr, style), content=_with_paragraphs(content))


def _first(styles: Mapping[str, str], classes: Iterable[str]) -> str:
    return next((styles[name] for name in classes if name in styles), "")


def _paragraph(_: Tree, paragraph: Para) -> Any:
    """Give the lines of a title page their styles; put numbered equations on lines of their own."""
    match paragraph.content:
        case (Span(attr),) if style := _first(LINE_STYLES, attr.classes):
            return styled(style, paragraph)
    return apart(paragraph)


def _callout(div: Div) -> Div:
    """Set a box of advice: its heading is no heading of the book."""

    def title(node: Any) -> Any:
        return styled("Callout Title", Para(node.content)) if isinstance(node, Header) else None

    content = _with_paragraphs(rewrite(div.content, title, Header))
    return replace(div, attr=_with_style(div.attr, "Callout"), content=content)


def _with_paragraphs(blocks: Blocks) -> Blocks:
    """Make tight list items paragraphs: pandoc 3.9 gives a `Plain` no style but its own."""

    def change(node: Any) -> Any:
        if isinstance(node, BulletList | OrderedList):
            items = tuple(tuple(_as_paragraph(one) for one in item) for item in node.items)
            return replace(node, items=items)
        return None

    return rewrite(blocks, change, BulletList | OrderedList)


def _as_paragraph(block: Block) -> Block:
    return Para(block.content) if isinstance(block, Plain) else block


def _restyled(blocks: Blocks, old: str, new: str) -> Blocks:
    def change(node: Any) -> Any:
        if isinstance(node, Div) and node.attr.get("custom-style") == old:
            return replace(node, attr=_with_style(node.attr, new))
        return None

    return rewrite(blocks, change, Div)


def _with_style(attr: Attr, style: str) -> Attr:
    pairs = tuple(pair for pair in attr.pairs if pair[0] != "custom-style")
    return replace(attr, pairs=(*pairs, ("custom-style", style)))


# --- inlines ---------------------------------------------------------------------------------


def _note(_: Tree, note: Note) -> Note:
    """A quotation in a note has the size of the note."""
    content = note.content
    for style in ("Block Text", "Block Text 2"):
        content = _restyled(content, style, "Footnote Block Text")
    return replace(note, content=content)


def _link(tree: Tree, link: Link) -> Any:
    url = link.target.url
    if url.startswith("#"):
        name = tree.names.get(url[1:])
        if name is None:
            return link.content
        if "pageref" in link.attr.classes:
            return page_of(name, link.content)
        return replace(link, target=Target(f"#{name}", link.target.title))
    if url.lower().startswith("doi:"):
        return replace(link, target=Target(f"https://doi.org/{url[4:]}", link.target.title))
    return None if is_address(url) else link.content


def _span(_: Tree, span: Span) -> Any:
    if "csl-left-margin" in span.attr.classes:
        return replace(span, content=(*span.content, tab()))
    style = _first(LABEL_STYLES, span.attr.classes)
    return replace(span, attr=_with_style(span.attr, style)) if style else None


def _image(tree: Tree, image: Image) -> Any:
    """Point to the prepared file, and say what the picture shows: nothing for a decoration."""
    file = tree.pictures.get(image.target.url)
    if file is None:
        return image.content
    attr = image.attr
    content = image.content
    words = attr.get("alt") or attr.get("fig-alt")
    if attr.get("long-description"):
        content = (Str(full_alternative(image)),)
    if "decorative" in attr.classes:
        words = ""
    elif words:
        attr = replace(attr, pairs=(*(p for p in attr.pairs if p[0] != "alt"), ("alt", words)))
    content = () if "decorative" in attr.classes else content
    return replace(image, attr=attr, content=content, target=Target(file))


def _raw(_: Tree, __: RawInline | RawBlock) -> Any:
    """Leave out an author's markup for another format; the raw markup in our tree is ours."""
    return ()


_CHANGES: dict[type, Callable[[Tree, Any], Any]] = {
    Para: _paragraph,
    Header: _heading,
    BlockQuote: _quotation,
    LineBlock: _verse,
    HorizontalRule: _rule,
    Div: _division,
    Note: _note,
    Link: _link,
    Span: _span,
    Image: _image,
    RawInline: _raw,
    RawBlock: _raw,
}
_CHANGED = functools.reduce(operator.or_, _CHANGES, ATTRIBUTED)
