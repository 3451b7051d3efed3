"""Which paragraph of the book each paragraph of a file that came back was."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from publish.editions.docx.wording import Kind, Paragraph, Piece
from publish.editions.docx.wording.pieces import joined

_ALIKE = 0.6
_MANY = 60  # unmatched paragraphs in one stretch that are compared each with each


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a paragraph: its words, its marks, and the words with those of fields."""

    text: str
    marks: tuple[str, ...] = ()
    shown: str = ""


def known(paragraph: Paragraph) -> Known:
    """Return what is compared of a paragraph, spaces and fields left out.

    Nothing but pictures is no empty paragraph: journals want page breaks where we have none.
    """
    words = "".join(
        one.text for one in paragraph.pieces if one.kind not in (Kind.FIELD, Kind.FORMULA)
    )
    if not words.strip():
        words = "\ufffc" * sum(one.kind is Kind.PICTURE for one in paragraph.pieces)
    shown = "".join(one.text for one in paragraph.pieces if one.kind is not Kind.FORMULA)
    marks = tuple(mark[:-7] for mark in paragraph.marks)
    return Known(" ".join(words.split()), marks, " ".join(shown.split()))


def match(first: Sequence[Known], second: Sequence[Known]) -> dict[int, int]:
    """Return pairs of numbers: equal words in order, then equal marks, then most alike.

    Each paragraph has at most one partner.
    """
    pairs: dict[int, int] = {}
    rest: list[tuple[range, range]] = []
    texts = [one.text for one in first], [one.text for one in second]
    for tag, a, b, c, d in SequenceMatcher(None, *texts, False).get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(a, b), range(c, d), strict=True))
        else:
            rest.append((range(a, b), range(c, d)))
    _by_marks(first, second, pairs)
    _by_words_elsewhere(first, second, pairs)
    for left, right in rest:
        _by_likeness(first, second, left, right, pairs)
    return pairs


def _by_marks(first: Sequence[Known], second: Sequence[Known], pairs: dict[int, int]) -> None:
    count = Counter(mark for one in second for mark in one.marks)
    places = {mark: at for at, one in enumerate(second) for mark in one.marks}
    taken = set(pairs.values())
    for at, one in enumerate(first):
        for mark in one.marks:
            other = places.get(mark)
            if at not in pairs and other is not None and other not in taken and count[mark] == 1:
                likeness = SequenceMatcher(
                    None, one.text.split(), second[other].text.split(), False
                )
                if likeness.quick_ratio() > 0.3:
                    pairs[at] = other
                    taken.add(other)


def _by_words_elsewhere(
    first: Sequence[Known], second: Sequence[Known], pairs: dict[int, int]
) -> None:
    """Pair paragraphs with the same words that stand in another order."""
    for is_shown in (False, True):
        keys = [[one.shown if is_shown else one.text for one in row] for row in (first, second)]
        taken = set(pairs.values())
        free: dict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(keys[1]):
            if at not in taken and words:
                free[words].append(at)
        for at, words in enumerate(keys[0]):
            if at not in pairs and len(free.get(words, ())) == 1:
                pairs[at] = free.pop(words)[0]


def _by_likeness(
    first: Sequence[Known],
    second: Sequence[Known],
    left: range,
    right: range,
    pairs: dict[int, int],
) -> None:
    taken = set(pairs.values())
    lefts = [at for at in left if at not in pairs and first[at].text]
    rights = [at for at in right if at not in taken and second[at].text]
    if len(lefts) * len(rights) > _MANY * _MANY:
        return
    scores = []
    for one in lefts:
        words = first[one].text.split()
        for other in rights:
            matcher = SequenceMatcher(None, words, second[other].text.split(), False)
            if matcher.quick_ratio() >= _ALIKE:
                scores.append((matcher.ratio(), one, other))
    for score, one, other in sorted(scores, reverse=True):
        if score >= _ALIKE and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


# --- kinds -----------------------------------------------------------------------------------

# LibreOffice without its Math program drops formulas.
_LOSABLE = frozenset({Kind.FORMULA, Kind.PICTURE})
_MADE = (Kind.CITATION, Kind.LABEL, Kind.LINK, Kind.FIELD)


def with_kinds_of(
    returned: Sequence[Sequence[Piece]],
    sent: Sequence[Piece],
    kept: AbstractSet[Kind] = frozenset(),
) -> list[tuple[Piece, ...]]:
    """Return the pieces of paragraphs that came back with the kinds they had when sent.

    Word processors lose bookmarks in notes, and with them what tells a citation's words.
    What is not of the kinds `kept`, and wholly missing, was lost by a program and not taken out.
    `returned` are the paragraphs, usually one, that were `sent` before anything was inserted.
    """
    whole = [one for row in returned for one in row]
    lost = _LOSABLE - kept - {one.kind for one in whole}
    theirs = [
        replace(one, text=letter) for one in sent if one.kind not in lost for letter in one.text
    ]
    absent = deque(_absent(sent, lost))
    if not absent and not any(one.kind in _MADE for one in theirs):
        return [tuple(one) for one in returned]
    before = "".join(one.text for one in whole if one.inserted is None)
    partner = iter(_partners(before, theirs))
    result: list[list[Piece]] = []
    for row in returned:
        result.append([])
        for piece in row:
            if piece.inserted is not None or not piece.text:
                result[-1].append(piece)
                continue
            for letter in piece.text:
                origin = next(partner)
                made = replace(piece, text=letter)
                if origin is not None:
                    while absent and absent[0][0] <= origin:
                        result[-1].append(absent.popleft()[1])
                    if piece.kind is not Kind.FORMULA:
                        made = replace(made, kind=theirs[origin].kind, ref=theirs[origin].ref)
                result[-1].append(made)
    result[-1] += [piece for _, piece in absent]
    return [joined(row) for row in result]


def _absent(sent: Sequence[Piece], lost: AbstractSet[Kind]) -> list[tuple[int, Piece]]:
    """Return what a word processor left out, each with the number of letters before it."""
    found, at = [], 0
    for one in sent:
        if one.kind in lost:
            found.append((at, one))
        else:
            at += len(one.text)
    return found


_PAGE = re.compile(r"[\divxlcdm]+", re.IGNORECASE)


def _partners(left: str, theirs: Sequence[Piece]) -> list[int | None]:
    """Return for each letter of `left` the place of its partner among the letters sent.

    The number of a page that stands where a field was has that field's number for a partner:
    each program counts pages in its own way, and some journals want no fields.
    """
    right = "".join(one.text for one in theirs)
    if left == right:
        return list(range(len(left)))
    partner: list[int | None] = [None] * len(left)
    for tag, a, b, c, d in SequenceMatcher(None, left, right, False).get_opcodes():
        near = theirs[c:d] or theirs[max(c - 1, 0) : c + 1]
        fields = [n for n, one in enumerate(near) if one.kind is Kind.FIELD]
        is_page = bool(_PAGE.fullmatch(left[a:b])) and len(fields) >= max(d - c, 1)
        for step in range(b - a):
            if tag == "equal":
                partner[a + step] = c + step
            elif is_page:
                partner[a + step] = (c if d > c else max(c - 1, 0)) + fields[0]
    return partner
