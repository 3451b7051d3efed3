"""A book as an EPUB 3.3 file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from publish.diagnostics import Diagnostic, Severity, stop_on_errors
from publish.editions import markup
from publish.editions.edition import Artifact, Companion, Design
from publish.editions.epub.accessibility import accessibility
from publish.editions.epub.citations import with_citation_links
from publish.editions.epub.cover import (
    BESIDE,
    DRAWING,
    INSIDE,
    cover_words,
    drawn_cover,
    made_cover,
    shop_cover,
)
from publish.editions.epub.documents import (
    STYLE,
    Pictures,
    chapter_page,
    cover_page,
    direction,
    pictures_of,
)
from publish.editions.epub.fonts import Embedded, embedded_fonts
from publish.editions.epub.lint import lint_book, open_book
from publish.editions.epub.metadata import identifier_of, statements_of
from publish.editions.epub.names import names_of
from publish.editions.epub.navigation import navigation_page
from publish.editions.epub.onix import onix_record
from publish.editions.epub.package import Package, Resource, pack
from publish.editions.epub.pagelist import print_pages
from publish.editions.images import ImageFile, load_image, without_private_data
from publish.editions.math import mathml_formulas
from publish.editions.pages.form import length_rule
from publish.editions.sourcedate import source_date
from publish.model.document import Document, Role

# As CSS has it, what nothing closes goes on to the end of the file.
_IMPORT = re.compile(r"@(?:import|charset)[^;]*+;?", re.IGNORECASE)
# A rule's address of something that is not in the file; `style-outside` tells the author.
_ADDRESS = re.compile(r"url\(\s*+(?!['\"]?#)[^)]*+\)?", re.IGNORECASE)
_FACE = re.compile(r"@font-face\s*{[^{}]*}", re.IGNORECASE)
_SIZE = re.compile(r"\b(?:width|height)-[0-9_]+[a-z]+")
MADE = ":cover"  # stands for a cover that no file of the project holds
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def render(document: Document, design: Design) -> Artifact:
    """Return the book as an EPUB file.

    Raises: PublishError if a picture cannot be put into it.
    """
    document = with_citation_links(document)
    pictures = pictures_of(document, design.fonts)
    stop_on_errors(pictures.diagnostics)
    document = _with_cover(document, design, pictures)
    formulas = mathml_formulas(document)
    names = names_of(document)
    printed = print_pages(document)
    pages = [
        chapter_page(chapter, document, names, pictures, formulas, printed)
        for chapter in document.for_edition("epub")
        if chapter.role is not Role.CONTENTS
    ]
    spine = _spine(document, pages)
    navigation = navigation_page(document, names, formulas, printed)
    if document.metadata.cover_image:
        pages.insert(0, cover_page(document, pictures))
    style, fonts = _looks(document, design, (navigation, *pages))
    package = Package(
        identifier=identifier_of(document.metadata),
        lang=document.metadata.lang,
        direction=direction(document, document.metadata.lang),
        modified=_modified(document),
        statements=(
            *statements_of(document, has_page_list=printed.is_marked),
            *accessibility(document, has_page_list=printed.is_marked),
        ),
        resources=(navigation, *pages, style, *fonts.resources, *_own_order(pictures)),
        spine=spine,
    )
    data = pack(package)
    book = open_book(data)
    findings = (
        *_about_cover(document, pictures),
        *formulas.diagnostics,
        *printed.diagnostics,
        *fonts.diagnostics,
        *lint_book(book),
    )
    beside: tuple[Companion, ...] = ()
    if document.settings.epub.store_files:
        record = onix_record(document, book, package.modified, len(data))
        beside = (*_cover_beside(document, design), Companion(_name(document, ".onix.xml"), record))
    return Artifact("epub", _name(document, ".epub"), data, findings, beside)


def _name(document: Document, suffix: str) -> str:
    return (document.settings.output_name or "book") + suffix


def _cover_beside(document: Document, design: Design) -> Iterator[Companion]:
    """Yield the cover for shops, less a drawing without a size, which cannot be made one."""
    url = document.metadata.cover_image
    if url == MADE:
        cover = _made_cover(document, design, BESIDE)
    else:
        cover = without_private_data(load_image(document.folder, url)) if url else None
    cover = drawn_cover(cover, BESIDE, design.fonts) if cover else None
    if cover and cover.media_type != DRAWING:
        yield replace(shop_cover(cover), name=_name(document, "-cover.jpg"))


def _about_cover(document: Document, pictures: Pictures) -> Iterator[Diagnostic]:
    """Yield that shops get no cover, where that is a drawing of no size."""
    url = document.metadata.cover_image
    if url and pictures.resources[url].media_type == DRAWING:
        message = f"the drawing {url} says no size, so there is no cover for shops"
        hint = "give its <svg> width and height, or a viewBox; or name a PNG or JPEG"
        place = document.places.get("cover-image")
        yield Diagnostic("epub-cover-drawing", message, place, hint, Severity.WARNING)


def _with_cover(document: Document, design: Design, pictures: Pictures) -> Document:
    """Return a book that has a cover: its own, else one made of its title and names."""
    if document.metadata.cover_image:
        return document
    cover = _made_cover(document, design, INSIDE)
    if cover is None:
        return document
    pictures.put(MADE, cover, ("cover-image",))
    words = cover_words(document.metadata)
    return replace(
        document,
        metadata=replace(document.metadata, cover_image=MADE, cover_image_alt=words),
    )


def _made_cover(document: Document, design: Design, size: tuple[int, int]) -> ImageFile | None:
    settings = document.settings.cover
    return made_cover(document.metadata, design.fonts, size, settings, kept_in=document.folder)


def _spine(document: Document, pages: Iterable[Resource]) -> tuple[str, ...]:
    """Return the reading order; the contents stand where the book has them, or nowhere."""
    ids = iter([page.id for page in pages])
    chapters = document.for_edition("epub")
    order = ["nav" if one.role is Role.CONTENTS else next(ids) for one in chapters]
    return tuple(["cover", *order] if document.metadata.cover_image else order)


def _own_order(pictures: Pictures) -> Iterator[Resource]:
    yield from sorted(pictures.resources.values(), key=lambda resource: resource.name)


def _looks(
    document: Document, design: Design, pages: Sequence[Resource]
) -> tuple[Resource, Embedded]:
    """Return the one stylesheet and the fonts that it names.

    The sheet holds the design's files in order, then the widths that pages use.
    """
    texts, rules = own_rules(design, pages)
    fonts = Embedded()
    if document.settings.epub.fonts:
        face = document.settings.print.main_font
        rules += [f'body {{ font-family: "{face}", serif; }}'] if face else []
        css = "\n".join(texts + rules)
        trees = (markup.parse(page.data) for page in pages)
        fonts = embedded_fonts(trees, css, design.fonts, document.folder)
    data = ("\n".join([fonts.css, *texts, *rules] if fonts.css else texts + rules) + "\n").encode()
    return Resource("style", STYLE, "text/css", data), fonts


def own_rules(design: Design, pages: Iterable[Resource]) -> tuple[list[str], list[str]]:
    """Return the texts of the design's stylesheets, and rules for the widths that pages use."""
    texts = [_without_addresses(path.read_text(encoding="utf-8-sig")) for path in design.epub_css]
    sizes = {size for page in pages for size in _SIZE.findall(page.data.decode())}
    return texts, sorted(rule for rule in map(length_rule, sizes) if rule)


def _without_addresses(css: str) -> str:
    return _ADDRESS.sub("none", _FACE.sub("", _IMPORT.sub("", css)))


def _modified(document: Document) -> datetime:
    """Return when the book was last changed: never the time of the build, which says nothing."""
    if date := source_date():
        return date
    parts = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", document.metadata.date)
    if not parts:
        return _UNDATED
    year, month, day = (int(part or 1) for part in parts.groups())
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return _UNDATED
