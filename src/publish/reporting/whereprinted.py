"""Finds the printed page of a place in the manuscript, by the words that stand around it.

It needs nothing but the words of the pages, so it works with any PDF of the book, also with one
that was made before the last changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from publish.diagnostics import Place

_RUN = 3  # words in a row that are looked for together
_AROUND = 14  # words before and after a place
_ENOUGH = 2  # runs that a page must share with a place
_MOST_PAGES = 12  # a run that stands on more pages than these tells nothing
_WORD = re.compile(r"[^\W\d_]+")
# PDFium writes a hyphen at a line's end as U+FFFE, or as a hyphen and a line end.
_BROKEN = re.compile(r"(?:[-\u00ad\u2010]\r?\n|\ufffe)\s*")
_MARKUP = re.compile(
    r"\[\^[^\[\]\s]+\](?!:)|@[\w:.#$%&+?<>~/-]+|\{[^{}]*\}|\]\([^()\s]*\)|<[^<>]*>"
)


class PrintedPages:
    """The words of a PDF's pages, ready to be looked up."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pages: dict[tuple[str, ...], list[int]] = {}
        for number, text in enumerate(texts, 1):
            for run in set(_runs(_words(_BROKEN.sub("", text)))):
                self._pages.setdefault(run, []).append(number)

    def page(self, place: Place, text: str) -> int | None:
        """Return the page, from 1, where the words at a place of a file's `text` are printed.

        None if no page shares enough words with the lines around it.
        """
        lines = text.split("\n")
        if not 0 < place.line <= len(lines):
            return None
        before = "\n".join([*lines[max(0, place.line - 4) : place.line - 1], ""])
        line = lines[place.line - 1]
        column = max(place.column - 1, 0)
        head = _words(_MARKUP.sub(" ", before + line[:column]))[-_AROUND:]
        after = "\n".join([line[column:], *lines[place.line : place.line + 3]])
        tail = _words(_MARKUP.sub(" ", after))[:_AROUND]
        return self._most_alike(_runs([*head, *tail]), len(head))

    def _most_alike(self, runs: Sequence[tuple[str, ...]], middle: int) -> int | None:
        """Return the page that shares most runs; those near the middle of the words count more."""
        votes: dict[int, list[float]] = {}
        for at, run in enumerate(runs):
            distance = max(at - middle, middle - at - _RUN, 0)
            pages = self._pages.get(run, ())
            if len(pages) <= _MOST_PAGES:
                for page in pages:
                    votes.setdefault(page, []).append(1 / (1 + distance))
        known = {page: sum(found) for page, found in votes.items() if len(found) >= _ENOUGH}
        return min(known, key=lambda page: (-known[page], page), default=None)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
