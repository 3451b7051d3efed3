"""How wide words are and how high lines, in the face of the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

# Times-Roman, characters 32 to 126, in thousandths of the size; Times New Roman has the same
# widths. Source: Adobe Core 14 AFM, Times-Roman.
_WIDTHS = (
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
)  # fmt: skip
_MARKS = {"–": 500, "—": 1000, "‘": 333, "’": 333, "“": 444, "”": 444, "…": 1000, "\u00a0": 250}
_OTHER = 500  # accented and Cyrillic letters, on the average
_FULL = 1000  # Chinese, Japanese, Korean
_FIRST_FULL = 0x2E80
# Ascent 0.891, descent 0.216 and line gap 0.042 of Times New Roman, by its table hhea.
LINE_HEIGHT = 1.149
BREAK = "\n"
# A line may end after these. Source: UAX #14, classes HY, BA and B2.
_PIECES = re.compile(r"[^-–—/]*[-–—/]+|[^-–—/]+")


def width(word: str, size_pt: float) -> float:
    """Return the width of a word in points."""
    return _thousandths(word) * size_pt / 1000


@cache  # a book says most of its words many times
def _thousandths(word: str) -> int:
    return sum(map(_character, word))


def _character(letter: str) -> int:
    code = ord(letter)
    if 32 <= code < 32 + len(_WIDTHS):
        return _WIDTHS[code - 32]
    return _MARKS.get(letter, _FULL if code >= _FIRST_FULL else _OTHER)


def lines(words: Iterable[str], size_pt: float, first_pt: float, rest_pt: float) -> Iterator[int]:
    """Yield for each line how many words end in it; `BREAK` ends one and counts as a word.

    `first_pt` and `rest_pt` are the widths of the first line and of the others.
    """
    space = width(" ", size_pt)
    room, used, count, is_open = first_pt, 0.0, 0, False
    for word in words:
        if word == BREAK:
            yield count + 1
            room, used, count, is_open = rest_pt, 0.0, 0, False
            continue
        gap = space if is_open else 0.0
        for piece in _PIECES.findall(word):
            needed = width(piece, size_pt)
            if is_open and used + gap + needed > room:
                yield count
                room, used, count, gap = rest_pt, 0.0, 0, 0.0
            used += gap + needed
            gap, is_open = 0.0, True
        count += 1
    if is_open or count:
        yield count
