"""Compares what a chapter says with what stands on its pages, element by element.

The engine's boxes are looked at, not imported: a box with `text` is a run of letters, and what
a stylesheet generated has `::` in its tag. Hyphens, spaces and marks are left out, since line
breaks add and drop them.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from publish.editions.pdf.proofs import PageWords, WordProof

_SVG = "{http://www.w3.org/2000/svg}"
_PARTS = ("::first-letter", "::first-line")  # generated boxes that show text of the element
_REPEATED = ("thead", "tfoot")  # of a table that goes on over pages
_MOST_SHOWN = 60  # letters of a place where something is wrong


def prove_words(
    body: Any, pages: Iterable[Any], is_hidden: Callable[[Any], bool], source: str
) -> WordProof:
    """Say which words of `body` are on no page, and which stand there more than once.

    Each element must show its letters once: those of its own text, and of what follows the
    elements in it. Only the head and foot of a long table may be shown several times.
    `is_hidden` tells what a stylesheet keeps off the pages. `source` is the text that was given
    to the engine, before notes were parted and pictures moved.
    """
    shown = _shown(pages)
    lost: list[str] = []
    repeated: list[str] = []
    hidden: list[str] = []
    written: Counter[str] = Counter()
    for element, text, may_repeat in _written(body, False):
        letters = _letters(text)
        written.update(letters)
        found = _letters("".join(shown.pop(element, ())))
        if found == letters or (may_repeat and letters and _is_repeated(found, letters)):
            continue
        wanted, there = Counter(_plain(letters)), Counter(_plain(found))
        if wanted - there:
            (hidden if not found and is_hidden(element) else lost).append(_some(text))
        elif there - wanted:
            repeated.append(_some(text))
    repeated += [_some("".join(texts)) for texts in shown.values() if _letters("".join(texts))]
    if gone := letters_of(source) - written:
        lost.append("".join(sorted(gone.elements()))[:_MOST_SHOWN])
    return WordProof(tuple(lost), tuple(repeated), tuple(hidden))


def said(element: Any) -> str:
    """Return the words of an element and of all in it, without those in drawings."""
    return "".join(text for _, text, _ in _written(element, False))


def body_letters(page: Any) -> str:
    """Return the letters of a page without its heads and folio, as they are drawn."""
    boxes = (box for box in page.children if not _is_margin(box))
    return "".join(_letters(text) for box in boxes for text in _texts(box))


def page_words(page: Any, body: str) -> PageWords:
    """Return what a page must show when it is drawn.

    `body` are its letters when it was laid out; heads and folio are made after that.
    """
    margins = ["".join(_texts(box)).strip() for box in page.children if _is_margin(box)]
    pictures = (hasattr(box, "replacement") for box in page.descendants(placeholders=True))
    letters = body + "".join(map(_letters, margins))
    return PageWords(letters, tuple(filter(None, margins)), any(pictures))


def letters_of(text: str) -> Counter[str]:
    """Return how often each letter and figure stands in a text, capital or not."""
    return Counter(_letters(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _plain(letters: str) -> str:
    """Return letters as they are when a stylesheet sets them in capitals, without their accents."""
    return _letters(unicodedata.normalize("NFKD", letters).replace("ı", "i"))


def _is_repeated(found: str, letters: str) -> bool:
    times, rest = divmod(len(found), len(letters))
    return times > 0 and not rest and Counter(found) == Counter(letters * times)


def _some(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= _MOST_SHOWN else f"{short[:_MOST_SHOWN]} …"


def _written(element: Any, may_repeat: bool) -> Iterator[tuple[Any, str, bool]]:
    """Yield every element with the text of its own boxes, and whether they may come again."""
    if not isinstance(element.tag, str) or element.tag.startswith(_SVG):
        return
    may_repeat = may_repeat or element.tag in _REPEATED
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if text and not text.isspace():
        yield element, text, may_repeat
    for child in element:
        yield from _written(child, may_repeat)


def _shown(pages: Iterable[Any]) -> dict[Any, list[str]]:
    """Return the texts of the boxes of each element, in the order of the pages."""
    shown: dict[Any, list[str]] = {}
    for page in pages:
        for child in page.children:
            for box in () if _is_margin(child) else child.descendants(placeholders=True):
                tag = box.element_tag or ""
                if hasattr(box, "text") and ("::" not in tag or tag.endswith(_PARTS)):
                    shown.setdefault(box.element, []).append(box.text)
    return shown


def _texts(box: Any) -> Iterator[str]:
    for one in box.descendants(placeholders=True):
        if hasattr(one, "text") and one.style["visibility"] == "visible":
            yield one.text


def _is_margin(box: Any) -> bool:
    return hasattr(box, "at_keyword")
