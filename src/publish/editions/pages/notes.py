"""Notes: inline in print, where they fall to the foot of the page; at the chapter's end in EPUB."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages.form import Page
from publish.model.document import Chapter, Document
from publish.model.nodes import (
    Attr,
    Block,
    BlockQuote,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Div,
    Figure,
    Header,
    Inline,
    Inlines,
    LineBlock,
    LineBreak,
    Note,
    OrderedList,
    Para,
    Plain,
    Space,
    Span,
    Str,
    Table,
)
from publish.model.walk import every, words

_NOT_IN_IDS = re.compile(r"[^\w-]+")


def note_id(chapter: Chapter, number: int, kind: str = "fn") -> str:
    """Return the id of a note (`fn`) or of its mark (`fnref`): `fn-02-air-7`."""
    return f"{kind}-{_NOT_IN_IDS.sub('-', chapter.name)}-{number}"


def notes_before(chapter: Chapter, document: Document, edition: str) -> int:
    """Return how many notes the numbering has already used when the chapter begins."""
    if document.settings.note_numbering != "book":
        return 0
    count = 0
    for other in document.for_edition(edition):
        if other.name == chapter.name:
            break
        count += sum(1 for _ in every(Note, other.blocks))
    return count


# --- print -----------------------------------------------------------------------------------


def flatten(blocks: Blocks) -> Inlines:
    """Return the paragraphs of a note as inlines, with a line break between them.

    WeasyPrint 70 lays out an element with `float: footnote` as running text: paragraphs inside it
    lose their place. Each becomes a `Span` with a class of its own kind.
    """
    result: list[Inline] = []
    for span in _paragraphs(blocks):
        if result:
            result.append(LineBreak())
        result.append(span)
    return tuple(result)


def _paragraphs(blocks: Blocks, kind: str = "note-p") -> Iterator[Span]:
    for block in blocks:
        yield from _paragraph(block, kind)


def _paragraph(block: Block, kind: str) -> Iterator[Span]:
    match block:
        case Plain(content) | Para(content):
            yield _line(content, kind)
        case Header(_, attr, content):
            yield Span(Attr(attr.id, ("note-heading",), attr.pairs), content)
        case LineBlock(lines):
            yield from (_line(line, "note-line") for line in lines)
        case CodeBlock(attr, text):
            yield _line((Code(attr, text),), "note-code")
        case Table():
            yield from _rows(block)
        case _:
            yield from _group(block, kind)


def _group(block: Block, kind: str) -> Iterator[Span]:
    match block:
        case BlockQuote(content):
            yield from _paragraphs(content, "note-quote")
        case BulletList(items) | OrderedList(_, items):
            yield from _items(block, items)
        case DefinitionList(pairs):
            for term, definitions in pairs:
                yield _line(term, "note-term")
                for definition in definitions:
                    yield from _paragraphs(definition, "note-item")
        case Div(attr, content):
            yield from _paragraphs(content, " ".join((kind, *attr.classes)))
        case Figure(_, caption, content):
            yield from _paragraphs((*content, *caption.content))


def _line(content: Inlines, kind: str) -> Span:
    return Span(Attr("", tuple(kind.split())), content)


def _items(block: Block, items: tuple[Blocks, ...]) -> Iterator[Span]:
    start = block.attributes.start if isinstance(block, OrderedList) else 0
    for index, item in enumerate(items):
        mark = f"{start + index}." if isinstance(block, OrderedList) else "•"
        lines = list(_paragraphs(item, "note-item")) or [_line((), "note-item")]
        first = lines[0]
        yield Span(first.attr, (Str(mark), Space(), *first.content))
        yield from lines[1:]


def _rows(table: Table) -> Iterator[Span]:
    yield from _paragraphs(table.caption.content)
    groups = [table.head.rows, *(body.head + body.rows for body in table.bodies), table.foot.rows]
    for rows in groups:
        for row in rows:
            cells: list[Inline] = []
            for cell in row.cells:
                cells += [Space()] if cells else []
                cells += flatten(cell.content)
            yield _line(tuple(cells), "note-p")


# --- notes at the end of chapters, as in an EPUB -----------------------------------------------


def write_mark(page: Page, parent: Element, number: int) -> Element:
    """Write the raised number in the text, which opens the note, and return it."""
    mark = page.add(parent, "a", "noteref")
    page.say_what(mark, "noteref", "doc-noteref")
    mark.set("id", note_id(page.chapter, number, "fnref"))
    mark.set("href", _address(page, note_id(page.chapter, number)))
    markup.add_text(mark, str(number))
    return mark


def write_notes(
    page: Page,
    section: Element,
    write_blocks: Callable[[Page, Element, Blocks], None],
    title: Inlines = (),
) -> None:
    """Write the chapter's notes at its end, each with its number, which leads back.

    In print they have a heading: `title`, or the word "Notes".
    """
    if not page.notes:
        return
    place = page.add(section, "section", "endnotes")
    page.say_what(place, "endnotes", "doc-endnotes")
    word = dict(page.document.words).get("Notes", "")
    if word and page.form.is_epub:
        markup.put(place, "aria-label", word)
    elif word:
        write_blocks(page, place, (Header(2, Attr(), title or words(word)),))
    # A note may hold a note; those come after it and are written too.
    for number, note in page.notes:
        # In print, what is called a footnote falls to the foot of the page.
        aside = page.add(place, "aside", "" if page.form.is_epub else "endnote")
        page.say_what(aside, "footnote" if page.form.is_epub else "", "doc-footnote")
        aside.set("id", note_id(page.chapter, number))
        write_blocks(page, aside, _numbered(note.content))
        _write_number(page, aside, number)


def _address(page: Page, identifier: str) -> str:
    """Return the address of a note or its mark: in an EPUB they are in one file."""
    return f"#{identifier}" if page.form.is_epub else page.form.href(identifier)


def _numbered(blocks: Blocks) -> Blocks:
    """Make sure a note begins with a paragraph, where its number stands."""
    if blocks and isinstance(blocks[0], Plain | Para):
        return (Para(blocks[0].content), *blocks[1:])
    return (Para(()), *blocks)


def _write_number(page: Page, aside: Element, number: int) -> None:
    first = aside[0]
    back = page.make("a")
    back.set("class", "note-number")
    page.say_what(back, "backlink", "doc-backlink")
    back.set("href", _address(page, note_id(page.chapter, number, "fnref")))
    # In print the number stands in a box of its own, as wide as the widest.
    back.text = str(number) if page.form.is_epub else f"{number}. "
    back.tail = (" " if page.form.is_epub else "") + (first.text or "")
    first.text = None
    first.insert(0, back)


__all__ = ["flatten", "note_id", "notes_before", "write_mark", "write_notes"]
