"""The words of a chapter in reading order, alike in print and EPUB.

Print and EPUB are written from one Document by one writer, but not to the same elements: formulas
are drawings here and MathML there, notes stand at their marks or at the end. What both have in
common is read here: the running text without notes and page numbers, each picture or formula as
one sign. Works on elements of lxml and of ElementTree; needs neither.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

OBJECT = "\ufffc"  # stands for a picture or a formula
_OBJECTS = frozenset({"img", "svg", "math"})
# Classes of what is not running text, or has another text in each edition.
_ASIDE = frozenset({"footnote", "noteref", "endnotes", "folio", "long-description", "backlinks"})
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "q", "s", "span", "strong", "sub", "sup", "u"}
)
_DASHES = frozenset("—–")


class Sign(NamedTuple):
    """One visible character, or one object.

    It is character `at` of the text of `element`, or of the text behind it if `is_tail`; of an
    object it is the element itself. `owner` is the element to which the text belongs.
    `opens_word` tells that a word begins here.
    """

    text: str
    owner: Any
    element: Any
    is_tail: bool
    at: int
    opens_word: bool


def signs(root: Any) -> list[Sign]:
    """Return the visible characters under `root`: no spaces, no soft hyphens, no notes."""
    reader = _Reader([])
    reader.read(root)
    return reader.signs


def words_of(found: list[Sign]) -> list[str]:
    """Return the words that signs make."""
    words: list[list[str]] = []
    for sign in found:
        if sign.opens_word or not words:
            words.append([])
        words[-1].append(sign.text)
    return ["".join(word) for word in words]


def name_of(element: Any) -> str:
    """Return an element's name without namespace, empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


@cache
def is_shown(character: str) -> bool:
    """Tell whether a character is seen: no space, no soft hyphen, no joiner."""
    return not character.isspace() and unicodedata.category(character) != "Cf"


@dataclass(slots=True)
class _Reader:
    signs: list[Sign]
    _is_open: bool = True  # a word begins with the next character

    def read(self, element: Any) -> None:
        self._text(element.text, element, element, is_tail=False)
        for child in element:
            self._child(child)
            self._text(child.tail, element, child, is_tail=True)

    def _child(self, child: Any) -> None:
        name = name_of(child)
        if name in _OBJECTS:
            self.signs.append(Sign(OBJECT, child, child, False, 0, True))
            self._is_open = True
        elif name and _ASIDE.isdisjoint((child.get("class") or "").split()):
            is_apart = name not in _INLINE
            self._is_open |= is_apart
            self.read(child)
            self._is_open |= is_apart

    def _text(self, text: str | None, owner: Any, element: Any, *, is_tail: bool) -> None:
        is_open = self._is_open
        for at, character in enumerate(text or ""):
            if is_shown(character):
                self.signs.append(Sign(character, owner, element, is_tail, at, is_open))
                # A line may break behind a dash, so what follows is a word that can open a page.
                is_open = character in _DASHES
            else:
                is_open |= character.isspace()
        self._is_open = is_open
