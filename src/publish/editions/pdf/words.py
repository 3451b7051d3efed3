"""Compares what a chapter says with what stands on its pages, letter by letter.

The engine's boxes are looked at, not imported: a box with `text` is a run of letters, and what
a stylesheet generated has `::` in its tag.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from publish.editions.pdf.proofs import PageWords

_SVG = "{http://www.w3.org/2000/svg}"


def missing_letters(body: Any, pages: Iterable[Any]) -> str:
    """Return the letters and figures of `body` that are on no page, each as often as it lacks.

    Hyphens, spaces and marks are left out, since line breaks add and drop them; more than was
    written is no fault, since the heads of long tables are repeated.
    """
    written = Counter(_letters(_said(body)))
    printed = Counter(_letters(_set(pages)))
    return "".join(sorted((written - printed).elements()))


def page_words(page: Any) -> PageWords:
    """Return what a page must show when it is drawn: all its letters, heads and folio too."""
    texts: list[str] = []
    margins: list[str] = []
    has_pictures = False
    for child in page.children:
        shown = []
        for box in child.descendants(placeholders=True):
            if hasattr(box, "replacement"):
                has_pictures = True
            elif hasattr(box, "text") and box.style["visibility"] == "visible":
                shown.append(box.text)
        texts += shown
        if type(child).__name__ == "MarginBox":
            margins.append("".join(shown).strip())
    return PageWords("".join(_letters(texts)), tuple(filter(None, margins)), has_pictures)


def letters_of(text: str) -> Counter[str]:
    """Return how often each letter and figure stands in a text, capital or not."""
    return Counter(_letters([text]))


def _letters(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from filter(str.isalnum, text.casefold())


def _said(element: Any) -> Iterator[str]:
    if not str(element.tag).startswith(_SVG):
        yield element.text or ""
        for child in element:
            yield from _said(child)
    yield element.tail or ""


def _set(pages: Iterable[Any]) -> Iterator[str]:
    for page in pages:
        for box in page.descendants(placeholders=True):
            if hasattr(box, "text") and "::" not in (box.element_tag or ""):
                yield box.text
