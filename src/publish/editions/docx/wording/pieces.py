"""The words of a Word file as values: pieces of paragraphs, and who changed them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of a paragraph is: words somebody wrote, or something made."""

    TEXT = "text"
    LABEL = "label"  # "Chapter 1", "Figure 2.1."
    CITATION = "citation"  # the words that a citation became
    LINK = "link"  # to a place in the book: often words made from its number
    FIELD = "field"
    NOTE = "note"
    TYPED = "typed"  # the number of a note that is typed, in the text or before the note
    FORMULA = "formula"
    PICTURE = "picture"
    BREAK = "break"


# Made by the tool or by Word, and not to be compared letter for letter.
MADE = frozenset({Kind.LABEL, Kind.CITATION, Kind.FIELD, Kind.FORMULA, Kind.PICTURE})
_NO_WORDS = frozenset({Kind.FIELD, Kind.FORMULA, Kind.TYPED})
_NOTE, _TEXT = Kind.NOTE, Kind.TEXT  # in Python 3.11 a member takes long to name


@dataclass(frozen=True, slots=True)
class Change:
    """Who tracked a change, and when (as the file says it, ISO 8601)."""

    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring letters with one format and one history.

    `form` holds letters: i italic, b bold, u underlined, x struck, c small capitals, ^ raised,
    _ lowered. `ref` is the id of a note or the bookmark of a citation. `old_form` is the format
    before a tracked change of it.
    """

    text: str
    kind: Kind = Kind.TEXT
    form: str = ""
    ref: str = ""
    inserted: Change | None = None
    deleted: Change | None = None
    reformed: Change | None = None
    old_form: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its pieces, its style, and the marks it was sent out with.

    `place` tells the text flow it is in: the body, a note, a cell ("table2row1cell7"); paragraphs
    can only be joined inside one. `end_inserted` and `end_deleted` are changes of its end: split
    and joined paragraphs.
    """

    pieces: tuple[Piece, ...]
    style: str = ""
    place: str = ""
    marks: tuple[str, ...] = ()
    is_numbered: bool = False
    end_inserted: Change | None = None
    end_deleted: Change | None = None
    restyled: Change | None = None
    old_style: str = ""
    comments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the words, those of fields and formulas and typed numbers of notes left out."""
        return "".join(one.text for one in self.pieces if one.kind not in _NO_WORDS)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote by its id."""

    id: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A whole file: paragraphs in order, and the notes that they call."""

    paragraphs: tuple[Paragraph, ...]
    notes: dict[str, Note] = field(default_factory=dict)


def content_hash(text: str) -> str:
    """Return six hexadecimal digits of the words of a paragraph; spaces do not count twice."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:6]


def joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Return pieces with neighbours of one format and one history made one."""
    result: list[Piece] = []
    for one in pieces:
        last = result[-1] if result else None
        if last and _is_alike(last, one):
            result[-1] = replace(last, text=last.text + one.text)
        elif one.text or one.kind is not _TEXT:
            result.append(one)
    return tuple(result)


def _is_alike(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces are of one kind, format and history; no two notes are."""
    if one.kind is not other.kind or one.kind is _NOTE or one.form != other.form:
        return False  # most are told apart by these
    return replace(one, text=other.text) == other
