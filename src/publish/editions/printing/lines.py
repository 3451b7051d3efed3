"""Lines too thin for a press made as wide as it prints: strokes, and rules that are filled.

The widths of ISO 32000-1, 8.4.3.2, are in the units of the user space that holds when a line is
stroked; here they are compared as they print, in points.
"""

from __future__ import annotations

import math
from typing import Any

from publish.editions.pdf.objects import (
    ContentStreamInstruction,
    Dictionary,
    Operator,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)
from publish.editions.printing.geometry import IDENTITY, Matrix, matrix_of, multiplied, scale

_STARTS = frozenset({"m", "re"})
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLS = frozenset({"f", "F", "f*"})
_ENDS = _STROKES | _FILLS | {"n"}
_LONG = 4  # a filled rectangle so many times as long as wide is a rule


def thicken(book: Pdf, least_pt: float) -> int:
    """Make every line of a book at least so wide, and return how many were thinner."""
    work = _Work(least_pt)
    for page in book.pages:
        made = work.stream(page, page.obj.get("/Resources"), IDENTITY)
        if made is not None:
            page.obj.Contents = Stream(book, made)
    return work.count


class _Work:
    def __init__(self, least_pt: float) -> None:
        self._least = least_pt
        self._seen: set[tuple[int, int]] = set()
        self.count = 0

    def stream(self, stream: Any, resources: Any, matrix: Matrix) -> bytes | None:
        """Return a content stream with wider lines, None where all are wide enough."""
        made: list[Any] = []
        kept: list[tuple[Matrix, float]] = []
        width, start, before = 1.0, -1, self.count
        for one in parse_content_stream(stream):
            name = str(one.operator)
            if name == "q":
                kept.append((matrix, width))
            elif name == "Q" and kept:
                matrix, width = kept.pop()
            elif name == "cm":
                matrix = multiplied(matrix_of(one.operands), matrix)
            elif name == "w":
                width = float(one.operands[0])
            elif name in _STARTS and start < 0:
                start = len(made)
            elif name == "Do":
                self._form(resources, str(one.operands[0]), matrix)
            made.append(one)
            if name in _ENDS:
                self._path(made, start, name, (matrix, width))
                start = -1
        return bytes(unparse_content_stream(made)) if self.count > before else None

    def _path(self, made: list[Any], start: int, name: str, state: tuple[Matrix, float]) -> None:
        matrix, width = state
        enlarged = scale(matrix)
        if start < 0 or not enlarged:
            return
        if name in _STROKES and width * enlarged < self._least - 0.01:
            wider = [round(self._least / enlarged, 4)]
            made.insert(start, ContentStreamInstruction(wider, Operator("w")))
            made.append(ContentStreamInstruction([width], Operator("w")))
            self.count += 1
        elif name in _FILLS:
            for at in range(start, len(made) - 1):
                if str(made[at].operator) == "re":
                    made[at] = self._rule(made[at], matrix)

    def _rule(self, one: Any, matrix: Matrix) -> Any:
        x, y, width, height = (float(value) for value in one.operands)
        # Drawings may be stretched more one way than the other.
        across, up = math.hypot(*matrix[:2]), math.hypot(*matrix[2:4])
        wide, high = abs(width) * across, abs(height) * up
        thin, long = sorted((wide, high))
        if not thin or thin >= self._least - 0.01 or long < _LONG * thin:
            return one
        self.count += 1
        # From the edge that it has: beyond that may be the end of what is shown.
        if high == thin:
            more = math.copysign((self._least - thin) / up, height)
            values = (x, y, width, height + more)
        else:
            more = math.copysign((self._least - thin) / across, width)
            values = (x, y, width + more, height)
        return ContentStreamInstruction([round(value, 4) for value in values], Operator("re"))

    def _form(self, resources: Any, name: str, matrix: Matrix) -> None:
        found = ((resources or Dictionary()).get("/XObject") or Dictionary()).get(name)
        if found is None or str(found.get("/Subtype")) != "/Form" or found.objgen in self._seen:
            return
        # A form that is shown twice is judged by the size at which it is shown first.
        self._seen.add(found.objgen)
        inner = multiplied(matrix_of(found.get("/Matrix", IDENTITY)), matrix)
        made = self.stream(found, found.get("/Resources") or resources, inner)
        if made is not None:
            found.write(made)
