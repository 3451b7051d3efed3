"""Pictures have enough pixels for the size at which they are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.pdf.objects import Dictionary, Object, Pdf
from publish.editions.pdf.proofs import Picture
from publish.editions.printing.content import painted
from publish.model.document import Document
from publish.model.nodes import Image
from publish.model.walk import every

# Pixels an inch that printers ask for: tones blur below the first, the edges of lines show steps
# below the second.
TONES_PPI, LINES_PPI = 300, 600
_DEEPEST = 6  # drawings inside drawings
_UNNAMED = (0, 0)  # the number of what stands in a page itself, and of nothing
_ROUNDING = 0.995  # a picture of 299.6 pixels an inch is one of 300


def check_pictures(pictures: Sequence[Picture], document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each picture file that is printed too large."""
    coarsest: dict[str, Picture] = {}
    for picture in pictures:
        known = coarsest.setdefault(picture.url, picture)
        if picture.ppi < known.ppi:
            coarsest[picture.url] = picture
    places = _places(document)
    for url, picture in coarsest.items():
        has_lines = is_line_art(document.folder / url)
        needed = LINES_PPI if has_lines else TONES_PPI
        if picture.ppi >= needed * _ROUNDING:
            continue
        kind = "lines" if has_lines else "tones"
        message = f"{url} is printed at {picture.ppi:.0f} pixels an inch; {kind} need {needed}"
        width = picture.width_px / needed
        hint = f"print it at most {width:.1f} in ({width * 25.4:.0f} mm) wide, or scan it finer"
        code = "pdf-picture-coarse"
        yield Diagnostic(code, message, places.get(url), hint, Severity.WARNING)


def check_pixels(
    pdf: Pdf, folios: Mapping[int, str], pictures: Sequence[Picture]
) -> Iterator[Diagnostic]:
    """Yield a warning for each picture that no one named in the text and that has few pixels.

    They come with stylesheets, as grounds, or lie inside of drawings. `pictures` are those of the
    text, which `check_pictures` names better.
    """
    known = {picture.width_px for picture in pictures}
    seen: set[tuple[int, int]] = set()
    asked: dict[tuple[int, int], bool] = {}  # most pages share what they show with others
    for number, page in enumerate(pdf.pages):
        resources = page.obj.get("/Resources")
        name = resources.objgen if resources is not None else _UNNAMED
        if name == _UNNAMED or name not in asked:
            asked[name] = _has_others(resources, known, 0)
        if not asked[name]:
            continue
        for one in painted(page):
            found = one.picture
            if found is None or found.objgen in seen or int(found.get("/Width", 0)) in known:
                continue
            seen.add(found.objgen)
            is_line_art = int(found.get("/BitsPerComponent", 8)) == 1
            needed = LINES_PPI if is_line_art else TONES_PPI
            across, up = one.size_pt
            ppi = min(int(found.Width) / (across or 1), int(found.Height) / (up or 1)) * 72
            if ppi < needed * _ROUNDING:
                where = folios.get(number) or str(number + 1)
                message = (
                    f"a picture of a stylesheet or in a drawing on page {where} is printed at "
                    f"{ppi:.0f} pixels an inch; it needs {needed}"
                )
                hint = "use a finer one, or a drawing without pixels"
                yield Diagnostic("pdf-picture-coarse", message, None, hint, Severity.WARNING)


def _has_others(resources: Object | None, known: Set[int], depth: int) -> bool:
    """Tell whether a page can show pictures of other widths in pixels, also within drawings."""
    if resources is None or depth > _DEEPEST:
        return False
    held = [
        one
        for kind in ("/XObject", "/Pattern")
        for one in resources.get(kind, Dictionary()).values()
    ]
    return any(
        int(one.get("/Width", 0)) not in known
        if str(one.get("/Subtype")) == "/Image"
        else _has_others(one.get("/Resources"), known, depth + 1)
        for one in held
    )


def _places(document: Document) -> dict[str, Place | None]:
    """Return where each picture is named first in the manuscript."""
    places: dict[str, Place | None] = {}
    for chapter in document.for_edition("pdf"):
        for image in every(Image, chapter.blocks):
            places.setdefault(image.target.url, image.place or chapter.place)
    return places


def is_line_art(path: Path) -> bool:
    """Tell whether a picture has one bit for a pixel: a scan in black and white, as PNG.

    Source: PNG specification, 5.2 and 11.2.1.
    """
    if path.suffix.lower() != ".png" or not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(25)
    return head.startswith(b"\x89PNG\r\n\x1a\n") and head[24:] == b"\x01"
