"""Rows that an editor put into a table or took out of it, as lines of a pipe or a grid table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from publish.editions.docx.wording import Piece
from publish.provenance import Source, Trace
from publish.provenance.exported import tokens_of_pieces
from publish.provenance.grids import Grid, grids, width_of
from publish.returning.blocks import line_end, line_start
from publish.returning.placing import Edit, Setting, UnplacedError
from publish.returning.strands import Strand, row_of
from publish.returning.work import Work
from publish.returning.writing_markdown import markdown_of

_BORDER = re.compile(r"(?<!\\)\|")
_DASHES = r"[ ]*+:?-++:?[ ]*+"
_RULE = re.compile(rf"[ >]*+(?:\|(?:{_DASHES}\|)++|(?:\|)?{_DASHES}(?:\|{_DASHES})++)")
# Which row is to be the head then, only the author can say.
HEAD_GONE = "the head of a table was taken out, and another row has to become it"
_SPANS = "the row has other columns than the table"


def put_in(work: Work, setting_of: Callable[[Strand, int], Setting]) -> Edit:
    """Return the change that puts a row in below the one it follows.

    Raises: UnplacedError where there is none above it, or the table is of another kind.
    """
    above = _row_above(work.strand, work.group.news[0])
    if above is None:
        raise UnplacedError("a row was put in above the first one of a table")
    setting = setting_of(work.strand, above.file)
    habits = replace(setting.habits, is_table=True)
    cells = [
        markdown_of(tokens_of_pieces(pieces), habits, "", setting.notes).strip()
        for pieces in _cells(work)
    ]
    text = setting.source.text
    grid = next((one for one in grids(text) if one.start <= above.start < one.end), None)
    at, said = (
        _in_grid(text, grid, above.start, cells) if grid else _in_pipe(text, above.start, cells)
    )
    return Edit(setting.number, at, at, said)


def take_out(source: Source, number: int, trace: Trace, others: Sequence[Trace]) -> list[Edit]:
    """Return the change that takes out the row of a paragraph, [] where it is in no grid table.

    Raises: UnplacedError where the row cannot be taken out alone.
    """
    grid = next((one for one in grids(source.text) if one.start <= trace.start < one.end), None)
    if grid is None:
        return []
    rules = _rules(grid)
    below = next(n for n in rules if grid.start_of(n) > trace.start)
    above = rules[rules.index(below) - 1]
    if above == 0:
        raise UnplacedError(HEAD_GONE)
    # With the rule below it; the last one with the rule above.
    first, last = (above + 1, below + 1) if below != rules[-1] else (above, below)
    start, end = grid.start_of(first), grid.start_of(last)
    if any(one.file == number and one.start < end and one.end > start for one in others):
        raise UnplacedError("something else stands in the row that was taken out")
    return [Edit(number, start, end, "")]


def _rules(grid: Grid) -> list[int]:
    return [n for n, line in enumerate(grid.lines) if all(part.is_rule for part in line)]


def _cells(work: Work) -> list[tuple[Piece, ...]]:
    found = [work.strand.sides[n].paragraph for n in work.group.news]
    if len({one.place for one in found}) < len(found) or not row_of(found[0]):
        raise UnplacedError("a paragraph was put into a cell")
    return [one.pieces for one in found]


def _row_above(strand: Strand, number: int) -> Trace | None:
    """Return a paragraph of the book from the nearest row above in the same table."""
    olds = {new: one.olds[-1] for one in strand.groups if one.olds for new in one.news}
    table = _table_of(strand, number)
    for at in range(number - 1, -1, -1):
        if _table_of(strand, at) != table:
            return None
        trace = strand.traces[olds[at]] if at in olds else None
        if trace and trace.file >= 0:
            return trace
    return None


def _table_of(strand: Strand, number: int) -> str:
    return row_of(strand.sides[number].paragraph).rpartition("row")[0]


def _in_grid(text: str, grid: Grid, at: int, cells: Sequence[str]) -> tuple[int, str]:
    if len(cells) != len(grid.widths):
        raise UnplacedError(_SPANS)
    rule = f"{grid.indent}+{'+'.join('-' * width for width in grid.widths)}+\n"
    row = f"{grid.indent}|{'|'.join(f' {one} ' for one in cells)}|\n"
    rules = _rules(grid)
    below = next(n for n in rules if grid.start_of(n) > at)
    after = grid.start_of(below + 1) if below != rules[-1] else grid.end
    is_head = below == rules[1] != rules[-1] and "=" in text[grid.start_of(below) : after]
    return (after, row + rule) if is_head else (grid.start_of(below), rule + row)


def _in_pipe(text: str, at: int, cells: Sequence[str]) -> tuple[int, str]:
    start, end = line_start(text, at), line_end(text, at)
    below = text[end + 1 : line_end(text, end + 1)]
    rule = below if _RULE.fullmatch(below) else _rule_above(text, start)
    columns = _columns(rule)
    if len(cells) != len(columns):
        raise UnplacedError(_SPANS)
    # A little narrower than the rule where the words are: as people draw tables.
    padded = [
        cell + " " * (width_of(column) - 2 - width_of(cell))
        for cell, column in zip(cells, columns, strict=True)
    ]
    said = f" {' | '.join(padded)} "
    is_closed = rule.lstrip(" >").startswith("|")
    lead = rule[: len(rule) - len(rule.lstrip(" >"))]
    row = f"{lead}|{said}|" if is_closed else f"{lead}{said.strip()}"
    return (end + 1 + len(below) if rule is below else end), f"\n{row}"


def _rule_above(text: str, start: int) -> str:
    """Return the rule below the head of a pipe table by the start of one of its rows."""
    while start > 0:
        line = text[line_start(text, start - 1) : start - 1]
        if _RULE.fullmatch(line):
            return line
        if not _BORDER.search(line):
            break
        start -= len(line) + 1
    raise UnplacedError("a row can be put into pipe and grid tables only")


def _columns(rule: str) -> list[str]:
    return rule.strip(" >").strip("|").split("|")
