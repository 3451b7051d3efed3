"""Reads a paragraph from the engine's boxes and decides where each of its lines ends.

Boxes and styles are looked at, not imported: `linefitting` hands in what knows the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Protocol

from publish.editions.pdf.raggedfit import most_room, ragged_endings
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
_ROUGHLY = 0.03  # how far the widths of words, added up, may differ from that of their line
_MOST_ROOM = 0.25  # of the measure, in a ragged line, before words are divided
_PAUSES = frozenset(":;.!?")
_CLOSING = "\u2019\u201d\u00bb\u00a0)]"
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

    def natural_width(self, line: Any) -> float:
        """Return the width of a paragraph that is broken only where it must be."""

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
    if _wrapping(line.style) == "wrap" or parts is None:
        return None
    stops: dict[int, list[Stop]] = {}
    length = first
    for leaves in parts:
        chosen = _fit(leaves, line, (length, other), typesetter)
        if chosen is None:
            return None
        for box, stop in chosen:
            stops.setdefault(id(box), []).append(stop)
        length = other
    return Plan(tuple(leaves_of(line)), other, stops)


def _wrapping(style: Any) -> str:
    """Return how a stylesheet wants lines to end: `balance`, `wrap` (greedily), else nothing.

    The property is that of CSS Text 4, which WeasyPrint 70 does not know, with two hyphens before
    it: the values of custom properties can be looked up.
    """
    tokens = style["__text_wrap"] or ()
    return next((str(one.value) for one in tokens if one.type == "ident"), "")


def _parts(line: Any) -> list[list[Leaf]] | None:
    """Return the leaves of a paragraph, parted at forced line breaks; None if they are too odd."""
    leaders = {id(one) for box in _inlines(line) if box.is_leader for one in leaves_of(box)}
    parts: list[list[Leaf]] = [[]]
    found: dict[int, Leaf] = {}
    for box in leaves_of(line):
        if not box.is_in_normal_flow():
            if box.is_floated():
                return None
        elif hasattr(box, "text") and box.text == "\n":
            parts.append([])
        elif _is_preformatted(box) and id(box) not in leaders:
            return None
        else:
            start = parts[-1][-1].end if parts[-1] else 0
            found[id(box)] = Leaf(box, start, is_leader=id(box) in leaders)
            parts[-1].append(found[id(box)])
    return parts if all(_add_sides(box, found) for box in _inlines(line)) else None


def _is_preformatted(box: Any) -> bool:
    return hasattr(box, "text") and box.style["white_space"] not in ("normal", "nowrap")


def _inlines(box: Any) -> Iterator[Any]:
    for child in box.children:
        if type(child).__name__ == "InlineBox":
            yield child
            yield from _inlines(child)


def _add_sides(box: Any, leaves: dict[int, Leaf]) -> bool:
    """Add margins, borders and padding of a box to its leaves; tell whether they are known."""
    sides = []
    for side in _SIDES:
        lengths = [box.style[f"{kind}_{side}"] for kind in ("margin", "padding")]
        if not all(getattr(one, "unit", "") == "px" for one in lengths):
            return False
        sides.append(sum(one.value for one in lengths) + box.style[f"border_{side}_width"])
    own = [leaves[id(one)] for one in leaves_of(box) if id(one) in leaves]
    if own and any(sides):
        first, last = sides[:: -1 if box.style["direction"] == "rtl" else 1]
        own[0].before += first
        own[-1].after += last
    return bool(own) or not any(sides)


def _fit(
    leaves: list[Leaf], line: Any, lengths: tuple[float, float], typesetter: Typesetter
) -> list[tuple[Any, Stop]] | None:
    """Return the text boxes in which lines end, and where in them."""
    style, text = line.style, "".join(leaf.text for leaf in leaves)
    if not text.strip():
        return []
    space = typesetter.width(" ", style)
    ruler = Ruler(leaves, typesetter.width, typesetter.box_width)
    excess = ruler.width(len(text)) / lengths[0] - 1 if lengths[0] > 0 else inf
    if 0 < excess < _ROUGHLY and typesetter.natural_width(line) <= lengths[1]:
        return []  # a box that is as wide as its text
    is_long = excess > 0
    if not space or (is_long and text.count(" ") * _LONGEST_WORD < len(text)):
        return None
    if not is_long:
        return []
    endings = list(_written_endings(text, leaves, ruler, typesetter))
    divided = _divided_endings(leaves, ruler, typesetter)
    if style["text_align_all"] == "justify":
        measure = Measure(*lengths, _STRETCH * space, _SHRINK * space)
        endings, chosen = _justified(endings, divided, measure)
    else:
        balanced = _wrapping(style) == "balance"
        endings, chosen = _ragged(endings, () if balanced else divided, lengths, balanced=balanced)
    return None if chosen is None else [_stop(endings[one], text, leaves) for one in chosen[:-1]]


def _justified(
    endings: list[Ending], divided: Iterable[Ending], measure: Measure
) -> tuple[list[Ending], list[int] | None]:
    """Return the endings, and which of them are taken: with words divided where they must be."""
    chosen = best_endings(endings, measure, _MOST_WANTED)
    if chosen is None:
        endings = sorted([*endings, *divided], key=lambda one: one.at)
        chosen = best_endings(endings, measure, _MOST_ACCEPTED)
        chosen = chosen or best_endings(endings, measure, inf)
    return endings, chosen


def _ragged(
    endings: list[Ending],
    divided: Iterable[Ending],
    lengths: tuple[float, float],
    *,
    balanced: bool,
) -> tuple[list[Ending], list[int] | None]:
    chosen = ragged_endings(endings, lengths, balanced=balanced)
    if chosen is None or most_room(endings, chosen, lengths[1]) > _MOST_ROOM:
        more = sorted([*endings, *divided], key=lambda one: one.at)
        if len(more) > len(endings):
            return more, ragged_endings(more, lengths, balanced=balanced)
    return endings, chosen


def _written_endings(
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
