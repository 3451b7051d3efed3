"""Two long sequences laid side by side, quickly: first what is unmistakable, then the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher

_GRAM = 4
_LARGEST = 400_000  # letters times letters that difflib, which is quadratic, is given


def pairs(
    first: Sequence[Hashable], second: Sequence[Hashable], gram: int = _GRAM
) -> list[tuple[int, int]]:
    """Return the places of equal items, rising in both sequences.

    Groups of `gram` items that stand once in each sequence are anchors, of which the longest
    rising row is kept; what lies between two anchors is compared item by item.
    """
    result: list[tuple[int, int]] = []
    before = (0, 0)
    for anchor in [*_anchors(first, second, gram), (len(first), len(second))]:
        if anchor[0] > before[0] and anchor[1] > before[1]:
            result += _between(first, second, before, anchor, gram)
        if anchor[0] < len(first):
            result.append(anchor)
        before = (anchor[0] + 1, anchor[1] + 1)
    return result


def _between(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    start: tuple[int, int],
    end: tuple[int, int],
    gram: int,
) -> Iterator[tuple[int, int]]:
    left, right = first[start[0] : end[0]], second[start[1] : end[1]]
    if len(left) * len(right) > _LARGEST:
        if gram > 1:
            for one, other in pairs(left, right, gram - 1):
                yield one + start[0], other + start[1]
        return
    for one, other, size in SequenceMatcher(None, left, right, False).get_matching_blocks():
        for step in range(size):
            yield one + start[0] + step, other + start[1] + step


def _anchors(
    first: Sequence[Hashable], second: Sequence[Hashable], gram: int
) -> list[tuple[int, int]]:
    left, right = _once(first, gram), _once(second, gram)
    both = sorted((at, right[key]) for key, at in left.items() if key in right)
    return _rising(both)


def _once(items: Sequence[Hashable], gram: int) -> dict[tuple[Hashable, ...], int]:
    """Return the groups that occur once, with their places."""
    places: dict[tuple[Hashable, ...], int] = {}
    for at, key in enumerate(zip(*(items[n:] for n in range(gram)), strict=False)):
        places[key] = -1 if key in places else at
    return {key: at for key, at in places.items() if at >= 0}


def _rising(both: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest row of pairs that rises in its second place (patience sorting)."""
    tops: list[int] = []
    last: list[int] = []
    below: list[int] = []
    for index, (_, second) in enumerate(both):
        pile = bisect_left(tops, second)
        tops[pile : pile + 1] = [second]
        last[pile : pile + 1] = [index]
        below.append(last[pile - 1] if pile else -1)
    row: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        row.append(both[index])
        index = below[index]
    return row[::-1]
