"""Turn an output tree into runs: punctuation, quotes, flip-flop and spaces are settled here.

Source: CSL 1.0.2, "Quotes", "punctuation-in-quote"; the test suite for what happens where
two marks of punctuation meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from publish.citations.csl.locale import Locale
from publish.citations.csl.punctuation import MARKS, meeting
from publish.citations.csl.runs import Mark, Run, Runs
from publish.citations.csl.tree import MARKUP, NOCASE, NODECOR, QUOTES, Box, Leaf, Node

_TEXT, _OPEN, _CLOSE = range(3)
_NORMAL = {
    "font-style": "normal",
    "font-variant": "normal",
    "font-weight": "normal",
    "text-decoration": "none",
    "vertical-align": "baseline",
}
_Look = Mapping[str, str]
_SPANS = ("cite", "inline", "lang", "link")  # tags that a reader of the runs wants to know of


def _raised_letters() -> str:
    letters = (chr(code) for code in range(0xA0, 0x3200))
    return "".join(c for c in letters if unicodedata.decomposition(c).startswith("<super>"))


# Letters that are superscripts without saying so in their decomposition.
# Source: Unicode Technical Report 30, SuperscriptFolding.txt, which the specification names.
_FOLDED = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
_RAISED = re.compile(f"([{re.escape(_raised_letters() + ''.join(_FOLDED))}])")


class _Piece:
    __slots__ = ("kind", "marks", "text")

    def __init__(self, text: str, marks: tuple[Mark, ...], kind: int) -> None:
        self.text = text
        self.marks = marks
        self.kind = kind


def settle(nodes: Sequence[Node], locale: Locale, *, has_blocks: bool = True) -> Runs:
    """Return the runs of an output tree; in a citation nothing is a block (`has_blocks`)."""
    sink = _Sink(locale, has_blocks)
    sink.walk(nodes, (), _NORMAL, 0)
    return sink.runs()


class _Sink:
    def __init__(self, locale: Locale, has_blocks: bool) -> None:
        self.locale = locale
        self.has_blocks = has_blocks
        self.pieces: list[_Piece] = []

    def runs(self) -> Runs:
        """Return what was collected, neighbours under the same marks joined."""
        runs: list[Run] = []
        for piece in self.pieces:
            if not piece.text:
                continue
            if runs and runs[-1].marks == piece.marks:
                runs[-1] = Run(runs[-1].text + piece.text, piece.marks)
            else:
                runs.append(Run(piece.text, piece.marks))
        return tuple(runs)

    def walk(self, nodes: Sequence[Node], marks: tuple[Mark, ...], look: _Look, depth: int) -> None:
        """Take in nodes that stand under marks, `depth` quotes deep."""
        for node in nodes:
            if isinstance(node, Leaf):
                self._add(node, marks)
            elif not node.marks and node.tag not in _SPANS:
                self.walk(node.children, marks, look, depth)
            else:
                self._box(node, marks, look, depth)

    def _box(self, box: Box, marks: tuple[Mark, ...], look: _Look, depth: int) -> None:
        is_quoted = False
        for name in box.marks:
            if name == QUOTES:
                is_quoted = True
                self.pieces.append(_Piece(self._quote(depth, is_open=True), marks, _OPEN))
                quote_marks, quote_depth = marks, depth
                depth += 1
            elif name == NODECOR:
                new = tuple(Mark(f"{p}:{_NORMAL[p]}") for p, v in look.items() if v != _NORMAL[p])
                marks, look = marks + new, _NORMAL
            elif name != NOCASE and (self.has_blocks or not name.startswith("display:")):
                marks, look = _marked(name, marks, look, flips=box.tag == MARKUP)
        if box.tag in _SPANS:
            marks = (*marks, Mark(box.tag, box.value))
        self.walk(box.children, marks, look, depth)
        if self.has_blocks and box.value == "right-inline" and box.tag == "display":
            self._end_block(marks)
        if is_quoted:
            if self.pieces and self.pieces[-1].kind == _OPEN:
                self.pieces.pop()
                return
            sign = self._quote(quote_depth, is_open=False)
            self.pieces.append(_Piece(sign, quote_marks, _CLOSE))

    def _end_block(self, marks: tuple[Mark, ...]) -> None:
        """Move the space that ends a block behind it."""
        last = self.pieces[-1]
        if last.text.endswith(" "):
            last.text = last.text.rstrip(" ")
            self.pieces.append(_Piece(" ", marks[:-1], _TEXT))

    def _quote(self, depth: int, *, is_open: bool) -> str:
        locale = self.locale
        if depth % 2:
            return locale.open_inner_quote if is_open else locale.close_inner_quote
        return locale.open_quote if is_open else locale.close_quote

    def _add(self, leaf: Leaf, marks: tuple[Mark, ...]) -> None:
        text = leaf.text
        if not text:
            return
        if self.pieces and not leaf.is_inner:
            first = text[0]
            if first == " " or first in MARKS:
                text = self._met(text)
                if not text:
                    return
        if _RAISED.search(text):
            self._add_raised(text, marks)
        else:
            self.pieces.append(_Piece(text, marks, _TEXT))

    def _add_raised(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Take in a text with superscript letters, which fonts often lack."""
        for part in _RAISED.split(text):
            if _RAISED.fullmatch(part):
                letters = _FOLDED.get(part) or unicodedata.normalize("NFKD", part)
                mark = Mark("vertical-align:sup")
                self.pieces.append(_Piece(letters, (*marks, mark), _TEXT))
            elif part:
                self.pieces.append(_Piece(part, marks, _TEXT))

    def _met(self, text: str) -> str:
        """Settle the seam to what came before; return what is left of the text."""
        place = len(self.pieces) - 1
        while place >= 0 and (self.pieces[place].kind == _CLOSE or not self.pieces[place].text):
            place -= 1
        if place < 0 or self.pieces[place].kind == _OPEN:
            return text
        before = self.pieces[place]
        is_behind_quote = any(p.kind == _CLOSE for p in self.pieces[place + 1 :])
        last, first = before.text[-1], text[0]
        if first == " ":
            return text.lstrip(" ") if last == " " and not is_behind_quote else text
        if is_behind_quote:
            return self._behind_quote(place, text)
        if last in MARKS:
            return _settled(before, text)
        return text

    def _behind_quote(self, place: int, text: str) -> str:
        """Settle marks on both sides of closing quotes; return what is left outside."""
        before = self.pieces[place]
        last, first = before.text[-1], text[0]
        if self.locale.punctuation_in_quote and first in ".,":
            left = _settled(before, text) if last in MARKS else text
            if len(left) == len(text):
                # It stands within the quotes, but not in a title's italics.
                marks = self.pieces[place + 1].marks
                self.pieces.insert(place + 1, _Piece(first, marks, _TEXT))
            return text[1:]
        # What ends within the quotes needs no further mark, unless that says more.
        is_ended = last in MARKS and meeting(last, first) == last
        return text[1:] if is_ended else text


def _settled(before: _Piece, text: str) -> str:
    """Let the marks at a seam meet; return what is left of the text after it."""
    kept = meeting(before.text[-1], text[0])
    if len(kept) == 2:
        return text
    if kept == before.text[-1]:
        return text[1:]
    before.text = before.text[:-1]
    return text


def _marked(
    name: str, marks: tuple[Mark, ...], look: _Look, *, flips: bool
) -> tuple[tuple[Mark, ...], _Look]:
    """Add a mark: what is set already is not set again, or flips to normal."""
    kind, _, value = name.partition(":")
    if kind not in _NORMAL:
        return (*marks, Mark(name)), look
    now = look[kind]
    if value == "baseline" and not flips:
        return marks, look  # it is the default of a style's element, not an order to come down
    if now == value and (value == _NORMAL[kind] or not flips):
        return marks, look
    if now == value and kind != "vertical-align":
        value = _NORMAL[kind]
    return (*marks, Mark(f"{kind}:{value}")), {**look, kind: value}
