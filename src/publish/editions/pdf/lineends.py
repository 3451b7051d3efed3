"""Finds where the lines of a paragraph can end, and how good each place is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from publish.editions.pdf.rulers import Leaf, Ruler, leaf_at
from publish.editions.pdf.totalfit import Ending

_SOFT_HYPHEN = "\u00ad"
_WRITTEN_HYPHENS = frozenset("-\u2010")
_LOOSE_DASHES = frozenset(("\u2013 ", "\u2014 "))
_HYPHEN = 200.0  # the weight of a hyphen that the author did not write; TeX: 50
_WRITTEN_HYPHEN = 50.0
_BEHIND_SIGN = 60.0  # a dash, a stroke
_BEFORE_DASH = 200.0  # a dash between spaces stays with the words before it
_IN_ADDRESS = 30.0
_PAUSES = frozenset(":;.!?")
_CLOSING = "\u2019\u201d\u00bb\u00a0)]"
_WORD = re.compile(r"[^\W\d_]+")
# An address may be broken before these signs, and behind two strokes or a colon.
# Source: The Chicago Manual of Style, 18th edition, 7.48.
_ADDRESS = re.compile(r"(?<=[^\W_])(?=[./_?#&=~%,])|(?<=//)(?=\w)|(?<=:)(?=\w)")


class Typesetter(Protocol):
    """What is asked of the engine about text and boxes. Widths are in pixels."""

    def width(self, text: str, style: Any) -> float:
        """Return the width of some text without a line break."""

    def box_width(self, box: Any) -> float:
        """Return the width of something that stands in a line like a word."""

    def natural_width(self, line: Any) -> float:
        """Return the width of a paragraph that is broken only where it must be."""

    def openings(self, text: str, lang: str) -> Sequence[int]:
        """Return before which characters a line may begin, by the rules of Unicode."""

    def syllables(self, word: str, style: Any) -> Sequence[int]:
        """Return where a word may be divided."""


def written_endings(
    text: str, leaves: list[Leaf], ruler: Ruler, typesetter: Typesetter
) -> Iterator[Ending]:
    """Yield where lines can end without a hyphen of ours; the last is the end of the text."""
    for at, penalty in sorted(_openings(text, leaves, typesetter).items()):
        end = len(text[:at].rstrip(" "))
        if end == 0 or at == len(text):
            continue
        is_soft = text[at - 1] == _SOFT_HYPHEN
        before = text[:end].rstrip(_CLOSING)[-1:]
        yield Ending(
            at,
            ruler.width(end),
            ruler.spaces(end),
            ruler.rest(at),
            ruler.spaces(at),
            mark=_hyphen_width(leaf_at(leaves, at).box.style, typesetter) if is_soft else 0.0,
            penalty=_HYPHEN if is_soft else penalty,
            is_hyphen=is_soft or text[at - 1] in _WRITTEN_HYPHENS,
            is_pause=before in _PAUSES,
        )
    end = len(text.rstrip(" "))
    yield Ending(len(text), ruler.width(end), ruler.spaces(end), 0.0, 0)


def _openings(text: str, leaves: list[Leaf], typesetter: Typesetter) -> dict[int, float]:
    """Return before which characters a line may begin, and how bad that is."""
    found: dict[int, float] = {}
    for at in typesetter.openings(text, leaves[0].box.style["lang"]):
        leaf = leaf_at(leaves, at)
        before = text[at - 1]
        if not leaf.is_text or leaf.box.style["white_space"] == "nowrap":
            continue
        if leaf.is_leader or (leaf.end == at and leaf_at(leaves, at + 1).is_leader):
            continue
        if before == " ":
            found[at] = _BEFORE_DASH if text[at : at + 2] in _LOOSE_DASHES else 0.0
        elif not _is_address(leaf):
            found[at] = _WRITTEN_HYPHEN if before in _WRITTEN_HYPHENS else _BEHIND_SIGN
    for leaf in filter(_is_address, leaves):
        for place in _ADDRESS.finditer(leaf.text):
            found[leaf.start + place.start()] = _IN_ADDRESS
    return found


def _is_address(leaf: Leaf) -> bool:
    """Tell whether a text is of the kind that may be broken anywhere rather than run out."""
    return leaf.is_text and leaf.box.style["overflow_wrap"] == "anywhere"


def divided_endings(leaves: list[Leaf], ruler: Ruler, typesetter: Typesetter) -> Iterator[Ending]:
    """Yield where lines can end within words."""
    for leaf in leaves:
        if not leaf.is_text or leaf.box.style["hyphens"] != "auto":
            continue
        mark = _hyphen_width(leaf.box.style, typesetter)
        for word in _WORD.finditer(leaf.text):
            for place in typesetter.syllables(word[0], leaf.box.style):
                at = leaf.start + word.start() + place
                spaces = ruler.spaces(at)
                widths = ruler.width(at), spaces, ruler.rest(at), spaces
                yield Ending(at, *widths, mark, _HYPHEN, is_hyphen=True)


def _hyphen_width(style: Any, typesetter: Typesetter) -> float:
    return typesetter.width(style["hyphenate_character"], style)
