"""Chooses where the lines of a paragraph end, for the paragraph as a whole.

The engine fills one line after the other, which leaves ladders of hyphens and now and then a line
with holes. Here every way to break the paragraph is weighed, and the best of all is taken.

Source: Donald E. Knuth and Michael F. Plass, "Breaking Paragraphs into Lines", Software: Practice
and Experience 11 (1981), 1119-1184. The weights are those of plain TeX unless a comment says why.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

_LINE = 10.0  # every line costs a little: fewer are better
_PAIR_OF_HYPHENS = 10_000.0
_LADDER = 100_000_000.0  # a third hyphen below two others: only where there is no other way
_HYPHEN_BEFORE_LAST_LINE = 50_000.0  # TeX: 5000
_LOOSE_BESIDE_TIGHT = 10_000.0
_SHORT_LAST_LINE = 100_000.0  # as much as a line with a badness of 316
_LONE_WORD = 1_000_000.0  # on the last line, however long it is
_MOST_BADNESS = 100_000.0
_WITHOUT_SPACES = 1_000.0  # the ratio of a line that has nothing to stretch
_ROUNDING = 1e-6
_LEAST_LAST_LINE = 0.14  # of the measure; TeX has no such rule, editors of proofs have


@dataclass(frozen=True, slots=True)
class Ending:
    """A place where a line can end. Widths and spaces count from the start of the paragraph.

    The spaces at the end of a line are not part of it: `width` and `spaces` are up to them, and
    `next_width` and `next_spaces` are where the next line begins. `mark` is the width of the
    hyphen that a line gets which ends here, `is_hyphen` tells of a hyphen whether written or not,
    `is_pause` of a colon, a full stop or another sign at which one pauses.
    """

    at: int
    width: float
    spaces: int
    next_width: float
    next_spaces: int
    mark: float = 0.0
    penalty: float = 0.0
    is_hyphen: bool = False
    is_pause: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """How long lines are, and how far a space can give way, all in one unit.

    `letters` is how far these can, as a share of their width.
    """

    first: float
    other: float
    stretch: float
    shrink: float
    letters: float = 0.0


@dataclass(slots=True)
class _Best:
    """The best way found to an ending. Tightness counts from 0, tight, to 3, very loose."""

    demerits: float
    before: _Best | None
    ending: int
    tightness: int = 1
    hyphens: int = 0  # how many lines in a row end in one, up to here; 2 stands for more, too


def best_endings(endings: Sequence[Ending], measure: Measure, most: float) -> list[int] | None:
    """Return the indices of the endings to take, in order; None if there is no good way.

    The last of `endings` is that of the paragraph. `most` is how far a space may stretch, in units
    of `measure.stretch`.
    """
    # The best ways to each ending, by how many lines in a row end in a hyphen there.
    best: list[dict[int, _Best]] = [{} for _ in endings]
    widths = [one.width for one in endings]
    _extend(_Best(0.0, None, -1), endings, widths, (measure, most), best)
    for ways in best[:-1]:
        for here in ways.values():
            _extend(here, endings, widths, (measure, most), best)
    chosen = []
    step = min(best[-1].values(), key=lambda one: one.demerits, default=None)
    while step is not None and step.ending >= 0:
        chosen.append(step.ending)
        step = step.before
    return chosen[::-1] or None


def ends_well(endings: Sequence[Ending], chosen: Sequence[int]) -> bool:
    """Tell whether the last line has more than one word, or is the only line."""
    return len(chosen) < 2 or endings[-1].spaces > endings[chosen[-2]].next_spaces


def has_ladder(endings: Sequence[Ending], chosen: Sequence[int]) -> bool:
    """Tell whether three lines in a row end in a hyphen."""
    ends = [endings[at].is_hyphen for at in chosen]
    return any(all(ends[at : at + 3]) for at in range(len(ends) - 2))


def _extend(
    here: _Best,
    endings: Sequence[Ending],
    widths: Sequence[float],
    limits: tuple[Measure, float],
    best: list[dict[int, _Best]],
) -> None:
    """Weigh every line that can begin where another ended."""
    measure, most = limits
    index, last = here.ending, len(endings) - 1
    begin, begin_spaces, length = 0.0, 0, measure.first
    if index >= 0:
        one = endings[index]
        begin, begin_spaces, length = one.next_width, one.next_spaces, measure.other
    first = index + 1
    if most != inf:  # a line that is not even half full is too loose in any face
        first = min(last, max(first, bisect_left(widths, begin + length / 2)))
    for to in range(first, last + 1):
        end = endings[to]
        spaces = end.spaces - begin_spaces
        room = length - (end.width - begin + end.mark)
        letters = measure.letters * length
        least = -spaces * measure.shrink - letters
        if room < least:
            if room < least - end.mark:
                break
            continue
        ratio = _ratio(room, spaces, letters, measure)
        if to == last:
            cost = _cost_of_last(here, min(ratio, 0.0), (length - room) / length)
            cost += _LONE_WORD if index >= 0 and not spaces else 0.0
            ratio = min(ratio, 0.0)
        elif ratio > most:
            continue
        else:
            cost = _cost(here, end, ratio)
        tightness = _tightness(ratio)
        if abs(tightness - here.tightness) > 1:
            cost += _LOOSE_BESIDE_TIGHT
        hyphens = min(here.hyphens + 1, 2) if end.is_hyphen else 0
        known = best[to].get(hyphens)
        if known is None or here.demerits + cost < known.demerits:
            best[to][hyphens] = _Best(here.demerits + cost, here, to, tightness, hyphens)


def _ratio(room: float, spaces: int, letters: float, measure: Measure) -> float:
    """Return how far a line gives way: -1 is as tight as can be, 1 loose enough.

    Beyond that only spaces do: letters are never wider.
    """
    if abs(room) < _ROUNDING:
        return 0.0
    if not spaces:
        return _WITHOUT_SPACES
    space = measure.stretch if room > 0 else measure.shrink
    ratio = room / (spaces * space + letters)
    return ratio if ratio <= 1.0 else (room - letters) / (spaces * space)


def _cost(here: _Best, end: Ending, ratio: float) -> float:
    """Return the demerits of a line, given the lines above it."""
    cost = (_LINE + _badness(ratio)) ** 2 + end.penalty**2
    if end.is_hyphen and here.hyphens:
        cost += _PAIR_OF_HYPHENS if here.hyphens == 1 else _LADDER
    return cost


def _cost_of_last(here: _Best, ratio: float, fullness: float) -> float:
    cost = (_LINE + _badness(ratio)) ** 2
    if here.hyphens:
        cost += _HYPHEN_BEFORE_LAST_LINE
    if fullness < _LEAST_LAST_LINE:
        cost += _SHORT_LAST_LINE * (2.0 - fullness / _LEAST_LAST_LINE)
    return cost


def _badness(ratio: float) -> float:
    return min(100.0 * abs(ratio) ** 3, _MOST_BADNESS)


def _tightness(ratio: float) -> int:
    return 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
