"""Which tag an element of a page gets, from its name and its classes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SVG = "{http://www.w3.org/2000/svg}svg"

_BY_NAME = {
    "section": "Sect",
    "blockquote": "BlockQuote",
    "p": "P",
    "hr": "P",
    "pre": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "LI",
    "dd": "LI",
    "a": "Link",
    "code": "Code",
    "figure": "Div",
    "img": "Figure",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
}
# Classes that say more than the name of the element does.
_BY_CLASS = {
    "footnote": "Note",
    "endnote": "endnote",
    "noteref": "mark",
    "note-number": "number",
    "line-block": "Div",
    "stanza": "Div",
    "line": "P",
    "csl-entry": "entry",
    "csl-left-margin": "Lbl",
    "index-entry": "entry",
    "callout": "Div",
    "abstract": "Div",
}
_TAGS = "data-tags"  # of the lines of notes, see `editions.pages.footnotes`
_IN_LINES = frozenset({"Lbl", "TD", "TH"})  # tags of notes that share a line with others
BLOCKS = frozenset(_BY_NAME) - {"a", "code", "img"} | {"div", "header", "footer", "body", "aside"}


def classes(element: Any) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def role(element: Any) -> str:
    """Return the structure type of an element, or what it is where several tags are made of it.

    `entry` is one of a list without list markup; `endnote`, `mark` and `number` belong to notes
    that do not stand at the foot of the page; `line` is one of a note that does (see `steps`).

    "" is for an element that means nothing to a listener; what is in it belongs to what is around.
    """
    name, known = element.tag, classes(element)
    if name == SVG:
        return "Formula" if "math" in known else "Figure"
    if element.get(_TAGS):
        return "line"
    for one in known:
        if one in _BY_CLASS:
            return _BY_CLASS[one]
    if name == "section" and "part" in known:
        return "Part"
    if name == "ol" and "toc" in known:
        return "TOC"
    if name == "div" and element.get("id") == "index":
        return "Index"
    return _BY_NAME.get(name, "")


@dataclass(frozen=True, slots=True)
class Step:
    """A tag on the way from a note down to one of its lines. `number` tells it from others."""

    number: str
    kind: str
    attributes: Mapping[str, str | int]


def steps(element: Any) -> list[Step]:
    """Return the tags around a line of a note: `1:L;ListNumbering=Disc 2:LI 4:LBody 5:P`."""
    return [_step(*one.split(";")) for one in (element.get(_TAGS) or "").split()]


def _step(name: str, *attributes: str) -> Step:
    number, _, kind = name.partition(":")
    pairs = (one.partition("=") for one in attributes)
    values = {name: int(value) if value.isdigit() else value for name, _, value in pairs}
    return Step(number, kind, values)


def is_block(element: Any) -> bool:
    """Tell whether an element stands on lines of its own."""
    if element.get(_TAGS):
        return steps(element)[-1].kind not in _IN_LINES
    return element.tag in BLOCKS or role(element) in (
        "P",
        "Div",
        "BlockQuote",
        "entry",
        "Note",
        "endnote",
    )


def depth(element: Any) -> int:
    """Return how deep an entry stands in its list, from 1: `index-2`."""
    for one in classes(element):
        level = one.removeprefix("index-")
        if level.isdigit():
            return int(level)
    return 1
