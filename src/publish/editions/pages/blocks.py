"""Paragraphs, headings, lists, verse, quotations, figures: blocks to elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages.form import Page, add_class
from publish.editions.pages.indexes import write_index_group
from publish.editions.pages.inlines import write_inlines
from publish.editions.pages.roles import DIV_ROLES
from publish.editions.pages.tables import write_table
from publish.model.document import Role
from publish.model.nodes import (
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    Div,
    Figure,
    Header,
    HorizontalRule,
    Inlines,
    LineBlock,
    Math,
    MathKind,
    OrderedList,
    Para,
    Plain,
    SoftBreak,
    Space,
    Span,
    Table,
)

# pandoc's name of a numeral style -> HTML's `type`, CSS's list style
_NUMERALS = {
    "LowerRoman": ("i", "lower-roman"),
    "UpperRoman": ("I", "upper-roman"),
    "LowerAlpha": ("a", "lower-alpha"),
    "UpperAlpha": ("A", "upper-alpha"),
    "Decimal": ("1", "decimal"),
}


TERM = "glossary-term"  # class of a term that a glossary explains
# Elements whose only text may stand in them without a paragraph.
_HOLDERS = frozenset({"li", "dd", "td", "th", "caption", "figcaption", "figure"})


def write_blocks(page: Page, parent: Element, blocks: Blocks) -> None:
    """Append blocks to `parent`. Raw markup and unknown elements are left out."""
    before: Block | None = None
    for block in blocks:
        # Text without a paragraph of its own would run into the text before it.
        if isinstance(block, Plain) and isinstance(before, Plain) and _holds_text(parent):
            page.add(parent, "br")
        writer = _WRITERS.get(type(block))
        if writer:
            writer(page, parent, block)
        before = block


def _write_plain(page: Page, parent: Element, plain: Plain) -> None:
    """Write text bare where an element of its own holds it, else as a paragraph.

    pandoc leaves it bare beside raw markup, which is not written.
    """
    write_inlines(page, parent if _holds_text(parent) else page.add(parent, "p"), plain.content)


def _holds_text(element: Element) -> bool:
    return markup.local(element) in _HOLDERS


def _write_paragraph(page: Page, parent: Element, paragraph: Para) -> None:
    element = page.add(parent, "p", "display" if _is_display(paragraph.content) else "")
    write_inlines(page, element, paragraph.content)


def _is_display(content: Inlines) -> bool:
    """Tell whether a paragraph is nothing but a formula on a line of its own, or several."""
    for inline in content:
        match inline:
            case Span(attr, _) if "equation" in attr.classes:
                continue
            case Math(MathKind.DISPLAY) | Space() | SoftBreak():
                continue
        return False
    return bool(content)


def _write_code(page: Page, parent: Element, code: CodeBlock) -> None:
    element = page.add(parent, "pre")
    page.dress(element, code.attr)
    markup.add_text(page.add(element, "code"), code.text)


def _write_quotation(page: Page, parent: Element, quotation: BlockQuote) -> None:
    write_blocks(page, page.add(parent, "blockquote"), quotation.content)


def _write_rule(page: Page, parent: Element, _: HorizontalRule) -> None:
    page.add(parent, "hr")


def _write_table(page: Page, parent: Element, table: Table) -> None:
    write_table(page, parent, table, write_blocks)


def _write_heading(page: Page, parent: Element, header: Header) -> None:
    level = min(header.level, 6)
    element = page.add(parent, f"h{level}")
    page.dress(element, header.attr)
    if not page.form.is_epub and header.attr.get("short"):  # for the running heads
        markup.put(element, "data-short", header.attr.get("short"))
    write_inlines(page, element, header.content)


def _write_lines(page: Page, parent: Element, verse: LineBlock) -> None:
    """Write verse: an empty line begins a new stanza, no-break spaces keep the indents."""
    block = page.add(parent, "div", "line-block")
    stanza = None
    for line in verse.lines:
        if not line:
            stanza = None
            continue
        if stanza is None:
            stanza = page.add(block, "div", "stanza")
        write_inlines(page, page.add(stanza, "div", "line"), line)


def _write_definitions(page: Page, parent: Element, definitions: DefinitionList) -> None:
    element = page.add(parent, "dl")
    for term, meanings in definitions.items:
        name = page.add(element, "dt")
        is_glossary = any(isinstance(one, Span) and TERM in one.attr.classes for one in term)
        if is_glossary and page.form.is_epub:
            page.say_what(name, "glossterm", "")
        write_inlines(page, name, term)
        for meaning in meanings:
            said = page.add(element, "dd")
            if is_glossary and page.form.is_epub:
                page.say_what(said, "glossdef", "")
            write_blocks(page, said, meaning)


def _write_list(page: Page, parent: Element, block: BulletList | OrderedList) -> None:
    element = page.add(parent, "ol" if isinstance(block, OrderedList) else "ul")
    if isinstance(block, OrderedList):
        _number(page, element, block)
    for item in block.items:
        write_blocks(page, page.add(element, "li"), item)


def _number(page: Page, element: Element, block: OrderedList) -> None:
    attributes = block.attributes
    numeral, name = _NUMERALS.get(attributes.style, ("", ""))
    if page.form.is_epub:
        if attributes.start != 1:
            element.set("start", str(attributes.start))
        if numeral:
            element.set("type", numeral)
    else:
        # WeasyPrint 70 heeds `start` and `type` only with other hints that we do not want.
        first = f"counter-reset: list-item {attributes.start - 1}"
        styles = [first] if attributes.start != 1 else []
        styles += [f"list-style-type: {name}"] if name else []
        if styles:
            element.set("style", "; ".join(styles))
    if attributes.delimiter in ("OneParen", "TwoParens"):
        add_class(element, "paren" if attributes.delimiter == "OneParen" else "parens")


def _write_figure(page: Page, parent: Element, figure: Figure) -> None:
    element = page.add(parent, "figure")
    page.dress(element, figure.attr)
    write_blocks(page, element, figure.content)
    if figure.caption.content:
        write_blocks(page, page.add(element, "figcaption"), figure.caption.content)


def _write_description(page: Page, parent: Element, div: Div) -> None:
    """Write the long description of a picture, to be opened by whoever wants it; not in print."""
    if not page.form.is_epub:
        return
    element = page.add(parent, "details")
    page.dress(element, div.attr)
    markup.add_text(page.add(element, "summary"), div.attr.get("summary"))
    write_blocks(page, element, div.content)


def _write_div(page: Page, parent: Element, div: Div) -> None:
    if "long-description" in div.attr.classes:
        _write_description(page, parent, div)
        return
    element = page.add(parent, "div")
    page.dress(element, div.attr)
    if page.form.is_epub:
        _say_what_it_is(page, element, div)
    if page.form.is_epub and "index-group" in div.attr.classes:
        write_index_group(page, element, div, write_blocks)
        return
    write_blocks(page, element, div.content)


def _say_what_it_is(page: Page, element: Element, div: Div) -> None:
    for name in div.attr.classes:
        if name in DIV_ROLES:
            # What the whole chapter is, nothing in it needs to say again.
            if DIV_ROLES[name][0] != page.chapter.role.value:
                page.say_what(element, *DIV_ROLES[name])
            return
    is_list = div.attr.id == "refs" or "refs" in div.attr.classes
    if is_list and page.chapter.role is not Role.BIBLIOGRAPHY:
        page.say_what(element, "bibliography", "doc-bibliography")
    elif div.attr.id == "index" and page.chapter.role is not Role.INDEX:
        page.say_what(element, "index", "doc-index")


_WRITERS: dict[type, Callable[[Page, Element, Any], None]] = {
    Plain: _write_plain,
    Para: _write_paragraph,
    Header: _write_heading,
    LineBlock: _write_lines,
    CodeBlock: _write_code,
    BlockQuote: _write_quotation,
    HorizontalRule: _write_rule,
    BulletList: _write_list,
    OrderedList: _write_list,
    DefinitionList: _write_definitions,
    Table: _write_table,
    Figure: _write_figure,
    Div: _write_div,
}
