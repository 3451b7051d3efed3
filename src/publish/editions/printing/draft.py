"""A draft copy: the pages of the book on larger paper, with room to write on.

Lines break and pages turn as in the book, so that what is noted on the draft is found there.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from publish.editions import markup
from publish.editions.edition import Design
from publish.editions.markup import SVG, Element
from publish.editions.pdf.objects import Array, Dictionary, Object, Page, Pdf, Stream
from publish.editions.printing.boxes import PT_PER_MM
from publish.editions.printing.content import painted
from publish.editions.printing.drawing import drawn
from publish.editions.printing.interior import written
from publish.model.document import Document

A4 = (210 * PT_PER_MM, 297 * PT_PER_MM)
LETTER = (612.0, 792.0)
_LEAST_PT = 20 * PT_PER_MM  # white around the page to write on
_EVERY = 5  # lines that are numbered
_MOST_LINES = 90
_NOTE_PT = 0.6  # letters smaller than the text by more than this are notes, heads, folios
_NUMBER = (30, 12)  # size of the sheet of a line's number
_FOOT = (460, 14)
_MARK = (420, 420)


@dataclass(frozen=True, slots=True)
class DraftNote:
    """What a draft says of itself: a word across its pages, and a line at their foot."""

    watermark: str = "DRAFT"
    foot: str = ""


def make_draft(data: bytes, document: Document, design: Design, note: DraftNote) -> bytes:
    """Return the print edition as a draft copy."""
    paper = LETTER if document.metadata.lang in ("en-US", "en") else A4
    parts = _parts(document, design, note)
    with Pdf.open(io.BytesIO(data)) as book, Pdf.open(io.BytesIO(parts)) as extra:
        forms = [book.copy_foreign(page.as_form_xobject()) for page in extra.pages]
        mark, foot, *numbers = forms
        for page in book.pages:
            ends = list(_line_ends(page))
            trim = tuple(float(one) for one in page.trimbox)
            frame = _frame(trim, paper)
            page.obj.MediaBox = page.obj.CropBox = Array([round(one, 3) for one in frame])
            placed = [(foot, (frame[0] + frame[2] - _FOOT[0]) / 2, frame[1] + 24)]
            left = trim[0] - _NUMBER[0] - 4
            for count, y in enumerate(ends, 1):
                if count % _EVERY == 0 and count <= _MOST_LINES:
                    placed.append((numbers[count // _EVERY - 1], left, y - 3))
            middle = ((trim[0] + trim[2]) / 2, (trim[1] + trim[3]) / 2)
            # The engine leaves its own matrix standing at the end of a page.
            page.contents_add(Stream(book, b"q "), prepend=True)
            page.contents_add(Stream(book, b" Q"), prepend=False)
            under = (mark, middle[0] - _MARK[0] / 2, middle[1] - _MARK[1] / 2)
            _lay(book, page, [under], "Draft", is_under=True)
            _lay(book, page, [*placed, *_edge(book, trim)], "Note", is_under=False)
        return written(book, "1.7")


def _frame(trim: Sequence[float], paper: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return the paper around a page: its own size, or that of the page and room to write on."""
    width = max(paper[0], trim[2] - trim[0] + 2 * _LEAST_PT)
    height = max(paper[1], trim[3] - trim[1] + 2 * _LEAST_PT)
    x, y = (trim[0] + trim[2] - width) / 2, (trim[1] + trim[3] - height) / 2
    return x, y, x + width, y + height


def _line_ends(page: Page) -> Iterator[float]:
    """Yield where the lines of the text stand, from above; notes and heads are not counted."""
    texts = [one for one in painted(page) if one.kind == "text"]
    sizes = Counter(round(one.size_pt[0], 1) for one in texts)
    if not sizes:
        return
    usual = sizes.most_common(1)[0][0]
    baselines = {
        round(one.box[1] + one.size_pt[0] / 4) for one in texts if one.size_pt[0] > usual - _NOTE_PT
    }
    last = None
    for y in sorted(baselines, reverse=True):
        if last is None or last - y > 4:  # raised and lowered letters belong to their line
            yield y
            last = y


def _edge(book: Pdf, trim: Sequence[float]) -> Iterator[tuple[Object, float, float]]:
    """Yield a faint line around the page of the book."""
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    form = Stream(book, f"q .7 G .25 w 0 0 {width:.2f} {height:.2f} re S Q".encode())
    form.Type, form.Subtype = Object.parse(b"/XObject"), Object.parse(b"/Form")
    form.BBox = Array([-1, -1, round(width + 1, 2), round(height + 1, 2)])
    yield form, trim[0], trim[1]


def _lay(
    book: Pdf,
    page: Page,
    placed: Sequence[tuple[Object, float, float]],
    prefix: str,
    *,
    is_under: bool,
) -> None:
    """Lay forms under or over a page; who listens to it does not hear them."""
    # Pages of one chapter share their resources; each page gets a table of its own.
    given: dict[str, Any] = dict((page.obj.get("/Resources") or Dictionary()).items())
    objects: dict[str, Any] = dict((given.get("/XObject") or Dictionary()).items())
    lines = ["/Artifact BMC"]
    for number, (form, x, y) in enumerate(placed):
        name = f"/{prefix}{number}"
        objects[name] = form
        lines.append(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {name} Do Q")
    lines.append("EMC")
    page.obj.Resources = Dictionary({**given, "/XObject": Dictionary(objects)})
    content = Stream(book, "\n".join(lines).encode())
    page.contents_add(content, prepend=is_under)


def _parts(document: Document, design: Design, note: DraftNote) -> bytes:
    """Return the word across the pages, the line at their foot and the numbers, a page for each."""
    root = markup.make("html")
    root.set("lang", document.metadata.lang)
    body = markup.add(root, "body")
    size = min(90.0, 560 / max(len(note.watermark), 1))
    mark = _sheet(body, _MARK, "mark")
    _words(mark, note.watermark, _MARK[0] / 2, _MARK[1] / 2, size, "middle", "#e2e2e2", -45)
    _words(_sheet(body, _FOOT, "foot"), note.foot, _FOOT[0] / 2, 10, 8.5, "middle", "#555")
    for number in range(_EVERY, _MOST_LINES + 1, _EVERY):
        _words(_sheet(body, _NUMBER, "number"), str(number), 28, 9, 7.5, "end", "#777")
    return drawn(document.folder, design, markup.fragment(root), _STYLE).data


def _sheet(body: Element, size: tuple[int, int], name: str) -> Element:
    section = markup.add(body, "div")
    section.set("class", name)
    drawing = markup.add(section, f"{{{SVG}}}svg")
    drawing.set("viewBox", f"0 0 {size[0]} {size[1]}")
    drawing.set("style", f"display:block;width:{size[0]}pt;height:{size[1]}pt")
    return drawing


def _words(
    drawing: Element,
    text: str,
    x: float,
    y: float,
    size: float,
    anchor: str,
    color: str,
    turn: float = 0,
) -> None:
    element = markup.add(drawing, f"{{{SVG}}}text")
    given = {
        "transform": f"translate({x:g} {y:g}) rotate({turn:g})",
        "font-size": f"{size:g}",
        "text-anchor": anchor,
        "fill": color,
        "font-family": "EB Garamond, Noto Serif",
    }
    for name, value in given.items():
        element.set(name, value)
    markup.add_text(element, text or " ")


_STYLE = (
    "\n".join(
        f"@page {name} {{ size: {size[0]}pt {size[1]}pt; margin: 0 }} .{name} {{ page: {name} }}"
        for name, size in (("mark", _MARK), ("foot", _FOOT), ("number", _NUMBER))
    )
    + "\nbody { margin: 0 } div { break-after: page }"
)
