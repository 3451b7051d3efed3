"""The chapters of an EPUB before there is a file: what somebody sees who is still writing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from publish.diagnostics import stop_on_errors
from publish.editions.edition import Design
from publish.editions.epub.citations import with_citation_links
from publish.editions.epub.documents import STYLE, chapter_page, heading, pictures_of
from publish.editions.epub.names import names_of
from publish.editions.epub.package import Resource
from publish.editions.epub.pagelist import print_pages
from publish.editions.epub.render import own_rules
from publish.editions.math import mathml_formulas
from publish.model.document import Chapter, Document, Role


@dataclass(frozen=True, slots=True)
class Preview:
    """The chapters of a book as an EPUB has them, all by their names, in reading order.

    `pages` has only those that changed.
    """

    chapters: Mapping[str, Chapter]
    files: Mapping[str, str]
    titles: Mapping[str, str]
    pages: Mapping[str, Resource]
    pictures: tuple[Resource, ...]
    style: Resource


def preview(document: Document, design: Design, known: Mapping[str, Chapter]) -> Preview:
    """Return the documents of an EPUB's chapters, those left out that are as in `known`.

    `document` is the EPUB edition of a book; `known` are the `chapters` of a former preview.

    Raises: PublishError if a picture cannot be shown.
    """
    document = with_citation_links(document)
    pictures = pictures_of(document, design.fonts)
    stop_on_errors(pictures.diagnostics)
    formulas = mathml_formulas(document)
    names = names_of(document)
    printed = print_pages(document)
    chapters = {
        one.name: one for one in document.for_edition("epub") if one.role is not Role.CONTENTS
    }
    pages = {
        name: chapter_page(one, document, names, pictures, formulas, printed)
        for name, one in chapters.items()
        if known.get(name) != one
    }
    texts, rules = own_rules(design, pages.values())
    return Preview(
        chapters=chapters,
        files={name: names.files[name] for name in chapters},
        titles={name: heading(one, document) for name, one in chapters.items()},
        pages=pages,
        pictures=tuple(pictures.resources.values()),
        style=Resource("style", STYLE, "text/css", "\n".join(texts + rules).encode()),
    )
