"""The pages of a PDF file as small pictures that fit into one HTML page."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass

from publish.editions.pdf.finished import draw_pages

# Twice as wide as they are shown, for fine screens; 300 pages of text come to about 2 MB.
WIDTH_PX = 240
_QUALITY = 40  # of WebP: the lines of the text can be told apart, its letters need not be read


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: `number` counts from 1, `label` is what is printed on it ("xii").

    `data` is a WebP file of `width_px` times `height_px`, `text` what the page says.
    """

    number: int
    label: str
    text: str
    size_pt: tuple[float, float]
    width_px: int
    height_px: int
    data: bytes

    @property
    def uri(self) -> str:
        """The picture as the value of `src` in HTML."""
        return f"data:image/webp;base64,{base64.b64encode(self.data).decode('ascii')}"


def page_pictures(data: bytes, width_px: int = WIDTH_PX) -> list[PagePicture]:
    """Return the pages of a PDF file as small pictures, always the same for the same bytes.

    Raises: ValueError if the bytes are no PDF file that can be read.
    """
    pictures = []
    for number, page in enumerate(draw_pages(data, width_px), 1):
        buffer = io.BytesIO()
        page.image.save(buffer, "WEBP", quality=_QUALITY, method=4)
        width, height = page.image.size
        made = buffer.getvalue()
        pictures.append(
            PagePicture(number, page.label, page.text, page.size_pt, width, height, made)
        )
    return pictures
