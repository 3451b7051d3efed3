"""Notes, citations, formulas and pictures of a paragraph, paired with what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from publish.editions.docx.wording import Kind
from publish.provenance.exported import Part, Token
from publish.provenance.markdown import Sort, SourceToken

_FITS = {
    Part.NOTE: (Sort.NOTE, Sort.CITE),
    Part.MADE: (Sort.CITE,),
    Part.MATH: (Sort.MATH,),
    Part.PICTURE: (Sort.PICTURE,),
}
ATOMS = frozenset({Sort.NOTE, Sort.CITE, Sort.MATH})  # of the source
_LINK, _WORD = Kind.LINK, Part.WORD  # in Python 3.11 a member takes long to name
_OUT_OF_PLACE = 3.0  # what it costs to pair two that stand between other words
_ALONE = 2.0  # what it costs to leave one without a partner


def pair_atoms(
    tokens: Sequence[Token], found: list[SourceToken | None], candidates: Sequence[SourceToken]
) -> list[tuple[int, SourceToken]]:
    """Return the number of a token and its source, for all that is no word.

    `candidates` are of the sorts in `ATOMS`. Both are in order, but a mark of punctuation may have
    changed places with a note. A citation may have made two tokens: names in the sentence, and a
    note.
    """
    atoms = list(_atoms(tokens, found))
    bounds = [_bounds(at, found) for at in atoms]

    prices = _Prices(tokens, atoms, bounds, candidates)
    # From the end: what the rest costs from each place, and what is done there. No function that
    # calls itself: a paragraph may have a thousand notes.
    below = [0.0] * (len(candidates) + 1)
    steps: list[list[_Step]] = []
    further = below
    for left in reversed(range(len(atoms))):
        costs, row = _row(prices, left, below, further)
        steps.append(row)
        below, further = costs, below
    return [(atoms[left], candidates[right]) for left, right in _walk(steps[::-1])]


class _Step(Enum):
    """What is done with an atom and a candidate."""

    ALONE = (1, 0)  # how many of each are then behind us
    NEXT = (0, 1)
    PAIR = (1, 1)
    BOTH = (2, 1)  # names in the sentence and a note, of one citation


@dataclass(frozen=True, slots=True)
class _Prices:
    tokens: Sequence[Token]
    atoms: Sequence[int]
    bounds: Sequence[tuple[int, int]]
    candidates: Sequence[SourceToken]

    def of(self, left: int, right: int) -> float | None:
        return _price(self.tokens[self.atoms[left]], self.bounds[left], self.candidates[right])

    def may_be_two(self, left: int, right: int) -> bool:
        if not self.candidates[right].key.startswith("@") or left + 1 == len(self.atoms):
            return False
        return self.tokens[self.atoms[left + 1]].part is Part.NOTE


def _row(
    prices: _Prices, left: int, below: list[float], further: list[float]
) -> tuple[list[float], list[_Step]]:
    """Return what the rest costs from an atom and each candidate, and the first step of it.

    `below` are the costs from the next atom on, `further` those from the one after it.
    """
    costs = [*below]
    row = [_Step.ALONE] * len(below)
    costs[-1] = below[-1] + _ALONE
    for right in reversed(range(len(below) - 1)):
        choices = [(below[right] + _ALONE, _Step.ALONE), (costs[right + 1], _Step.NEXT)]
        price = prices.of(left, right)
        if price is not None:
            choices.append((below[right + 1] + price, _Step.PAIR))
            if prices.may_be_two(left, right):
                choices.append((further[right + 1] + price, _Step.BOTH))
        costs[right], row[right] = min(choices, key=lambda choice: choice[0])
    return costs, row


def _walk(steps: list[list[_Step]]) -> Iterator[tuple[int, int]]:
    left = right = 0
    while left < len(steps):
        step = steps[left][right]
        if step in (_Step.PAIR, _Step.BOTH):
            yield left, right
        if step is _Step.BOTH:
            yield left + 1, right
        left, right = left + step.value[0], right + step.value[1]


def _atoms(tokens: Sequence[Token], found: list[SourceToken | None]) -> Iterator[int]:
    """Yield what needs a partner: of a link that is not in the author's words, the first word."""
    last_link = None
    for at, token in enumerate(tokens):
        if not token.is_text:
            yield at
        elif token.piece.kind is _LINK and token.piece is not last_link:
            last_link = token.piece
            own = [n for n, one in enumerate(tokens) if one.piece is token.piece]
            words = [n for n in own if tokens[n].part is _WORD]
            if any(found[n] is None for n in words):
                for n in own:
                    found[n] = None
                yield at


def _bounds(at: int, found: Sequence[SourceToken | None]) -> tuple[int, int]:
    before = next((one.end for one in reversed(found[:at]) if one), 0)
    after = next((one.start for one in found[at + 1 :] if one), 10**9)
    return before, after


def _price(token: Token, bounds: tuple[int, int], one: SourceToken) -> float | None:
    """Return what a pair costs: nothing in its place, little beside it, None if it cannot be."""
    part = Part.MADE if token.is_text else token.part
    if one.sort not in _FITS[part] or token.piece.kind is Kind.LABEL:
        return None
    low, high = bounds
    if low <= one.start and one.end <= high:
        return 0.0
    distance = max(low - one.end, one.start - high, 0)
    return 0.5 if distance <= 4 else _OUT_OF_PLACE
