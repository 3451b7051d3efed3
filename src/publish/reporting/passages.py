"""Cuts out of a source file the lines that findings are about, with the words they name marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from publish.diagnostics import Diagnostic

CONTEXT_LINES = 2
_CONTEXT_LETTERS = 240  # of a line before and after what is marked; a line may be a whole chapter
_QUOTED = re.compile(r"['\"‘“]([^'\"‘’“”]+)['\"’”]")
# What a reader takes for one thing: a key, a word, an attribute, a run of spaces, a sign.
_THING = re.compile(r"\[?@\{?[\w:.#$%&+?<>~/-]+|[#.\\]?[\w\-]+|[ \t\u00a0\u202f]+|[^\w\s]{1,3}")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding and its number in the report, from 1."""

    number: int
    finding: Diagnostic


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a line. `marks` are the findings about them; `is_gap` stands for others."""

    text: str
    marks: tuple[Numbered, ...] = ()
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file; `findings` are those that stand in it, also if no letter is marked."""

    number: int
    pieces: tuple[Piece, ...]
    findings: tuple[Numbered, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a file that follow each other."""

    lines: tuple[Line, ...]


def passages(
    text: str, findings: Sequence[Numbered], context: int = CONTEXT_LINES
) -> list[Passage]:
    """Return the lines of a text that findings stand in, each with the lines around it.

    Findings without a line, or in a line that there is not, are left out.
    """
    lines = text.split("\n")
    within = [one for one in findings if 0 < _line(one) <= len(lines)]
    by_line = {
        number: tuple(group) for number, group in groupby(sorted(within, key=_place), key=_line)
    }
    wanted = sorted(
        {
            near
            for number in by_line
            for near in range(number - context, number + context + 1)
            if 0 < near <= len(lines)
        }
    )
    return [
        Passage(
            tuple(
                _cut(number, lines[number - 1], by_line.get(number, ()))
                for number in _trimmed(run, lines, by_line)
            )
        )
        for run in _runs(wanted)
    ]


def is_placed(one: Numbered, text: str) -> bool:
    """Tell whether a finding names a line that a text has."""
    return 0 < _line(one) <= text.count("\n") + 1 if text else False


def _line(one: Numbered) -> int:
    return one.finding.place.line if one.finding.place else 0


def _place(one: Numbered) -> tuple[int, int, int]:
    place = one.finding.place
    return (place.line, place.column, one.number) if place else (0, 0, one.number)


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Yield numbers in runs; one that is missing between two is no reason to part them."""
    run = list(numbers[:1])
    for before, number in pairwise(numbers):
        if number > before + 2:
            yield run
            run = []
        elif number == before + 2:
            run.append(before + 1)
        run.append(number)
    if run:
        yield run


def _trimmed(run: Sequence[int], lines: Sequence[str], named: Collection[int]) -> Sequence[int]:
    """Leave out empty lines at the ends of what will be a passage."""
    told = [number for number in run if lines[number - 1].strip() or number in named]
    return range(told[0], told[-1] + 1)


def _cut(number: int, line: str, findings: tuple[Numbered, ...]) -> Line:
    marks = _merged(sorted(_extents(line, findings), key=lambda one: one[:2]))
    pieces: list[Piece] = []
    end = 0
    for start, stop, about in marks:
        pieces += _plain(line[end:start], is_first=not end, is_last=False)
        pieces.append(Piece(line[start:stop], about))
        end = stop
    pieces += _plain(line[end:], is_first=not marks, is_last=True)
    return Line(number, tuple(pieces), findings)


def _plain(text: str, *, is_first: bool, is_last: bool) -> Iterator[Piece]:
    """Yield letters that no finding is about; of very many, those next to what is marked."""
    head = 0 if is_first and not is_last else _CONTEXT_LETTERS
    tail = 0 if is_last else _CONTEXT_LETTERS
    if len(text) <= head + tail + 20:
        if text:
            yield Piece(text)
        return
    before, after = text[:head], text[len(text) - tail :] if tail else ""
    if before:
        yield Piece(before.rpartition(" ")[0] + " " if " " in before else before)
    yield Piece(" … ", is_gap=True)
    if after:
        yield Piece(" " + after.partition(" ")[2] if " " in after else after)


def _extents(
    line: str, findings: Sequence[Numbered]
) -> Iterator[tuple[int, int, tuple[Numbered, ...]]]:
    for one in findings:
        place = one.finding.place
        start = place.column - 1 if place else -1
        if 0 <= start < len(line):
            yield start, start + _length(line, start, one.finding), (one,)


def _length(line: str, start: int, found: Diagnostic) -> int:
    """Return how many letters a finding is about: what it mends, what it quotes, or one word."""
    if found.fix and found.fix.old and line.startswith(found.fix.old, start):
        return len(found.fix.old)
    quoted = [one for one in _QUOTED.findall(found.message) if line.startswith(one, start)]
    if quoted:
        return max(map(len, quoted))
    thing = _THING.match(line, start)
    return max(1, len(thing[0]) if thing else 1)


def _merged(
    extents: Sequence[tuple[int, int, tuple[Numbered, ...]]],
) -> list[tuple[int, int, tuple[Numbered, ...]]]:
    """Join extents that overlap: what is marked twice bears both numbers."""
    merged: list[tuple[int, int, tuple[Numbered, ...]]] = []
    for start, stop, about in extents:
        if merged and start < merged[-1][1]:
            first, last, before = merged[-1]
            merged[-1] = (first, max(last, stop), (*before, *about))
        else:
            merged.append((start, stop, about))
    return merged
