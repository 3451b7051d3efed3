"""Positions that survive pandoc.

pandoc's Markdown reader tells no positions. So before it reads a file, the words whose place
matters (citation keys, link and image targets, identifiers, the first word of a heading) are
replaced by codes of the same length in letters of the Vai script, which pandoc treats as letters
one column wide. Afterwards every code is turned back into its word wherever it ended up, code
blocks and formulas included, and the node around it gets the place.

A semicolon inside a citation is coded too where no other source follows it: "vol. 8, p. 3; vol.
10, p. 9". pandoc would take it for the end of one source and then find no key in the next.

A text that itself holds Vai letters, and a word for which no code of its length is left, keeps
its words and only lacks the places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from publish.diagnostics import Place
from publish.manuscript.asides import without_code
from publish.manuscript.vai import CODE, Codes
from publish.model.nodes import (
    Attr,
    Blocks,
    Citation,
    Cite,
    Div,
    Figure,
    Header,
    Image,
    Link,
    Space,
    Span,
    Str,
    Table,
    Target,
)
from publish.model.walk import every

_LONGEST_SPAN = 10_000
_SEMICOLON = "\ue03b"  # private use: no letter, so that it ends a key as `;` does
_EXAMPLE = re.compile(r"^[^\S\n]*\(@(\w+)[^)\n]*\)\s", re.MULTILINE)
_BRACKETS = re.compile(r"\[[^\[\]]*@[^\[\]]*\]")

_NODES = "smallcaps|ul|underline|mark"
# What is looked for, each with the word to be coded as its only group. Only the leading run of
# letters and digits is coded, so that pandoc still sees the punctuation that ends a key.
_TOKENS = (
    ("cite", re.compile(r"(?<![\w@\\])@\{?(\w+)")),
    ("target", re.compile(r"\]\(<?(?:[.~]{0,2}/)*#?(\w+)")),
    (
        "definition",
        re.compile(r"^ {0,3}\[[^\]^@\n][^\]\n]*\]: +<?(?:[.~]{0,2}/)*#?(\w+)", re.MULTILINE),
    ),
    ("id", re.compile(r"\{#(\w+)")),
    # Not the classes by which pandoc makes other nodes of a span.
    (
        "class",
        re.compile(rf"(?:\]|^[ \t>]*:{{3,}}[ \t]*)\{{\.(?!(?:{_NODES})\b)(\w+)", re.MULTILINE),
    ),
    ("heading", re.compile(r"^#{1,6} +[*_\[\"'“‘«(]*([^\W\d_]\w*)", re.MULTILINE)),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One coded word: what it was, what kind of thing, and where it stands.

    Headings that begin with the same word share a code, since pandoc tells equal headings apart
    by their words; then there are several places, in reading order.
    """

    word: str
    kind: str
    places: list[Place]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with codes in it, and what each code stands for."""

    text: str
    marks: dict[str, Mark]


def mark(text: str, path: str) -> MarkedText:
    """Return `text` with codes for the words whose place matters. `path` is for the places."""
    if CODE.search(text) or _SEMICOLON in text:
        return MarkedText(text, {})
    starts = line_starts(text)
    codes = Codes()
    heading_codes: dict[str, str] = {}
    marks: dict[str, Mark] = {}
    pieces: list[str] = []
    end = 0
    for kind, offset, word in _tokens(text):
        if offset < end:
            continue
        code = heading_codes.get(word, "") if kind == "heading" else ""
        code = code or codes.next(len(word))
        if not code:
            continue
        if kind == "heading":
            heading_codes[word] = code
        start = _start(text, kind, offset)
        found = marks.setdefault(code, Mark(word, kind, []))
        found.places.append(place_at(starts, start, path))
        pieces += [text[end:offset], code]
        end = offset + len(word)
    marked = _BRACKETS.sub(_with_inner_semicolons, "".join([*pieces, text[end:]]))
    if _SEMICOLON in marked:
        marks[_SEMICOLON] = Mark(";", "semicolon", [])
    return MarkedText(marked, marks)


def _start(text: str, kind: str, offset: int) -> int:
    """Return where the thing begins of which a word at `offset` is coded."""
    match kind:
        case "cite":
            return text.rfind("@", 0, offset)
        case "target" | "definition":
            while text[offset - 1] in "./~#":
                offset -= 1
        case "class":
            return _opening(text, text.rfind("{", 0, offset))
    return offset


def _opening(text: str, brace: int) -> int:
    """Return where a span begins whose attributes do at `brace`; of a div, its class."""
    depth = 0
    if text[brace - 1] != "]":
        return brace + 1
    for place in range(brace - 1, max(-1, brace - _LONGEST_SPAN), -1):
        depth += {"]": 1, "[": -1}.get(text[place], 0)
        if not depth:
            return place
    return brace


def _with_inner_semicolons(brackets: re.Match[str]) -> str:
    """Code the semicolons that stand between places in one source, not between two sources."""
    pieces = brackets.group().split(";")
    joined = pieces[0]
    for before, piece in pairwise(pieces):
        is_end_of_source = "@" in piece or before.endswith("\\")
        joined += (";" if is_end_of_source else _SEMICOLON) + piece
    return joined


def line_starts(text: str) -> list[int]:
    """Return the offset of the first character of every line."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def place_at(starts: list[int], offset: int, path: str) -> Place:
    """Return the place of the character at `offset`."""
    line = bisect_right(starts, offset)
    return Place(path, line, offset - starts[line - 1] + 1)


def settle(blocks: Blocks, marks: dict[str, Mark]) -> Blocks:
    """Return blocks with every code turned back into its word, and places on the nodes."""
    if not marks:
        return blocks
    own = {code: replace(found, places=list(found.places)) for code, found in marks.items()}
    return _settle(blocks, own)  # type: ignore[no-any-return]


def _tokens(text: str) -> list[tuple[str, int, str]]:
    """Return kind, offset and word of all that is to be coded, in the order of the text.

    The labels of numbered examples, `(@good)`, look like keys; pandoc must see them unchanged, or
    it cannot tell which example a reference means.
    """
    examples = set(_EXAMPLE.findall(text))
    # Headings of the same words are told apart by their order, in which code has no place.
    prose = without_code(text)
    found = [
        (kind, match.start(1), match.group(1))
        for kind, pattern in _TOKENS
        for match in pattern.finditer(prose if kind == "heading" else text)
        if not (kind == "cite" and match.group(1) in examples)
    ]
    return sorted(found, key=lambda token: token[1])


# --- turning codes back ----------------------------------------------------------------------


def _settle(node: Any, marks: dict[str, Mark]) -> Any:
    kind: type = type(node)
    if kind is Str:  # most of a text
        text = restore(node.text, marks)
        return node if text is node.text else Str(text)
    if kind is Space:
        return node
    if isinstance(node, str):
        return restore(node, marks)
    if isinstance(node, tuple):
        items = tuple(_settle(item, marks) for item in node)
        return node if all(new is old for new, old in zip(items, node, strict=True)) else items
    place = _place_of(node, marks)
    changes: dict[str, Any] = {}
    for name in _fields_of(kind):
        value = getattr(node, name)
        new = _restore_attr(value, marks) if isinstance(value, Attr) else _settle(value, marks)
        if new is not value:
            changes[name] = new
    settled = replace(node, **changes) if changes else node
    place = place or _inherited(settled)
    return replace(settled, place=place) if place else settled


@cache
def _fields_of(kind: Hashable) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, none for any other type."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def restore(text: str, marks: dict[str, Mark]) -> str:
    """Return `text` with every code in it turned back into its word."""
    if text.isascii():  # no code is
        return text
    if _SEMICOLON in text:
        text = text.replace(_SEMICOLON, ";")
    if not CODE.search(text):
        return text
    return CODE.sub(lambda code: _word(code.group(), marks), text)


def _word(code: str, marks: dict[str, Mark]) -> str:
    found = marks.get(code)
    return found.word if found else code


def _restore_attr(attr: Attr, marks: dict[str, Mark]) -> Attr:
    """Restore an identifier too: one that pandoc made from a heading is in lower case."""
    if not CODE.search(repr(attr)):
        return attr

    def lowered(code: re.Match[str]) -> str:
        found = marks.get(code.group())
        if not found:
            return code.group()
        return found.word if found.kind == "id" else found.word.lower()

    return Attr(
        CODE.sub(lowered, attr.id),
        tuple(restore(name, marks) for name in attr.classes),
        tuple((restore(key, marks), restore(value, marks)) for key, value in attr.pairs),
    )


def _place_of(node: Any, marks: dict[str, Mark]) -> Place | None:
    for text in _telling(node):
        code = CODE.search(text)
        found = marks.get(code.group()) if code else None
        if found and found.places:
            return found.places.pop(0) if found.kind == "heading" else found.places[0]
    return None


def _telling(node: Any) -> Iterator[str]:
    """Yield the strings of a node that say where it stands, the best first."""
    match node:
        case Citation(key):
            yield key
        case Link(attr, _, Target(url)) | Image(attr, _, Target(url)):
            yield url
            yield attr.id
        case Header(_, attr, content):
            yield from (item.text for item in content[:3] if hasattr(item, "text"))
            yield attr.id
        case Span(attr) | Div(attr) | Table(attr):
            yield attr.id
            yield from attr.classes


def _inherited(node: Any) -> Place | None:
    """Return the place of a part for a node that has none of its own."""
    match node:
        case Cite(citations, _, None) if citations:
            return citations[0].place
        case Figure(place=None):
            own = (image.place for image in every(Image, node.content))
            return next(own, None)
    return None
