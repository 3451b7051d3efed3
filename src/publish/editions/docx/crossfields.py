"""References to captions, headings and equations, as fields that Word can bring up to date.

Everything shown is there already, so nothing need be updated to be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.editions.docx import ooxml
from publish.editions.docx.labels import (
    Label,
    Labels,
    field_runs,
    hidden_name,
    like,
    put_in_place,
    settle_labels,
)
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

# Lines of the contents are links as well, but to the whole float.
_LISTS = ("TOC", "TableofFigures")


def settle_contents(document: Element) -> None:
    """Let the lines of contents and lists lead to hidden bookmarks, as Word's own do: `_Toc...`."""
    names: dict[str, str] = {}
    for paragraph in ooxml.every(document, "w:p"):
        if not ooxml.style_of(paragraph).startswith(_LISTS):
            continue
        for link in ooxml.every(paragraph, "w:hyperlink"):
            old = ooxml.get(link, "w:anchor")
            names[old] = hidden_name("_Toc", old)
            ooxml.put(link, "w:anchor", names[old])
        for one in ooxml.every(paragraph, "w:instrText"):
            words = (one.text or "").split(" ")
            one.text = " ".join(names.get(word, word) for word in words)
    ends = {ooxml.get(one, "w:id"): one for one in ooxml.every(document, "w:bookmarkEnd")}
    for start in ooxml.every(document, "w:bookmarkStart"):
        if name := names.get(ooxml.get(start, "w:name")):
            start.addnext(element("w:bookmarkStart", {"w:id": name, "w:name": name}))
            ends[ooxml.get(start, "w:id")].addprevious(element("w:bookmarkEnd", {"w:id": name}))


def settle_cross_references(document: Element, notes: Element) -> None:
    """Make `SEQ` fields of counted numbers and `REF` fields of the links that repeat a label."""
    links = [*_links(document), *_links(notes)]
    wanted: dict[str, set[str]] = {}
    for link in links:
        wanted.setdefault(ooxml.get(link, "w:anchor"), set()).add(ooxml.text_of(link))
    labels = settle_labels(document, wanted)
    for link in links:
        _refer(link, labels)


def _links(top: Element) -> Iterator[Element]:
    for paragraph in ooxml.every(top, "w:p"):
        if not ooxml.style_of(paragraph).startswith(_LISTS):
            yield from ooxml.every(paragraph, "w:hyperlink")


def _refer(link: Element, labels: Labels) -> None:
    """Make a field of what a link repeats of its target: all of it, or the number at its end."""
    shown = ooxml.text_of(link)
    runs = list(link)
    for label in labels.get(ooxml.get(link, "w:anchor"), ()):
        if shown == label.text:
            put_in_place(link, _reference(label, runs))
            return
        if len(runs) == 1 and (around := _words_around(shown, label.text)):
            before, after = around
            run = runs[0]
            made = [like(run, before), *_reference(label, [like(run, label.text)])]
            put_in_place(run, [*made, *([like(run, after)] if after else ())])
            return


def _words_around(shown: str, label: str) -> tuple[str, str] | None:
    """Return what stands before and after a label in a link: "Section " in "Section 1.1"."""
    tail = ")" if shown.endswith(")") else ""
    body = shown.removesuffix(tail) if tail else shown
    before = body.removesuffix(label)
    if not label or before == body or before[-1:].isalnum() or before.endswith("."):
        return None
    return before, tail


def _reference(label: Label, runs: Sequence[Element]) -> list[Element]:
    # MERGEFORMAT: an update would else bring the bold of the caption along.
    return field_runs(f"REF {label.bookmark} \\h \\* MERGEFORMAT", runs)
