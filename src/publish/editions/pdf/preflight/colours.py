"""A file for the archive says of all its colours what they look like."""

from __future__ import annotations

from collections.abc import Iterator

from publish.diagnostics import Diagnostic
from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Pdf, Stream


def check_colours(pdf: Pdf) -> Iterator[Diagnostic]:
    """Yield an error for inks without a profile in a file that says that it is PDF/A.

    Its colours are those of a screen (sRGB); what cyan, magenta, yellow and black look like
    depends on the press, and no profile of one comes with the tool.
    Source: ISO 19005-2, 6.2.4.3.
    """
    if "/OutputIntents" not in pdf.Root:
        return
    hint = "turn the pictures into RGB and leave device-cmyk() out, or make no PDF/A"
    for number, page in enumerate(pdf.pages, start=1):
        if any(_is_in_inks(stream) for stream in _streams(page.obj)):
            message = f"page {number} of the PDF has colours in CMYK, which PDF/A does not allow"
            yield Diagnostic("pdf-standard-missed", message, hint=hint)
            return  # one is enough: what is wrong is a picture or a style used on many pages


def _streams(page: Object) -> Iterator[Object]:
    """Yield what is drawn on a page, with pictures and with drawings inside drawings."""
    parts = list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]
    yield from parts
    waiting = [page.get("/Resources", Dictionary())]
    used = b"\n".join(part.read_bytes() for part in parts)
    while waiting:
        for name, thing in waiting.pop().get("/XObject", Dictionary()).items():
            if name.encode() + b" Do" in used and isinstance(thing, Stream):
                yield thing
                if thing.get("/Subtype") == "/Form":
                    used += thing.read_bytes()
                    waiting.append(thing.get("/Resources", Dictionary()))


def _is_in_inks(stream: Object) -> bool:
    if stream.get("/Subtype") == "/Image":
        return stream.get("/ColorSpace") == Name.DeviceCMYK
    return b"/DeviceCMYK " in stream.read_bytes()
