"""Rules about quotation marks: that they come in pairs, and stand on the side of their words."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from publish.check.catalogue import Draft, Scope, rule
from publish.check.prose import Prose, every_prose
from publish.diagnostics import Diagnostic, Severity
from publish.structure import locale_for, quotation_marks

_STRAIGHT = '"'
_BEFORE_WORDS = frozenset(" \n\t([{—–-/*_~^“‘«„‚¿¡\ufffc>|")
_OPENS_SINGLE = re.compile(r"‘(?!\d0s\b)")
_CLOSES_SINGLE = re.compile(r"’(?!\w)")
_ENGLISH = re.compile("(?<![^\\W\\d_])“(?=\\w)([^“”„]*)”")
_MARKS = frozenset("“‘«„‚”’»\ufffc")
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


@rule("typography-quote-unpaired", Scope.TEXT)
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


@rule("typography-quote-side", Scope.TEXT)
def quote_side(draft: Draft) -> Iterator[Diagnostic]:
    """A quotation mark is turned the wrong way, or would be.

    A closing mark stands before words or an opening one behind them. Or a straight mark can neither
    open nor close: a space is missing on one side of it, or one is too many, so that it may be
    printed the wrong way round: `he said:"No."` for `he said: "No."`.
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
        yield from _turned_marks(prose)


def _turned_marks(prose: Prose) -> Iterator[Diagnostic]:
    for opening, closing in quotation_marks(prose.lang):
        for start, text in _paragraphs(prose, closing):
            for place in _turned(text, opening, closing):
                right = opening if text[place] == closing else closing
                yield Diagnostic(
                    "typography-quote-side",
                    f"the quotation mark {text[place]} is turned away from its words",
                    prose.place(start + place),
                    f"write {right}",
                    Severity.WARNING,
                )


def _turned(text: str, opening: str, closing: str) -> Iterator[int]:
    """Yield the marks that stand on the other side of words: ”Wrong“ for “right”."""
    for place, letter in _marks(text, opening, closing):
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        is_opening = letter == opening and before.isalnum() and _is_alone(after, _AFTER_WORDS)
        is_closing = letter == closing and after.isalnum() and _is_alone(before, _BEFORE_WORDS)
        if is_opening or is_closing:
            yield place


def _marks(text: str, opening: str, closing: str) -> Iterator[tuple[int, str]]:
    """Yield where a text has one of two marks, and which."""
    found = re.finditer(f"[{re.escape(opening + closing)}]", text)
    return ((one.start(), one[0]) for one in found)


def _is_alone(letter: str, beside: frozenset[str]) -> bool:
    return letter in beside and letter not in _MARKS


def _paragraphs(prose: Prose, closing: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs; where “ closes, the pairs “so” of other countries are blank in them."""
    for start, text in prose.paragraphs():
        yield start, _ENGLISH.sub("\ufffc\\1\ufffc", text) if closing == "“" else text


def _unpaired(prose: Prose) -> Iterator[int]:
    for opening, closing in ((_STRAIGHT, _STRAIGHT), *quotation_marks(prose.lang)):
        before: list[int] = []  # opened in the paragraph before, and perhaps gone on with here
        for start, text in _paragraphs(prose, closing):
            reading = _read(text, opening, closing)
            if before and not text.lstrip(" \t>").startswith(opening):
                yield from before
            yield from (start + place for place in reading.unpaired)
            waiting = [start + place for place in reading.waiting]
            yield from waiting[:-1]
            before = waiting[-1:]
        yield from before
    quotes = locale_for(prose.lang).quotes
    if ("‘", "’") in (quotes[:2], quotes[2:]):
        yield from _never_closed(prose)


def _never_closed(prose: Prose) -> Iterator[int]:
    """Yield each ‘ behind which no ’ is left in its paragraph: apostrophes look like closing marks.

    A quotation that goes on in the next paragraph, which begins with ‘ again, is not closed here.
    """
    paragraphs = list(prose.paragraphs())
    begins = [text.lstrip(" \t>")[:1] for _, text in paragraphs]
    for (start, text), next_begins in zip(paragraphs, [*begins[1:], ""], strict=False):
        closed = 0
        waiting = [found.start() for found in _OPENS_SINGLE.finditer(text)]
        ends = [found.start() for found in _CLOSES_SINGLE.finditer(text)]
        for place in reversed(waiting):
            if len(ends) - bisect(ends, place) > closed:
                closed += 1
            elif place != waiting[0] or next_begins != "‘":
                yield start + place


def _read(text: str, opening: str, closing: str) -> _Reading:
    reading = _Reading()
    turned = frozenset(_turned(text, opening, closing)) if opening != closing else frozenset()
    for place, letter in _marks(text, opening, closing):
        if opening != closing:
            if (letter == opening) != (place in turned):
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
