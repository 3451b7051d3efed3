"""Looks at every finished PDF before it is given out, at what a validator does not look at.

It runs on every build: it costs a few hundredths of a second, and a fault of ours must not reach a
printer because nobody called a second command.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from publish.diagnostics import Diagnostic
from publish.editions.pdf.objects import Pdf
from publish.editions.pdf.preflight.colours import check_colours
from publish.editions.pdf.preflight.fonts import check_fonts
from publish.editions.pdf.preflight.pages import Expected, check_pages
from publish.editions.pdf.preflight.pictures import check_pictures, check_pixels
from publish.editions.pdf.preflight.tagging import check_tags
from publish.editions.pdf.preflight.whole import check_whole
from publish.editions.pdf.proofs import Picture
from publish.model.document import Document


def preflight(
    data: bytes, expected: Expected, document: Document, pictures: Sequence[Picture]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a finished file."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        yield from check_colours(pdf)
        yield from check_fonts(pdf)
        yield from check_pages(pdf, expected)
        yield from check_tags(pdf, expected.note_count)
        yield from check_whole(pdf)
        yield from check_pixels(pdf, expected.folios, pictures)
    yield from check_pictures(pictures, document)


__all__ = ["Expected", "preflight"]
