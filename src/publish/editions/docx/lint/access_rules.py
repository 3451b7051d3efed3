"""Rules on whether everyone can read a Word file, with a screen reader too.

Source: WCAG 2.2, 1.1.1, 1.3.1, 1.4.3, 2.4.2, 2.4.6, 3.1.1; Microsoft's accessibility checker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.lint.finished import Finished, finding, shown
from publish.editions.markup import Element

LEAST_CONTRAST = 4.5
_HEADING = re.compile(r"Heading(\d)")
_WHITE = (1.0, 1.0, 1.0)
# Tables that hold an equation and its number.
_LAYOUT = frozenset(("EquationTable", "FigureTable"))
_MOST_EMPTY = 1  # empty paragraphs in a row before they are taken for spacing


def titles(file: Finished) -> Iterator[Diagnostic]:
    """The file has a title and a language."""
    core = file.tree("docProps/core.xml")
    for tag, what in (("dc:title", "title"), ("dc:language", "language")):
        found = ooxml.every(core, tag) if core is not None else []
        if not any((one.text or "").strip() for one in found):
            yield finding("docx-properties", f"the file has no {what} in its properties")


def pictures(file: Finished) -> Iterator[Diagnostic]:
    """Every picture has a number of its own, and words or the mark of a decoration."""
    drawn = [one for _, one in file.every("wp:docPr")]
    for number, count in Counter(ooxml.get(one, "id") for one in drawn).items():
        if count > 1:
            message = f"{count} pictures have the number {number}"
            yield finding("docx-picture", message, severity=Severity.ERROR)
    for one in drawn:
        is_decoration = bool(ooxml.every(one, "adec:decorative"))
        if not ooxml.get(one, "descr").strip() and not is_decoration:
            name = ooxml.get(one, "name") or "a picture"
            yield finding("docx-no-alt", f"{name} has no description for those who cannot see it")


def headings(file: Finished) -> Iterator[Diagnostic]:
    """No level is skipped and no heading is empty."""
    before = 0
    for paragraph in ooxml.every(file.document, "w:p"):
        found = _HEADING.fullmatch(ooxml.style_of(paragraph))
        if not found:
            continue
        level = int(found[1])
        if not shown(paragraph):
            yield finding("docx-heading", f"a heading of level {level} has no words")
        elif level > before + 1:
            message = (
                f"the heading {shown(paragraph)!r} of level {level} comes after level {before}"
            )
            yield finding("docx-heading", message)
        before = level


def tables(file: Finished) -> Iterator[Diagnostic]:
    """A table with several rows has a name, and a head that is one in markup and in look.

    Bold letters alone make no head. Tables that hold an equation are none.
    """
    for part, table in file.every("w:tbl"):
        rows = list(ooxml.children(table, "w:tr"))
        if is_layout(table) or len(rows) < 2:
            continue
        which = f"{part}: the table that begins {shown(rows[0])!r}"
        look = ooxml.every(table, "w:tblLook")
        if not ooxml.every(table, "w:tblHeader"):
            but = ", but bold letters in its first row" if _is_bold(rows[0]) else ""
            yield finding("docx-table-head", f"{which} has no head{but}")
        elif look and not _marks_first_row(look[0]):
            yield finding("docx-table-head", f"{which} has a head that does not look like one")
        if not any(ooxml.every(table, tag) for tag in ("w:tblCaption", "w:tblDescription")):
            message = f"{which} has no name for those who hear it"
            yield finding("docx-table-name", message, severity=Severity.NOTE)


def is_layout(table: Element) -> bool:
    """Tell whether a table only sets things beside each other."""
    styles = ooxml.every(table, "w:tblStyle")
    return bool(styles) and ooxml.get(styles[0], "w:val") in _LAYOUT


def _is_bold(row: Element) -> bool:
    runs = [one for one in ooxml.every(row, "w:r") if ooxml.text_of(one).strip()]
    return bool(runs) and all(ooxml.every(one, "w:b") for one in runs)


def _marks_first_row(look: Element) -> bool:
    """Tell whether the head is set off. Source: ECMA-376-1, 17.4.56, and its older bit mask."""
    first = ooxml.get(look, "w:firstRow")
    if first:
        return first in ("1", "true", "on")
    value = ooxml.get(look, "w:val", "0")
    return bool(int(value, 16) & 0x20) if re.fullmatch(r"[0-9A-Fa-f]+", value) else False


def spacing(file: Finished) -> Iterator[Diagnostic]:
    """Empty paragraphs do not make space: screen readers read out each of them."""
    empty = 0
    for one in ooxml.children(file.document[0], "w:p"):
        holds = ooxml.every(one, "w:drawing", "w:pict", "w:sectPr", "w:fldChar", "w:br", "m:oMath")
        empty = 0 if ooxml.text_of(one).strip() or holds else empty + 1
        if empty == _MOST_EMPTY + 1:
            yield finding("docx-empty-paragraph", "empty paragraphs stand in for space")


def contrast(file: Finished) -> Iterator[Diagnostic]:
    """The colours of styles can be read on white paper."""
    sheet = file.tree("word/styles.xml")
    for style in ooxml.every(sheet, "w:style") if sheet is not None else ():
        for one in ooxml.every(style, "w:color"):
            value = ooxml.get(one, "w:val")
            if re.fullmatch(r"[0-9A-Fa-f]{6}", value) and _contrast(value) < LEAST_CONTRAST:
                name = ooxml.get(style, "w:styleId")
                ratio = _contrast(value)
                message = f"the style {name!r} is too pale: {ratio:.1f}:1, 4.5:1 is asked for"
                yield finding("docx-contrast", message)


def _contrast(colour: str) -> float:
    """Return the contrast of a colour with white. Source: WCAG 2.2, "contrast ratio"."""
    parts = tuple(int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return (_luminance(_WHITE) + 0.05) / (_luminance(parts) + 0.05)


def _luminance(parts: tuple[float, ...]) -> float:
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


RULES = (titles, pictures, headings, tables, spacing, contrast)
