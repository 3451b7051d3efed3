"""Reads a paragraph from the engine's boxes and decides where each of its lines ends.

Boxes and styles are looked at, not imported: `linefitting` hands in what knows the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Protocol

from publish.editions.pdf.rulers import Leaf, Ruler, leaf_at, leaves_of
from publish.editions.pdf.totalfit import Ending, Measure, best_endings

_SOFT_HYPHEN = "\u00ad"
_WRITTEN_HYPHENS = frozenset("-\u2010")
_LOOSE_DASHES = frozenset(("\u2013 ", "\u2014 "))
# How far a space gives way, in parts of its width. That of the text face is narrow, a fifth of an
# em: lines are good with spaces from .15 to .37 em, and best with the space that the font has.
_STRETCH, _SHRINK = 0.85, 0.25
_MOST_WANTED = 1.0  # how far spaces stretch before words are divided
_MOST_ACCEPTED = 4.0  # and how far before any line will do
_HYPHEN = 150.0  # the weight of a hyphen that the author did not write; TeX: 50
_WRITTEN_HYPHEN = 50.0
_BEHIND_SIGN = 20.0  # a dash, a stroke
_BEFORE_DASH = 200.0  # a dash between spaces stays with the words before it
_IN_ADDRESS = 30.0
_LONGEST_WORD = 16  # letters to a space; a text with more is not written in words
_SIDES = ("left", "right")
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

    def openings(self, text: str, lang: str) -> Sequence[int]:
        """Return before which characters a line may begin, by the rules of Unicode."""

    def syllables(self, word: str, style: Any) -> Sequence[int]:
        """Return where a word may be divided."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a line ends in a run of text, in bytes, as the engine counts.

    `end` is where the words of the line end, `resume` where the next line goes on.
    """

    end: int
    resume: int
    is_hyphenated: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """The line ends of a paragraph, by the identity of the text box they fall into.

    It holds for these `leaves` and this `width` of the lines; `lines` keeps what was set of it.
    """

    leaves: tuple[Any, ...]
    width: float
    stops: dict[int, list[Stop]]
    lines: dict[tuple[int, int], Any] = field(default_factory=dict)

    def stop(self, box: Any, skip: int) -> Stop | None:
        """Return the next stop in a text box behind `skip` bytes, None if the line goes on."""
        return next((one for one in self.stops.get(id(box), ()) if one.resume > skip), None)


def plan_paragraph(line: Any, first: float, other: float, typesetter: Typesetter) -> Plan | None:
    """Return where the lines of a paragraph end; None for one that is better left to the engine.

    `first` and `other` are the widths of its first line and of all others.
    """
    parts = _parts(line)
    if line.style["text_align_all"] != "justify" or parts is None:
        return None
    stops: dict[int, list[Stop]] = {}
    length = first
    for leaves in parts:
        chosen = _fit(leaves, line.style, (length, other), typesetter)
        if chosen is None:
            return None
        for box, stop in chosen:
            stops.setdefault(id(box), []).append(stop)
        length = other
    return Plan(tuple(leaves_of(line)), other, stops)


def _parts(line: Any) -> list[list[Leaf]] | None:
    """Return the leaves of a paragraph, parted at forced line breaks; None if they are too odd."""
    parts: list[list[Leaf]] = [[]]
    for box in leaves_of(line):
        if not box.is_in_normal_flow():
            if box.is_floated():
                return None
        elif hasattr(box, "text") and box.text == "\n":
            parts.append([])
        elif hasattr(box, "text") and box.style["white_space"] not in ("normal", "nowrap"):
            return None
        else:
            parts[-1].append(Leaf(box, parts[-1][-1].end if parts[-1] else 0))
    return None if any(_is_padded(box) for box in _inlines(line)) else parts


def _inlines(box: Any) -> Iterator[Any]:
    for child in box.children:
        if type(child).__name__ == "InlineBox":
            yield child
            yield from _inlines(child)


def _is_padded(box: Any) -> bool:
    lengths = (box.style[f"{kind}_{side}"] for kind in ("margin", "padding") for side in _SIDES)
    borders = (box.style[f"border_{side}_width"] for side in _SIDES)
    return any(getattr(one, "value", 1) for one in lengths) or any(borders)


def _fit(
    leaves: list[Leaf], style: Any, lengths: tuple[float, float], typesetter: Typesetter
) -> list[tuple[Any, Stop]] | None:
    """Return the text boxes in which lines end, and where in them."""
    text = "".join(leaf.text for leaf in leaves)
    if not text.strip():
        return []
    space = typesetter.width(" ", style)
    ruler = Ruler(leaves, typesetter.width, typesetter.box_width)
    is_long = ruler.width(len(text)) > lengths[0]
    if not space or (is_long and text.count(" ") * _LONGEST_WORD < len(text)):
        return None
    measure = Measure(*lengths, _STRETCH * space, _SHRINK * space)
    endings = list(_written_endings(text, leaves, ruler, typesetter))
    chosen = best_endings(endings, measure, _MOST_WANTED)
    if chosen is None:
        endings += _divided_endings(leaves, ruler, typesetter)
        endings.sort(key=lambda one: one.at)
        chosen = best_endings(endings, measure, _MOST_ACCEPTED)
        chosen = chosen or best_endings(endings, measure, inf)
    return None if chosen is None else [_stop(endings[one], text, leaves) for one in chosen[:-1]]


def _written_endings(
    text: str, leaves: list[Leaf], ruler: Ruler, typesetter: Typesetter
) -> Iterator[Ending]:
    """Yield where lines can end without a hyphen of ours; the last is the end of the text."""
    for at, penalty in sorted(_openings(text, leaves, typesetter).items()):
        end = len(text[:at].rstrip(" "))
        if end == 0 or at == len(text):
            continue
        is_soft = text[at - 1] == _SOFT_HYPHEN
        yield Ending(
            at,
            ruler.width(end),
            ruler.spaces(end),
            ruler.rest(at),
            ruler.spaces(at),
            mark=_hyphen_width(leaf_at(leaves, at).box.style, typesetter) if is_soft else 0.0,
            penalty=_HYPHEN if is_soft else penalty,
            is_hyphen=is_soft or text[at - 1] in _WRITTEN_HYPHENS,
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


def _divided_endings(leaves: list[Leaf], ruler: Ruler, typesetter: Typesetter) -> Iterator[Ending]:
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


def _stop(ending: Ending, text: str, leaves: list[Leaf]) -> tuple[Any, Stop]:
    """Return the text box in which a line ends, and where in it."""
    leaf = leaf_at(leaves, ending.at)
    resume = ending.at - leaf.start
    end = len(leaf.text[:resume].rstrip(" ")) if text[ending.at - 1] == " " else resume
    stop = Stop(len(leaf.text[:end].encode()), len(leaf.text[:resume].encode()), ending.mark > 0)
    return leaf.box, stop
