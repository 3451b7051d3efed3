"""Changes in grid tables: after them every line has its borders where the others have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, zip_longest

from publish.provenance.grids import Grid, grids, width_of
from publish.returning.hunks import Hunk, Old
from publish.returning.placing import Edit, edited
from publish.returning.writing_markdown import at_line_start

_SPACE = re.compile(r"(?<!\\)[ ]+")
_BORDER = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two borders of a line, in the columns from `first` to before `last`."""

    first: int
    last: int
    border: str
    text: str
    is_rule: bool = False
    is_changed: bool = True

    def room(self, widths: Sequence[int]) -> int:
        return sum(widths[self.first : self.last]) + self.last - self.first - 1

    def lines(self, widths: Sequence[int]) -> list[str]:
        """Return the text, in several lines where one is too narrow, none where it is gone."""
        room = self.room(widths) - self.is_changed
        if width_of(self.text.rstrip()) <= room:
            return [self.text] if self.text.strip() or not self.is_changed else []
        first, *others = self.words()
        rows = [self.lead + first]
        for word in others:
            if width_of(f"{rows[-1]} {word}") <= room:
                rows[-1] += f" {word}"
            else:
                rows.append(self.lead + at_line_start(word))
        return rows

    @property
    def lead(self) -> str:
        return self.text[: len(self.text) - len(self.text.lstrip())] or " "

    def words(self) -> list[str]:
        return _SPACE.split(self.text.strip())


_Line = list[_Part]


def by_line(text: str, old: Sequence[Old], hunk: Hunk) -> list[Hunk]:
    """Return a change in a cell cut where its words stand in different lines.

    Other cells stand between the lines. What is new goes into the first.
    """
    cuts, last = [hunk.first], -1
    for number in range(hunk.first, hunk.last):
        source = old[number].source
        line = text.count("\n", 0, source.start) if source else last
        if line != last >= 0:
            cuts.append(number)
        last = line
    found: list[Hunk] = []
    for first, after in pairwise([*cuts, hunk.last]):
        start, end = (hunk.end, hunk.end) if found else (hunk.start, hunk.end)
        if hunk.is_format:
            start, end = (hunk.start + at - hunk.first for at in (first, after))
        found.append(Hunk(first, after, start, end, hunk.is_format))
    return found or [hunk]


def laid(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """Return changes of a text with those in one grid table made one: the table drawn anew.

    Columns keep their widths where words can go on in a new line of the cell, and grow where one
    word is wider than its column.
    """
    rest = list(dict.fromkeys(edits))
    result = []
    for grid in grids(text) if rest else ():
        mine = [one for one in rest if grid.start < one.start and one.end < grid.end]
        lines = list(_changed(text, grid, mine)) if mine else []
        if lines and _used(grid, mine):
            drawn = "\n".join(_drawn(grid, lines))
            result.append(Edit(mine[0].file, grid.start, grid.end, drawn))
            rest = [one for one in rest if one not in mine]
    return [*result, *rest]


def _used(grid: Grid, edits: Sequence[Edit]) -> bool:
    """Tell whether every change is in one part of a line, or is of whole lines."""
    parts = [part for line in grid.lines for part in line if not part.is_rule]
    starts = {grid.start_of(number) for number in range(len(grid.lines))}
    return all(
        ({one.start, one.end} <= starts and one.new.endswith("\n" if one.new else ""))
        or ("\n" not in one.new and any(x.start <= one.start and one.end <= x.end for x in parts))
        for one in edits
    )


def _changed(text: str, grid: Grid, edits: Sequence[Edit]) -> Iterator[_Line]:
    for number, line in enumerate(grid.lines):
        start = grid.start_of(number)
        for one in edits:
            if one.start == start and one.new.endswith("\n"):
                yield from map(_read, one.new.rstrip("\n").split("\n"))
        if any(one.start <= start < one.end for one in edits):
            continue
        made = []
        for part in line:
            own = [
                replace(one, start=one.start - part.start, end=one.end - part.start)
                for one in edits
                if part.start <= one.start and one.end <= part.end
            ]
            was = text[part.start : part.end]
            said = edited(was, own)
            if own and was.strip():
                said = was[: len(was) - len(was.lstrip())] + said.lstrip()
            made.append(_Part(part.first, part.last, part.border, said, part.is_rule, bool(own)))
        yield made


def _read(line: str) -> _Line:
    """Return a line that is put in: a rule, or a row without spans."""
    inner = line.strip()[1:-1]
    if line.strip().startswith("+"):
        return [_Part(n, n + 1, "+", one, True) for n, one in enumerate(inner.split("+"))]
    return [_Part(n, n + 1, "|", one) for n, one in enumerate(_BORDER.split(inner))]


def _drawn(grid: Grid, lines: Sequence[_Line]) -> Iterator[str]:
    widths = list(grid.widths)
    rows = [list(row) for _, row in groupby(lines, lambda line: all(one.is_rule for one in line))]
    for row in rows:
        for part in (one for line in row for one in line):
            need = _need(part, widths, can_wrap=_can_wrap(row))
            widths[part.last - 1] += max(need - part.room(widths), 0)
    for row in rows:
        for line in _wrapped(row, widths) if _can_wrap(row) else row:
            said = "".join(part.border + _filled(part, part.room(widths)) for part in line)
            yield f"{grid.indent}{said}{'+' if line[-1].is_rule else '|'}"


def _can_wrap(row: Sequence[_Line]) -> bool:
    """Tell whether a row may get longer: no other begins in it."""
    return len({tuple((one.first, one.is_rule) for one in line) for line in row}) == 1


def _need(part: _Part, widths: Sequence[int], *, can_wrap: bool) -> int:
    """Return how many columns a part must have."""
    whole = width_of(part.text.rstrip())
    if part.is_rule or whole + part.is_changed <= part.room(widths):
        return 0
    return max(width_of(part.lead + word) for word in part.words()) + 1 if can_wrap else whole + 1


def _wrapped(row: Sequence[_Line], widths: Sequence[int]) -> Iterator[_Line]:
    """Yield the lines of a row, its cells filled from the top."""
    if row[0][0].is_rule:
        yield from row
        return
    columns = [_column(cell, widths) for cell in zip(*row, strict=True)]
    for texts in zip_longest(*columns, [""] * len(row), fillvalue=""):
        yield [
            replace(part, text=said, border="|") for part, said in zip(row[0], texts, strict=False)
        ]


def _column(cell: Sequence[_Part], widths: Sequence[int]) -> list[str]:
    """Return the lines of a cell, without the empty ones at its end."""
    lines = [said for part in cell for said in part.lines(widths)]
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _filled(part: _Part, room: int) -> str:
    if not part.is_rule:
        said = part.text.rstrip()
        return said + " " * (room - width_of(said))
    sign = "=" if "=" in part.text else "-"
    return part.text[:1] + sign * (room - len(part.text)) + part.text[1:]
