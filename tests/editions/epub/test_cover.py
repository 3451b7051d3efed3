"""A book without a cover picture gets one made of its title and names."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from lxml import etree
from PIL import Image

from publish.editions.design import font_folders
from publish.editions.edition import Artifact, Design
from publish.editions.epub import EPUB
from publish.editions.epub.cover import made_cover
from publish.model.document import Document
from publish.model.metadata import Metadata, Person
from publish.model.nodes import Str

FONTS = tuple(font_folders())
BOOK = Metadata(
    title=(Str("Electroencephalographically speaking"),),
    people=(Person("Ada Norfolk"), Person("Ben Suffolk"), Person("Cy Essex")),
    publisher="Juniper",
)


def colours(data: bytes, box: tuple[int, int, int, int]) -> int:
    with Image.open(io.BytesIO(data)) as picture:
        return len(picture.crop(box).getcolors(100_000) or [])


def test_a_made_cover_fits_stores_and_its_own_frame() -> None:
    """1600 × 2400 pixels, as Ingram and KDP take; a long word leaves the margins empty."""
    cover = made_cover(BOOK, FONTS)
    assert cover is not None
    with Image.open(io.BytesIO(cover.data)) as picture:
        assert picture.size == (cover.width_px, cover.height_px) == (1600, 2400)
    assert colours(cover.data, (110, 110, 180, 2290)) == 1
    assert colours(cover.data, (1420, 110, 1490, 2290)) == 1
    assert colours(cover.data, (200, 200, 1400, 2200)) > 10


def test_the_same_book_has_the_same_cover() -> None:
    """And it is drawn also where a design brings no font."""
    assert made_cover(BOOK, FONTS) == made_cover(BOOK, FONTS)
    assert made_cover(BOOK, ()) is not None


def test_a_script_that_no_face_has_gets_no_cover() -> None:
    """Better none than one of empty boxes; Hebrew and Arabic are in faces of the design."""
    assert made_cover(replace(BOOK, title=(Str("ᏣᎳᎩ"),)), FONTS) is None
    assert made_cover(replace(BOOK, title=(Str("שלום"),)), FONTS) is not None
    assert made_cover(replace(BOOK, title=(Str("سلام"),)), FONTS) is not None
    assert made_cover(Metadata(), FONTS) is None


def test_the_cover_has_a_page_and_words(document: Document) -> None:
    """Its own page, first in the book, whose picture says what stands on it."""
    bare = replace(document, metadata=replace(document.metadata, cover_image=""))
    made = EPUB.render(bare, Design((), (), fonts=FONTS))
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        page = etree.fromstring(archive.read("EPUB/cover.xhtml"))
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        assert archive.read("EPUB/images/cover.png")
    alternative = page.xpath("string(//*[local-name()='img']/@alt)")
    assert alternative.startswith("A Field Guide to Every Construct")
    assert package.xpath("string(//*[local-name()='itemref'][1]/@idref)") == "cover"
    assert package.xpath("//*[@properties='cover-image']/@href") == ["images/cover.png"]
    assert [one.code for one in made.diagnostics if one.code.startswith("epub-cover")] == []


def test_fonts_are_there() -> None:
    """The tests above draw with the design's own face."""
    assert any(list(Path(folder).glob("*.ttf")) for folder in FONTS)


def with_drawn_cover(document: Document, folder: Path, size: str) -> Artifact:
    """Return a book whose cover is a drawing, red above and blue below, twice as high as wide."""
    (folder / "cover.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        '<rect width="300" height="300" fill="#f00"/>'
        '<rect y="300" width="300" height="300" fill="#00f"/></svg>'
    )
    metadata = replace(document.metadata, cover_image="cover.svg")
    chapters = document.chapters[:1]
    made = replace(document, folder=folder, metadata=metadata, chapters=chapters)
    return EPUB.render(made, Design((), (), fonts=FONTS))


def test_a_drawing_is_made_into_pixels(document: Document, tmp_path: Path) -> None:
    """Inside no higher than 2400, beside the book no higher than 2560 pixels."""
    made = with_drawn_cover(document, tmp_path, 'width="300" height="600"')
    with zipfile.ZipFile(io.BytesIO(made.data)) as book:
        inside = Image.open(io.BytesIO(book.read("EPUB/images/cover.png")))
        assert not any(name.endswith(".svg") for name in book.namelist())
    assert (inside.mode, inside.size) == ("RGB", (1200, 2400))
    assert inside.getpixel((600, 100)) == (255, 0, 0)
    assert inside.getpixel((600, 2300)) == (0, 0, 255)
    beside = Image.open(io.BytesIO(made.beside[0].data))
    assert (beside.format, beside.size) == ("JPEG", (1280, 2560))


def test_a_drawing_without_a_size_is_told(document: Document, tmp_path: Path) -> None:
    """It stays a drawing inside; shops get no cover, and the author hears why."""
    made = with_drawn_cover(document, tmp_path, "")
    assert "epub-cover-drawing" in [one.code for one in made.diagnostics]
    assert [one.name for one in made.beside if one.name.endswith(".jpg")] == []
