"""Chapters drawn one by one become one PDF file.

What the engine cannot know of a chapter alone is added here: links into other chapters, the
outline, the printed page numbers as page labels, and what the file says about the book.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote

from publish.editions.pdf.archive import Source, make_archival
from publish.editions.pdf.faces import fonts_of, put_faces
from publish.editions.pdf.metadata import Imprint, describe
from publish.editions.pdf.objects import (
    Array,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    OutlineItem,
    Page,
    Pdf,
    String,
)
from publish.editions.pdf.overlay import lay_over
from publish.editions.pdf.proofs import LINK, Bookmark, Draught, FontUse, Heads, Point
from publish.editions.pdf.tags.join import Tagged, join_tags


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages of one chapter. `first_page` counts all pages of the book from 0."""

    name: str
    page_count: int
    first_page: int
    is_front: bool  # its folios are roman
    first_folio: int
    anchors: Mapping[str, Point]
    bookmarks: tuple[Bookmark, ...]
    level: int = 1  # depth of the chapter's bookmark: 2 inside a part


@dataclass(frozen=True, slots=True)
class Gathered:
    """The pages of all chapters in one file, without what `merge` adds."""

    book: Pdf
    chapters: tuple[Drawn, ...]
    fonts: tuple[tuple[Object, Sequence[FontUse]], ...]
    tagged: tuple[Tagged, ...]


@contextmanager
def gathered(texts: Mapping[str, Draught], chapters: Sequence[Drawn]) -> Iterator[Gathered]:
    """Give the pages of all chapters, in reading order, to be merged into a book."""
    with Pdf.new() as book:
        fonts: list[tuple[Object, Sequence[FontUse]]] = []
        opened: list[Pdf] = []  # until all is copied
        tagged: list[Tagged] = []
        for chapter in chapters:
            draught = texts[chapter.name]
            text = Pdf.open(io.BytesIO(draught.data))
            opened.append(text)
            for page in list(text.pages):
                _add_blank_pages(book, chapter.first_page, page)
                book.pages.append(page)
            fonts.append((fonts_of(book.pages[-1].obj.Resources), draught.fonts))
            tagged.append(_tagged(book, text, chapter))
        yield Gathered(book, tuple(chapters), tuple(fonts), tuple(tagged))


def merge(
    gathered: Gathered,
    heads: Mapping[str, Heads | None],
    imprint: Imprint,
    face: Callable[[str], bytes],
    sources: Sequence[Source] = (),
) -> bytes:
    """Return the book as one PDF file; the same chapters give the same bytes.

    `heads` are laid over the pages of each chapter. `face` returns the font file of a digest.
    `sources` are put into a file for the archive.
    """
    book, chapters = gathered.book, gathered.chapters
    # Once: each question for a page by its number would count them anew.
    pages = list(book.pages)
    fonts = _lay_heads_over(book, pages, chapters, heads)
    put_faces(book, [*gathered.fonts, *fonts], face)
    join_tags(book, pages, gathered.tagged, imprint.lang)
    places = dict(_places(pages, chapters))
    _link(pages, places)
    _name(book, places)
    _outline(book, pages, chapters)
    _label(book, chapters)
    describe(book, imprint)
    if imprint.is_archival:
        make_archival(book, sources)
    return _bytes(book)


def _lay_heads_over(
    book: Pdf,
    pages: Sequence[Page],
    chapters: Sequence[Drawn],
    heads: Mapping[str, Heads | None],
) -> list[tuple[Object, Sequence[FontUse]]]:
    """Draw the heads and folios of all chapters; return the fonts that they use."""
    fonts: list[tuple[Object, Sequence[FontUse]]] = []
    opened: list[Pdf] = []  # until all is copied
    for chapter in chapters:
        over = heads[chapter.name]
        if over is not None:
            opened.append(Pdf.open(io.BytesIO(over.data)))
            own = pages[chapter.first_page : chapter.first_page + chapter.page_count]
            fonts.append((lay_over(book, own, opened[-1]), over.fonts))
    return fonts


def _tagged(book: Pdf, text: Pdf, chapter: Drawn) -> Tagged:
    """Copy the tags of a chapter, whose pages are in the book."""
    own = text.Root.get("/StructTreeRoot")
    root = book.copy_foreign(own) if own is not None else None
    return Tagged(root, chapter.first_page, chapter.page_count, chapter.level > 1)


def _add_blank_pages(book: Pdf, count: int, like: Page) -> None:
    """Fill the book up to `count` pages with empty ones of the size of another page."""
    boxes = {
        "/MediaBox": like.mediabox,
        "/BleedBox": like.obj.get("/BleedBox"),
        "/TrimBox": like.trimbox,
    }
    given = {name: Array(box) for name, box in boxes.items() if box is not None}
    while len(book.pages) < count:
        nothing = book.make_stream(b"")  # what reads pages expects that they have contents
        blank = Dictionary(Type=Name.Page, Resources=Dictionary(), Contents=nothing)
        for name, box in given.items():
            blank[name] = box
        book.pages.append(Page(book.make_indirect(blank)))


def _places(pages: Sequence[Page], chapters: Sequence[Drawn]) -> Iterator[tuple[str, Array]]:
    for chapter in chapters:
        for name, point in chapter.anchors.items():
            page = pages[chapter.first_page + point.page]
            # No zoom: a reader keeps the magnification that was chosen.
            yield name, Array([page.obj, Name.XYZ, point.left_pt, point.up_pt, None])


def _link(pages: Sequence[Page], places: Mapping[str, Array]) -> None:
    """Turn links that the engine took for addresses into links inside the file."""
    for page in pages:
        for annotation in page.obj.get("/Annots", ()):
            action = annotation.get("/A")
            address = str(action.get("/URI", "")) if action is not None else ""
            if not address.startswith(LINK):
                continue
            name, _, words = address.removeprefix(LINK).partition("?")
            place = places.get(unquote(name))
            annotation.Contents = String(unquote(words))
            del annotation["/A"]
            if place is not None:
                annotation["/Dest"] = place


def _name(book: Pdf, places: Mapping[str, Array]) -> None:
    """Name every place, so that an address may end in `book.pdf#nameddest=sec-air`."""
    known = sorted(places, key=lambda name: name.encode())
    if known:
        # One long array at once: to lengthen one copies all that is in it.
        names = Array([one for name in known for one in (String(name), places[name])])
        limits = Array([String(known[0]), String(known[-1])])
        leaf = book.make_indirect(Dictionary(Names=names, Limits=limits))
        book.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([leaf])))


def _outline(book: Pdf, pages: Sequence[Page], chapters: Sequence[Drawn]) -> None:
    with book.open_outline() as outline:
        part: OutlineItem | None = None
        for chapter in chapters:
            items = [_item(pages, chapter, bookmark) for bookmark in chapter.bookmarks]
            if chapter.level == 1 or part is None:
                outline.root.extend(items)
                part = items[0] if items else part
            else:
                part.children.extend(items)


def _item(pages: Sequence[Page], chapter: Drawn, bookmark: Bookmark) -> OutlineItem:
    page = pages[chapter.first_page + bookmark.page]
    up = float(page.trimbox[3]) - bookmark.down_pt
    place = Array([page.obj, Name.XYZ, bookmark.left_pt, up, None])
    item = OutlineItem(bookmark.label, place)
    item.children.extend(_item(pages, chapter, child) for child in bookmark.children)
    return item


def _label(book: Pdf, chapters: Sequence[Drawn]) -> None:
    """Say how pages are numbered, from each page where the counting changes."""
    ranges = Array()
    previous: tuple[bool, int] | None = None
    for chapter in chapters:
        count = (chapter.is_front, chapter.first_folio - chapter.first_page)
        if count != previous:
            style = Name.r if chapter.is_front else Name.D
            # The blank page before a chapter counts with what goes before it.
            first = chapter.first_page if previous else 0
            start = chapter.first_folio - (chapter.first_page - first)
            ranges.append(first)
            ranges.append(Dictionary(S=style, St=start))
        previous = count
    book.Root.PageLabels = Dictionary(Nums=ranges)


def _bytes(book: Pdf) -> bytes:
    out = io.BytesIO()
    book.save(
        out,
        min_version="1.7",  # what PDF/UA-1 rests on
        deterministic_id=True,  # made from what the file holds, not from the clock
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()
