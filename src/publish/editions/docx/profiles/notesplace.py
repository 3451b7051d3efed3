"""Notes at the end stand before the list of references, as manuals of style have them.

Source: The Chicago Manual of Style, 18th edition, 1.4; MLA Handbook, 9th edition, 7.1.
"""

from __future__ import annotations

from copy import deepcopy

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.reference import DOCUMENT, SETTINGS
from publish.editions.markup import Element

_MARKS = ("w:bookmarkStart", "w:bookmarkEnd")


def references_heading(body: Element) -> Element | None:
    """Return the heading of the last list of references; None where there is no such list."""
    found: Element | None = None
    heading: Element | None = None
    for paragraph in ooxml.children(body, "w:p"):
        style = ooxml.style_of(paragraph)
        if style.startswith("Heading"):
            heading = paragraph
        elif style == "Bibliography":
            found = heading
    return found


def first_mark_before(paragraph: Element) -> Element:
    """Return the first of the bookmarks that begin just before a paragraph, or the paragraph."""
    first = paragraph
    before = first.getprevious()
    while before is not None and ooxml.is_a(before, "w:bookmarkStart"):
        first, before = before, before.getprevious()
    return first


def end_before_references(package: Package) -> None:
    """Let Word gather its endnotes at the end of the section before the references.

    Word gathers endnotes at the end of each section that does not put them off (`w:noEndnote`).
    Source: ECMA-376-1:2016, 17.11.22 (pos), 17.6.11 (noEndnote). LibreOffice 7.4 knows only the
    end of the whole file.
    """
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    heading = None if body is None else references_heading(body)
    if body is None or heading is None:
        return
    own = _section_break_before(body, heading)
    sections = ooxml.every(body, "w:sectPr")
    for section in sections[: sections.index(own)]:
        section.append(element("w:noEndnote"))
    for top in (package.tree(SETTINGS), body):
        for properties in ooxml.every(top, "w:endnotePr"):
            properties.insert(0, element("w:pos", {"w:val": "sectEnd"}))


def _section_break_before(body: Element, heading: Element) -> Element:
    """Return the properties of the section that ends before a heading; made where none does."""
    before = first_mark_before(heading).getprevious()
    while before is not None and ooxml.is_a(before, *_MARKS):
        before = before.getprevious()
    if before is not None and ooxml.is_a(before, "w:p"):
        found = ooxml.every(before, "w:sectPr")
        if found:
            return found[0]
    following = next(
        one
        for one in ooxml.every(body, "w:sectPr")
        if body.index(_block_of(body, one)) >= body.index(heading)
    )
    made = deepcopy(following)
    if before is None or not ooxml.is_a(before, "w:p"):
        before = element("w:p")
        first_mark_before(heading).addprevious(before)
    ooxml.set_property(before, made)
    for kind in ooxml.children(following, "w:type"):
        ooxml.put(kind, "w:val", "nextPage")
    for numbers in ooxml.children(following, "w:pgNumType"):
        ooxml.drop(numbers, "w:start")
    return made


def _block_of(body: Element, section: Element) -> Element:
    """Return the child of the body that holds a section's properties, or these themselves."""
    one = section
    while ooxml.parent(one) is not body:
        one = ooxml.parent(one)
    return one
