"""Bookmarks: one number each, and around a heading the heading alone."""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.markup import Element


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
