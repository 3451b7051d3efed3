"""Notes, citations, formulas and pictures of a paragraph, paired with what they were made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from publish.editions.docx.wording import Kind
from publish.provenance.exported import Part, Token
from publish.provenance.markdown import Sort, SourceToken

_FITS = {
    Part.NOTE: (Sort.NOTE, Sort.CITE),
    Part.MADE: (Sort.CITE,),
    Part.MATH: (Sort.MATH,),
    Part.PICTURE: (Sort.PICTURE,),
}
_OUT_OF_PLACE = 3.0  # what it costs to pair two that stand between other words
_ALONE = 2.0  # what it costs to leave one without a partner


def pair_atoms(
    tokens: Sequence[Token], found: list[SourceToken | None], source: Sequence[SourceToken]
) -> list[tuple[int, SourceToken]]:
    """Return the number of a token and its source, for all that is no word.

    Both are in order, but a mark of punctuation may have changed places with a note. A citation
    may have made two tokens: names in the sentence, and a note.
    """
    atoms = list(_atoms(tokens, found))
    candidates = [one for one in source if one.sort in (Sort.NOTE, Sort.CITE, Sort.MATH)]
    bounds = [_bounds(at, found) for at in atoms]

    @cache
    def best(left: int, right: int) -> tuple[float, tuple[tuple[int, int], ...]]:
        if left == len(atoms):
            return 0.0, ()
        cost, row = best(left + 1, right)
        choices = [(cost + _ALONE, row)]
        if right < len(candidates):
            choices.append(best(left, right + 1))
            price = _price(tokens[atoms[left]], bounds[left], candidates[right])
            if price is not None:
                cost, row = best(left + 1, right + 1)
                choices.append((cost + price, ((left, right), *row)))
                if candidates[right].key.startswith("@") and left + 1 < len(atoms):
                    cost, row = best(left + 2, right + 1)
                    both = ((left, right), (left + 1, right), *row)
                    if tokens[atoms[left + 1]].part is Part.NOTE:
                        choices.append((cost + price, both))
        return min(choices, key=lambda choice: choice[0])

    return [(atoms[left], candidates[right]) for left, right in best(0, 0)[1]]


def _atoms(tokens: Sequence[Token], found: list[SourceToken | None]) -> Iterator[int]:
    """Yield what needs a partner: of a link that is not in the author's words, the first word."""
    last_link = None
    for at, token in enumerate(tokens):
        if not token.is_text:
            yield at
        elif token.piece.kind is Kind.LINK and token.piece is not last_link:
            last_link = token.piece
            own = [n for n, one in enumerate(tokens) if one.piece is token.piece]
            words = [n for n in own if tokens[n].part is Part.WORD]
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
