"""No regular expression of ours asks for much more than its text is long.

A law of growth, not of speed: eight times the text may take eight times as long, and some more. A
pattern whose work grows with the square of the text takes 64 times as long, and is told here.
"""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from .patterns import MATCHES, SEARCHES, Used, attacks, patterns

LONG, SHORT = 8_000, 1_000
RATIO = 24  # between 8, as it should be, and 64, as a square grows
TRIES = 5
NOTICED_S = 0.015  # less than this is not worth measuring
PATIENCE_S = 1.0  # of processor time: a hundred times what any of them should need
ENDS = ("\0", " \0")
# What these look at is short, or well made, wherever it comes from.
BOUNDED = {
    "publish.editions.pdf.sayings": "the first 2,000 letters of a message",
    "publish.editions.pdf.sheetproof._NO_TEXT": "our own XHTML: all is closed",
}


class _EndlessError(Exception):
    pass


@contextmanager
def patience() -> Iterator[None]:
    """Interrupt what takes longer; the engine of `re` looks for signals now and then."""

    def interrupt(*_: object) -> None:
        raise _EndlessError

    before = signal.signal(signal.SIGVTALRM, interrupt)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[Any], way: str, text: str) -> float:
    """Return the processor time of one use of a pattern, in seconds."""
    given = text if isinstance(pattern.pattern, str) else text.encode("utf-8")
    started = time.process_time()
    try:
        with patience():
            if way == "search":
                for _ in pattern.finditer(given):
                    pass
            else:
                getattr(pattern, way)(given)
    except _EndlessError:
        return float("inf")
    return time.process_time() - started


def grows(pattern: re.Pattern[Any], way: str, first: str, unit: str, last: str) -> bool:
    """Tell whether a long text takes out of all proportion to a short one, at their best."""

    def measured(length: int) -> float:
        return seconds(pattern, way, first + unit * (length // len(unit)) + last)

    # The least of several: a machine that falters makes either longer, never shorter.
    long = short = float("inf")
    for _ in range(TRIES):
        long = min(long, measured(LONG))
        if long < NOTICED_S:
            return False
        short = min(short, measured(SHORT))
    return long >= RATIO * short


def worst(used: Used) -> str:
    """Return a way and words in which a pattern is too slow, or ""."""
    for way in sorted({"search" if way in SEARCHES else way for way in used.ways}):
        for first, unit in attacks(used.pattern):
            for last in ENDS:
                if grows(used.pattern, way, first, unit, last):
                    words = f"{first!r} + {unit!r} * n + {last!r}"
                    return f"{used.where} {used.pattern.pattern!r}: {way} in {words}"
    return ""


@pytest.mark.parametrize(
    ("written", "way", "is_slow"),
    [
        (r"(a+)+$", "search", True),
        (r"\s+$", "search", True),
        (r"x\s*y?\s*$", "match", True),
        (r"\[[^\]]*\]", "search", True),
        (r"\[[^\[\]]*\]", "search", False),
        (r"\s+x", "match", False),
    ],
)
def test_the_measure(written: str, way: str, is_slow: bool) -> None:
    """Patterns that are known for it are found, their mended forms are not."""
    assert bool(worst(Used(re.compile(written), "", {way}))) is is_slow


@pytest.mark.slow
def test_no_pattern_grows_out_of_proportion() -> None:
    """All of them, in each way in which they are called."""
    found = patterns()

    assert len(found) > 300
    assert {way for one in found for way in one.ways} >= {*MATCHES, "search", "sub", "finditer"}
    asked = [one for one in found if not one.where.startswith(tuple(BOUNDED))]
    assert [told for one in asked if (told := worst(one))] == []
