"""One chapter as a section: its heading and text, and in an EPUB its notes."""

from __future__ import annotations

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.pages.blocks import write_blocks
from publish.editions.pages.contents import LISTS, entry_title, write_list
from publish.editions.pages.form import Form, Page, add_class
from publish.editions.pages.notes import notes_before, write_notes
from publish.editions.pages.roles import CHAPTER_ROLES
from publish.model.document import Chapter, Document
from publish.model.nodes import Attr, Header, Span
from publish.model.walk import plain_text, walk, words


def chapter_body(chapter: Chapter, document: Document, form: Form) -> Element:
    """Return a chapter as `<section>`.

    Print: elements without namespace, the role as class, notes as `span.footnote` where their
    marks stand, unless the form has them elsewhere. EPUB: XHTML with `epub:type` and `role`,
    notes as `aside` at the end. The section's `data-title` is the heading without number, label
    and notes (print only).
    """
    page = Page(chapter, document, form, notes_before(chapter, document, form.medium.value))
    section = page.make("section")
    page.say_what(section, chapter.role.value, CHAPTER_ROLES.get(chapter.role, ""))
    page.say_language(section, chapter.lang)
    _identify(page, section)
    if not form.is_epub:
        add_class(section, chapter.matter.value)
        markup.put(section, "data-title", plain_text(chapter.title))
    entries = LISTS.get(chapter.role)
    blocks = chapter.blocks
    if entries and not blocks and chapter.title:
        blocks = (Header(1, Attr(chapter.id), chapter.title),)
    write_blocks(page, section, blocks)
    if entries:
        write_list(page, section, entries(document))
    if form.is_epub or form.notes == "chapter":
        write_notes(page, section, write_blocks)
    return section


def notes_of(chapter: Chapter, document: Document, form: Form) -> Element | None:
    """Return the notes of a chapter under its title, for the end of the book; None without any."""
    page = Page(chapter, document, form, notes_before(chapter, document, form.medium.value))
    write_blocks(page, page.make("section"), chapter.blocks)
    section = page.make("section")
    number = (Span(Attr("", ("heading-number",)), words(chapter.number)),) if chapter.number else ()
    title = entry_title(chapter.title or document.metadata.title)
    write_notes(page, section, write_blocks, (*number, *title))
    return section[0] if len(section) else None


def _identify(page: Page, section: Element) -> None:
    """Give the section the chapter's id, or one made from it where the heading has that."""
    identifier = page.chapter.id or page.chapter.name
    taken = any(
        getattr(getattr(node, "attr", None), "id", "") == identifier
        for node in walk(page.chapter.blocks)
    )
    is_list = page.chapter.role in LISTS and not page.chapter.blocks and bool(page.chapter.title)
    page.say_id(section, f"{identifier}.section" if taken or is_list else identifier)
