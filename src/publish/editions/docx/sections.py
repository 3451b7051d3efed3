"""Chapters as sections: each begins on a new page and can number its notes from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.reference import DOCUMENT, page_setup
from publish.editions.docx.tree import SECTION_STYLE
from publish.editions.markup import Element
from publish.model.document import Document, Matter, Role

FOOTER = "word/footer1.xml"
FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
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


def plan_sections(document: Document) -> tuple[Section, ...]:
    """Return one section for every chapter of the edition, in order.

    Front matter is numbered in roman numerals and the text starts at 1, as in print; an essay
    runs on without page breaks between its parts.
    """
    chapters = tuple(document.for_edition("docx"))
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
                restarts_notes=document.settings.note_numbering != "book",
            )
        )
    return tuple(planned)


def cut_sections(package: Package, sections: Sequence[Section], look: Look) -> None:
    """Turn the marks between chapters into section breaks, each with page, footer and notes."""
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    if body is None:
        raise ValueError("the document has no body")
    for old in ooxml.children(body, "w:sectPr"):
        body.remove(old)
    footer = _add_footer(package)
    marks = [p for p in ooxml.every(body, "w:p") if ooxml.style_of(p) == SECTION_STYLE]
    if len(marks) != len(sections):
        raise ValueError(f"{len(marks)} chapters in the file, {len(sections)} in the book")
    for index, mark in enumerate(marks):
        if index:
            _end_before(mark, _properties(sections[index - 1], look, footer))
        else:
            ooxml.remove(mark)
    if sections:
        body.append(_properties(sections[-1], look, footer))


def _end_before(mark: Element, properties: Element) -> None:
    """Put the end of a section into the paragraph before the mark.

    After a table there is none: the mark itself stays, as the paragraph that Word needs there.
    """
    before = mark.getprevious()
    while before is not None and ooxml.is_a(before, "w:bookmarkStart", "w:bookmarkEnd"):
        before = before.getprevious()
    taken = before is None or not ooxml.is_a(before, "w:p")
    holder = mark if before is None or taken or _ends_section(before) else before
    if holder is mark:
        ooxml.set_style(mark, "Normal")
    else:
        ooxml.remove(mark)
    ooxml.set_property(holder, properties)


def _ends_section(paragraph: Element) -> bool:
    properties = ooxml.child(paragraph, "w:pPr")
    return properties is not None and ooxml.child(properties, "w:sectPr") is not None


def _properties(section: Section, look: Look, footer: str) -> Element:
    """Return `w:sectPr`, its children in the order of CT_SectPr (ECMA-376-1, 17.6.17)."""
    made = element("w:sectPr")
    made.append(element("w:footerReference", {"w:type": "default", "r:id": footer}))
    restart = "eachSect" if section.restarts_notes else "continuous"
    made.append(element("w:footnotePr", None, element("w:numRestart", {"w:val": restart})))
    made.append(element("w:type", {"w:val": "nextPage" if section.begins_page else "continuous"}))
    made.extend(page_setup(look))
    numbers = {"w:fmt": section.numerals}
    if section.first_number is not None:
        numbers["w:start"] = str(section.first_number)
    made.append(element("w:pgNumType", numbers))
    if not section.has_folio:
        # A first page that differs and has no footer of its own: a bare page.
        made.append(element("w:titlePg"))
    return made


def _add_footer(package: Package) -> str:
    """Add the footer with the page number and return its relationship id."""
    runs = [
        element("w:r", None, element("w:fldChar", {"w:fldCharType": "begin"})),
        element("w:r", None, _instruction(" PAGE ")),
        element("w:r", None, element("w:fldChar", {"w:fldCharType": "separate"})),
        element("w:r", None, _text("1")),
        element("w:r", None, element("w:fldChar", {"w:fldCharType": "end"})),
    ]
    paragraph = element("w:p", None, *runs)
    ooxml.set_style(paragraph, "Footer")
    package.set(FOOTER, ooxml.root("w:ftr", ("r",), paragraph), FOOTER_TYPE)
    return package.relate(DOCUMENT, "footer", "footer1.xml")


def _instruction(text: str) -> Element:
    made = element("w:instrText", {"xml:space": "preserve"})
    made.text = text
    return made


def _text(text: str) -> Element:
    made = element("w:t")
    made.text = text
    return made
