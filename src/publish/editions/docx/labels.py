"""What a cross reference may repeat: labels of captions, numbers of headings and of equations.

Numbers of captions and equations become `SEQ` fields here; each label gets a hidden bookmark, so
that a `REF` field elsewhere can show it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

_NUMBER_AT_END = re.compile(r"(.*\D|)(\d+)", re.DOTALL)
_COUNTED = ("CaptionLabel", "EquationNumber")
_OF_HEADINGS = ("ChapterLabel", "SectionNumber")


@dataclass(frozen=True, slots=True)
class Label:
    """What a target is called, and the hidden bookmark around those words."""

    text: str
    bookmark: str


Labels = Mapping[str, Sequence[Label]]  # by the bookmark of the target


def settle_labels(top: Element, wanted: Mapping[str, Collection[str]]) -> Labels:
    """Bookmark the labels in a part and make fields of counted numbers.

    `wanted` are the texts of the links to each target: the words of a heading get a bookmark only
    where a link repeats them.
    """
    labels: dict[str, list[Label]] = {}
    counters: Counter[str] = Counter()
    for identifier, style, run in list(_labelled(top)):
        if identifier in labels:
            continue
        label = Label(ooxml.text_of(run).strip("()"), label_bookmark(identifier))
        labels[identifier] = [label]
        if style in _COUNTED:
            _count(run, label, counters)
        elif any(text.endswith(label.text) for text in wanted.get(identifier, ())):
            _surround([run], label.bookmark)
    for identifier, paragraph in _headings(top):
        if title := _title(identifier, paragraph, wanted.get(identifier, ())):
            labels.setdefault(identifier, []).append(title)
    return labels


def label_bookmark(identifier: str) -> str:
    """Return the name of the bookmark around a label: as Word names its own, `_Ref123456789`."""
    return hidden_name("_Ref", identifier)


def hidden_name(start: str, identifier: str) -> str:
    """Return a name as Word gives those of its own making, nine digits after the start."""
    digest = int(hashlib.sha256(identifier.encode()).hexdigest(), 16)
    return f"{start}{digest % 10**9:09}"


def field_runs(instruction: str, shown: Sequence[Element]) -> list[Element]:
    """Return a whole field around the runs that are shown, all of it in the format of the first.

    LibreOffice 7.4 shows the number of a caption in the format of the field's beginning.
    """

    def run(content: Element) -> Element:
        made = element("w:r", None, content)
        properties = ooxml.child(shown[0], "w:rPr") if shown else None
        if properties is not None:
            made.insert(0, deepcopy(properties))
        return made

    def mark(kind: str) -> Element:
        return run(element("w:fldChar", {"w:fldCharType": kind}))

    text = ooxml.with_text("w:instrText", f" {instruction} ")
    return [mark("begin"), run(text), mark("separate"), *shown, mark("end")]


def put_in_place(old: Element, made: Sequence[Element]) -> None:
    """Put elements in the place of one."""
    above = ooxml.parent(old)
    at = above.index(old)
    above[at : at + 1] = list(made)


def like(run: Element, text: str) -> Element:
    """Return a run of the same format with other words."""
    made = deepcopy(run)
    for item in list(made):
        if not ooxml.is_a(item, "w:rPr"):
            made.remove(item)
    made.append(ooxml.with_text("w:t", text))
    return made


def _labelled(top: Element) -> Iterator[tuple[str, str, Element]]:
    """Yield the innermost bookmark around each label, the label's style and its run."""
    around: dict[str, str] = {}
    for one in ooxml.every(top, "w:bookmarkStart", "w:bookmarkEnd", "w:rStyle"):
        if ooxml.is_a(one, "w:bookmarkStart"):
            around[ooxml.get(one, "w:id")] = ooxml.get(one, "w:name")
        elif ooxml.is_a(one, "w:bookmarkEnd"):
            around.pop(ooxml.get(one, "w:id"), None)
        elif ooxml.get(one, "w:val") in (*_COUNTED, *_OF_HEADINGS) and around:
            run = ooxml.parent(ooxml.parent(one))
            if ooxml.text_of(run).strip():
                yield list(around.values())[-1], ooxml.get(one, "w:val"), run


def _count(run: Element, label: Label, counters: Counter[str]) -> None:
    """Put the number of a label into a field, and a bookmark around the whole label."""
    before, _, after = ooxml.text_of(run).partition(label.text)
    found = _NUMBER_AT_END.fullmatch(label.text)
    if found is None:
        inside = [like(run, label.text)]
    else:
        inside = _counted(run, found[1], int(found[2]), "Equation" if before else "", counters)
    made = [
        *([like(run, before)] if before else ()),
        *_between(inside, label.bookmark),
        *([like(run, after)] if after else ()),
    ]
    put_in_place(run, made)


def _counted(
    run: Element, words: str, number: int, kind: str, counters: Counter[str]
) -> list[Element]:
    """Return the words of a label and the field of its number."""
    # Figures that start at 1 in each chapter are a sequence for each: "Figure 3." is `Figure_3`.
    sequence = re.sub(r"\W+", "_", f"{kind} {words}").strip("_")
    counters[sequence] += 1
    reset = "" if counters[sequence] == number else f" \\r {number}"
    counters[sequence] = number
    counted = field_runs(f"SEQ {sequence} \\* ARABIC{reset}", [like(run, str(number))])
    return [*([like(run, words)] if words else ()), *counted]


def _between(runs: Sequence[Element], bookmark: str) -> list[Element]:
    start = element("w:bookmarkStart", {"w:id": bookmark, "w:name": bookmark})
    return [start, *runs, element("w:bookmarkEnd", {"w:id": bookmark})]


def _surround(runs: Sequence[Element], bookmark: str) -> None:
    start, *_, end = _between((), bookmark)
    runs[0].addprevious(start)
    runs[-1].addnext(end)


def _headings(top: Element) -> Iterator[tuple[str, Element]]:
    """Yield every heading that a bookmark begins before or in, with its name."""
    for paragraph in ooxml.every(top, "w:p"):
        if not ooxml.style_of(paragraph).startswith(("Heading", "PartTitle")):
            continue
        before = paragraph.getprevious()
        if before is not None and ooxml.is_a(before, "w:bookmarkStart"):
            yield ooxml.get(before, "w:name"), paragraph


def _title(identifier: str, paragraph: Element, wanted: Collection[str]) -> Label | None:
    """Bookmark the words of a heading after its label, where a link repeats just these."""
    runs = list(ooxml.children(paragraph, "w:r"))
    after = [index for index, run in enumerate(runs, 1) if _is_label(run)]
    rest = runs[after[-1] if after else 0 :]
    while rest and not ooxml.text_of(rest[0]).strip():
        rest = rest[1:]
    text = "".join(ooxml.text_of(run) for run in rest)
    is_plain = not ooxml.every(paragraph, "w:footnoteReference", "w:drawing", "w:hyperlink")
    if not rest or not is_plain or text.strip() not in wanted:
        return None
    if text != text.lstrip():
        first = rest[0]
        rest[0] = like(first, ooxml.text_of(first).lstrip())
        put_in_place(first, [like(first, " "), rest[0]])
    label = Label(text.strip(), label_bookmark(f"{identifier} title"))
    _surround(rest, label.bookmark)
    return label


def _is_label(run: Element) -> bool:
    return any(ooxml.get(one, "w:val") in _OF_HEADINGS for one in ooxml.every(run, "w:rStyle"))
