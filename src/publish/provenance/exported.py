"""The words of a Word file as tokens that can be laid beside those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from publish.editions.docx.wording import Kind, Paragraph, Piece
from publish.provenance.markdown import SPACES, WORD, fold


class Part(StrEnum):
    """What a token of the Word file is."""

    WORD = "word"
    MARK = "mark"
    SPACE = "space"
    MADE = "made"  # a citation's words, a label, a field: made by the tool
    NOTE = "note"
    MATH = "math"
    PICTURE = "picture"


_WRITTEN = frozenset((Part.WORD, Part.MARK, Part.SPACE))


class Token(NamedTuple):
    """A word, a mark, or something whole. `key` is what it is compared by.

    `piece` is the piece that it was cut from; `start` the offset into the paragraph's words. A
    tuple for the reason that `SourceToken` gives.
    """

    part: Part
    text: str
    key: str
    piece: Piece
    start: int = 0

    @property
    def is_text(self) -> bool:
        """Tell whether somebody wrote it, letter by letter."""
        return self.part in _WRITTEN


_WHOLE = {
    Kind.LABEL: Part.MADE,
    Kind.CITATION: Part.MADE,
    Kind.FIELD: Part.MADE,
    Kind.NOTE: Part.NOTE,
    Kind.FORMULA: Part.MATH,
    Kind.PICTURE: Part.PICTURE,
}
# By name of group. Python 3.11 takes ten times as long to name a member each time.
_SPACE = Part.SPACE
_PARTS = {"space": _SPACE, "word": Part.WORD, "mark": Part.MARK}
_CUT = re.compile(rf"(?P<space>[{SPACES}]+)|(?P<word>{WORD.pattern})|(?P<mark>.)", re.S)


def tokens_of_pieces(pieces: Sequence[Piece]) -> tuple[Token, ...]:
    """Return the tokens of pieces, in order. A citation's words in several formats are one token.

    Soft hyphens are left out: they say nothing.
    """
    return tuple(_tokens(pieces))


def tokens_of_paragraph(paragraph: Paragraph) -> tuple[Token, ...]:
    """Return the tokens of a paragraph."""
    return tokens_of_pieces(paragraph.pieces)


def _tokens(pieces: Sequence[Piece]) -> Iterator[Token]:
    at, index = 0, 0
    while index < len(pieces):
        piece = pieces[index]
        part = _WHOLE.get(piece.kind)
        if part is None:
            yield from _cut(piece, at)
            at += len(piece.text)
            index += 1
            continue
        last = index + 1
        while last < len(pieces) and _is_one(piece, pieces[last]):
            last += 1
        text = "".join(one.text for one in pieces[index:last])
        yield Token(part, text, f"⌈{part}", piece, at)
        at += len(text)
        index = last


def _is_one(first: Piece, other: Piece) -> bool:
    if other.kind is not first.kind:
        return False
    return first.kind is Kind.FIELD or (first.kind is Kind.CITATION and first.ref == other.ref)


def _cut(piece: Piece, at: int) -> Iterator[Token]:
    for found in _CUT.finditer(piece.text):
        text, part = found[0], _PARTS[found.lastgroup or ""]
        key = " " if part is _SPACE else fold(text)
        if text != "\u00ad":
            yield Token(part, text, key, piece, at + found.start())
