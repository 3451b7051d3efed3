"""Marks of the pages of a finished file, by which a page that was read before is known again.

A mark is made of all that the words of a page, and of its links, are read from: what is drawn,
with the fonts and drawings in it as they lie in the file, the edges of the page, and where its
links lead.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from publish.caching import key_of
from publish.editions.pdf.finished import Share
from publish.editions.pdf.objects import Array, Dictionary, Object, Page, Pdf, Stream

Number = tuple[int, int]  # of an object in the file
_REFERENCE = b" R"  # to another object, or part of a string
_UNNUMBERED = (0, 0)  # what stands within another object
_OWN = ("/Contents", "/Resources")


def page_marks(data: bytes, share: Share) -> dict[int, str]:
    """Return the marks of some pages, by their numbers from 0.

    A page that has it not all in itself has the mark "".
    """
    with Pdf.open(io.BytesIO(data)) as book:
        digests = _Digests()
        pages = list(book.pages)
        numbers = {page.obj.objgen: number for number, page in enumerate(pages)}
        return {n: _mark(one, numbers, digests) for n, one in enumerate(pages) if share.has(n)}


def _mark(page: Page, numbers: Mapping[Number, int], digests: _Digests) -> str:
    links = [_link(one, numbers) for one in page.obj.get("/Annots", ())]
    if any(name not in page.obj for name in _OWN) or "" in links:
        return ""
    boxes = [str([float(side) for side in box]) for box in (page.mediabox, page.cropbox)]
    turned = [str(page.obj.get(name, "")) for name in ("/Rotate", "/UserUnit")]
    return key_of(*boxes, *turned, *(digests.of(page.obj[name]) for name in _OWN), *links)


def _link(annotation: Object, numbers: Mapping[Number, int]) -> str:
    """Return where a link stands and to which page it leads; "" where that is not plain."""
    target = -1
    if "/Dest" in annotation:
        place = annotation["/Dest"]
        if not isinstance(place, Array) or not len(place):
            return ""
        target = numbers.get(place[0].objgen, -1)
    elif "/A" in annotation and "/D" in annotation["/A"]:
        return ""
    return f"{[float(side) for side in annotation.Rect]} {target}"


class _Digests:
    """Digests of objects with all that they hold, made once however many pages share them."""

    def __init__(self) -> None:
        self._made: dict[Number, str] = {}

    def of(self, value: Any) -> str:
        """Return the digest of an object, or of a plain value."""
        if not isinstance(value, Object):
            return repr(value)
        number = value.objgen
        if number == _UNNUMBERED:
            return key_of(*self._parts(value))
        if number not in self._made:
            self._made[number] = ""  # for one that is met within itself
            self._made[number] = key_of(*self._parts(value))
        return self._made[number]

    def _parts(self, value: Any) -> Iterator[str | bytes]:
        if isinstance(value, Stream):
            yield value.read_raw_bytes()
            value = value.stream_dict
        written = value.unparse(resolved=True)
        if _REFERENCE not in written:
            yield written  # all that it holds, however deep
        elif isinstance(value, Dictionary):
            for name, one in sorted(value.items()):
                yield from (name, self.of(one))
        elif isinstance(value, Array):
            yield from (self.of(one) for one in value)
        else:
            yield written  # words that look like a reference: "(Frank Ruhl Libre)"
