"""Notes that are typed: numbers set high in the text, and paragraphs with these numbers at its end.

A journal may forbid Word's function for notes (`notes: typed` of a profile). Here such a file is
read as if it had used it: a number is the call of a note, a paragraph with that number its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from publish.editions.docx.wording.pieces import Kind, Note, Paragraph, Piece, Wording

# Ours, and what LibreOffice 7.4 calls them when it saves the file.
NOTE_STYLES = frozenset(("FootnoteText", "FootnoteBlockText", "Footnote"))
_NUMBER = re.compile(r"\s*(\d{1,4})\s*")


@dataclass(slots=True)
class _Notes:
    """The notes found so far, by what they are called after: the number as sent, and as it is."""

    texts: dict[str, list[Paragraph]] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)
    now: dict[str, str] = field(default_factory=dict)


def with_typed_notes(wording: Wording) -> Wording:
    """Return a wording whose typed notes are notes; one without any as it is, numbers as words."""
    paragraphs = wording.paragraphs
    first = next((at for at, one in enumerate(paragraphs) if _begins(one, is_first=True)), None)
    if first is None or wording.notes:
        real = {
            name: Note(name, tuple(map(_as_words, note.paragraphs)))
            for name, note in wording.notes.items()
        }
        return Wording(tuple(map(_as_words, paragraphs)), real)
    notes, rest = _Notes(), list(paragraphs[:first])
    if rest and rest[-1].style.startswith("Heading") and not _is_changed(rest[-1]):
        rest.pop()  # "Notes": it comes with them
    current = ""
    for one in paragraphs[first:]:
        if _begins(one, is_first=False):
            current, own = _head(one, notes)
            notes.texts[current] = [replace(own, place=current)]
        elif current and one.style in NOTE_STYLES:
            notes.texts[current].append(replace(_as_words(one), place=current))
        else:
            current = ""
            rest.append(one)
    typed = (p for one in rest for p in one.pieces if p.kind is Kind.TYPED)
    calls = _Calls(notes, frozenset(piece.text.strip() for piece in typed))
    body = tuple(replace(one, pieces=tuple(calls.read(one.pieces))) for one in rest)
    return Wording(body, {name: Note(name, tuple(found)) for name, found in notes.texts.items()})


def _begins(one: Paragraph, *, is_first: bool) -> bool:
    """Tell whether a paragraph begins with the number of a note."""
    if one.style not in NOTE_STYLES or one.place or not one.pieces:
        return False
    head = one.pieces[0]
    return head.kind is Kind.TYPED or (not is_first and bool(_NUMBER.match(head.text)))


def _is_changed(one: Paragraph) -> bool:
    return any(piece.inserted or piece.deleted for piece in one.pieces)


def _as_words(one: Paragraph) -> Paragraph:
    return replace(one, pieces=tuple(map(_as_word, one.pieces)))


def _as_word(piece: Piece) -> Piece:
    return replace(piece, kind=Kind.TEXT) if piece.kind is Kind.TYPED else piece


def _head(one: Paragraph, notes: _Notes) -> tuple[str, Paragraph]:
    """Return the name of the note that a paragraph begins, and the paragraph without its number."""
    size = 0
    while size < len(one.pieces) and one.pieces[size].kind is Kind.TYPED:
        size += 1
    own, rest = list(one.pieces[:size]), list(one.pieces[size:])
    if not own:  # typed by an editor, in letters like the others
        found = _NUMBER.match(rest[0].text)
        assert found is not None
        own = [replace(rest[0], text=found.group())]
        rest[0] = replace(rest[0], text=rest[0].text[found.end() :])
    sent = _digits(piece.text for piece in own if piece.inserted is None)
    now = _digits(piece.text for piece in own if piece.deleted is None)
    name = f"t{sent or now}"
    while name in notes.texts:
        name += "x"
    if sent:
        notes.sent[sent] = name
    if now:
        notes.now[now] = name
    return name, replace(one, pieces=tuple(map(_as_word, rest)))


def _digits(texts: Iterator[str]) -> str:
    found = _NUMBER.fullmatch("".join(texts))
    return found[1] if found else ""


@dataclass(slots=True)
class _Calls:
    """Reads the numbers in the text, which count from 1."""

    notes: _Notes
    typed: frozenset[str] = frozenset()  # the numbers that stand in the style of calls
    last: int = 0
    called: set[str] = field(default_factory=set)

    def read(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        """Yield the pieces of a paragraph with calls for numbers."""
        for is_number, row in groupby(pieces, self._is_number):
            found = list(row)
            made = self._calls(found) if is_number else found
            yield from made or map(_as_word, found)

    def _is_number(self, piece: Piece) -> bool:
        if piece.kind is Kind.TYPED:
            return True
        # A number that was sent set high, and is called elsewhere in the style of calls: a power.
        is_power = piece.inserted is None and piece.text.strip() in self.typed
        is_high = piece.kind is Kind.TEXT and "^" in piece.form and not is_power
        return is_high and piece.text.strip() in self.notes.now.keys() | self.notes.sent.keys()

    def _calls(self, row: list[Piece]) -> list[Piece]:
        sent = _digits(piece.text for piece in row if piece.inserted is None)
        now = _digits(piece.text for piece in row if piece.deleted is None)
        changed = next((one.inserted or one.deleted for one in row if one.inserted or one.deleted),
                       None)  # fmt: skip
        if not sent and not now:
            return []
        names = [self._name(one) for one in self._single(sent)]
        if sent == now:
            return [Piece("", Kind.NOTE, "", name) for name in names]
        new = self.notes.now.get(now, f"t{now}") if now else ""
        if names == [new]:
            return [Piece("", Kind.NOTE, "", new)]  # numbered anew by hand
        gone = [Piece("", Kind.NOTE, "", name, deleted=changed) for name in names]
        return [*gone, *([Piece("", Kind.NOTE, "", new, inserted=changed)] if new else [])]

    def _name(self, number: str) -> str:
        """Return the note of a number that was sent: each is called once, or nobody knows which."""
        name = self.notes.sent.get(number, f"t{number}")
        if name in self.called:
            return f"{name}?"
        self.called.add(name)
        return name

    def _single(self, digits: str) -> list[str]:
        """Return the numbers that stand one behind the other without a space: "12" may be 1, 2."""
        numbers: list[int] = []
        following, rest = self.last + 1, digits
        while rest and rest.startswith(str(following)):
            numbers.append(following)
            rest, following = rest[len(str(following)) :], following + 1
        if rest or not numbers:
            numbers = [int(digits)] if digits else []
        self.last = max([self.last, *numbers])
        return [str(one) for one in numbers]
