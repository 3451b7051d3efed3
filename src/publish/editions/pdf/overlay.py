"""Draws heads and folios over the pages of a chapter."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from publish.editions.pdf.faces import fonts_of, put_faces
from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Page, Pdf
from publish.editions.pdf.proofs import Draught, Heads

# Operators that leave something on the page. Source: ISO 32000-1, annex A.
_PAINTING = frozenset({b"TJ", b"Tj", b"Do", b"f", b"f*", b"S", b"B", b"sh"})


def with_faces(draught: Draught, heads: Heads | None, face_of: Callable[[str], bytes]) -> bytes:
    """Return the pages of a single chapter as a file of its own, with heads and fonts."""
    with Pdf.open(io.BytesIO(draught.data)) as file:
        used = [(fonts_of(file.pages[0].obj.Resources), draught.fonts)]
        if heads is not None:
            with Pdf.open(io.BytesIO(heads.data)) as over:
                used.append((lay_over(file, list(file.pages), over), heads.fonts))
        put_faces(file, used, face_of)
        out = io.BytesIO()
        file.save(out, deterministic_id=True)
        return out.getvalue()


def lay_over(book: Pdf, pages: Sequence[Page], heads: Pdf) -> Object:
    """Draw the pages of another file over pages of the book; return that file's fonts.

    Each becomes a form, so that its names cannot meet those of the text. The text leaves the
    engine with its own coordinates in force, hence the operators around it.
    """
    before = book.make_stream(b"q")
    fonts: Object | None = None
    for number, (page, head) in enumerate(zip(pages, list(heads.pages), strict=True)):
        form = book.copy_foreign(head.as_form_xobject())
        fonts = fonts_of(form.Resources)
        if _PAINTING.isdisjoint(form.read_bytes().split()):
            continue
        resources = page.obj.Resources
        if "/XObject" not in resources:
            resources.XObject = Dictionary()
        name = Name(f"/Heads{number}")
        resources.XObject[name] = form
        after = book.make_stream(f"Q {name} Do".encode())
        page.obj.Contents = Array([before, page.obj.Contents, after])
    assert fonts is not None, "a chapter has pages"
    return fonts
