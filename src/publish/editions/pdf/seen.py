"""The pages of a PDF file as somebody sees them: a mark of each, which changes only with it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from publish.editions.pdf.finished import read_pages
from publish.editions.pdf.objects import Object, Page, Pdf, Stream

# Marks of the tags around what is drawn: they are numbered through, and nobody sees them.
_TAGS = re.compile(rb"/\w+(?:\s+<<[^<>]*+>>|\s+/\w+)?\s+B[DM]C\s|EMC\s")


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page: a mark of what is on it, the number printed on it, its size in points."""

    mark: str
    label: str
    size_pt: tuple[float, float]


def seen_pages(data: bytes) -> list[SeenPage]:
    """Return the pages of a PDF file of ours."""
    texts = read_pages(data)
    with Pdf.open(io.BytesIO(data)) as book:
        return [
            SeenPage(_mark(page, text.text), text.label, _size(page))
            for page, text in zip(book.pages, texts, strict=True)
        ]


def _mark(page: Page, text: str) -> str:
    digest = sha256(text.encode("utf-8", "replace"))
    for part in _streams(page):
        digest.update(_TAGS.sub(b"", part))
    digest.update(repr(_size(page)).encode())
    return digest.hexdigest()[:24]


def _streams(page: Page) -> Iterator[bytes]:
    contents = page.obj.Contents
    for one in [contents] if isinstance(contents, Stream) else contents:
        yield one.read_bytes()
    yield from _drawn(page.obj.get("/Resources"), 0)


def _drawn(resources: Object | None, depth: int) -> Iterator[bytes]:
    """Yield the pictures and drawings that a page shows, as they lie in the file."""
    if resources is None or "/XObject" not in resources or depth > 4:
        return
    for name, one in resources["/XObject"].items():
        yield str(name).encode()
        yield one.read_raw_bytes()
        yield from _drawn(one.get("/Resources"), depth + 1)


def _size(page: Page) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return round(right - left, 2), round(top - bottom, 2)
