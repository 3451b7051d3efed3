"""Reads hyphenation dictionaries without parsing every pattern in them.

Pyphen (0.17 and 0.18) parses all patterns of a dictionary, some ten thousand, before it divides
the first word; a book asks for a few hundred of them. Here a pattern is parsed when a word has it.
A test compares all dictionaries, pattern by pattern. This can go when Pyphen opens a German
dictionary in a few hundredths of a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import dropwhile
from pathlib import Path
from types import ModuleType
from typing import Any

_DIGITS = str.maketrans("", "", "0123456789")
_IS_VALUE = re.compile(r"[1-9]")
_READ_SO = ("0.17.", "0.18.")
_ENCODINGS = {"microsoft-cp1251": "cp1251"}


class Patterns(dict[str, Any]):
    """The patterns of a dictionary by their letters: as written, parsed where they were asked for.

    What is got is a place in the letters, and the values from there on.
    """

    def __init__(self, parse: Callable[[str], tuple[int, tuple[int, ...]]]) -> None:
        super().__init__()
        self._parse = parse

    def get(self, letters: str, default: Any = None) -> Any:
        """Return a pattern."""
        found = super().get(letters, default)
        if type(found) is str:
            found = self[letters] = self._parse(found)
        return found


def parse_patterns_when_asked(pyphen: ModuleType) -> None:
    """Have Pyphen's dictionaries read their files this way, if it is one of these versions."""
    if not pyphen.__version__.startswith(_READ_SO):
        return
    ignored: tuple[str, ...] = pyphen.ignored

    def parsed(pattern: str) -> tuple[int, tuple[int, ...]]:
        value: Callable[[str], int] = int
        if "/" in pattern and "=" in pattern:  # letters change where it divides a word
            pattern, alternative = pattern.split("/", 1)
            value = pyphen.AlternativeParser(pattern, alternative)
        values = [value(digit or "0") for digit, _ in pyphen.parse(pattern)]
        while not values[-1]:
            values.pop()
        kept = tuple(dropwhile(lambda one: not one, values))
        return len(values) - len(kept), kept

    def read(dictionary: Any, path: Path) -> None:
        first, _, rest = path.read_bytes().partition(b"\n")
        encoding = first.decode().strip()
        lines = rest.decode(_ENCODINGS.get(encoding.lower(), encoding)).split("\n")
        patterns = Patterns(parsed)
        for line in map(str.strip, lines):
            pattern = pyphen.parse_hex(_letter, line) if "^^" in line else line
            written = pattern.partition("/")[0] if "=" in pattern else pattern
            if _IS_VALUE.search(written) and not line.startswith(ignored):
                patterns[written.translate(_DIGITS)] = pattern
        dictionary.patterns, dictionary.cache = patterns, {}
        dictionary.maxlen = max(map(len, patterns))

    pyphen.HyphDict.__init__ = read


def _letter(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))
