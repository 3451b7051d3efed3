"""Bookmarks: one number each, around a heading the heading alone, none that is wanted in a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

_POINTER = re.compile(r"(?:PAGE|NOTE)?REF (\S+)")


def lead_to_calls(document: Element, notes: Element) -> None:
    """Put the bookmarks in notes that something refers to around the marks that call the notes.

    LibreOffice 7.4 finds no bookmark in a note, and shows an error in place of the page; the page
    of a note is that of its mark, so nothing else changes by it.
    """
    wanted = {name for top in (document, notes) for name in _pointed_at(top)}
    calls = {
        ooxml.get(one, "w:id"): ooxml.parent(one)
        for one in ooxml.every(document, "w:footnoteReference")
    }
    for note in ooxml.children(notes, "w:footnote"):
        call = calls.get(ooxml.get(note, "w:id"))
        ends = {ooxml.get(one, "w:id"): one for one in ooxml.every(note, "w:bookmarkEnd")}
        for start in ooxml.every(note, "w:bookmarkStart"):
            end = ends.get(ooxml.get(start, "w:id"))
            if call is not None and end is not None and ooxml.get(start, "w:name") in wanted:
                _surround(call, ooxml.get(start, "w:name"))
                ooxml.remove(start)
                ooxml.remove(end)


def _pointed_at(top: Element) -> Iterator[str]:
    for link in ooxml.every(top, "w:hyperlink"):
        yield ooxml.get(link, "w:anchor")
    for one in ooxml.every(top, "w:instrText"):
        yield from _POINTER.findall(one.text or "")


def _surround(run: Element, name: str) -> None:
    # The number is given when all are numbered; until then the name tells start and end.
    run.addprevious(element("w:bookmarkStart", {"w:id": name, "w:name": name}))
    run.addnext(element("w:bookmarkEnd", {"w:id": name}))


def settle_bookmarks(top: Element) -> None:
    """Number the bookmarks of a part, and draw those around a section in to its heading.

    pandoc's bookmark of a heading goes on to the end of the section; a cross reference that Word
    updates would then repeat the whole section.
    """
    ends = {ooxml.get(one, "w:id"): one for one in ooxml.every(top, "w:bookmarkEnd")}
    for start in ooxml.every(top, "w:bookmarkStart"):
        heading = _next_element(start)
        end = ends.get(ooxml.get(start, "w:id"))
        if heading is None or end is None or not _is_heading(heading):
            continue
        ooxml.remove(end)
        ooxml.remove(start)
        properties = ooxml.child(heading, "w:pPr")
        heading.insert(0 if properties is None else 1, start)
        heading.append(end)
    _number(top)


def _next_element(start: Element) -> Element | None:
    following = start.getnext()
    while following is not None and ooxml.is_a(following, "w:bookmarkStart"):
        following = following.getnext()
    return following


def _is_heading(one: Element) -> bool:
    return ooxml.is_a(one, "w:p") and ooxml.style_of(one).startswith("Heading")


def _number(top: Element) -> None:
    numbers: dict[str, str] = {}
    for index, start in enumerate(ooxml.every(top, "w:bookmarkStart"), 1):
        numbers[ooxml.get(start, "w:id")] = str(index)
        ooxml.put(start, "w:id", str(index))
    for end in ooxml.every(top, "w:bookmarkEnd"):
        ooxml.put(end, "w:id", numbers[ooxml.get(end, "w:id")])
