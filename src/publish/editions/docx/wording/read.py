"""The parts of a Word file to paragraphs. What is tracked stays; nothing is accepted here.

Source: ECMA-376-1:2016, 17.13 (annotations), 17.16 (fields), 17.11 (notes).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.package import Package
from publish.editions.docx.stylesheet import style_sheet
from publish.editions.docx.wording.inline import Flow
from publish.editions.docx.wording.pieces import Change, Note, Paragraph, Wording
from publish.editions.docx.wording.typed import with_typed_notes
from publish.editions.markup import Element, local

DOCUMENT = "word/document.xml"
_NOTES = (("word/footnotes.xml", "w:footnote", "f"), ("word/endnotes.xml", "w:endnote", "e"))
_JOINER = "\u200d"  # LibreOffice 7.4 writes one into the first cell of a row that is put in
_HOLDERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "del", "moveFrom", "moveTo"}


def read_wording(package: Package) -> Wording:
    """Return the words of a file, its notes by id (`f1`, and `e1` for endnotes)."""
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    styles = _styles(package)
    paragraphs = () if body is None else tuple(_Reader(styles).read(body))
    notes: dict[str, Note] = {}
    for part, tag, letter in _NOTES:
        if part not in package.parts:
            continue
        for one in ooxml.children(package.tree(part), tag):
            if ooxml.get(one, "w:type", "normal") == "normal":
                name = letter + ooxml.get(one, "w:id")
                notes[name] = Note(name, tuple(_Reader(styles, name).read(one)))
    return with_typed_notes(Wording(paragraphs, notes))


def _styles(package: Package) -> Mapping[str, str]:
    """Return our ids of styles by those of the file: programs change ids, but keep the names."""
    if "word/styles.xml" not in package.parts:
        return {}
    ours = {one.name.casefold(): one.id for one in style_sheet(Look())}
    found: dict[str, str] = {}
    for style in ooxml.every(package.tree("word/styles.xml"), "w:style"):
        name = ooxml.child(style, "w:name")
        said = "" if name is None else ooxml.get(name, "w:val").casefold()
        found[ooxml.get(style, "w:styleId")] = ours.get(said, ooxml.get(style, "w:styleId"))
    return found


@dataclass(slots=True)
class _Reader:
    """Reads one text flow; fields and bookmarks may run over several paragraphs."""

    styles: Mapping[str, str]
    place: str = ""
    flow: Flow = field(default_factory=Flow)
    _tables: int = 0
    _cells: int = 0

    def read(self, holder: Element) -> Iterator[Paragraph]:
        yield from self._blocks(holder, self.place, None, None)

    def _blocks(
        self, holder: Element, place: str, inserted: Change | None, deleted: Change | None
    ) -> Iterator[Paragraph]:
        for one in holder:
            name = local(one)
            if name == "p":
                found = self._paragraph(one, place)
                yield _in_row(found, inserted, deleted)
            elif name == "tbl":
                self._tables += 1
                table = f"{place}table{self._tables}"
                for number, row in enumerate(_rows(one), 1):
                    yield from self._row(row, f"{table}row{number}")
            elif name in _HOLDERS:
                yield from self._blocks(one, place, inserted, deleted)
            elif name in ("bookmarkStart", "bookmarkEnd"):
                self.flow.bookmark(one)
            elif name in ("commentRangeStart", "commentRangeEnd"):
                self.flow.comment(one)

    def _row(self, row: Element, place: str) -> Iterator[Paragraph]:
        properties = ooxml.child(row, "w:trPr")
        inserted = deleted = None
        if properties is not None:
            inserted = change_in(ooxml.child(properties, "w:ins"))
            deleted = change_in(ooxml.child(properties, "w:del"))
        for cell in ooxml.every(row, "w:tc"):
            if _row_of(cell) is row:
                self._cells += 1
                yield from self._blocks(cell, f"{place}cell{self._cells}", inserted, deleted)

    def _paragraph(self, one: Element, place: str) -> Paragraph:
        pieces, marks, comments = self.flow.read(one)
        named = ooxml.style_of(one)
        found = Paragraph(pieces, self.styles.get(named, named), place, marks, comments=comments)
        properties = ooxml.child(one, "w:pPr")
        if properties is None:
            return found
        mark = ooxml.child(properties, "w:rPr")
        if mark is not None:
            found = replace(
                found,
                end_inserted=_first_change(mark, "w:ins", "w:moveTo"),
                end_deleted=_first_change(mark, "w:del", "w:moveFrom"),
            )
        old = ooxml.child(properties, "w:pPrChange")
        inner = None if old is None else ooxml.child(old, "w:pPr")
        if old is not None and inner is not None:
            style = ooxml.child(inner, "w:pStyle")
            before = "" if style is None else ooxml.get(style, "w:val")
            before = self.styles.get(before, before)
            if before != found.style:
                found = replace(found, restyled=change_in(old), old_style=before)
        return replace(found, is_numbered=ooxml.child(properties, "w:numPr") is not None)


def _in_row(found: Paragraph, inserted: Change | None, deleted: Change | None) -> Paragraph:
    """Return a paragraph as changed as the row it stands in."""
    if not inserted and not deleted:
        return found
    pieces = tuple(
        replace(
            one,
            text=one.text.removesuffix(_JOINER) if inserted else one.text,
            inserted=one.inserted or inserted,
            deleted=one.deleted or deleted,
        )
        for one in found.pieces
    )
    return replace(
        found,
        pieces=pieces,
        end_inserted=found.end_inserted or inserted,
        end_deleted=found.end_deleted or deleted,
    )


def change_in(one: Element | None) -> Change | None:
    """Return who made a change, None where there is none."""
    if one is None:
        return None
    return Change(ooxml.get(one, "w:author"), ooxml.get(one, "w:date"))


def _first_change(holder: Element, *tags: str) -> Change | None:
    found = (ooxml.child(holder, tag) for tag in tags)
    return next((change_in(one) for one in found if one is not None), None)


def _rows(table: Element) -> list[Element]:
    return [row for row in ooxml.every(table, "w:tr") if _table_of(row) is table]


def _table_of(row: Element) -> Element | None:
    return next(row.iterancestors(ooxml.name("w:tbl")), None)


def _row_of(cell: Element) -> Element | None:
    return next(cell.iterancestors(ooxml.name("w:tr")), None)
