"""Numbers of captions and references to them, as fields that Word can bring up to date.

Everything shown is there already, so nothing need be updated to be read. Numbers of headings and
of equations are words of the text, and references to them plain links.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

_NUMBER_AT_END = re.compile(r"(.*\D)(\d+)", re.DOTALL)
# Lines of the contents are links as well, but to the whole float.
_LISTS = ("TOC", "TableofFigures")


@dataclass(frozen=True, slots=True)
class Label:
    """The number that a caption begins with, and the hidden bookmark that is put around it."""

    text: str
    bookmark: str


def settle_cross_references(top: Element) -> None:
    """Make `SEQ` fields of the numbers in captions and `REF` fields of the links to them."""
    labels: dict[str, Label] = {}
    counters: Counter[str] = Counter()
    for identifier, run in list(_labelled(top)):
        text = ooxml.text_of(run)
        label = Label(text, label_bookmark(identifier))
        found = _NUMBER_AT_END.fullmatch(text)
        if found and identifier not in labels:
            labels[identifier] = label
            _number(run, label, found[1], int(found[2]), counters)
    for paragraph in ooxml.every(top, "w:p"):
        if not ooxml.style_of(paragraph).startswith(_LISTS):
            for link in ooxml.every(paragraph, "w:hyperlink"):
                _refer(link, labels)


def label_bookmark(identifier: str) -> str:
    """Return the name of the bookmark around a label: as Word names its own, `_Ref123456789`."""
    digest = int(hashlib.sha256(identifier.encode()).hexdigest(), 16)
    return f"_Ref{digest % 10**9:09}"


def _labelled(top: Element) -> Iterator[tuple[str, Element]]:
    """Yield the bookmark around each float, and the run with the label of its caption."""
    around: dict[str, str] = {}
    for one in ooxml.every(top, "w:bookmarkStart", "w:bookmarkEnd", "w:rStyle"):
        if ooxml.is_a(one, "w:bookmarkStart"):
            around[ooxml.get(one, "w:id")] = ooxml.get(one, "w:name")
        elif ooxml.is_a(one, "w:bookmarkEnd"):
            around.pop(ooxml.get(one, "w:id"), None)
        elif ooxml.get(one, "w:val") == "CaptionLabel" and around:
            yield list(around.values())[-1], ooxml.parent(ooxml.parent(one))


def _number(run: Element, label: Label, words: str, number: int, counters: Counter[str]) -> None:
    """Put the number of a label into a field, and a bookmark around the whole label."""
    # Figures that start at 1 in each chapter are a sequence for each: "Figure 3." is `Figure_3`.
    sequence = re.sub(r"\W+", "_", words).strip("_")
    counters[sequence] += 1
    reset = "" if counters[sequence] == number else f" \\r {number}"
    counters[sequence] = number
    first, last = deepcopy(run), deepcopy(run)
    _say(first, words)
    _say(last, str(number))
    made = [
        element("w:bookmarkStart", {"w:id": label.bookmark, "w:name": label.bookmark}),
        first,
        *_field(f"SEQ {sequence} \\* ARABIC{reset}", (last,)),
        element("w:bookmarkEnd", {"w:id": label.bookmark}),
    ]
    _replace(run, made)


def _say(run: Element, text: str) -> None:
    for item in list(run):
        if not ooxml.is_a(item, "w:rPr"):
            run.remove(item)
    run.append(ooxml.with_text("w:t", text))


def _refer(link: Element, labels: Mapping[str, Label]) -> None:
    """Make a field of a link that says just what its target is called."""
    label = labels.get(ooxml.get(link, "w:anchor"))
    if label is None or ooxml.text_of(link) != label.text:
        return
    # MERGEFORMAT: an update would else bring the bold of the caption along.
    instruction = f"REF {label.bookmark} \\h \\* MERGEFORMAT"
    _replace(link, _field(instruction, tuple(link)))


def _field(instruction: str, shown: tuple[Element, ...]) -> list[Element]:
    def mark(kind: str) -> Element:
        return element("w:r", None, element("w:fldChar", {"w:fldCharType": kind}))

    text = ooxml.with_text("w:instrText", f" {instruction} ")
    return [mark("begin"), element("w:r", None, text), mark("separate"), *shown, mark("end")]


def _replace(old: Element, made: list[Element]) -> None:
    above = ooxml.parent(old)
    at = above.index(old)
    above[at : at + 1] = made
