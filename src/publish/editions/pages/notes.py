"""Notes at the end of a chapter, as in an EPUB; those at the foot of a page are in `footnotes`."""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages.form import Page
from publish.model.document import Chapter, Document
from publish.model.nodes import Attr, Blocks, Header, Inlines, Note, Para, Plain
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


__all__ = ["note_id", "notes_before", "write_mark", "write_notes"]
