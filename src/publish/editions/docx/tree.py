"""The book as one pandoc tree, said in the styles and fields of our Word file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from publish.editions.docx.contents import LISTS, list_blocks, styled
from publish.editions.docx.fields import OPENXML, page_of, tab
from publish.editions.docx.names import bookmark_names
from publish.editions.docx.roles import CLASS_STYLES, ROLE_STYLES
from publish.model.document import Chapter, Document, Role
from publish.model.nodes import (
    Attr,
    Block,
    BlockQuote,
    Blocks,
    Div,
    Header,
    HorizontalRule,
    Image,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    Link,
    MetaMap,
    MetaString,
    Note,
    Pandoc,
    Para,
    RawBlock,
    RawInline,
    Space,
    Span,
    Str,
    Target,
)
from publish.model.walk import rewrite, walk

# Stands at the head of every chapter until the finished parts are cut into sections.
SECTION_STYLE = "PublishSection"
SECTION_MARK = RawBlock(OPENXML, f'<w:p><w:pPr><w:pStyle w:val="{SECTION_STYLE}"/></w:pPr></w:p>')
SCHEMES = frozenset({"http", "https", "mailto"})
# Source: Unicode CLDR 45, orientation characterOrder="right-to-left".
RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_ORNAMENT = Para((Str("*"), Space(), Str("*"), Space(), Str("*")))


@dataclass(frozen=True, slots=True)
class Tree:
    """What the chapters are written with: bookmark names, and where pictures were put."""

    document: Document
    names: Mapping[str, str]
    pictures: Mapping[str, str]  # image target -> file for pandoc


def manuscript_tree(document: Document, pictures: Mapping[str, str]) -> Pandoc:
    """Return the whole book, a `SECTION_MARK` before each chapter."""
    tree = Tree(document, bookmark_names(document), pictures)
    blocks: list[Block] = []
    for chapter in document.for_edition("docx"):
        blocks += (SECTION_MARK, *_chapter(tree, chapter))
    metadata = document.metadata
    meta = [("lang", MetaString(metadata.lang))]
    if is_right_to_left(metadata.lang, metadata.direction):
        meta.append(("dir", MetaString("rtl")))
    return Pandoc(MetaMap(tuple(meta)), tuple(blocks))


def is_right_to_left(lang: str, direction: str = "") -> bool:
    """Tell whether text in a language runs from right to left."""
    return direction == "rtl" or (not direction and lang.split("-")[0].lower() in RIGHT_TO_LEFT)


def _chapter(tree: Tree, chapter: Chapter) -> Blocks:
    is_part = chapter.role is Role.PART
    blocks = rewrite(chapter.blocks, _part_title) if is_part else chapter.blocks
    blocks = rewrite(blocks, lambda node: _change(tree, node))
    if chapter.role in LISTS:
        title = replace(chapter, blocks=blocks, id=tree.names.get(chapter.id, ""))
        blocks = list_blocks(title, tree.document, tree.names)
    style = ROLE_STYLES.get(chapter.role)
    if style:
        blocks = (styled(style, *blocks),)
    if chapter.lang and chapter.lang != tree.document.metadata.lang:
        blocks = (Div(Attr("", (), _language(chapter.lang)), blocks),)
    return _anchored(tree, chapter, blocks)


def _anchored(tree: Tree, chapter: Chapter, blocks: Blocks) -> Blocks:
    """Put the chapter's id where no element carries it."""
    identifier = tree.names.get(chapter.id, "")
    carried = any(getattr(getattr(n, "attr", None), "id", "") == identifier for n in walk(blocks))
    if not identifier or carried:
        return blocks
    return (Div(Attr(identifier), blocks),)


def _part_title(node: Any) -> Any:
    if isinstance(node, Header) and node.level == 1:
        return styled("Part Title", Para(_label_line(node.content)), identifier=node.attr.id)
    return None


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


def _language(lang: str) -> tuple[tuple[str, str], ...]:
    return (("lang", lang),)


# --- blocks ----------------------------------------------------------------------------------


def _heading(_: Tree, header: Header) -> Header:
    return replace(header, content=_label_line(header.content))


def _label_line(content: Inlines) -> Inlines:
    """Put the label ("Chapter 1") on a line of its own."""
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
    return styled("Block Text", *inner)


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


def _division(_: Tree, div: Div) -> Div | None:
    style = next((CLASS_STYLES[name] for name in div.attr.classes if name in CLASS_STYLES), "")
    if any(name.startswith("callout") for name in div.attr.classes):
        return _callout(div)
    if not style or div.attr.get("custom-style"):
        return None
    content = div.content
    if style in ("Verse", "Epigraph"):
        content = _restyled(content, "Verse", style)
        content = _restyled(content, "Block Text", style)
    return replace(div, attr=_with_style(div.attr, style), content=content)


def _callout(div: Div) -> Div:
    """Set a box of advice: its heading is no heading of the book."""

    def title(node: Any) -> Any:
        return styled("Callout Title", Para(node.content)) if isinstance(node, Header) else None

    return replace(div, attr=_with_style(div.attr, "Callout"), content=rewrite(div.content, title))


def _restyled(blocks: Blocks, old: str, new: str) -> Blocks:
    def change(node: Any) -> Any:
        if isinstance(node, Div) and node.attr.get("custom-style") == old:
            return replace(node, attr=_with_style(node.attr, new))
        return None

    return rewrite(blocks, change)


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
    return None if urlsplit(url).scheme in SCHEMES else link.content


def _span(_: Tree, span: Span) -> Any:
    if "csl-left-margin" in span.attr.classes:
        return replace(span, content=(*span.content, tab()))
    return None


def _image(tree: Tree, image: Image) -> Any:
    """Point to the prepared file, and say what the picture shows: nothing for a decoration."""
    file = tree.pictures.get(image.target.url)
    if file is None:
        return image.content
    words = image.attr.get("alt") or image.attr.get("fig-alt")
    attr = image.attr
    if "decorative" in attr.classes:
        words = ""
    elif words:
        attr = replace(attr, pairs=(*(p for p in attr.pairs if p[0] != "alt"), ("alt", words)))
    content = () if "decorative" in attr.classes else image.content
    return replace(image, attr=attr, content=content, target=Target(file))


def _raw(_: Tree, __: RawInline | RawBlock) -> Any:
    """Leave out an author's markup for another format; the raw markup in our tree is ours."""
    return ()


_CHANGES: dict[type, Callable[[Tree, Any], Any]] = {
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
