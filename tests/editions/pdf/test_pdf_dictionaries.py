"""Hyphenation dictionaries that are read line by line divide words as Pyphen's own reading does.

When `test_the_shorter_way_is_still_needed` fails, Pyphen may open its dictionaries fast enough
itself: look, then move `_READ_SO` in `dictionaries` or drop that module and this file.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pyphen
import pytest

from publish.editions.pdf.dictionaries import parse_patterns_when_asked

# Plain, with values of two digits, with letters by number, and where divisions change letters.
_LANGUAGES = ("en_US", "fr", "id_ID", "ru_RU", "sq_AL", "nl_NL", "ca", "ro_RO", "eo")


@pytest.fixture
def shorter() -> Iterator[ModuleType]:
    """Pyphen as the engine changes it, apart from the one that others use."""
    known = sys.modules.pop("pyphen")
    changed = importlib.import_module("pyphen")
    sys.modules["pyphen"] = known
    parse_patterns_when_asked(changed)
    yield changed


def plain(pattern: Any) -> Any:
    """Return a pattern with what its values say of changed letters."""
    start, values = pattern
    return start, [(int(one), getattr(one, "data", None)) for one in values]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_every_pattern_is_the_same(shorter: ModuleType, language: str) -> None:
    """The same letters have the same values, and no letters have others."""
    path: Path = pyphen.LANGUAGES[language]
    whole, asked = pyphen.HyphDict(path), shorter.HyphDict(path)

    assert {letters: plain(asked.patterns.get(letters)) for letters in asked.patterns} == {
        letters: plain(pattern) for letters, pattern in whole.patterns.items()
    }
    assert asked.maxlen == whole.maxlen


@pytest.mark.parametrize(
    ("language", "word", "divided"),
    [
        ("en_US", "hyphenation", "hy-phen-ation"),
        ("de_DE", "Silbentrennung", "Sil-ben-tren-nung"),
        ("hu_HU", "asszonnyal", "asz-szony-nyal"),
    ],
)
def test_words_are_divided(shorter: ModuleType, language: str, word: str, divided: str) -> None:
    """Letters that change where a word is divided change: Hungarian writes them out."""
    assert shorter.Pyphen(lang=language).inserted(word) == divided


def test_the_shorter_way_is_still_needed() -> None:
    """Pyphen parses a pattern that no word has asked for."""
    assert type(pyphen.HyphDict(pyphen.LANGUAGES["fr"]).patterns) is dict
