"""The pages of a PDF file as somebody sees them: a mark of each, which changes only with it.

What is drawn tells all: glyphs by their numbers, and by names of fonts that are made of the faces.
Fonts are not looked into, since each file holds them cut down to its own glyphs.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from publish.editions.pdf.objects import Name, Object, Page, Pdf, Stream

# Marks of the tags around what is drawn: they are numbered through, and nobody sees them.
_TAGS = re.compile(rb"/\w+(?:\s+<<[^<>]*+>>|\s+/\w+)?\s+B[DM]C\s|EMC\s")
_SHOWN = re.compile(rb"(/[^\s/]+)\s+Do\b")
_DEEPEST = 4  # drawings inside drawings


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page: a mark of what is on it, its size in points."""

    mark: str
    size_pt: tuple[float, float]


def seen_pages(data: bytes) -> list[SeenPage]:
    """Return the pages of a PDF file of ours."""
    with Pdf.open(io.BytesIO(data)) as book:
        return [SeenPage(_mark(page), _size(page)) for page in book.pages]


def _mark(page: Page) -> str:
    digest = sha256(repr(_size(page)).encode())
    for part in _drawn(page.obj.Contents, page.obj.get("/Resources"), 0):
        digest.update(part)
    return digest.hexdigest()[:24]


def _drawn(contents: Object, resources: Object | None, depth: int) -> Iterator[bytes]:
    """Yield what draws a page or a form, and the pictures and forms that it shows.

    Pages of a chapter share their resources: those of the others do not count.
    """
    parts = [contents] if isinstance(contents, Stream) else [*contents]
    drawing = _TAGS.sub(b"", b"\n".join(one.read_bytes() for one in parts))
    yield drawing
    if resources is None or "/XObject" not in resources or depth > _DEEPEST:
        return
    for name in sorted(set(_SHOWN.findall(drawing))):
        shown = resources["/XObject"].get(name.decode("latin-1"))
        if shown is None:
            continue
        if shown.get("/Subtype") == Name.Form:
            yield from _drawn(shown, shown.get("/Resources"), depth + 1)
        else:
            yield shown.read_raw_bytes()


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return round(right - left, 2), round(top - bottom, 2)
