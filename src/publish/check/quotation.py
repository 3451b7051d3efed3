"""Rules about quotation marks: that they come in pairs, and stand on the side of their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.check.catalogue import Draft, rule
from publish.check.prose import Prose, every_prose
from publish.diagnostics import Diagnostic, Severity
from publish.structure import quotation_marks

_STRAIGHT = '"'
_BEFORE_WORDS = frozenset(" \n\t([{—–-/*_~^“‘«„‚¿¡\ufffc>|")
_AFTER_WORDS = frozenset(" \n\t.,;:!?)[]}—–-/*_~^”’»…\ufffc|'")


@dataclass(slots=True)
class _Reading:
    """Marks of one paragraph that wait for their partner, and those that found none."""

    waiting: list[int] = field(default_factory=list)
    unpaired: list[int] = field(default_factory=list)
    misplaced: list[int] = field(default_factory=list)

    def close(self, place: int) -> None:
        if self.waiting:
            self.waiting.pop()
        else:
            self.unpaired.append(place)


@rule("typography-quote-unpaired")
def quote_unpaired(draft: Draft) -> Iterator[Diagnostic]:
    """A quotation mark has no partner in its paragraph.

    Readers cannot tell where the quotation ends, and straight marks after it turn the wrong way. A
    quotation of several paragraphs has an opening mark at each, and a closing one at the last.
    """
    for prose in every_prose(draft):
        for place in sorted(_unpaired(prose)):
            message = f"the quotation mark {prose.text[place]} has no partner in its paragraph"
            yield Diagnostic(
                "typography-quote-unpaired",
                message,
                prose.place(place),
                "close the quotation, or take the mark away",
                Severity.WARNING,
            )


@rule("typography-quote-side")
def quote_side(draft: Draft) -> Iterator[Diagnostic]:
    """A straight quotation mark stands where it can neither open nor close a quotation.

    A space is missing on one side of it, or too many are there, so that it may be printed the
    wrong way round: `he said:"No."` for `he said: "No."`.
    """
    for prose in every_prose(draft):
        for start, text in prose.paragraphs():
            for place in _read(text, _STRAIGHT, _STRAIGHT).misplaced:
                yield Diagnostic(
                    "typography-quote-side",
                    "this quotation mark could open a quotation or close one",
                    prose.place(start + place),
                    "put a space on the side away from the quoted words, and none on the other",
                    Severity.WARNING,
                )


def _unpaired(prose: Prose) -> Iterator[int]:
    for opening, closing in ((_STRAIGHT, _STRAIGHT), *quotation_marks(prose.lang)):
        before: list[int] = []  # opened in the paragraph before, and perhaps gone on with here
        for start, text in prose.paragraphs():
            reading = _read(text, opening, closing)
            if before and not text.lstrip(" \t>").startswith(opening):
                yield from before
            yield from (start + place for place in reading.unpaired)
            waiting = [start + place for place in reading.waiting]
            yield from waiting[:-1]
            before = waiting[-1:]
        yield from before


def _read(text: str, opening: str, closing: str) -> _Reading:
    reading = _Reading()
    for place, letter in enumerate(text):
        if letter not in (opening, closing):
            continue
        if opening != closing:
            if letter == opening:
                reading.waiting.append(place)
            else:
                reading.close(place)
            continue
        _read_straight(text, place, reading)
    return reading


def _read_straight(text: str, place: int, reading: _Reading) -> None:
    """Tell from the letters around a straight mark what it does."""
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if before == "\\":
        return
    can_open = before in _BEFORE_WORDS and not after.isspace()
    can_close = not before.isspace() and (after in _AFTER_WORDS or after == '"')
    if before == '"' and not can_close:
        can_open = True
    if can_close and (reading.waiting or not can_open):
        # Without a quotation to close, a mark after a figure means inches.
        if reading.waiting or not before.isdigit():
            reading.close(place)
    elif can_open:
        reading.waiting.append(place)
    elif not (before.isalnum() and after.isalnum()) and not _is_spoken_of(text, place):
        reading.misplaced.append(place)
        if not after.isspace():
            reading.waiting.append(place)


def _is_spoken_of(text: str, place: int) -> bool:
    """Tell whether a mark stands among other signs, as in `letters such as < > & " ' stay`."""
    before, after = text[:place].split(" "), text[place + 1 :].split(" ")
    stands_alone = before[-1] == "" and after[0] == ""
    beside = (*before[-2:-1], *after[1:2])
    return stands_alone and any(len(one) == 1 and not one.isalnum() for one in beside)
