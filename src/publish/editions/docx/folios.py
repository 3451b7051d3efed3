"""Page numbers for the contents: where each heading falls, before Word has laid out the file.

A file without a layout does not know its pages, and Word fills in page numbers only when told to.
So the text is laid out here as far as it takes to know the page: lines are broken with the widths
of Times New Roman, notes take their room at the foot, headings stay with what follows. Word may
differ by a page now and then; updating the contents there puts that right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.measure import Box, Measures
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.paragraphs import SEPARATOR_PT
from publish.editions.docx.reference import DOCUMENT
from publish.editions.markup import Element
from publish.structure.numbering import roman

TWIPS_PER_POINT = 20
_NOTES = "word/footnotes.xml"
_AFTER_NOTE_PT = 3  # the space after a note, which the last one on a page does not take
_NOTE_START_PT = 24  # two lines of a note, the least that begins on a page


@dataclass(slots=True)
class _Press:
    """The page being filled: heights in points, pages counted from 1."""

    height: float
    page: int = 0
    used: float = 0
    has_notes: bool = False
    carried: float = 0  # height of notes that go on on the next page
    places: dict[str, int] = field(default_factory=dict)

    def turn(self) -> None:
        """Begin a page."""
        self.page += 1
        self.has_notes = self.carried > 0
        self.used = self.carried + (SEPARATOR_PT if self.has_notes else 0)
        self.carried = 0

    def fits(self, body: float, notes: float) -> bool:
        """Tell whether lines and the beginning of their notes have room on this page."""
        rule = SEPARATOR_PT if notes and not self.has_notes else 0
        room = self.height + (_AFTER_NOTE_PT if notes or self.has_notes else 0)
        return self.used + body + min(notes, _NOTE_START_PT) + rule <= room

    def put(self, body: float, notes: float) -> None:
        """Take the room of lines and of their notes."""
        rule = SEPARATOR_PT if notes and not self.has_notes else 0
        self.used += body + notes + rule
        self.has_notes = self.has_notes or notes > 0
        if notes and self.used > self.height:
            self.carried += self.used - self.height
            self.used = self.height


def fill_page_numbers(package: Package, look: Look) -> None:
    """Write its page into every line of the contents, and wherever a page is named but not known.

    Where print pages were laid out their numbers stand in the text already.
    """
    folios = estimate_folios(package, look)
    for part in (DOCUMENT, _NOTES):
        for paragraph in ooxml.every(package.tree(part), "w:p"):
            _fill(paragraph, folios)


def estimate_folios(package: Package, look: Look) -> Mapping[str, str]:
    """Return the number printed on the page of every bookmark at the head of a paragraph."""
    measures = Measures(package, look)
    press = _Press(look.text_height / TWIPS_PER_POINT)
    folios: dict[str, str] = {}
    offset = 0
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    for elements, properties in _sections(() if body is None else tuple(body)):
        kind = ooxml.child(properties, "w:type")
        if press.page == 0 or kind is None or ooxml.get(kind, "w:val") == "nextPage":
            press.turn()
        numbers = ooxml.child(properties, "w:pgNumType")
        start = "" if numbers is None else ooxml.get(numbers, "w:start")
        if start:
            offset = press.page - int(start)
        is_roman = numbers is not None and ooxml.get(numbers, "w:fmt") == "lowerRoman"
        known = set(press.places)
        _lay(press, [box for one in elements for box in measures.boxes(one)])
        for name in press.places.keys() - known:
            number = press.places[name] - offset
            folios[name] = roman(number).lower() if is_roman else str(number)
    return folios


def _sections(body: Sequence[Element]) -> Iterator[tuple[list[Element], Element]]:
    elements: list[Element] = []
    for one in body:
        if ooxml.is_a(one, "w:sectPr"):
            yield elements, one
            return
        elements.append(one)
        properties = ooxml.child(one, "w:pPr") if ooxml.is_a(one, "w:p") else None
        section = None if properties is None else ooxml.child(properties, "w:sectPr")
        if section is not None:
            yield elements, section
            elements = []


def _lay(press: _Press, boxes: Sequence[Box]) -> None:
    """Fill pages with boxes; one that keeps with the next takes that one's first lines along."""
    for index, box in enumerate(boxes):
        needed, notes = box.head_pt, box.head_notes_pt
        following = index
        while boxes[following].keeps_with_next and following + 1 < len(boxes):
            following += 1
            needed += boxes[following].head_pt
            notes += boxes[following].head_notes_pt
        if press.used and not press.fits(needed, notes):
            press.turn()
        for name in box.bookmarks:
            press.places.setdefault(name, press.page)
        press.put(box.before_pt, 0)
        for height, note in box.lines:
            if press.used and not press.fits(height, note):
                press.turn()
            press.put(height, note)
        press.put(box.after_pt, 0)


def _fill(paragraph: Element, folios: Mapping[str, str]) -> None:
    bookmark = ""
    for run in ooxml.every(paragraph, "w:r"):
        for instruction in ooxml.children(run, "w:instrText"):
            words = (instruction.text or "").split()
            bookmark = words[1] if words[:1] == ["PAGEREF"] else ""
        for mark in ooxml.children(run, "w:fldChar"):
            is_open = ooxml.get(mark, "w:fldCharType") == "separate" and not _shows(run)
            if bookmark in folios and is_open:
                number = ooxml.with_text("w:t", folios[bookmark])
                run.addnext(element("w:r", None, number))


def _shows(separator: Element) -> bool:
    """Tell whether a field has words behind its separator."""
    following = separator.getnext()
    return following is not None and not ooxml.every(following, "w:fldChar")
