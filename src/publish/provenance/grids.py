"""Grid tables: what stands in which cell, line by line.

Source: pandoc's manual, "Extension: grid_tables". Columns are counted as pandoc counts them: wide
letters are two, marks on letters none.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from publish.provenance.markdown import SourceToken

_TABLE = re.compile(r"^[ ]*+\+[-=:+]++[ ]*+\n(?:[ ]*+[|+][^\n]*+(?:\n|\Z))++", re.M)
_CORNER = re.compile(r"(?<=[-=:])\+|\+(?=[-=:])")
_RULE = re.compile(r":?[-=]++:?")


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two borders of a line, from `start` to `end` in the text.

    It fills the columns from `first` to before `last`. `cell` is the number of its cell in reading
    order, -1 of a rule. `border` is the sign before it.
    """

    start: int
    end: int
    first: int
    last: int
    border: str
    cell: int = -1

    @property
    def is_rule(self) -> bool:
        """Tell whether this is a line between two cells."""
        return self.cell < 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table from `start` to `end`, its last line end left out: lines of parts, widths in letters.

    `indent` is what stands before each line.
    """

    start: int
    end: int
    indent: str
    widths: tuple[int, ...]
    lines: tuple[tuple[Part, ...], ...]

    def start_of(self, line: int) -> int:
        """Return the offset where a line begins."""
        return self.lines[line][0].start - 1 - len(self.indent)


def width_of(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def grids(text: str) -> list[Grid]:
    """Return the grid tables of a text."""
    return [grid for found in _TABLE.finditer(text) if (grid := _grid(found))]


def _grid(found: re.Match[str]) -> Grid | None:
    lines = found.group().rstrip("\n").split("\n")
    edges = sorted({_at(line, one.start()) for line in lines for one in _CORNER.finditer(line)})
    made: list[tuple[Part, ...]] = []
    start, count = found.start(), 0
    for line in lines:
        above = {(one.first, one.last): one.cell for one in made[-1]} if made else {}
        parts = []
        for part in _parts(line, start, edges):
            cell = above.get((part.first, part.last), -1)
            if not part.is_rule and cell < 0:
                cell, count = count, count + 1
            parts.append(part if part.is_rule else _numbered(part, cell))
        if not parts or parts[0].first or parts[-1].last != len(edges) - 1:
            return None
        made.append(tuple(parts))
        start += len(line) + 1
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    widths = tuple(b - a - 1 for a, b in pairwise(edges))
    return Grid(found.start(), start - 1, indent, widths, tuple(made))


def _numbered(part: Part, cell: int) -> Part:
    return Part(part.start, part.end, part.first, part.last, part.border, cell)


def _at(line: str, index: int) -> int:
    return width_of(line[:index])


def _parts(line: str, start: int, edges: Sequence[int]) -> Iterator[Part]:
    """Yield what stands between the borders of a line; all that is no rule as of cell 0."""
    places: dict[int, int] = {}
    column = 0
    for index, letter in enumerate(line):
        places.setdefault(column, index)
        column += _width(letter)
    indexes = [(n, places[edge]) for n, edge in enumerate(edges) if edge in places]
    borders = [(n, at) for n, at in indexes if line[at] in "|+"]
    for (first, left), (last, right) in pairwise(borders):
        is_rule = line[left] == line[right] == "+" and _RULE.fullmatch(line, left + 1, right)
        cell = -1 if is_rule else 0
        yield Part(start + left + 1, start + right, first, last, line[left], cell)


def in_reading_order(text: str, tokens: Sequence[SourceToken]) -> list[SourceToken]:
    """Return tokens with those of grid tables cell by cell."""
    ordered = list(tokens)
    for grid in grids(text):
        mine = [n for n, one in enumerate(ordered) if grid.start <= one.start < grid.end]
        inner = [ordered[n] for n in mine]
        cells = list(_cells(grid, inner))
        places = sorted(range(len(inner)), key=cells.__getitem__)
        ordered[mine[0] : mine[-1] + 1] = [inner[n] for n in places]
    return ordered


def _cells(grid: Grid, tokens: Sequence[SourceToken]) -> Iterator[int]:
    """Yield for each token the number of its cell; a rule is of the last cell above it."""
    starts: list[tuple[int, int]] = []
    last = 0
    for line in grid.lines:
        starts.append((line[0].start - 1, last))
        starts += [(one.start, last if one.is_rule else one.cell) for one in line]
        last = max(last, *(one.cell for one in line))
    for one in tokens:
        yield starts[bisect_right(starts, one.start, key=lambda pair: pair[0]) - 1][1]
