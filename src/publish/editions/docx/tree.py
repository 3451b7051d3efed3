"""The book as one pandoc tree, chapter after chapter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from publish.editions.docx.contents import LISTS, list_blocks, styled
from publish.editions.docx.elements import Tree, label_line, rewritten
from publish.editions.docx.fields import OPENXML
from publish.editions.docx.languages import is_right_to_left
from publish.editions.docx.names import bookmark_names
from publish.editions.docx.roles import ROLE_STYLES
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import (
    Attr,
    Block,
    Blocks,
    Div,
    Header,
    MetaMap,
    MetaString,
    Pandoc,
    Para,
    RawBlock,
)
from publish.model.walk import rewrite, walk
from publish.structure.front_matter import is_single_essay

# Stands at the head of every chapter until the finished parts are cut into sections.
SECTION_STYLE = "PublishSection"
SECTION_MARK = RawBlock(OPENXML, f'<w:p><w:pPr><w:pStyle w:val="{SECTION_STYLE}"/></w:pPr></w:p>')


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


def _chapter(tree: Tree, chapter: Chapter) -> Blocks:
    blocks = rewrite(chapter.blocks, lambda node: _heading(tree, chapter, node), Header)
    blocks = rewritten(tree, blocks)
    if chapter.role in LISTS:
        blocks = list_blocks(replace(chapter, blocks=blocks), tree.document, tree.names)
    style = ROLE_STYLES.get(chapter.role)
    if style:
        blocks = (styled(style, *blocks),)
    if chapter.lang and chapter.lang != tree.document.metadata.lang:
        blocks = (Div(Attr("", (), (("lang", chapter.lang),)), blocks),)
    return _anchored(tree, chapter, blocks)


def _heading(tree: Tree, chapter: Chapter, node: Any) -> Any:
    """Give the headings of parts, of the contents and of an essay the style of what they are."""
    if not isinstance(node, Header):
        return None
    is_essay = chapter.matter is Matter.BODY and is_single_essay(tree.document)
    if node.level > 1:
        # The title of an essay is no heading of its own, so its sections are of the first level.
        return replace(node, level=node.level - 1) if is_essay else None
    style = "Title" if is_essay else _HEADING_STYLES.get(chapter.role, "")
    if not style:
        return None
    return styled(style, Para(label_line(node.content)), identifier=node.attr.id)


_HEADING_STYLES = {Role.PART: "Part Title", Role.CONTENTS: "TOC Heading"}


def _anchored(tree: Tree, chapter: Chapter, blocks: Blocks) -> Blocks:
    """Put the chapter's id where no element carries it."""
    identifier = tree.names.get(chapter.id, "")
    carried = any(getattr(getattr(n, "attr", None), "id", "") == identifier for n in walk(blocks))
    if not identifier or carried:
        return blocks
    return (Div(Attr(identifier), blocks),)
