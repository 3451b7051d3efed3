"""Paragraphs in the finished parts: list items, and what follows a heading."""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

LIST_INDENT = 720  # pandoc's numbering: 720 twips a level, the mark hanging by 480
LIST_HANGING = 480
# Paragraph styles whose own indent a list inside them would lose, and that indent in halves of
# the look's indent unit.
_SET_OFF = {"BlockText": 1, "BlockText2": 2, "Epigraph": 3, "Callout": 1, "Abstract": 1}


SEPARATOR_PT = 8  # the line with the rule above the notes
TWIPS_PER_POINT = 20
# What opens a chapter besides pandoc's own headings: the text after it is not indented.
_OPENINGS = frozenset(
    ("PartTitle", "Title", "Subtitle", "Author", "Affiliation", "Date", "Abstract")
)


def settle_paragraphs(top: Element, look: Look) -> None:
    """Give list items and the first paragraphs of chapters their styles."""
    is_notes = ooxml.is_a(top, "w:footnotes")
    item_style = "FootnoteText" if is_notes else "ListParagraph"
    before = ""
    for paragraph in ooxml.every(top, "w:p"):
        _settle_list(paragraph, look, item_style)
        if _opens(before) and ooxml.style_of(paragraph) == "BodyText":
            ooxml.set_style(paragraph, "FirstParagraph")
        if is_notes and ooxml.style_of(paragraph) in ("BodyText", "FirstParagraph"):
            ooxml.set_style(paragraph, "FootnoteText")  # what goes on after a formula
        before = ooxml.style_of(paragraph)


def _opens(style_id: str) -> bool:
    # pandoc 3.9 knows the first paragraph itself, but not after a heading with a note.
    return style_id in _OPENINGS or style_id.startswith("Heading")


def settle_separators(notes: Element) -> None:
    """Make the line with the rule above the notes low: a whole line of the text is too much."""
    height = str(SEPARATOR_PT * TWIPS_PER_POINT)
    spacing = {"w:before": "0", "w:after": "0", "w:line": height, "w:lineRule": "exact"}
    for note in ooxml.children(notes, "w:footnote"):
        if ooxml.get(note, "w:type"):
            for paragraph in ooxml.children(note, "w:p"):
                ooxml.set_property(paragraph, element("w:spacing", spacing))


def _settle_list(paragraph: Element, look: Look, item_style: str) -> None:
    """Give a list item its style; in a quotation, indent it from the quotation's edge."""
    properties = ooxml.child(paragraph, "w:pPr")
    numbering = None if properties is None else ooxml.child(properties, "w:numPr")
    if numbering is None:
        return
    if ooxml.style_of(paragraph) in ("", "Compact"):
        # pandoc gives loose items no style at all, which would be set single spaced.
        ooxml.set_style(paragraph, item_style)
    steps = _SET_OFF.get(ooxml.style_of(paragraph), 0)
    if not steps:
        return
    level = ooxml.child(numbering, "w:ilvl")
    depth = int(ooxml.get(level, "w:val", "0")) if level is not None else 0
    left = steps * look.indent + (depth + 1) * LIST_INDENT
    attributes = {"w:left": str(left), "w:hanging": str(LIST_HANGING)}
    ooxml.set_property(paragraph, element("w:ind", attributes))
