"""Marks words that are read against the text around them, so that they stay in their order.

WeasyPrint 70 orders the words of one box by Unicode's rules, but the boxes of a line by the
direction of what holds them: in a Hebrew line, "Doe, *The Long Winter*, 1950" would come out as
three boxes from right to left. Here such a run becomes one element with a direction of its own.
Source: Unicode Standard Annex 9, rules W5, W7 and N0 to N2, as far as they need no levels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from publish.editions import markup
from publish.editions.markup import Element

_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_NUMBERS = frozenset({"EN", "AN"})
_INLINE = frozenset((
    "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "u", "var",
))  # fmt: skip
_FENCED = frozenset({"pre", "code", "br", "img"})
# Spans that stand on lines of their own, or in a place of their own.
_BLOCKS = frozenset((
    "affiliation", "chapter-subtitle", "csl-block", "csl-indent", "csl-left-margin",
    "entry-authors", "entry-label", "entry-title", "equation", "folio", "heading-label", "line",
    "note-code", "note-heading", "note-item", "note-line", "note-p", "note-quote", "note-term",
    "subtitle", "toc-entry",
))  # fmt: skip
# A letter that is read to the left, and one that is read to the right.
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_RIGHTWARD = re.compile("(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])[^\\W\\d_]")
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """A character, or an element that stands in the line. `way` is "" for what has none."""

    content: str | Element
    way: str
    is_number: bool = False
    is_boundary: bool = False


def mark_runs(element: Element, way: str) -> None:
    """Give every run of words in `element` that is read the other way an element that says so.

    `way` is how the words of `element` are read, `ltr` or `rtl`.
    """
    way = element.get("dir") or way
    for child in element.iterdescendants():
        is_code = child.tag in ("pre", "code") and way == "rtl"
        if not child.get("dir") and (is_code or _is_foreign_entry(child, way)):
            child.set("dir", "ltr" if way == "rtl" else "rtl")
    _mark(element, way)


def _is_foreign_entry(element: Element, way: str) -> bool:
    """Tell whether a source is listed in letters that are all read the other way."""
    if "csl-entry" not in (element.get("class") or "").split():
        return False
    own, others = (_LEFTWARD, _RIGHTWARD) if way == "rtl" else (_RIGHTWARD, _LEFTWARD)
    words = _text(element)
    return others.search(words) is not None and own.search(words) is None


def _mark(element: Element, way: str) -> None:
    if element.tag in _FENCED or not isinstance(element.tag, str) or element.tag.startswith("{"):
        return
    others = _RIGHTWARD if way == "rtl" else _LEFTWARD
    if not others.search(_text(element)) and not element.xpath(".//*[@dir]"):
        return
    units = list(_units(element))
    runs = list(_runs(units, way))
    chosen = [run for run in runs if _is_wanted(units[slice(*run)], way)]
    if chosen:
        _rebuild(element, units, chosen, way)
    for child in element:
        _mark(child, child.get("dir") or way)


def _units(element: Element) -> Iterator[_Unit]:
    yield from map(_character, element.text or "")
    for child in element:
        yield _element(child)
        yield from map(_character, child.tail or "")


def _character(one: str) -> _Unit:
    kind = unicodedata.bidirectional(one)
    return _Unit(one, _STRONG.get(kind, ""), kind in _NUMBERS)


def _element(child: Element) -> _Unit:
    classes = set((child.get("class") or "").split())
    if "footnote" in classes or not isinstance(child.tag, str) or child.tag.startswith("{"):
        return _Unit(child, "")
    if child.tag not in _INLINE or classes & _BLOCKS:
        return _Unit(child, "", is_boundary=True)
    kinds = [unicodedata.bidirectional(one) for one in _text(child)]
    ways = {_STRONG[kind] for kind in kinds if kind in _STRONG}
    if len(ways) > 1:
        return _Unit(child, "", is_boundary=True)
    return _Unit(child, next(iter(ways), ""), bool(_NUMBERS.intersection(kinds)))


def _runs(units: list[_Unit], way: str) -> Iterator[tuple[int, int]]:
    """Yield where runs of the other direction begin and end."""
    start = last = -1
    for at, unit in enumerate([*units, _Unit("", way)]):
        if unit.is_boundary or unit.way == way:
            if start >= 0:
                yield start, _end(units, start, last)
            start = -1
        elif unit.way or (unit.is_number and start >= 0):
            start, last = (at if start < 0 else start), at


def _end(units: list[_Unit], start: int, last: int) -> int:
    """Return where a run ends: with the sign of its last number, and with brackets it opened."""
    end = last + 1
    contents = [one.content for one in units]
    while end < len(units) and isinstance(sign := contents[end], str):
        opened = contents[start:end]
        closes = sign in _CLOSING and opened.count(_CLOSING[sign]) > opened.count(sign)
        is_of_number = units[end - 1].is_number and unicodedata.bidirectional(sign) == "ET"
        if not closes and not is_of_number:
            break
        end += 1
    return end


def _is_wanted(run: list[_Unit], way: str) -> bool:
    """Tell whether a run must be marked: words of one box are in order where they are read on.

    In a text that is read to the left all are, so that they get the face of their own script.
    """
    return way == "rtl" or (len(run) > 1 and any(not isinstance(one.content, str) for one in run))


def _rebuild(element: Element, units: list[_Unit], runs: list[tuple[int, int]], way: str) -> None:
    """Write the content of an element again, each run in an element of its own."""
    for child in list(element):
        element.remove(child)
        child.tail = None
    element.text = None
    ends = dict(runs)
    at = 0
    while at < len(units):
        end = ends.get(at, at + 1)
        if at in ends:
            _write_run(element, units[at:end], "ltr" if way == "rtl" else "rtl", way)
        else:
            _write(element, units[at])
        at = end


def _write_run(parent: Element, run: list[_Unit], other: str, way: str) -> None:
    only = run[0].content
    if len(run) == 1 and not isinstance(only, str):
        only.set("dir", only.get("dir") or other)
        parent.append(only)
        return
    holder = markup.add(parent, "span")
    holder.set("dir", other)
    for unit in run:
        content = unit.content
        if not isinstance(content, str) and "footnote" in (content.get("class") or ""):
            content.set("dir", content.get("dir") or way)  # it stands at the foot of the page
        _write(holder, unit)


def _text(element: Element) -> str:
    return "".join(map(str, element.itertext()))


def _write(parent: Element, unit: _Unit) -> None:
    if isinstance(unit.content, str):
        markup.add_text(parent, unit.content)
    else:
        parent.append(unit.content)
