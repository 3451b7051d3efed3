"""Read the markup and the straight quotes in a field's text into nodes.

Markup: `<i> <b> <sup> <sub> <sc>`, `<span style="font-variant: small-caps;">`,
`<span class="nocase">` and `<span class="nodecor">`; what has no partner is plain text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from publish.citations.csl.tree import MARKUP, NOCASE, NODECOR, QUOTES, Box, Leaf, Node, leaves

_SPAN = r'<span\s+(?:class="(?:nocase|nodecor)"|style="font-variant:\s*small-caps;?")\s*>'
_TOKEN = re.compile(rf"(</?(?:i|b|sup|sub|sc)>|{_SPAN}|</span>|[\"'“”‘’])")
_TAG_MARKS = {
    "i": "font-style:italic",
    "b": "font-weight:bold",
    "sup": "vertical-align:sup",
    "sub": "vertical-align:sub",
    "sc": "font-variant:small-caps",
}
_DEEPEST = 40  # openings in openings; what is deeper is text, as in no title that was ever given
_CLOSERS = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_BEFORE_QUOTE = re.compile(r"(?:^|[\s(\[{/\-–—\"'“‘«<>\u00a0])$")


class _Frame:
    """An opening that waits for its partner."""

    def __init__(self, literal: str, mark: str, closer: str) -> None:
        self.literal = literal
        self.mark = mark
        self.closer = closer
        self.nodes: list[Node] = []


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> tuple[Node, ...]:
    return tuple(_Parser(text).nodes())


def parse_rich(text: str) -> list[Node]:
    """Return a field's text as nodes. The nodes are shared between calls: do not change them."""
    if "«" in text or "»" in text:
        text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")
    if not _TOKEN.search(text):
        return [Leaf(text)] if text else []
    return list(_parsed(text))


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = [token for token in _TOKEN.split(text) if token]
        self.stack = [_Frame("", "", "")]

    def nodes(self) -> list[Node]:
        """Return the whole text as nodes."""
        for place, token in enumerate(self.tokens):
            if token in "\"'“”‘’":
                self._quote(place, token)
            elif token.startswith("<") and _TOKEN.fullmatch(token):
                self._tag(token)
            else:
                self._append(Leaf(token))
        while len(self.stack) > 1:
            self._give_up()
        nodes = self.stack[0].nodes
        for place, leaf in enumerate(leaves(nodes)):
            leaf.is_inner = place > 0
        return nodes

    def _append(self, node: Node) -> None:
        nodes = self.stack[-1].nodes
        if isinstance(node, Leaf) and nodes and isinstance(nodes[-1], Leaf):
            nodes[-1] = Leaf(nodes[-1].text + node.text)
        else:
            nodes.append(node)

    def _open(self, token: str, mark: str, closer: str) -> None:
        if len(self.stack) > _DEEPEST:
            self._append(Leaf(token))
        else:
            self.stack.append(_Frame(token, mark, closer))

    def _give_up(self) -> None:
        """Turn the innermost opening into plain text."""
        frame = self.stack.pop()
        self._append(Leaf("’" if frame.literal == "'" else frame.literal))
        for node in frame.nodes:
            self._append(node)

    def _close(self, depth: int) -> None:
        while len(self.stack) - 1 > depth:
            self._give_up()
        frame = self.stack.pop()
        self._append(Box(frame.nodes, (frame.mark,), MARKUP))

    def _tag(self, token: str) -> None:
        if token.startswith("</"):
            for depth in range(len(self.stack) - 1, 0, -1):
                if self.stack[depth].closer == token:
                    return self._close(depth)
            return self._append(Leaf(token))
        name = re.split(r"[\s>]", token[1:], maxsplit=1)[0]
        if "nocase" in token:
            mark = NOCASE
        elif "nodecor" in token:
            mark = NODECOR
        else:
            mark = _TAG_MARKS.get(name, "font-variant:small-caps")
        return self._open(token, mark, f"</{name}>")

    def _quote(self, place: int, token: str) -> None:
        before, after = self._around(place)
        could_close = bool(before) and not before.isspace() and token in "\"'”’"
        if token == "'" and after.isalnum() and before.isalnum():
            could_close = False
        if could_close:
            for depth in range(len(self.stack) - 1, 0, -1):
                frame = self.stack[depth]
                if frame.mark != QUOTES:
                    break
                if frame.closer == token and (frame.nodes or depth < len(self.stack) - 1):
                    return self._close(depth)
        if token in _CLOSERS and _BEFORE_QUOTE.search(before) and after and not after.isspace():
            return self._open(token, QUOTES, _CLOSERS[token])
        return self._append(Leaf("’" if token == "'" else token))

    def _around(self, place: int) -> tuple[str, str]:
        """Return the letters before and after a quote, tags left out."""
        before = self._nearest(range(place - 1, -1, -1))
        after = self._nearest(range(place + 1, len(self.tokens)))
        return before[-1:], after[:1]

    def _nearest(self, places: range) -> str:
        """Return the first of these tokens that is no tag, "" if all are."""
        return next((self.tokens[at] for at in places if not _is_tag(self.tokens[at])), "")


def _is_tag(token: str) -> bool:
    return len(token) > 1 and token.startswith("<") and bool(_TOKEN.fullmatch(token))
