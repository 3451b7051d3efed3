"""Rules about what a manuscript from somebody else could carry into a book, or out of a computer.

Nothing of it gets into an edition in any case; these rules say so, and where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publish.check.catalogue import Draft, Scope, rule
from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.design import STYLESHEETS
from publish.editions.pages.inlines import is_address
from publish.manuscript.places import Finder, place_at, source_text
from publish.model.document import Chapter
from publish.model.nodes import Attr, Image, Link
from publish.model.walk import ATTRIBUTED, every
from publish.structure import is_chapter_file

# Attributes that run a program, load something or lay the text out, whatever their value.
_ACTIVE = re.compile(r"on[a-z]+|style|src|srcset|srcdoc|href|xlink:href|action|formaction|data")
_OUTSIDE = re.compile(r"@import\b[^;]*|url\(\s*(?!['\"]?(?:#|data:))[^)]*\)?", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)  # source: CSS Syntax 3, 4.3.2


@rule("link-refused", Scope.FILE)
def link_refused(draft: Draft) -> Iterator[Diagnostic]:
    """A link leads neither into the book nor to the web, and stays plain words.

    Links may begin with `http:`, `https:`, `mailto:` or `doi:`, or lead to `#id` or to another
    chapter's file. A program (`javascript:`) or a file of one computer is of no use to a reader.
    """
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter)
        for link in every(Link, chapter.blocks):
            url = link.target.url
            is_inside = url.startswith("#") or is_chapter_file(url)
            if not url:
                yield Diagnostic(
                    "link-refused",
                    "a link without an address leads nowhere",
                    link.place or _behind(finder.place("]()"), len("](")),
                    "write the address into the brackets, or take them away",
                    Severity.WARNING,
                )
            elif not is_inside and not is_address(url):
                yield Diagnostic(
                    "link-refused",
                    f"a link to {url[:60]!r} leads nowhere and is left out",
                    link.place or finder.place(url),
                    "link to https://..., mailto:..., doi:... or #id",
                    Severity.WARNING,
                )


@rule("markup-attribute", Scope.FILE)
def markup_attribute(draft: Draft) -> Iterator[Diagnostic]:
    """An attribute would run a program, load something or change how words look; it is left out.

    Looks belong into `styles/print.css` and `styles/epub.css`: give the words a class,
    `[words]{.note}`, and write a rule for `.note` there.
    """
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter)
        for attr in _attributes(chapter):
            for name, _ in attr.pairs:
                if _ACTIVE.fullmatch(name.lower()):
                    written = finder.place(f"{name}=")  # asked for all, to stay in order
                    yield Diagnostic(
                        "markup-attribute",
                        f"the attribute '{name}' is left out",
                        written,
                        "give it a class, and write a rule for the class in styles/",
                        Severity.WARNING,
                    )


@rule("image-cleaned")
def image_cleaned(draft: Draft) -> Iterator[Diagnostic]:
    """A drawing holds what is no drawing: a program, a page, an address elsewhere. That is cut out.

    An SVG is a text that a browser could run. Shapes, words, colours and pictures in the drawing
    itself stay. Where a part of the drawing is missing now, save it from a drawing program as
    "plain SVG", with its pictures embedded.
    """
    for chapter in draft.document.chapters:
        for image in every(Image, chapter.blocks):
            removed = draft.picture(image.target.url).removed
            if removed:
                what = ", ".join(removed)
                yield Diagnostic(
                    "image-cleaned",
                    f"the drawing {image.target.url!r} lost {what}",
                    image.place or chapter.place,
                    severity=Severity.WARNING,
                )


@rule("style-outside")
def style_outside(draft: Draft) -> Iterator[Diagnostic]:
    """A stylesheet of the project loads something that is not in it.

    The EPUB takes no files from stylesheets, and print reads them from the project only. Fonts
    are put into `styles/fonts/`, where both find them.
    """
    for name in STYLESHEETS:
        path = f"styles/{name}"
        text = _COMMENT.sub(lambda found: " " * len(found[0]), source_text(draft.folder, path))
        for found in _OUTSIDE.finditer(text):
            if name != "epub.css" and _is_in_project(found[0], draft.folder):
                continue
            yield Diagnostic(
                "style-outside",
                f"'{' '.join(found[0].split())[:60]}' is not loaded",
                place_at(path, text, found.start()),
                "put fonts into styles/fonts/",
                # The EPUB does without; print stops where something is missing.
                Severity.WARNING if name == "epub.css" else Severity.ERROR,
            )


def _behind(place: Place | None, letters: int) -> Place | None:
    return replace(place, column=place.column + letters) if place and place.column else place


def _is_in_project(words: str, folder: Path) -> bool:
    """Tell whether an address in a stylesheet is that of a file in the project."""
    address = re.sub(r"^@import\s*|^url\(|['\"()\s]|url\(", "", words, flags=re.IGNORECASE)
    if ":" in address or address.startswith(("/", "\\")):
        return False
    path = (folder / "styles" / address.partition("#")[0].partition("?")[0]).resolve()
    return path.is_relative_to(folder.resolve()) and path.is_file()


def _attributes(chapter: Chapter) -> Iterator[Attr]:
    for node in every(ATTRIBUTED, chapter.blocks):
        if node.attr.pairs:
            yield node.attr
