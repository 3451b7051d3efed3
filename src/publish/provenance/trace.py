"""Where each word of a Word file stands in the manuscript.

Words are paired first, over the whole book; then, paragraph by paragraph, the marks between them;
then notes, citations, formulas and pictures with what they were made from; then the words of each
note with those of its definition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from publish.editions.docx.wording import Paragraph, Wording
from publish.provenance.anchors import pairs
from publish.provenance.atoms import ATOMS, pair_atoms
from publish.provenance.exported import Part, Token, tokens_of_paragraph
from publish.provenance.grids import in_reading_order
from publish.provenance.markdown import Sort, SourceToken, ends_block, tokens_of

# Python 3.11 calls a function each time that a member is named, and these are named for each word.
_WORD, _SOURCE_WORD, _HIDDEN, _NOTE = Part.WORD, Sort.WORD, Sort.HIDDEN, Part.NOTE
_BETWEEN = frozenset({Sort.MARK, Sort.SPACE})  # words
# Styles of paragraphs that are made from others, or from the settings.
GENERATED = ("TOC", "TableofFigures", "Index", "Bibliography", "HalfTitle", "CopyrightText")
_ENOUGH = 0.5  # of a paragraph's words must be found for its place to be believed


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the manuscript, as it was read: path in the project, text, tokens."""

    path: str
    text: str
    tokens: tuple[SourceToken, ...]

    @classmethod
    def of(cls, path: str, text: str) -> Source:
        """Return a file cut into tokens."""
        return cls(path, text, tokens_of(text))


@dataclass(slots=True)
class Trace:
    """A paragraph's tokens, and for each the token of the source it came from, if any.

    `file` is the number of the source, -1 where the paragraph was found nowhere.
    """

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    file: int = -1
    found: list[SourceToken | None] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Return the offset of the first thing found, -1 if there is none."""
        return min((one.start for one in self.found if one), default=-1)

    @property
    def end(self) -> int:
        """Return the offset after the last thing found, -1 if there is none."""
        return max((one.end for one in self.found if one), default=-1)


@dataclass(slots=True)
class Traces:
    """All paragraphs of a file in order, and the paragraphs of its notes by the notes' ids."""

    body: list[Trace]
    notes: dict[str, list[Trace]]
    calls: dict[str, tuple[int, SourceToken]]  # note id -> file and what calls it there


def trace(wording: Wording, sources: Sequence[Source]) -> Traces:
    """Return where the words of a Word file stand in the sources."""
    body = [Trace(one, tokens_of_paragraph(one)) for one in wording.paragraphs]
    streams: dict[tuple[int, str], list[SourceToken]] = defaultdict(list)
    for number, source in enumerate(sources):
        for token in in_reading_order(source.text, source.tokens):
            streams[number, token.stream].append(token)
    text = [(number, token) for number in range(len(sources)) for token in streams[number, ""]]
    blocks = _blocks(text, sources)
    _lay([one for one in body if not one.paragraph.style.startswith(GENERATED)], text, blocks)
    _pair_atoms(body, text, blocks)
    notes = {
        name: [Trace(one, tokens_of_paragraph(one)) for one in note.paragraphs]
        for name, note in wording.notes.items()
    }
    calls = dict(_calls(body))
    for name, (number, call) in calls.items():
        label = call.key if call.key.startswith("[^") else ""
        stream = label[2:-1] if label else call.key.removeprefix("⌈")
        own = [(number, token) for token in streams.get((number, stream), ())]
        if call.sort is Sort.NOTE and name in notes:
            inner = _blocks(own, sources)
            _lay(notes[name], own, inner)
            _pair_atoms(notes[name], own, inner)
    return Traces(body, notes, calls)


_Placed = tuple[int, SourceToken]


def _blocks(text: Sequence[_Placed], sources: Sequence[Source]) -> list[int]:
    """Return for every token the number of its block: what empty lines set apart."""
    numbers: list[int] = []
    number, file = 0, -1
    for at, token in text:
        source = sources[at].text
        if at != file or _is_gap(token, source):
            number += 1
        file = at
        numbers.append(number)
    return numbers


def _is_gap(token: SourceToken, source: str) -> bool:
    # A heading may be followed at once by its text: its line is a block of its own.
    if token.sort is _HIDDEN and source[token.start : token.end].lstrip().startswith("#"):
        return True
    return ends_block(token, source)


def _lay(paragraphs: Sequence[Trace], text: Sequence[_Placed], blocks: Sequence[int]) -> None:
    """Pair words, then marks, of paragraphs with those of a text."""
    words = [
        (one, at)
        for one in paragraphs
        for at, token in enumerate(one.tokens)
        if token.part is _WORD
    ]
    places = [at for at, (_, token) in enumerate(text) if token.sort is _SOURCE_WORD]
    left = [one.tokens[at].key for one, at in words]
    right = [text[at][1].key for at in places]
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for first, second in pairs(left, right):
        one, at = words[first]
        found[id(one)][at] = places[second]
    used: set[int] = set()
    for one in paragraphs:
        matched = _in_one_block(one, found[id(one)], blocks)
        used.update(blocks[at] for at in matched.values())
        _settle(one, matched, text)
    _find_moved([one for one in paragraphs if one.file < 0], text, blocks, used)


def _in_one_block(one: Trace, matched: dict[int, int], blocks: Sequence[int]) -> dict[int, int]:
    """Return the pairs in the block that has most; none where that is too few to be believed."""
    count = Counter(blocks[at] for at in matched.values())
    if not count:
        return {}
    block, size = count.most_common(1)[0]
    total = sum(1 for token in one.tokens if token.part is _WORD)
    if size < _ENOUGH * total:
        return {}
    return {token: at for token, at in matched.items() if blocks[at] == block}


def _find_moved(
    paragraphs: Sequence[Trace], text: Sequence[_Placed], blocks: Sequence[int], used: set[int]
) -> None:
    """Find paragraphs that stand elsewhere than in the source, as figures at the end do."""
    by_block: dict[int, list[int]] = defaultdict(list)
    for at, (_, token) in enumerate(text):
        if token.sort is _SOURCE_WORD and blocks[at] not in used:
            by_block[blocks[at]].append(at)
    index: dict[str, set[int]] = defaultdict(set)
    for block, places in by_block.items():
        for at in places:
            index[text[at][1].key].add(block)
    for one in paragraphs:
        own = [at for at, token in enumerate(one.tokens) if token.part is _WORD]
        votes = Counter(b for at in own for b in index.get(one.tokens[at].key, ()))
        if not own or not votes:
            continue
        block = votes.most_common(1)[0][0]
        keys = [one.tokens[at].key for at in own]
        row = pairs(keys, [text[at][1].key for at in by_block[block]])
        matched = {own[first]: by_block[block][second] for first, second in row}
        if len(matched) >= max(_ENOUGH * len(own), 1) and not one.paragraph.style.startswith(
            "Title"
        ):
            _settle(one, matched, text)


def _settle(one: Trace, matched: dict[int, int], text: Sequence[_Placed]) -> None:
    """Put the pairs into the trace, with the marks and spaces between them."""
    one.found = [None] * len(one.tokens)
    if not matched:
        return
    one.file = text[next(iter(matched.values()))][0]
    row = sorted(matched.items())
    edges = [(-1, row[0][1] - 12), *row, (len(one.tokens), row[-1][1] + 12)]
    for (first, start), (last, end) in pairwise(edges):
        if last == first + 1:
            continue  # no marks between these words
        low, high = max(start + 1, 0), min(end, len(text))
        if first < 0:
            low = _edge(text, range(high - 1, low - 1, -1), one.file, high)
        if last == len(one.tokens):
            high = _edge(text, range(low, high), one.file, low - 1) + 1
        _marks(one, range(first + 1, last), range(low, high), text)
    for token, at in row:
        one.found[token] = text[at][1]


def _edge(text: Sequence[_Placed], places: Iterable[int], file: int, start: int) -> int:
    """Return how far the neighbours of a paragraph reach that can still belong to it."""
    last = start
    for at in places:
        number, token = text[at]
        if number != file or token.sort is _SOURCE_WORD:
            break
        if token.sort is _HIDDEN and not token.key.startswith(("[]", "{")):
            break
        if token.sort is Sort.SPACE and token.end - token.start > 1:
            break
        last = at
    return last


def _marks(one: Trace, tokens: range, places: range, text: Sequence[_Placed]) -> None:
    """Pair marks and spaces between two words, in order; then a mark that changed its place.

    A citation behind a full stop in the source may stand before it in the book.
    """
    if len(tokens) == len(places) == 1:  # mostly: one space
        token, match = one.tokens[tokens[0]], text[places[0]][1]
        if token.key == match.key and token.is_text and match.sort in _BETWEEN:
            one.found[tokens[0]] = match
        return
    left = [at for at in tokens if one.tokens[at].is_text]
    right = [at for at in places if text[at][1].sort in _BETWEEN]
    if not (left and right):
        return
    keys = [one.tokens[at].key for at in left], [text[at][1].key for at in right]
    if keys[0] == keys[1]:
        for mark, source in zip(left, right, strict=True):
            one.found[mark] = text[source][1]
        return
    for first, second, size in SequenceMatcher(None, *keys, False).get_matching_blocks():
        for step in range(size):
            one.found[left[first + step]] = text[right[second + step]][1]
    rest = [at for at in left if one.found[at] is None and one.tokens[at].part is Part.MARK]
    if len(rest) == 1:
        used = {taken.start for at in left if (taken := one.found[at])}
        free = [match for n in right if (match := text[n][1]).start not in used]
        alike = [match for match in free if match.key == one.tokens[rest[0]].key]
        one.found[rest[0]] = alike[0] if len(alike) == 1 else None


def _pair_atoms(
    paragraphs: Sequence[Trace], text: Sequence[_Placed], blocks: Sequence[int]
) -> None:
    """Pair notes, citations, formulas and pictures with what they were made from."""
    place = {id(token): at for at, (_, token) in enumerate(text)}
    taken: set[tuple[int, int]] = set()
    reach: dict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        if text[at][1].sort in ATOMS:
            reach[block].append(at)
    for one in paragraphs:
        first = min((place[id(token)] for token in one.found if token), default=-1)
        if first < 0:
            continue
        whole = reach[blocks[first]]
        free = [text[at][1] for at in whole if (one.file, text[at][1].start) not in taken]
        for at, token in pair_atoms(one.tokens, one.found, free):
            one.found[at] = token
            taken.add((one.file, token.start))


def _calls(body: Sequence[Trace]) -> Iterator[tuple[str, tuple[int, SourceToken]]]:
    for one in body:
        for token, source in zip(one.tokens, one.found, strict=False):
            if token.part is _NOTE and source:
                yield token.piece.ref, (one.file, source)
