"""Pages of a PDF file become small pictures that show what stands on them."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from weasyprint import HTML

from publish.reporting.thumbnails import page_pictures

PAGES = """<style>
@page { size: 100mm 150mm; margin: 0 } div { break-after: page; height: 75mm }</style>
<div style="background: black"></div><div>Some words of page two</div>"""


def test_a_page_is_drawn_as_it_is_printed() -> None:
    """The upper half of the first page is black, the lower white; sizes are those asked for."""
    first, second, *_ = page_pictures(HTML(string=PAGES).write_pdf(), 200)

    assert (first.width_px, first.height_px) == (200, 300)
    assert [round(side) for side in first.size_pt] == [283, 425]  # 100 and 150 mm
    image = Image.open(io.BytesIO(first.data)).convert("L")
    assert image.size == (200, 300)
    assert image.getpixel((100, 75)) < 16
    assert image.getpixel((100, 225)) > 239
    assert (second.number, second.label) == (2, "2")
    assert "Some words of page two" in second.text


def test_the_same_file_gives_the_same_pictures() -> None:
    """A report can be compared with the one before."""
    data = HTML(string=PAGES).write_pdf()

    assert page_pictures(data) == page_pictures(data)


def test_a_strip_does_not_fill_the_memory() -> None:
    """A page a hundred times as high as wide is drawn three times as high at most."""
    strip = "<style>@page { size: 2mm 200mm; margin: 0 }</style>x"

    page = page_pictures(HTML(string=strip).write_pdf(), 200)[0]

    assert page.height_px <= 600


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing", b"PK\x03\x04"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    """Damaged files are refused in one way."""
    with pytest.raises(ValueError, match="PDFium"):
        page_pictures(data)
