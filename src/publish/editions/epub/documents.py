"""The XHTML documents of an EPUB: one a chapter, and the cover's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.editions import markup
from publish.editions.epub.cover import INSIDE, drawn_cover
from publish.editions.epub.names import Names, slug, unique
from publish.editions.epub.package import Resource
from publish.editions.epub.pagelist import PrintPages
from publish.editions.images import (
    STORE_PIXELS,
    ImageError,
    ImageFile,
    fitted,
    load_image,
    without_private_data,
)
from publish.editions.markup import MATHML, OPS, SVG, XHTML, XML, Element
from publish.editions.math import Formulas
from publish.editions.pages import Form, Medium, chapter_body
from publish.model.document import Chapter, Document
from publish.model.nodes import Image
from publish.model.walk import every, plain_text

STYLE = "style.css"
PAGE_TYPE = "application/xhtml+xml"
_RTL = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


@dataclass(slots=True)
class Pictures:
    """The pictures that a book shows: address in the project -> resource in the EPUB."""

    folder: Path
    fonts: Sequence[Path] = ()
    resources: dict[str, Resource] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def add(self, url: str, image: Image | None = None, properties: tuple[str, ...] = ()) -> None:
        """Read a picture; what is wrong with it becomes a finding at `image`."""
        if url in self.resources:
            return
        try:
            picture = without_private_data(load_image(self.folder, url))
            picture = drawn_cover(picture, INSIDE, self.fonts) if properties else picture
            if properties and picture.width_px * picture.height_px > STORE_PIXELS:
                picture = _smaller(picture)
        except ImageError as error:
            place = image.place if image else None
            self.diagnostics.append(Diagnostic(error.code, str(error), place, error.hint))
            return
        self.resources[url] = self._resource(picture, properties)

    def put(self, url: str, picture: ImageFile, properties: tuple[str, ...] = ()) -> None:
        """Take in a picture that no file of the project holds."""
        self.resources[url] = self._resource(picture, properties)

    def name(self, url: str) -> str:
        """Return the name of a picture in the EPUB."""
        return self.resources[url].name

    def _resource(self, picture: ImageFile, properties: tuple[str, ...]) -> Resource:
        path = Path(picture.name)
        name = unique(f"images/{slug(path.stem) or 'picture'}", self._taken, path.suffix.lower())
        identifier = "cover-image" if properties else f"image-{slug(name[len('images/') :])}"
        return Resource(identifier, name, picture.media_type, picture.data, properties)


def _smaller(cover: ImageFile) -> ImageFile:
    is_drawing = cover.media_type == "image/svg+xml"
    return cover if is_drawing else fitted(cover, INSIDE)


def pictures_of(document: Document, fonts: Sequence[Path] = ()) -> Pictures:
    """Return all pictures of the EPUB edition, the cover's among them.

    `fonts` are the folders with the faces that a cover may be drawn with.
    """
    pictures = Pictures(document.folder, fonts)
    if document.metadata.cover_image:
        pictures.add(document.metadata.cover_image, properties=("cover-image",))
    for chapter in document.for_edition("epub"):
        for image in every(Image, chapter.blocks):
            pictures.add(image.target.url, image)
    return pictures


def chapter_page(
    chapter: Chapter,
    document: Document,
    names: Names,
    pictures: Pictures,
    formulas: Formulas,
    print_pages: PrintPages,
) -> Resource:
    """Return a chapter as a finished document, the printed pages marked in it."""
    file = names.files[chapter.name]
    form = Form(
        Medium.EPUB,
        href=lambda identifier: names.href(identifier, file),
        image=pictures.name,
        formula=formulas.spoken_in(chapter.lang or document.metadata.lang),
        identify=names.identify,
    )
    section = chapter_body(chapter, document, form)
    print_pages.mark(section, chapter)
    return page(
        file,
        heading(chapter, document),
        document,
        lambda body: body.append(section),
        lang=chapter.lang,
        matter=chapter.matter.value,
    )


def cover_page(document: Document, pictures: Pictures) -> Resource:
    """Return the page that shows the cover's picture."""
    words = dict(document.words)
    title = words.get("Cover", "Cover")

    def fill(body: Element) -> None:
        body.set("class", "cover")
        section = markup.add(body, f"{{{XHTML}}}section")
        section.set(f"{{{OPS}}}type", "cover")
        section.set("id", "cover")
        picture = markup.add(section, f"{{{XHTML}}}img")
        picture.set("src", pictures.name(document.metadata.cover_image))
        # `doc-cover` is the role of the picture, not of the page around it.
        picture.set("role", "doc-cover")
        alt = document.metadata.cover_image_alt
        markup.put(picture, "alt", alt or f"{title}: {plain_text(document.metadata.title)}")

    return page("cover.xhtml", title, document, fill, matter="frontmatter")


def page(
    file: str,
    title: str,
    document: Document,
    fill: Callable[[Element], None],
    *,
    lang: str = "",
    matter: str = "",
) -> Resource:
    """Return a whole XHTML document whose body `fill` writes."""
    lang = lang or document.metadata.lang
    root = markup.make(f"{{{XHTML}}}html", {None: XHTML, "epub": OPS})
    root.set("lang", lang)
    root.set(f"{{{XML}}}lang", lang)
    root.set("dir", direction(document, lang))
    head = markup.add(root, f"{{{XHTML}}}head")
    markup.add(head, f"{{{XHTML}}}meta").set("charset", "utf-8")
    markup.add_text(markup.add(head, f"{{{XHTML}}}title"), title)
    style = markup.add(head, f"{{{XHTML}}}link")
    style.set("rel", "stylesheet")
    style.set("type", "text/css")
    style.set("href", STYLE)
    body = markup.add(root, f"{{{XHTML}}}body")
    if matter:
        body.set(f"{{{OPS}}}type", matter)
    fill(body)
    data = markup.document(root, "<!DOCTYPE html>")
    identifier = file.removesuffix(".xhtml")
    # An id must not begin with a digit, which a chapter's file may.
    identifier = identifier if identifier in ("nav", "cover") else f"page-{identifier}"
    return Resource(identifier, file, PAGE_TYPE, data, _properties(root))


def heading(chapter: Chapter, document: Document) -> str:
    """Return what a document is called: the chapter's heading, or else the book's title."""
    parts = [chapter.label, plain_text(chapter.title)]
    title = " ".join(part for part in parts if part)
    return title or plain_text(document.metadata.title) or chapter.name


def direction(document: Document, lang: str) -> str:
    """Return `rtl` or `ltr` for a language, or what the metadata say of the book's own."""
    if lang == document.metadata.lang and document.metadata.direction:
        return document.metadata.direction
    return "rtl" if lang.split("-")[0].lower() in _RTL else "ltr"


def _properties(root: Element) -> tuple[str, ...]:
    kinds = (("mathml", f"{{{MATHML}}}math"), ("svg", f"{{{SVG}}}svg"))
    return tuple(name for name, tag in kinds if next(root.iter(tag), None) is not None)
