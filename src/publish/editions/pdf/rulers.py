"""Measures a paragraph: how wide it is up to each of its characters, and how many spaces it has.

Words are measured one by one, so that a word that comes again costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any

_OBJECT = "\ufffc"  # stands in the text for a picture or a formula
_SPACES = frozenset(" \u00a0")
_RUN = re.compile(r"[ \u00a0]|[^ \u00a0]+")


class Leaf:
    """A box of text in a line, or something that stands there like a word.

    `start` and `end` count the characters of the paragraph. `before` and `after` are margins and
    the like of what it stands in, in pixels. A leader is filled when its line is.
    """

    def __init__(self, box: Any, start: int, *, is_leader: bool = False) -> None:
        self.box = box
        self.is_leader = is_leader
        self.before = self.after = 0.0
        self.is_text = hasattr(box, "text")
        self.text: str = box.text if self.is_text else _OBJECT
        self.start = start
        self.end = start + len(self.text)


def leaves_of(box: Any) -> Iterator[Any]:
    """Yield the boxes in a line that have no children of their own in it, in reading order."""
    for child in box.children:
        if type(child).__name__ == "InlineBox":
            yield from leaves_of(child)
        else:
            yield child


def leaf_at(leaves: Sequence[Leaf], at: int) -> Leaf:
    """Return the leaf with the character before a place."""
    return next(leaf for leaf in leaves if leaf.end >= at)


class Ruler:
    """Tells widths and spaces of the text of some leaves."""

    def __init__(
        self,
        leaves: Sequence[Leaf],
        text_width: Callable[[str, Any], float],
        box_width: Callable[[Any], float],
    ) -> None:
        self._text_width = text_width
        self._starts: list[int] = []
        self._runs: list[tuple[str, Any]] = []
        self._widths = [0.0]
        self._spaces = [0]
        self._length = leaves[-1].end
        for leaf in leaves:
            self._widths[-1] += leaf.before
            if not leaf.is_text:
                self._add(leaf.start, _OBJECT, leaf.box, box_width(leaf.box))
            for run in _RUN.finditer(leaf.text) if leaf.is_text else ():
                width = text_width(run[0], leaf.box.style)
                self._add(leaf.start + run.start(), run[0], leaf.box, width)
                if leaf.is_leader:  # its spaces part no words
                    self._spaces[-1] = self._spaces[-2]
            self._widths[-1] += leaf.after

    def _add(self, start: int, run: str, box: Any, width: float) -> None:
        self._starts.append(start)
        self._runs.append((run, box))
        self._widths.append(self._widths[-1] + width)
        self._spaces.append(self._spaces[-1] + (run in _SPACES))

    def width(self, at: int) -> float:
        """Return the width up to a character."""
        index, inside = self._find(at)
        if not inside:
            return self._widths[index]
        run, box = self._runs[index]
        return self._widths[index] + self._text_width(run[:inside], box.style)

    def rest(self, at: int) -> float:
        """Return the width up to a character that begins a line, perhaps within a word."""
        index, inside = self._find(at)
        if not inside:
            return self._widths[index]
        run, box = self._runs[index]
        return self._widths[index + 1] - self._text_width(run[inside:], box.style)

    def spaces(self, at: int) -> int:
        """Return how many spaces stand before a character."""
        return self._spaces[bisect_left(self._starts, at)]

    def _find(self, at: int) -> tuple[int, int]:
        """Return the run that a character is in, and how far in it."""
        if at >= self._length:
            return len(self._starts), 0
        index = bisect_right(self._starts, at) - 1
        return index, at - self._starts[index]
