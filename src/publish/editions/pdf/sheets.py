"""The book as documents for the engine: one for each chapter that opens a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import quote

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.math import Formulas, drawn_formulas
from publish.editions.pages import Form, Medium, chapter_body
from publish.editions.pdf.bidi import mark_runs
from publish.editions.pdf.endnotes import add_notes
from publish.editions.pdf.heads import head_sections, running_heads
from publish.editions.pdf.proofs import LINK
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import Div, Link
from publish.model.pagination import Pagination
from publish.model.walk import every, plain_text
from publish.structure import NOTES_ID, with_pages

# Where the folios of the contents stand in the first pass; as wide as most.
UNKNOWN_FOLIO = "000"

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
# Short as they mostly are, they share a page.
_LISTS = frozenset({Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES})
_NUMBERED = _LISTS | {Role.CONTENTS}
NOT_IN_ESSAYS = (Role.HALF_TITLE, Role.COPYRIGHT)
# Pages that are looked at, not read: no running head, no folio.
_DISPLAY = frozenset(
    {
        Role.COVER,
        Role.HALF_TITLE,
        Role.TITLE_PAGE,
        Role.COPYRIGHT,
        Role.DEDICATION,
        Role.EPIGRAPH,
        Role.PART,
        Role.COLOPHON,
    }
)


@dataclass(frozen=True, slots=True)
class Sheets:
    """One document for the engine: a chapter, or all of an essay."""

    name: str
    chapters: tuple[Chapter, ...]
    xhtml: str
    is_front: bool  # counted in roman numerals
    opens_verso: bool  # on a left-hand page; all others open on a right-hand one
    is_open: bool = False  # has page numbers, which are known when all is laid out
    folios: tuple[tuple[str, str], ...] = ()  # of contents and lists: id, number as printed

    @property
    def shows_folios(self) -> bool:
        """Tell whether it has page numbers that its chapters do not have."""
        return bool(self.folios) or self.name == NOTES_ID


def sheets(document: Document, folios: Mapping[str, str]) -> tuple[Sheets, ...]:
    """Return the documents of a book in reading order: see `made_in_turn`."""
    return tuple(in_reading_order(made_in_turn(document, folios), document))


def outlines(document: Document) -> list[Sheets]:
    """Return the documents of a book in reading order, with no text yet."""
    is_whole = is_essay(document)
    return [
        Sheets(
            name=group[0].name,
            chapters=group,
            xhtml="",
            is_front=group[0].matter is Matter.FRONT and not is_whole,
            opens_verso=group[0].role is Role.COPYRIGHT,
        )
        for group in _groups(document)
    ]


def made_in_turn(
    document: Document,
    folios: Mapping[str, str],
    before: Sequence[Sheets] = (),
    *,
    of: Callable[[Sheets], bool] = lambda _: True,
) -> Iterator[Sheets]:
    """Yield the documents of a book as they are made: what was saved last comes first.

    `folios` maps ids to printed page numbers for the contents and lists; a number not yet known
    is set as zeros of about its width. What was made `before`, with other page numbers, is taken
    over where they have changed nothing of its text. `of` chooses among their outlines.
    """
    formulas = drawn_formulas(document)
    known = {one.name: one for one in before if not one.shows_folios}
    wanted = filter(of, outlines(document))
    for outline in sorted(wanted, key=lambda one: -_saved_ns(one.chapters, document)):
        old = known.get(outline.name)
        is_same = old is not None and [id(one.blocks) for one in old.chapters] == [
            id(one.blocks) for one in outline.chapters
        ]
        if old is not None and is_same:
            yield replace(old, chapters=outline.chapters)
        else:
            yield _made(outline, document, folios, formulas)


def made_with_numbers(
    document: Document, wanted: Iterable[Sheets], folios: Callable[[], Mapping[str, str]]
) -> Iterator[Sheets]:
    """Yield documents that refer to pages, by their outlines.

    `folios` is asked before each is made: more may be known then.
    """
    formulas = drawn_formulas(document)
    for outline in wanted:
        told = folios()
        part = with_pages(replace(document, chapters=outline.chapters), Pagination(told))
        yield _made(replace(outline, chapters=part.chapters), document, told, formulas)


def with_chapters_of(made: Iterable[Sheets], document: Document) -> Document:
    """Return a book with the chapters of documents that were made of it, with their numbers."""
    known = {chapter.name: chapter for one in made for chapter in one.chapters}
    chapters = (known.get(one.name, one) for one in document.chapters)
    return replace(document, chapters=tuple(chapters))


def in_reading_order(made: Iterable[Sheets], document: Document) -> list[Sheets]:
    """Return all the documents of a book as they are read."""
    places = {one.name: place for place, one in enumerate(outlines(document))}
    return sorted(made, key=lambda one: places[one.name])


def _saved_ns(group: Sequence[Chapter], document: Document) -> int:
    """Return when the file of a chapter was changed, 0 if it has none."""
    place = group[0].place
    with suppress(OSError):
        return (document.folder / place.path).stat().st_mtime_ns if place else 0
    return 0


def is_essay(document: Document) -> bool:
    """Tell whether the text runs on from title to references, and all pages count in arabic.

    That is so for a single text without a title page, or where the settings ask for it.
    """
    roles = [chapter.role for chapter in document.for_edition("pdf")]
    texts = [one for one in document.for_edition("pdf") if one.matter is Matter.BODY]
    is_alone = len(texts) == 1 and Role.TITLE_PAGE not in roles
    return is_alone or document.settings.print.design == "essay"


def printed_chapters(document: Document) -> list[Chapter]:
    """Return the chapters that have pages in print: all but a cover, fewer in an essay."""
    skipped = {Role.COVER, *(NOT_IN_ESSAYS if is_essay(document) else ())}
    return [one for one in document.for_edition("pdf") if one.role not in skipped]


def direction(document: Document, lang: str) -> str:
    """Return `rtl` or `ltr` for a language tag, or what the book's metadata ask for."""
    if lang == document.metadata.lang and document.metadata.direction:
        return document.metadata.direction
    return "rtl" if lang.split("-")[0].lower() in _RTL_LANGUAGES else "ltr"


def _groups(document: Document) -> Iterator[tuple[Chapter, ...]]:
    chapters = printed_chapters(document)
    if is_essay(document):
        yield tuple(chapters)
        return
    for _, group in groupby(chapters, key=lambda one: one.role in _LISTS or one.name):
        yield tuple(group)


def _made(
    outline: Sheets, document: Document, folios: Mapping[str, str], formulas: Formulas
) -> Sheets:
    group = outline.chapters
    first = group[0]
    lang = first.lang or document.metadata.lang
    root = markup.make("html")
    root.set("lang", lang)
    # Pages follow one another as the book is read, the words on them as their language is.
    root.set("dir", direction(document, document.metadata.lang))
    if first.role is Role.COPYRIGHT:
        root.set("class", "opens-verso")
    markup.add_text(markup.add(markup.add(root, "head"), "title"), _book_title(document))
    body = markup.add(root, "body")
    body.set("dir", direction(document, lang))
    for name, value in _body_attributes(group, document, root.get("dir", "")).items():
        markup.put(body, name, value)
    form = Form(
        Medium.PRINT,
        href=lambda name: LINK + quote(name, safe=""),
        formula=formulas.spoken_in(lang),
        notes=document.settings.print.notes,
    )
    printed: list[tuple[str, str]] = []
    for chapter in group:
        section = chapter_body(chapter, document, form)
        if chapter.name == NOTES_ID:
            add_notes(section, document, form, folios)
        printed += _fill_in(section, folios)
        _title_headings(section)
        if "" in (body.get("data-left"), body.get("data-right")):
            head_sections(section, document, is_rtl=root.get("dir") == "rtl")
        _say_directions(section, document, body.get("dir", ""))
        mark_runs(section, body.get("dir", ""))
        _title_drawings(section)
        body.append(section)
    return replace(
        outline,
        xhtml=markup.fragment(root),
        is_open=bool(printed) or asks_for_pages(outline),
        folios=tuple(printed),
    )


def asks_for_pages(outline: Sheets) -> bool:
    """Tell whether the text of a document depends on the pages of the book."""
    return any(map(_asks_for_pages, outline.chapters))


def _asks_for_pages(chapter: Chapter) -> bool:
    links = any("pageref" in one.attr.classes for one in every(Link, chapter.blocks))
    has_index = any(one.attr.id == "index" for one in every(Div, chapter.blocks))
    return links or has_index or chapter.name == NOTES_ID or chapter.role in _NUMBERED


def _fill_in(section: Element, folios: Mapping[str, str]) -> list[tuple[str, str]]:
    """Write the page numbers into the contents and lists, and return them with their ids."""
    printed = []
    for place in section.iter("span"):
        if place.get("class") == "folio":
            place.text = folios.get(place.get("data-id", ""), UNKNOWN_FOLIO)
            printed.append((place.get("data-id", ""), place.text))
            title = place.getprevious()
            if title is not None:  # the words of the link: "Preface ix"
                title.tail = " "
    return printed


def _say_directions(section: Element, document: Document, around: str) -> None:
    """Say how words of another language are read, where that is not the way of the text.

    WeasyPrint 70 orders the words of one run by Unicode's rules, but runs by their direction.
    """
    for element in section.iter():
        lang = element.get("lang")
        if lang and not element.get("dir") and direction(document, lang) != around:
            element.set("dir", direction(document, lang))


def _title_headings(section: Element) -> None:
    """Give each heading its words without note marks, for bookmarks and running heads.

    WeasyPrint 70 puts the mark of a note into copies of the heading's content: "Walls1".
    """
    for heading in section.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        markup.put(heading, "data-title", " ".join("".join(_words(heading)).split()))


def _title_drawings(section: Element) -> None:
    """Give drawn formulas the title that WeasyPrint 70 takes for the text of a tagged picture."""
    for drawing in section.iter(f"{{{markup.SVG}}}svg"):
        label = drawing.get("aria-label")
        if label and drawing.find(f"{{{markup.SVG}}}title") is None:
            title = markup.make(f"{{{markup.SVG}}}title")
            markup.add_text(title, label)
            drawing.insert(0, title)


def _words(element: Element) -> Iterator[str]:
    if "footnote" not in (element.get("class") or "").split():
        yield element.text or ""
        for child in element:
            yield from _words(child)
    yield element.tail or ""


def _book_title(document: Document) -> str:
    return plain_text(document.metadata.title)


def _body_attributes(group: tuple[Chapter, ...], document: Document, way: str) -> dict[str, str]:
    """Return what stylesheets select by and what the running heads say."""
    first = group[0]
    kind = "essay" if is_essay(document) else "display" if first.role in _DISPLAY else "text"
    attributes = {"class": f"{kind} {first.matter.value} {first.role.value}"}
    if first.name == NOTES_ID:  # there, each page says to which pages its notes belong
        return attributes
    heads = running_heads(first, document, is_essay=is_essay(document))
    left, right = heads[::-1] if way == "rtl" else heads
    return {**attributes, "data-left": left, "data-right": right}
