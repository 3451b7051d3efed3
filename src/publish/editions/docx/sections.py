"""Chapters as sections: each begins on a new page and can number its notes from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from publish.editions.docx import ooxml
from publish.editions.docx.edges import Edges
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.reference import DOCUMENT, note_numbers, page_setup
from publish.editions.docx.tree import SECTION_STYLE
from publish.editions.markup import Element
from publish.model.document import Document, Matter, Role
from publish.model.nodes import Note
from publish.model.walk import every

# Pages that stand alone and show no number.
_BARE = frozenset(
    {Role.COVER, Role.HALF_TITLE, Role.TITLE_PAGE, Role.COPYRIGHT, Role.DEDICATION, Role.EPIGRAPH}
)


@dataclass(frozen=True, slots=True)
class Section:
    """What is particular to one section."""

    begins_page: bool = True
    has_folio: bool = True
    numerals: str = "decimal"
    first_number: int | None = None
    restarts_notes: bool = True


def restarts_notes(document: Document) -> bool:
    """Tell whether notes start at 1 again: not where only one chapter has any."""
    chapters = document.for_edition("docx")
    with_notes = sum(any(True for _ in every(Note, chapter.blocks)) for chapter in chapters)
    return document.settings.note_numbering != "book" and with_notes > 1


def plan_sections(document: Document) -> tuple[Section, ...]:
    """Return one section for every chapter of the edition, in order.

    Front matter is numbered in roman numerals and the text starts at 1, as in print; an essay
    runs on without page breaks between its parts.
    """
    chapters = tuple(document.for_edition("docx"))
    restarts = restarts_notes(document)
    is_essay = document.settings.top_level_division == "section"
    planned: list[Section] = []
    for index, chapter in enumerate(chapters):
        before = chapters[index - 1] if index else None
        is_front = chapter.matter is Matter.FRONT
        runs_on = is_essay and before is not None and before.matter is Matter.BODY
        starts = before is None or (before.matter is Matter.FRONT and not is_front)
        planned.append(
            Section(
                begins_page=not runs_on,
                has_folio=chapter.role not in _BARE,
                numerals="lowerRoman" if is_front else "decimal",
                first_number=1 if starts else None,
                restarts_notes=restarts,
            )
        )
    return tuple(planned)


def cut_sections(package: Package, sections: Sequence[Section], look: Look, edges: Edges) -> None:
    """Turn the marks between chapters into section breaks, each with page, edges and notes."""
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    if body is None:
        raise ValueError("the document has no body")
    for old in ooxml.children(body, "w:sectPr"):
        body.remove(old)
    marks = [p for p in ooxml.every(body, "w:p") if ooxml.style_of(p) == SECTION_STYLE]
    if len(marks) != len(sections):
        raise ValueError(f"{len(marks)} chapters in the file, {len(sections)} in the book")
    for index, mark in enumerate(marks):
        if index:
            _end_before(mark, _properties(sections[index - 1], look, edges))
        else:
            ooxml.remove(mark)
    if sections:
        _end_file(body, sections[-1], look, edges)


def _end_before(mark: Element, properties: Element) -> None:
    """Put the end of a section into the paragraph before the mark.

    After a table there is none: the mark itself stays, as the paragraph that Word needs there.
    After a contents field too, since Word throws the field's paragraphs away when it updates it.
    """
    before = mark.getprevious()
    while before is not None and ooxml.is_a(before, "w:bookmarkStart", "w:bookmarkEnd"):
        before = before.getprevious()
    holder = before if before is not None and _can_end_section(before) else mark
    if holder is mark:
        ooxml.set_style(mark, "Normal")
    else:
        ooxml.remove(mark)
    ooxml.set_property(holder, properties)


def _can_end_section(before: Element) -> bool:
    if not ooxml.is_a(before, "w:p"):
        return False
    properties = ooxml.child(before, "w:pPr")
    ends_one = properties is not None and ooxml.child(properties, "w:sectPr") is not None
    return not ends_one and not _holds_contents(before)


def _holds_contents(paragraph: Element) -> bool:
    """Tell whether a field over several paragraphs begins or ends here, or a list of contents."""
    kinds = [ooxml.get(one, "w:fldCharType") for one in ooxml.every(paragraph, "w:fldChar")]
    if kinds.count("begin") != kinds.count("end"):
        return True
    instructions = ooxml.every(paragraph, "w:instrText")
    return any((one.text or "").strip().startswith("TOC") for one in instructions)


def _end_file(body: Element, section: Section, look: Look, edges: Edges) -> None:
    """Close the last section.

    LibreOffice (7.4) shows 0 for every note but the first when notes restart, unless the last
    section changes how notes are counted: only then does it count them all again. So the last
    paragraph, where it and the one before have no notes, becomes a section that restarts, after
    one that does not. In Word nothing follows from that, for neither has notes to count.
    """
    holder = _last_but_one(body) if section.restarts_notes else None
    if holder is not None:
        counting_on = replace(section, restarts_notes=False)
        ooxml.set_property(holder, _properties(counting_on, look, edges))
        section = replace(section, begins_page=False, first_number=None)
    body.append(_properties(section, look, edges))


def _last_but_one(body: Element) -> Element | None:
    """Return the paragraph before the last one, where a section without notes may end."""
    last = [one for one in body if not ooxml.is_a(one, "w:bookmarkStart", "w:bookmarkEnd")][-3:]
    if len(last) < 3 or not all(ooxml.is_a(one, "w:p") for one in last):
        return None
    if any(ooxml.every(one, "w:footnoteReference") for one in last):
        return None
    if ooxml.style_of(last[1]).startswith("Heading"):
        return None  # a heading stays with its text
    # The third keeps the new section from being empty: it must be in the same chapter.
    return last[1] if all(_can_end_section(one) for one in last) else None


def _properties(section: Section, look: Look, edges: Edges) -> Element:
    """Return `w:sectPr`, its children in the order of CT_SectPr (ECMA-376-1, 17.6.17)."""
    made = element("w:sectPr")
    for kind, relation in edges[section.has_folio]:
        made.append(element(f"w:{kind}Reference", {"w:type": "default", "r:id": relation}))
    made.append(note_numbers(section.restarts_notes))
    made.append(element("w:type", {"w:val": "nextPage" if section.begins_page else "continuous"}))
    made.extend(page_setup(look))
    if look.line_numbers:
        made.append(element("w:lnNumType", {"w:countBy": "1", "w:restart": "continuous"}))
    numbers = {"w:fmt": section.numerals}
    if section.first_number is not None:
        numbers["w:start"] = str(section.first_number)
    made.append(element("w:pgNumType", numbers))
    return made
