"""Chooses where the lines of a paragraph end that has an even side and a ragged one.

Such lines are not stretched, so all that can be chosen is their lengths. Running text keeps near
to the measure, without a word alone on the last line. Titles are balanced: lines of about the same
length, parted at a colon where there is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from publish.editions.pdf.totalfit import Ending

_MOST_BALANCED = 6  # lines; a longer text is no title
_SLACK = 1e-6  # of the measure
# Costs are squares of what a line lacks, in hundredths of the measure.
_SHARE = 100.0
_PENALTY_SCALE = 15.0  # so that a hyphen weighs as much as a tenth of the measure
_LONE_WORD = 55.0**2
_SHORT_LAST_LINE = 25.0**2
_LEAST_LAST_LINE = 0.2  # of the measure
_PAUSE = 14.0**2  # how much a line of a title may lack to end at a colon
_LADDER = 40.0**2


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to an ending in some number of lines."""

    cost: float
    ending: int
    before: _Way | None = None


def ragged_endings(
    endings: Sequence[Ending], lengths: tuple[float, float], *, balanced: bool
) -> list[int] | None:
    """Return the indices of the endings to take, in order; None if a word is too wide.

    `lengths` are those of the first line and of the others. There are never more lines than there
    must be.
    """
    ways: list[dict[int, _Way]] = [{} for _ in endings]
    fewest = _fewest_lines(endings, lengths)
    if fewest is None:
        return None
    balanced = balanced and fewest <= _MOST_BALANCED
    spared = max(0.0, lengths[1] - endings[-1].width / fewest) if balanced else 0.0
    _extend(_Way(0.0, -1), 1, endings, (lengths[0], spared, balanced), ways)
    for found in ways[:-1]:
        for lines, way in found.items():
            if lines < fewest:
                _extend(way, lines + 1, endings, (lengths[1], spared, balanced), ways)
    chosen = []
    step = ways[-1].get(fewest)
    while step is not None and step.ending >= 0:
        chosen.append(step.ending)
        step = step.before
    return chosen[::-1] or None


def most_room(endings: Sequence[Ending], chosen: Sequence[int], length: float) -> float:
    """Return how much the shortest line lacks, the last aside, as a share of the measure."""
    starts = [0.0, *(endings[at].next_width for at in chosen[:-1])]
    lines = zip(starts, chosen[:-1], strict=False)
    return max((1 - (endings[at].width - begin) / length for begin, at in lines), default=0.0)


def _fewest_lines(endings: Sequence[Ending], lengths: tuple[float, float]) -> int | None:
    """Return how many lines there are if each takes what it can; None if one takes nothing."""
    lines, begin, at = 0, 0.0, -1
    while at < len(endings) - 1:
        length = lengths[1] if lines else lengths[0]
        farthest = at
        for one in range(at + 1, len(endings)):
            if _room(endings[one], begin, length) >= -_SLACK * length:
                farthest = one
            elif endings[one].width - begin > length * (1 + _SLACK):
                break
        if farthest == at:
            return None
        at, lines = farthest, lines + 1
        begin = endings[at].next_width
    return lines


def _room(ending: Ending, begin: float, length: float) -> float:
    return length - (ending.width - begin + ending.mark)


def _extend(
    way: _Way,
    lines: int,
    endings: Sequence[Ending],
    aims: tuple[float, float, bool],
    ways: list[dict[int, _Way]],
) -> None:
    """Weigh every line that can begin where another ended.

    `aims` are the measure, how much of it is to stay free, and whether lines are balanced.
    """
    length, spared, balanced = aims
    here = endings[way.ending] if way.ending >= 0 else None
    begin = here.next_width if here else 0.0
    least = begin + (0.0 if balanced else length / 3)
    first = bisect_left(endings, least, key=lambda one: one.width)
    last = len(endings) - 1
    for to in range(max(way.ending + 1, min(first, last)), len(endings)):
        end = endings[to]
        room = _room(end, begin, length)
        if room < -_SLACK * length:
            if end.width - begin > length * (1 + _SLACK):
                break
            continue
        lack = _SHARE * (room - spared) / length
        cost = lack**2 if balanced or to < last else 0.0
        cost += (end.penalty / _PENALTY_SCALE) ** 2
        if to == last:
            alone = here is not None and end.spaces == here.next_spaces
            cost += _LONE_WORD if alone else 0.0
            cost += _SHORT_LAST_LINE if room > (1 - _LEAST_LAST_LINE) * length else 0.0
        elif balanced and end.is_pause:
            cost -= min(_PAUSE, cost)
        if end.is_hyphen and here is not None and here.is_hyphen:
            cost += _LADDER
        known = ways[to].get(lines)
        if known is None or way.cost + cost < known.cost:
            ways[to][lines] = _Way(way.cost + cost, to, way)
