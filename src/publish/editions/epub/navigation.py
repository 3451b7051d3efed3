"""The navigation document: contents, landmarks, pages; it is the book's page of contents too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publish.editions import markup
from publish.editions.epub.documents import heading, page
from publish.editions.epub.names import NAVIGATION, Names
from publish.editions.epub.package import Resource
from publish.editions.epub.pagelist import PrintPages
from publish.editions.markup import OPS, Element
from publish.editions.math import Formulas
from publish.editions.pages.contents import write_list
from publish.editions.pages.form import Form, Medium, Page
from publish.model.document import Chapter, Document, Entry, Matter, Role
from publish.model.nodes import Str

MAX_LEVEL = 3  # Kobo shows three levels, Kindle two

# Landmarks in the order in which they stand, less those of cover and text.
_LANDMARKS = (
    Role.TITLE_PAGE,
    Role.COPYRIGHT,
    Role.CONTENTS,
    Role.LIST_OF_FIGURES,
    Role.LIST_OF_TABLES,
)
_BACK_LANDMARKS = (Role.NOTES, Role.GLOSSARY, Role.BIBLIOGRAPHY, Role.INDEX)


def navigation_page(
    document: Document, names: Names, formulas: Formulas, print_pages: PrintPages
) -> Resource:
    """Return the navigation document; its heading is that of the contents.

    `print_pages` are marked in all other documents before.
    """
    contents = next((one for one in document.of(Role.CONTENTS) if "epub" in one.editions), None)
    words = dict(document.words)
    title = heading(contents, document) if contents else words.get("Contents", "Contents")
    form = Form(
        Medium.EPUB,
        href=lambda identifier: names.href(identifier, NAVIGATION),
        formula=formulas.spoken_in(document.metadata.lang),
        identify=names.identify,
    )
    writer = Page(contents or Chapter("nav"), document, form)

    def fill(body: Element) -> None:
        nav = _write_contents(writer, body, title)
        if contents:
            print_pages.mark(nav, contents)
        _write_landmarks(writer, body, names)
        _write_page_list(writer, body, names, print_pages)

    made = page(NAVIGATION, title, document, fill, matter="frontmatter")
    return replace(made, properties=("nav", *made.properties))


def _write_contents(writer: Page, body: Element, title: str) -> Element:
    nav = writer.add(body, "nav", "contents")
    writer.say_what(nav, "toc", "doc-toc")
    # The contents' own id, if the book has them as a chapter: links may lead there.
    writer.say_id(nav, writer.chapter.id or writer.chapter.name)
    markup.add_text(writer.add(nav, "h1"), title)
    write_list(writer, nav, contents_of(writer.document))
    return nav


def contents_of(document: Document) -> Iterator[Entry]:
    """Yield the entries of the contents to three levels; a book without contents has a line each.

    A navigation document must lead somewhere, also in an essay that prints no contents.
    """
    entries = [entry for entry in document.contents if "epub" in entry.editions]
    if entries:
        yield from (entry for entry in entries if entry.level <= MAX_LEVEL)
        return
    for chapter in document.for_edition("epub"):
        if chapter.role is not Role.CONTENTS:
            title = chapter.title or (Str(heading(chapter, document)),)
            place = chapter.id or chapter.name
            yield Entry(1, chapter.label, title, place, chapter.name)


def _write_landmarks(writer: Page, body: Element, names: Names) -> None:
    words = dict(writer.document.words)
    marks = list(_landmarks(writer.document, names))
    if not marks:
        return
    nav = writer.add(body, "nav")
    writer.say_what(nav, "landmarks", "")
    nav.set("hidden", "hidden")
    markup.add_text(writer.add(nav, "h2"), words.get("Landmarks", "Landmarks"))
    element = writer.add(nav, "ol")
    for semantic, href, label in marks:
        link = writer.add(writer.add(element, "li"), "a")
        link.set(f"{{{OPS}}}type", semantic)
        markup.put(link, "href", href)
        markup.add_text(link, label)


def _write_page_list(writer: Page, body: Element, names: Names, print_pages: PrintPages) -> None:
    """Write a line for each page of the print edition that begins somewhere in the text."""
    if not print_pages.is_marked:
        return
    words = dict(writer.document.words)
    nav = writer.add(body, "nav")
    writer.say_what(nav, "page-list", "doc-pagelist")
    nav.set("hidden", "hidden")
    markup.add_text(writer.add(nav, "h2"), words.get("Pages", "Pages"))
    element = writer.add(nav, "ol")
    for chapter in writer.document.for_edition("epub"):
        for mark in print_pages.marks.get(chapter.name, ()):
            link = writer.add(writer.add(element, "li"), "a")
            markup.put(link, "href", f"{names.files[chapter.name]}#{mark.id}")
            markup.add_text(link, mark.folio)


def _landmarks(document: Document, names: Names) -> Iterator[tuple[str, str, str]]:
    """Yield type, address and label of what a reader may want to go to at once."""
    words = dict(document.words)
    if document.metadata.cover_image:
        yield "cover", "cover.xhtml#cover", words.get("Cover", "Cover")
    chapters = tuple(document.for_edition("epub"))
    yield from _marks(document, chapters, _LANDMARKS, names)
    body = next((one for one in chapters if one.matter is Matter.BODY), None)
    if body:
        place = names.href(body.id or body.name, NAVIGATION)
        yield "bodymatter", place, heading(body, document)
    yield from _marks(document, chapters, _BACK_LANDMARKS, names)


def _marks(
    document: Document, chapters: Iterable[Chapter], roles: Iterable[Role], names: Names
) -> Iterator[tuple[str, str, str]]:
    words = dict(document.words)
    own = {Role.TITLE_PAGE: "TitlePage", Role.COPYRIGHT: "Copyright"}
    for role in roles:
        chapter = next((one for one in chapters if one.role is role), None)
        if chapter:
            label = words.get(own[role], "") if role in own else ""
            place = names.href(chapter.id or chapter.name)
            yield role.value, place, label or heading(chapter, document)
