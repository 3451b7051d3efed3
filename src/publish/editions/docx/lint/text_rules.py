"""Rules on the text of a Word file: what makes Word refuse it, or lose something of it.

Source: ECMA-376-1:2016, 17.4 (tables), 17.13 (annotations), 17.16 (fields), 17.11 (notes).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.lint.finished import DOCUMENT, Finished, finding
from publish.editions.markup import Element

_NOTES = {
    "word/footnotes.xml": ("w:footnote", "w:footnoteReference"),
    "word/endnotes.xml": ("w:endnote", "w:endnoteReference"),
}
_SEPARATORS = ("separator", "continuationSeparator")


def fields(file: Finished) -> Iterator[Diagnostic]:
    """Every field has a begin, one separator at most and an end, one inside the other."""
    for name, top in file.texts.items():
        open_fields: list[bool] = []  # whether each has had its separator
        for mark in ooxml.every(top, "w:fldChar"):
            kind = ooxml.get(mark, "w:fldCharType")
            if kind == "begin":
                open_fields.append(False)
            elif not open_fields or (kind == "separate" and open_fields[-1]):
                yield _broken("docx-field", f"{name}: a field has no begin, or two separators")
                break
            elif kind == "separate":
                open_fields[-1] = True
            else:
                open_fields.pop()
        if open_fields:
            yield _broken("docx-field", f"{name}: {len(open_fields)} fields have no end")


def cells(file: Finished) -> Iterator[Diagnostic]:
    """A cell ends with a paragraph, or Word calls the file corrupt."""
    for name, cell in file.every("w:tc"):
        if len(cell) == 0 or not ooxml.is_a(cell[-1], "w:p"):
            yield _broken("docx-cell", f"{name}: a cell of a table does not end in a paragraph")


def grids(file: Finished) -> Iterator[Diagnostic]:
    """A row has not more columns than the grid of its table."""
    for name, table in file.every("w:tbl"):
        grid = ooxml.child(table, "w:tblGrid")
        columns = 0 if grid is None else len(list(ooxml.children(grid, "w:gridCol")))
        for row in ooxml.children(table, "w:tr"):
            width = sum(_span(cell) for cell in ooxml.children(row, "w:tc"))
            if width > columns:
                yield _broken(
                    "docx-cell", f"{name}: a row has {width} columns where its table has {columns}"
                )


def _span(cell: Element) -> int:
    look = ooxml.child(cell, "w:tcPr")
    span = None if look is None else ooxml.child(look, "w:gridSpan")
    value = "1" if span is None else ooxml.get(span, "w:val")
    return int(value) if value.isdigit() else 1


def revisions(file: Finished) -> Iterator[Diagnostic]:
    """Deleted text is `w:delText`, and no other text is: Word would show or lose it."""
    # Moved text keeps `w:t` on both sides.
    deletions = (one for _, one in file.every("w:del"))
    deleted = {one for holder in deletions for one in ooxml.every(holder, "w:t", "w:delText")}
    for name, one in file.every("w:t", "w:delText"):
        is_deleted = one in deleted
        if is_deleted != ooxml.is_a(one, "w:delText"):
            where = "deleted" if is_deleted else "not deleted"
            yield _broken("docx-revision", f"{name}: text {where} is marked as the other")


def notes(file: Finished) -> Iterator[Diagnostic]:
    """Every note is called once, every call has its note, and the separators are there."""
    for part, (tag, call) in _NOTES.items():
        top = file.tree(part)
        calls = Counter(ooxml.get(one, "w:id") for _, one in file.every(call))
        if top is None:
            if calls:
                yield _broken("docx-note", f"{DOCUMENT} calls notes, but there is no {part}")
            continue
        kinds = {ooxml.get(one, "w:type") for one in ooxml.every(top, tag)}
        for kind in _SEPARATORS:
            if kind not in kinds:
                yield _broken("docx-note", f"{part} has no {kind}, which Word needs")
        written = Counter(
            ooxml.get(one, "w:id")
            for one in ooxml.every(top, tag)
            if ooxml.get(one, "w:type") not in (*_SEPARATORS, "continuationNotice")
        )
        for number, count in (written - calls).items():
            yield _broken("docx-note", f"{part}: note {number} is there {count}× more than called")
        for number, count in (calls - written).items():
            yield _broken("docx-note", f"note {number} is called {count}× more than {part} has it")


def _broken(code: str, message: str) -> Diagnostic:
    return finding(code, message, severity=Severity.ERROR)


RULES = (fields, cells, grids, revisions, notes)
