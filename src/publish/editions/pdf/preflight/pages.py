"""Pages are numbered in the file as they are in print, blank ones are blank, bookmarks lead on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic
from publish.editions.pdf.objects import Array, Dictionary, Object, Pdf
from publish.editions.pdf.openings import roman

_MOST_LEVELS = 6  # of bookmarks: headings have no more


@dataclass(frozen=True, slots=True)
class Expected:
    """What the layout says that the file must have. Pages count from 0."""

    folios: Mapping[int, str]
    blank: frozenset[int]
    note_count: int


def check_pages(pdf: Pdf, expected: Expected) -> Iterator[Diagnostic]:
    """Yield an error for what is not as the layout has it."""
    labels = page_labels(pdf)
    for page, folio in expected.folios.items():
        if labels.get(page) != folio:
            message = f"page {folio} is called {labels.get(page)!r} in the PDF"
            yield Diagnostic("pdf-page-label-wrong", message)
    for number, sheet in enumerate(pdf.pages):
        if (number in expected.blank) != _is_blank(sheet.obj):
            state = "is not blank" if number in expected.blank else "is blank"
            yield Diagnostic("pdf-blank-page", f"page {number + 1} of the PDF {state}")
    yield from _check_outline(pdf)


def page_labels(pdf: Pdf) -> dict[int, str]:
    """Return what each page is called in a reader. Source: ISO 32000-1, 12.4.2."""
    numbers = list(pdf.Root.get("/PageLabels", Dictionary(Nums=[])).Nums)
    ranges = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    labels: dict[int, str] = {}
    first = 0
    rule: Object = Dictionary()
    for number in range(len(pdf.pages)):
        if number in ranges:
            first, rule = number, ranges[number]
        value = int(rule.get("/St", 1)) + number - first
        style = str(rule.get("/S", ""))
        labels[number] = roman(value) if style == "/r" else str(value) if style == "/D" else ""
    return labels


def _is_blank(page: Object) -> bool:
    contents = page.get("/Contents")
    if contents is None or "/Annots" in page:
        return contents is None
    parts = contents if isinstance(contents, Array) else [contents]
    return not any(part.read_bytes().strip() for part in parts)


def _check_outline(pdf: Pdf) -> Iterator[Diagnostic]:
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    last = 0
    for title, item, level in _bookmarks(pdf):
        target = pages.get(item.Dest[0].objgen) if "/Dest" in item else None
        problem = ""
        if target is None:
            problem = "leads nowhere"
        elif target < last:
            problem = "leads back"
        elif not title.strip():
            problem = "has no words"
        elif level > _MOST_LEVELS:
            problem = f"stands {level} levels deep"
        last = last if target is None else target
        if problem:
            yield Diagnostic("pdf-bookmark-wrong", f"the bookmark {title!r} {problem}")


def _bookmarks(pdf: Pdf) -> Iterator[tuple[str, Object, int]]:
    """Yield the bookmarks in order, with how deep each stands, from 1."""
    outlines = pdf.Root.get("/Outlines", Dictionary())
    waiting = [(outlines["/First"], 1)] if "/First" in outlines else []
    while waiting:
        item, level = waiting.pop()
        yield str(item.get("/Title", "")), item, level
        if "/Next" in item:
            waiting.append((item.Next, level))
        if "/First" in item:
            waiting.append((item.First, level + 1))
