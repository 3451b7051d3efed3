"""Reads a paragraph from the engine's boxes and decides where each of its lines ends.

Boxes and styles are looked at, not imported: `linefitting` hands in what knows the engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from publish.editions.pdf.lineends import Typesetter, divided_endings, written_endings
from publish.editions.pdf.raggedfit import most_room, ragged_endings
from publish.editions.pdf.rulers import Leaf, Ruler, leaf_at, leaves_of
from publish.editions.pdf.totalfit import Ending, Measure, best_endings, ends_well, has_ladder

# How far a space gives way, in parts of its width. That of the text face is narrow, a fifth of an
# em: lines are good with spaces from .17 to .37 em, and best with the space that the font has.
_STRETCH, _SHRINK = 0.85, 0.15
_LETTERS = 0.02  # see `stretching`
_MOST_WANTED = 1.0  # how far spaces stretch before words are divided
_MOST_ACCEPTED = 4.0  # and how far before any line will do
_MOST_AT_TURN = 1.5  # and how far to keep a word whole where the page is turned
_THEREABOUTS = 0.5  # of the measure, before and behind a stop
_ROUGHLY = 0.03  # how far the widths of words, added up, may differ from that of their line
_MOST_ROOM = 0.25  # of the measure, in a ragged line, before words are divided
_LONGEST_WORD = 16  # letters to a space; a text with more is not written in words
_SIDES = ("left", "right")


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
    measure: Measure
    lines: dict[tuple[int, int], Any] = field(default_factory=dict)

    def stop(self, box: Any, skip: int) -> Stop | None:
        """Return the next stop in a text box behind `skip` bytes, None if the line goes on."""
        return next((one for one in self.stops.get(id(box), ()) if one.resume > skip), None)


def plan_paragraph(
    line: Any,
    first: float,
    other: float,
    typesetter: Typesetter,
    unbroken: tuple[Any, Stop] | None = None,
) -> Plan | None:
    """Return where the lines of a paragraph end; None for one that is better left to the engine.

    `first` and `other` are the widths of its first line and of all others. `unbroken` is a text
    box and a stop in it, about which no word is to be divided; None if lines then get too loose.
    """
    parts = _parts(line)
    if wrapping(line.style) == "wrap" or parts is None:
        return None
    stops: dict[int, list[Stop]] = {}
    length = first
    for leaves in parts:
        at = _place(leaves, unbroken)
        chosen = _fit(leaves, line, (length, other), typesetter, unbroken=at)
        if chosen is None:
            return None
        for box, stop in chosen:
            stops.setdefault(id(box), []).append(stop)
        length = other
    measure = measure_of(line.style, (first, other), typesetter)
    return Plan(tuple(leaves_of(line)), other, stops, measure)


def measure_of(style: Any, lengths: tuple[float, float], typesetter: Typesetter) -> Measure:
    """Return how long the lines of a paragraph are, and how far what is in them gives way."""
    space = typesetter.width(" ", style)
    return Measure(*lengths, _STRETCH * space, _SHRINK * space, _LETTERS)


def _place(leaves: list[Leaf], unbroken: tuple[Any, Stop] | None) -> int | None:
    """Return which character of a part of a paragraph a stop is at, None if it is in another."""
    for leaf in leaves:
        if unbroken is not None and leaf.box is unbroken[0]:
            return leaf.start + len(leaf.text.encode()[: unbroken[1].resume].decode())
    return None


def wrapping(style: Any) -> str:
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
    leaves: list[Leaf],
    line: Any,
    lengths: tuple[float, float],
    typesetter: Typesetter,
    unbroken: int | None = None,
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
    endings = list(written_endings(text, leaves, ruler, typesetter))
    divided: Iterable[Ending] = divided_endings(leaves, ruler, typesetter)
    if unbroken is not None:
        middle, near = ruler.width(unbroken), _THEREABOUTS * lengths[1]
        divided = [one for one in divided if abs(one.width - middle) > near]
    if style["text_align_all"] == "justify":
        measure = measure_of(style, lengths, typesetter)
        looseness = (_MOST_ACCEPTED, inf) if unbroken is None else (_MOST_AT_TURN,)
        endings, chosen = _justified(endings, divided, measure, looseness)
        if unbroken is not None and chosen is not None and has_ladder(endings, chosen):
            return None
    else:
        balanced = wrapping(style) == "balance"
        endings, chosen = _ragged(endings, () if balanced else divided, lengths, balanced=balanced)
    return None if chosen is None else [_stop(endings[one], text, leaves) for one in chosen[:-1]]


def _justified(
    endings: list[Ending],
    divided: Iterable[Ending],
    measure: Measure,
    looseness: Sequence[float] = (_MOST_ACCEPTED, inf),
) -> tuple[list[Ending], list[int] | None]:
    """Return the endings, and which of them are taken: with words divided where they must be."""
    chosen = best_endings(endings, measure, _MOST_WANTED)
    if chosen is not None and ends_well(endings, chosen):
        return endings, chosen
    more = sorted([*endings, *divided], key=lambda one: one.at)
    for most in looseness:
        if found := best_endings(more, measure, most):
            return more, found
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


def _stop(ending: Ending, text: str, leaves: list[Leaf]) -> tuple[Any, Stop]:
    """Return the text box in which a line ends, and where in it."""
    leaf = leaf_at(leaves, ending.at)
    resume = ending.at - leaf.start
    end = len(leaf.text[:resume].rstrip(" ")) if text[ending.at - 1] == " " else resume
    stop = Stop(len(leaf.text[:end].encode()), len(leaf.text[:resume].encode()), ending.mark > 0)
    return leaf.box, stop
