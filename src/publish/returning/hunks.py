"""Paragraphs before and after as tokens, and the stretches in which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from publish.editions.docx.wording import Change, Kind, Paragraph, Piece
from publish.provenance import Trace
from publish.provenance.exported import Part, Token, tokens_of_pieces
from publish.provenance.markdown import SPACES, SourceToken
from publish.returning.strands import Group, Strand
from publish.returning.writing_markdown import form_of

END = Token(Part.MADE, "\n", "¶", Piece("", Kind.BREAK))
_FOLD = str.maketrans(
    {**dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’‚‹›′", "'"), **dict.fromkeys(SPACES, " ")}
)


@dataclass(frozen=True, slots=True)
class Old:
    """A token of the book, where it stands in its file, and the paragraph it is in."""

    token: Token
    source: SourceToken | None
    trace: int
    key: str


@dataclass(frozen=True, slots=True)
class New:
    """A token of the file that came back, and the paragraph it is in."""

    token: Token
    side: int
    key: str


@dataclass(frozen=True, slots=True)
class Hunk:
    """Tokens `first` to `last` of the old became `start` to `end` of the new.

    `is_format` is a change of format: the words are the same.
    """

    first: int
    last: int
    start: int
    end: int
    is_format: bool = False


def old_tokens(strand: Strand, group: Group) -> list[Old]:
    """Return the tokens of a group's paragraphs in the book, an `END` between two of them."""
    result: list[Old] = []
    for number in group.olds:
        trace = strand.traces[number]
        if result:
            result.append(Old(END, None, number, "¶"))
        result += [
            Old(token, source, number, key_of(token, {}))
            for token, source in zip(trace.tokens, _sources(trace), strict=True)
        ]
    return result


def _sources(trace: Trace) -> Sequence[SourceToken | None]:
    return trace.found or [None] * len(trace.tokens)


def new_tokens(strand: Strand, group: Group, same: Mapping[str, str]) -> list[New]:
    """Return the tokens of a group's paragraphs as they came back."""
    result: list[New] = []
    for number in group.news:
        if result:
            result.append(New(END, number, "¶"))
        pieces = strand.sides[number].paragraph.pieces
        result += [New(one, number, key_of(one, same)) for one in tokens_of_pieces(pieces)]
    return result


def key_of(token: Token, same: Mapping[str, str]) -> str:
    """Return what tells two tokens apart: typography does not, nor what a field shows."""
    if token.is_text:
        return " " if token.part is Part.SPACE else token.text.translate(_FOLD)
    ref = token.piece.ref
    if token.part is Part.NOTE:
        return f"⌈note:{same.get(ref, ref if not same else 'new ' + ref)}"
    if token.piece.kind in (Kind.LABEL, Kind.CITATION):
        return f"⌈{token.part}:{' '.join(token.text.split())}"
    return f"⌈{token.part}"


def hunks(old: Sequence[Old], new: Sequence[New]) -> list[Hunk]:
    """Return where the two differ, in order. Stretches with no word between them are one."""
    found: list[Hunk] = []
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            found += _reformed(old, new, a, b, c)
            continue
        last = found[-1] if found else None
        if last and not last.is_format and _is_slight(old[last.last : a]):
            found[-1] = Hunk(last.first, b, last.start, d)
        else:
            found.append(Hunk(a, b, c, d))
    trimmed = [_trimmed(one, old, new) for one in found]
    return [one for one in trimmed if not _is_edge(one, old, new)]


def _is_edge(one: Hunk, old: Sequence[Old], new: Sequence[New]) -> bool:
    """Tell whether only spaces changed at the start or the end of a paragraph: they say nothing."""
    rows = ((old, one.first, one.last), (new, one.start, one.end))
    return all(_are_edge_spaces(*row) for row in rows)


def _are_edge_spaces(row: Sequence[Old] | Sequence[New], start: int, end: int) -> bool:
    if any(one.token.part is not Part.SPACE for one in row[start:end]):
        return False
    is_first = start == 0 or row[start - 1].key == "¶"
    return is_first or end == len(row) or row[end].key == "¶"


def _is_slight(between: Sequence[Old]) -> bool:
    return all(one.token.part is Part.SPACE for one in between) and len(between) <= 2


def _trimmed(one: Hunk, old: Sequence[Old], new: Sequence[New]) -> Hunk:
    """Leave out what two stretches have in common at their ends."""
    a, b, c, d = one.first, one.last, one.start, one.end
    if one.is_format:
        return one
    while a < b and c < d and old[a].key == new[c].key:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1].key == new[d - 1].key:
        b, d = b - 1, d - 1
    return Hunk(a, b, c, d)


def _reformed(
    old: Sequence[Old], new: Sequence[New], start: int, end: int, other: int
) -> list[Hunk]:
    """Return stretches of equal words whose format was changed, as the file tells."""
    found: list[Hunk] = []
    for at in range(start, end):
        one, now = old[at], new[other + at - start]
        is_changed = bool(now.token.piece.reformed) and now.token.is_text
        if not is_changed or (
            form_of(one.token) == form_of(now.token) and one.token.part is not Part.SPACE
        ):
            continue
        last = found[-1] if found else None
        place = other + at - start
        if last and last.last == at:
            found[-1] = Hunk(last.first, at + 1, last.start, place + 1, True)
        else:
            found.append(Hunk(at, at + 1, place, place + 1, True))
    return [h for h in found if any(o.token.part is Part.WORD for o in old[h.first : h.last])]


def whole(paragraph: Paragraph) -> str:
    """Return the words of a paragraph, for reports."""
    return " ".join("".join(one.text for one in paragraph.pieces).split())


def who(new: Sequence[New], hunk: Hunk, group: Group) -> list[Change]:
    """Return who made a change: by the words put in, else all who changed something there."""
    found = [
        change
        for one in new[hunk.start : hunk.end]
        for change in (
            one.token.piece.inserted,
            one.token.piece.reformed if hunk.is_format else None,
        )
        if change
    ]
    return list(dict.fromkeys(found)) or group.changes
