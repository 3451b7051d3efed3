"""Markdown cut into tokens with their places: words, marks, and what stands for something else.

This is no parser: pandoc alone knows what a text means. It only has to tell words from markup well
enough for the words to be found again in what pandoc made of them; a change that rests on it is
proved by building the book anew.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Sort(StrEnum):
    """What a token of the source is."""

    WORD = "word"
    MARK = "mark"
    SPACE = "space"
    OPEN = "open"  # of a pair: emphasis, link, span
    CLOSE = "close"
    NOTE = "note"  # the call of a note: [^1] or ^[...]
    CITE = "cite"  # a citation or a cross reference
    MATH = "math"
    PICTURE = "picture"
    HIDDEN = "hidden"  # attributes, list markers, comments, index marks


class SourceToken(NamedTuple):
    """A token and its place as offsets into the text.

    `key` is what it is compared by. `mate` is the start of the other half of a pair. `stream` is
    the note that it belongs to: its label, `^offset` for a note in the line, empty for the text.

    A tuple, not a dataclass: a book has a hundred thousand, and these are made in a third of the
    time.
    """

    start: int
    end: int
    sort: Sort
    key: str = ""
    mate: int = -1
    stream: str = ""


_QUOTES = str.maketrans(
    {**dict.fromkeys("“”„«»″", '"'), **dict.fromkeys("‘’‚‹›ʼ′", "'"), **dict.fromkeys("‐‑", "-")}
)
SPACES = " \t\n\r\u00a0\u202f\u2009\u2002\u2003\u200a\u2007"
_DASHES = {"---": "—", "--": "–", "...": "…"}
WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
_KEY = r"@(?:\{[^}\s]+\}|\w(?:[\w:.#$%&\-+?<>~/]*\w)?)"
# The head of a line: what stands there is markup, whatever it would be elsewhere.
_LINE_HEADS = (
    re.compile(r"[ \t]*:{3,}[^\n]*"),  # the fence of a division
    re.compile(r"[ ]{0,3}(?:\+[-=:+]+\+|\|?[ ]*+:?-{2,}+[-:| ]*+|=++)[ \t]*+(?=\n|$)"),  # rules
    re.compile(r"[ ]{0,3}(?:(?:\*[ ]*+){3,}+|(?:_[ ]*+){3,}+|(?:-[ ]*+){3,}+)(?=\n|$)"),
    re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ ]+\S[^\n]*"),  # where a link leads
    re.compile(r"#{1,6}[ \t]+"),
)
_PREFIX = re.compile(
    r"[ \t]*(?:>[ ]?|[-*+][ \t]+|(?:\d{1,3}|(?<=\n\n)[a-zA-Z]|#)[.)][ \t]+|\(@\w*\)[ \t]+"
    r"|(?::|~|Table:)[ \t]+)"
)
_NOTE_HEAD = re.compile(r"[ ]{0,3}\[\^([^\]\s]+)\]:[ \t]*")
_CODE_FENCE = re.compile(
    r"[ \t]*+(`{3,}+|~{3,}+)[^\n]*+\n(?:.*?\n)??[ \t]*\1[`~]*[ \t]*(?=\n|$)", re.S
)
_INLINE: tuple[tuple[Sort, re.Pattern[str]], ...] = (
    (Sort.HIDDEN, re.compile(r"<!--.*?-->|\{\{<.*?>\}\}", re.S)),
    (Sort.MATH, re.compile(r"\$\$.+?\$\$(?:[ \t]*\{#[^}]*\})?", re.S)),
    (Sort.MATH, re.compile(r"(?<!\\)\$(?=\S)(?:[^$\\]|\\.)+?(?<=\S)\$(?!\d)", re.S)),
    (Sort.MARK, re.compile(r"\\[^\w\s]")),
    (Sort.SPACE, re.compile(r"\\ ")),
    (Sort.HIDDEN, re.compile(r"\\(?=\n)")),
    (Sort.CITE, re.compile(r"\\@ref\([^)]*\)")),
    (Sort.NOTE, re.compile(r"\[\^[^\[\]\s]+\]")),
    (Sort.CITE, re.compile(rf"\[(?=[^\[\]]*(?<!\w){_KEY})[^\[\]]*\](?![({{])")),
    (Sort.CITE, re.compile(rf"(?<![\w\\])-?{_KEY}(?:\s+\[(?!\^)[^\[\]]*\](?![({{]))?")),
    (Sort.CITE, re.compile(r"\[\]\([^)\s]*\)(?:\{[^}]*\})?")),
    (Sort.HIDDEN, re.compile(r"\[\]\{[^}]*\}|\{(?:[#.=]|-\}|[\w-]+=)[^}]*\}|\{-\}")),
    (Sort.HIDDEN, re.compile(r"</?[a-zA-Z][^<>\n]*/?>(?<!\w:)")),
    (Sort.MARK, re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);")),
    (Sort.MARK, re.compile(r"---|--|\.\.\.")),
    (Sort.SPACE, re.compile(rf"[{SPACES}]+")),
    (Sort.WORD, WORD),
)
_RUN = re.compile(r"\*+|_+|~~|~|\^|`+")
_OPENING = re.compile(r"!?\[")
_TAIL = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)(?:\{[^}]*\})?|\]\{[^}]*\}")
# What begins with a letter, a figure or a space is nothing else.
_PLAIN = re.compile(rf"(?P<word>{WORD.pattern})|[{SPACES}]+")
_VOCABULARY = 100_000  # different words of a long book, and of its notes in other languages


@lru_cache(_VOCABULARY)
def fold(text: str) -> str:
    """Return a word or mark as it is compared: quotation marks plain, no capitals."""
    return text.translate(_QUOTES).casefold()


def tokens_of(text: str) -> tuple[SourceToken, ...]:
    """Return the tokens of a file, in order; every character belongs to one, or to a pair."""
    found = list(_Scanner(text).scan(0, len(text), "", at_line_start=True))
    return tuple(_paired(found, text))


# Python 3.11 calls a function each time that a member is named, and these are named for each word.
_WORD, _SPACE, _MARK = Sort.WORD, Sort.SPACE, Sort.MARK


@dataclass(slots=True)
class _Scanner:
    text: str
    stream: str = ""

    def scan(
        self, at: int, end: int, stream: str, *, at_line_start: bool = False
    ) -> Iterator[SourceToken]:
        own = stream
        while at < end:
            if at_line_start:
                for token in self._line_head(at, own):
                    own = token.stream
                    yield token
                    at = token.end
                at_line_start = False
                continue
            if plain := _PLAIN.match(self.text, at, end):  # most are these
                sort = _WORD if plain.lastgroup else _SPACE
                last = SourceToken(at, plain.end(), sort, _key(sort, plain[0]), -1, own)
                yield last
            else:
                found = list(self._inline(at, end, own))
                yield from found
                last = max(found, key=lambda token: token.end)
            if last.sort is _SPACE and "\n" in self.text[at : last.end]:
                at_line_start = True
                if self._leaves_note(last, own, stream):
                    own = stream
            at = last.end

    def _leaves_note(self, space: SourceToken, own: str, outer: str) -> bool:
        """Tell whether a note ends: after an empty line nothing is indented any more."""
        gap = self.text[space.start : space.end]
        return (
            own != outer and gap.count("\n") > 1 and not re.search(r"\n(?:[ ]{4}|\t)[^\n]*$", gap)
        )

    def _line_head(self, at: int, stream: str) -> Iterator[SourceToken]:
        note = _NOTE_HEAD.match(self.text, at)
        if note:
            yield SourceToken(at, note.end(), Sort.HIDDEN, "note", stream=note[1])
            return
        code = _CODE_FENCE.match(self.text, at)
        if code:
            head_end = self.text.index("\n", at)
            yield SourceToken(at, head_end, Sort.HIDDEN, "code", stream=stream)
            return
        for pattern in _LINE_HEADS:
            found = pattern.match(self.text, at)
            if found and found.end() > at:
                yield SourceToken(at, found.end(), Sort.HIDDEN, stream=stream)
                return
        prefix = _PREFIX.match(self.text, at)
        while prefix and prefix.end() > at:
            yield SourceToken(at, prefix.end(), Sort.HIDDEN, "prefix", stream=stream)
            at = prefix.end()
            prefix = _PREFIX.match(self.text, at)

    def _inline(self, at: int, end: int, stream: str) -> Iterator[SourceToken]:
        if self.text.startswith("^[", at):
            close = matching(self.text, at + 1)
            if 0 < close < end:
                name = f"^{at}"
                yield SourceToken(at, close + 1, Sort.NOTE, f"⌈{name}", stream=stream)
                yield from self.scan(at + 2, close, name)
                return
        for sort, pattern in _INLINE:
            found = pattern.match(self.text, at, end)
            if found and found.end() > at:
                yield SourceToken(at, found.end(), sort, _key(sort, found.group()), stream=stream)
                return
        bracket = self._bracket(at, end, stream)
        if bracket:
            yield from bracket
            return
        run = _RUN.match(self.text, at, end)
        if run:
            yield SourceToken(at, run.end(), Sort.MARK, f"⌈{run.group()}", stream=stream)
            return
        yield SourceToken(at, at + 1, Sort.MARK, fold(self.text[at]), stream=stream)

    def _bracket(self, at: int, end: int, stream: str) -> list[SourceToken]:
        """Return both ends of `[words](address)`, `[words]{...}` and `![words](file)`."""
        opening = _OPENING.match(self.text, at, end)
        if not opening:
            return []
        close = matching(self.text, opening.end() - 1)
        found = _TAIL.match(self.text, close, end) if 0 < close < end else None
        if not found:
            return []
        start = SourceToken(at, opening.end(), Sort.OPEN, opening.group(), close, stream)
        stop = SourceToken(close, found.end(), Sort.CLOSE, found.group(), at, stream)
        inner = list(self.scan(opening.end(), close, stream))
        return [start, *inner, stop]


def matching(text: str, at: int) -> int:
    """Return the offset of the bracket that closes the one at `at`, -1 if there is none."""
    depth = 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == "[":
            depth += 1
        elif text[at] == "]":
            depth -= 1
            if depth == 0:
                return at
        elif text.startswith("\n\n", at):
            return -1
        at += 1
    return -1


def _key(sort: Sort, text: str) -> str:
    if sort is _WORD:
        return fold(text)
    if sort is _SPACE:
        return " "
    if sort is _MARK:
        if text.startswith("\\"):
            return fold(text[1:])
        return fold(_DASHES.get(text) or html.unescape(text))
    return text


_DELIMITER = re.compile(r"⌈(\*+|_+|~~|~|\^|`+)")


def _paired(tokens: list[SourceToken], text: str) -> Iterator[SourceToken]:
    """Yield tokens with the marks of emphasis that belong together made pairs."""
    mates: dict[int, tuple[Sort, int]] = {}
    waiting: dict[tuple[str, str], list[SourceToken]] = {}
    for token in tokens:
        if ends_block(token, text):
            waiting.clear()
        found = _DELIMITER.fullmatch(token.key) if token.sort is _MARK else None
        if not found:
            continue
        before = text[token.start - 1] if token.start else " "
        after = text[token.end] if token.end < len(text) else " "
        opened = waiting.setdefault((found[1], token.stream), [])
        if opened and before not in SPACES:
            start = opened.pop()
            mates[start.start] = (Sort.OPEN, token.start)
            mates[token.start] = (Sort.CLOSE, start.start)
        elif after not in SPACES and not (found[1][0] == "_" and before.isalnum()):
            opened.append(token)
    for token in tokens:
        if token.sort is _MARK and token.key.startswith("⌈"):
            sort, mate = mates.get(token.start, (token.sort, token.mate))
            yield token._replace(sort=sort, mate=mate, key=token.key[1:])
        else:
            yield token


def ends_block(token: SourceToken, text: str) -> bool:
    """Tell whether a token of `text` is an empty line."""
    if token.sort is not _SPACE or token.end == token.start + 1:
        return False
    return text.count("\n", token.start, token.end) > 1
