"""What authors write in the dialects of other tools, turned into one form of it.

After `normalise` a figure is a `Figure` with its id, a table a `Table` with its id and caption, an
equation with an id a `Span.equation`, a callout a `Div.callout` that begins with its
`Div.callout-title`, a page break a `Div.page-break`, and no raw markup is left.
"""

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
    Image,
    Inline,
    Inlines,
    LineBreak,
    Math,
    MathKind,
    Para,
    Plain,
    RawBlock,
    RawInline,
    SmallCaps,
    Space,
    Span,
    Str,
    Table,
    Underline,
)
from publish.model.walk import plain_text, rewrite, words
from publish.structure.divisions import FIGURE_ID, division
from publish.structure.html import with_tags_read
from publish.structure.tex import inlines_of_tex, is_page_break
from publish.structure.tex_equations import equation_of_tex, tagged
from publish.structure.titles import trimmed
from publish.structure.words import Words

PAGE_BREAK = Div(Attr("", ("page-break",)), ())
_TRAILING_ID = re.compile(r"\{#([^\s{}]+)\}")
_BREAK_SHORTCODE = re.compile(r"\{\{<\s*pagebreak\s*>\}\}")
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TEX = frozenset({"tex", "latex"})


def normalise(blocks: Blocks, book_words: Words) -> Blocks:
    """Return blocks in which every construct has the one form that the steps after expect."""

    def change(node: Any) -> Any:
        if isinstance(node, Div):
            return division(node, book_words)
        step = _STEPS.get(type(node))
        return step(node) if step else None

    return rewrite(with_tags_read(blocks), change, _CHANGED)


def translated(node: RawInline | RawBlock) -> Block | Inlines | None:
    """Return what raw markup stands for in every edition, or None if that is not known.

    An empty tuple is markup that may go: a comment, a hint on spacing.
    """
    text = node.text.strip()
    if node.format in _TEX:
        equation = equation_of_tex(text)
        if equation:
            return (equation,)
        return PAGE_BREAK if is_page_break(text) else inlines_of_tex(text)
    if node.format == "html" and text.startswith("<!--"):
        return ()
    if node.format == "html" and _HTML_BREAK.fullmatch(text):
        return (LineBreak(),)
    return None


def _raw_inline(node: RawInline) -> Inlines | None:
    if _breaks_page(node):
        return None  # its paragraph turns it into a block
    found = translated(node)
    return found if isinstance(found, tuple) else ()


def _raw_block(node: RawBlock) -> Block | Blocks:
    found = translated(node)
    if isinstance(found, tuple):
        return (Para(found),) if found else ()
    return found or ()


def _para(node: Para) -> Block | Blocks | None:
    """Find what a paragraph is instead: a page break, a figure; or what stands in it."""
    if node.content[:1] == (Str("{{<"),) and _BREAK_SHORTCODE.fullmatch(plain_text(node)):
        return PAGE_BREAK
    content = _with_equations(node.content)
    if RawInline in map(type, content) and any(map(_breaks_page, content)):
        kept = tuple(one for one in content if not _breaks_page(one))
        first, kept = content[0], trimmed(kept)
        around = (Para(kept),) if kept else ()
        return (PAGE_BREAK, *around) if _breaks_page(first) else (*around, PAGE_BREAK)
    if len(content) == 1 and isinstance(content[0], Image):
        return _figure_of(content[0], node)
    if not content:
        return ()
    return None if content is node.content else replace(node, content=content)


def _breaks_page(node: Inline) -> bool:
    return isinstance(node, RawInline) and node.format in _TEX and is_page_break(node.text)


def _figure_of(image: Image, node: Para) -> Figure | None:
    """Return the figure that a picture alone in its paragraph is, if it has a figure's id."""
    if not FIGURE_ID.match(image.attr.id):
        return None
    bare = replace(image, attr=replace(image.attr, id=""))
    place = image.place or node.place
    return Figure(Attr(image.attr.id), Caption(), (Plain((bare,)),), place)


def _with_equations(content: Inlines) -> Inlines:
    """Put a displayed formula and the `{#id}` after it into one `Span.equation`."""
    if Math not in map(type, content) or not any(map(_is_display, content)):
        return content
    result: list[Inline] = []
    for node in content:
        found = _TRAILING_ID.match(node.text) if isinstance(node, Str) else None
        formula = result[-2:] if len(result) > 1 and isinstance(result[-1], Space) else result[-1:]
        if found and formula and _is_display(formula[0]):
            del result[-len(formula) :]
            result.append(Span(Attr(found.group(1), ("equation",)), (formula[0],)))
            rest = node.text[found.end() :] if isinstance(node, Str) else ""
            result.extend([Str(rest)] if rest else [])
        else:
            result.append(node)
    result = [tagged(node) for node in result]
    return content if tuple(result) == content else tuple(result)


def _is_display(node: Inline) -> bool:
    return isinstance(node, Math) and node.kind is MathKind.DISPLAY


def _span(node: Span) -> Inline | None:
    kept = tuple(name for name in node.attr.classes if name not in _INLINE_FORMS)
    form = next((name for name in node.attr.classes if name in _INLINE_FORMS), None)
    if not form:
        return None
    made = _INLINE_FORMS[form](node.content)
    attr = replace(node.attr, classes=kept)
    return made if attr == Attr() else replace(node, attr=attr, content=(made,))


_INLINE_FORMS: dict[str, Any] = {
    "smallcaps": SmallCaps,
    "underline": Underline,
    "ul": Underline,
}


def _figure(node: Figure) -> Figure | None:
    """Move the id of the picture, and its caption for the list of figures, to the figure."""
    pictures = _pictures(node)
    shorts = [attr.get("fig-scap") for attr in (node.attr, *(one.attr for one in pictures))]
    short = next(filter(None, shorts), "")
    caption = replace(node.caption, short=words(short)) if short else node.caption
    id_ = node.attr.id or next((one.attr.id for one in pictures if one.attr.id), "")
    if id_ == node.attr.id and caption is node.caption:
        return None

    def bare(part: Any) -> Any:
        is_named = isinstance(part, Image) and part.attr.id == id_
        return replace(part, attr=replace(part.attr, id="")) if is_named else None

    attr = replace(node.attr, id=id_)
    return replace(node, attr=attr, caption=caption, content=rewrite(node.content, bare))


def _pictures(figure: Figure) -> list[Image]:
    return [
        inline
        for block in figure.content
        if isinstance(block, Plain | Para)
        for inline in block.content
        if isinstance(inline, Image)
    ]


def _image(node: Image) -> Image | None:
    """Take the description of a picture from `fig-alt` or `alt` where it is not its caption."""
    alt = node.attr.get("fig-alt") or node.attr.get("alt")
    pairs = tuple(pair for pair in node.attr.pairs if pair[0] not in {"fig-alt", "alt"})
    if pairs == node.attr.pairs:
        return None
    content = words(alt) if alt else ()
    return replace(node, attr=replace(node.attr, pairs=pairs), content=content)


def _table(node: Table) -> Table | None:
    """Take the id from the end of a caption, where pandoc left it as words."""
    caption = node.caption.content
    last = caption[-1] if caption else None
    if node.attr.id or not isinstance(last, Plain | Para) or not last.content:
        return None
    word = last.content[-1]
    found = _TRAILING_ID.fullmatch(word.text) if isinstance(word, Str) else None
    if not found:
        return None
    kept = replace(last, content=trimmed(last.content[:-1]))
    caption = (*caption[:-1], kept)
    return replace(
        node,
        attr=replace(node.attr, id=found.group(1)),
        caption=replace(node.caption, content=caption),
    )


_STEPS: dict[type, Any] = {
    RawInline: _raw_inline,
    RawBlock: _raw_block,
    Para: _para,
    Span: _span,
    Figure: _figure,
    Image: _image,
    Table: _table,
}
_CHANGED: Any = Div | RawInline | RawBlock | Para | Span | Figure | Image | Table
