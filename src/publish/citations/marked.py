"""Formatted text as one string: private-use characters stand for where a format begins or ends.

citeproc-py and the CSL items work on strings, the book on nodes; this is the bridge between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from publish.model.nodes import (
    Attr,
    Code,
    Emph,
    Inline,
    Inlines,
    Link,
    Quoted,
    QuoteKind,
    SmallCaps,
    Span,
    Str,
    Strong,
    Subscript,
    Superscript,
    Target,
    Underline,
)
from publish.model.walk import plain_text, words

_FIRST = 0xE100
_KINDS: tuple[Callable[[Inlines], Inline], ...] = (
    Emph,
    Strong,
    Superscript,
    Subscript,
    SmallCaps,
    Underline,
    lambda content: content[0] if len(content) == 1 else Span(Attr(), content),
)
ITALIC, BOLD, SUPERSCRIPT, SUBSCRIPT, SMALL_CAPS, UNDERLINE, PLAIN = range(len(_KINDS))
MARKS = f"[{chr(_FIRST)}-{chr(_FIRST + 2 * len(_KINDS) - 1)}]"
_TAGS = {
    "i": ITALIC,
    "em": ITALIC,
    "b": BOLD,
    "strong": BOLD,
    "sup": SUPERSCRIPT,
    "sub": SUBSCRIPT,
    "sc": SMALL_CAPS,
    "u": UNDERLINE,
}
_TAG = re.compile(
    r'<(/?)(i|em|b|strong|sup|sub|sc|u|span)((?:\s+(?:style|class)="[^"]*")?)>', re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”]*[^\s<>“”.,;:!?)\]’]")


def begin(kind: int) -> str:
    """Return the character that begins a format."""
    return chr(_FIRST + 2 * kind)


def end(kind: int) -> str:
    """Return the character that ends a format."""
    return chr(_FIRST + 2 * kind + 1)


def enclosed(kind: int, text: str) -> str:
    """Return text between the two characters of a format."""
    return begin(kind) + text + end(kind) if text else ""


def from_html(text: str) -> str:
    """Return a CSL field with the markup that CSL 1.0.2 (appendix "Rich Text") knows as marks."""
    spans: list[int] = []

    def mark(found: re.Match[str]) -> str:
        closing, name, attributes = found.groups()
        kind = _TAGS.get(name.lower(), PLAIN)
        if name.lower() == "span":
            if closing:
                kind = spans.pop() if spans else PLAIN
            else:
                kind = SMALL_CAPS if "small-caps" in attributes else PLAIN
                spans.append(kind)
        return end(kind) if closing else begin(kind)

    return _TAG.sub(mark, text)


_OF_NODE: dict[type, int] = {
    Emph: ITALIC,
    Strong: BOLD,
    Superscript: SUPERSCRIPT,
    Subscript: SUBSCRIPT,
    SmallCaps: SMALL_CAPS,
    Underline: UNDERLINE,
}


def from_inlines(content: Inlines) -> str:
    """Return inlines as marked text; quotation marks are typographic English ones."""
    return "".join(map(_from_inline, content))


def _from_inline(node: Inline) -> str:
    match node:
        case Str(text) | Code(_, text):
            return text
        case Quoted(kind, content):
            left, right = ("‘", "’") if kind is QuoteKind.SINGLE else ("“", "”")
            return left + from_inlines(content) + right
        case Span(_, content) | Link(_, content):
            return from_inlines(content)
    kind_number = _OF_NODE.get(type(node))
    if kind_number is not None:
        return enclosed(kind_number, from_inlines(node.content))  # type: ignore[union-attr,arg-type]
    return plain_text(node) or " "


@dataclass(slots=True)
class _Open:
    kind: int
    content: list[Inline]


def to_inlines(text: str) -> Inlines:
    """Return marked text as nodes; web addresses in it become links.

    A mark without its partner is left out.
    """
    stack = [_Open(-1, [])]
    for piece in re.split(f"({MARKS})", text):
        if not re.fullmatch(MARKS, piece):
            stack[-1].content.extend(_with_links(piece))
            continue
        kind, closes = divmod(ord(piece) - _FIRST, 2)
        if not closes:
            stack.append(_Open(kind, []))
        elif any(one.kind == kind for one in stack[1:]):
            while True:
                last = stack.pop()
                _close(last, stack[-1].content)
                if last.kind == kind:
                    break
    while len(stack) > 1:
        _close(stack.pop(), stack[-1].content)
    return tuple(stack[0].content)


def _close(done: _Open, into: list[Inline]) -> None:
    if not done.content:
        return
    if done.kind == PLAIN:
        into.extend(done.content)
    else:
        into.append(_KINDS[done.kind](tuple(done.content)))


def _with_links(text: str) -> Inlines:
    result: list[Inline] = []
    done = 0
    for found in _ADDRESS.finditer(text):
        address = found.group()
        url = address if address.startswith("http") else f"https://{address}"
        result.extend(words(text[done : found.start()]))
        result.append(Link(Attr("", ("uri",)), (Str(address),), Target(url)))
        done = found.end()
    return (*result, *words(text[done:]))
