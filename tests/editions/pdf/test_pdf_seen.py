"""Pages as somebody sees them: their marks, and pictures of them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from PIL import Image

from publish.editions.pdf.finished import page_png
from publish.editions.pdf.seen import seen_pages


def file(texts: Sequence[str], heads: Sequence[str]) -> bytes:
    """Return a file whose pages share their resources, as those of a chapter do."""
    with pikepdf.new() as book:
        forms = {
            f"/Heads{number}": book.make_stream(
                head.encode(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form
            )
            for number, head in enumerate(heads)
        }
        shared = book.make_indirect(pikepdf.Dictionary(XObject=pikepdf.Dictionary(forms)))
        for number, text in enumerate(texts):
            page = book.add_blank_page(page_size=(300, 400))
            page.obj.Resources = shared
            page.obj.Contents = book.make_stream(f"{text} /Heads{number} Do".encode())
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def marks(texts: Sequence[str], heads: Sequence[str]) -> list[str]:
    return [one.mark for one in seen_pages(file(texts, heads))]


def test_a_page_is_another_with_its_own_head_only() -> None:
    """A chapter that gets a page more has the others as they were, though all share resources."""
    before = marks(["<01> Tj", "<02> Tj"], ["<0a> Tj", "<0b> Tj"])
    after = marks(["<01> Tj", "<02> Tj", "<03> Tj"], ["<0a> Tj", "<0c> Tj", "<0d> Tj"])

    assert after[0] == before[0]
    assert len({*before, *after}) == 4


def test_numbers_of_tags_are_not_seen() -> None:
    """They count through the page: what stands before moves them."""
    one = "/P <</MCID 3>> BDC <01> Tj EMC"
    other = "/Span <</MCID 14>> BDC <01> Tj EMC"

    assert marks([one], [""]) == marks([other], [""])


@pytest.mark.parametrize(
    ("ink", "at_left", "mode"),
    [("0.5 g", (128, 128, 128), "L"), ("1 0 0 rg", (255, 0, 0), "RGB")],
)
def test_a_picture_of_a_page_is_grey_where_the_page_is(
    ink: str, at_left: tuple[int, int, int], mode: str
) -> None:
    """The left half is painted; the picture is as wide as asked for, to a pixel."""
    data = file([f"{ink} 0 0 150 400 re f"], [""])

    picture = Image.open(io.BytesIO(page_png(data, 0, 90)))

    assert picture.mode == mode
    assert abs(picture.width - 90) <= 1
    colours = picture.convert("RGB")
    assert colours.getpixel((20, 60)) == at_left
    assert colours.getpixel((70, 60)) == (255, 255, 255)
