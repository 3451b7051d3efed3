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

_VALUES, _DIGITS = b"123456789", b"0123456789"
_IS_VALUE, _IS_DIGIT = re.compile(r"[1-9]"), re.compile(r"[0-9]")
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
        name = first.decode().strip()
        encoding = _ENCODINGS.get(name.lower(), name)
        patterns = Patterns(parsed)
        # Digits are the same bytes in all encodings, and dropped at once from all lines.
        texts = (rest, rest.translate(None, _VALUES), rest.translate(None, _DIGITS))
        columns = (map(str.strip, text.decode(encoding).split("\n")) for text in texts)
        for line, without_values, letters in zip(*columns, strict=True):
            if "^^" in line or "=" in line:
                pattern = pyphen.parse_hex(_letter, line) if "^^" in line else line
                written = pattern.partition("/")[0] if "=" in pattern else pattern
                if _IS_VALUE.search(written) and not line.startswith(ignored):
                    patterns[_IS_DIGIT.sub("", written)] = pattern
            elif without_values != line and not line.startswith(ignored):
                patterns[letters] = line
        dictionary.patterns, dictionary.cache = patterns, {}
        dictionary.maxlen = max(map(len, patterns))

    pyphen.HyphDict.__init__ = read


def _letter(code: re.Match[str]) -> str:
    return chr(int(code[1], 16))
