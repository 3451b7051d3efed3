"""Rules on what one thing in a Word file says of another: styles, lists, bookmarks, fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.lint.finished import Finished, finding

_STYLES, _NUMBERING, _SETTINGS = "word/styles.xml", "word/numbering.xml", "word/settings.xml"
_MARK_NAME = re.compile(r"[^\W\d]\w{0,39}")  # Word's rule; colons and hyphens break links
_POINTER = re.compile(r"\b(?:PAGEREF|REF|NOTEREF)\s+\"?([^\s\"\\]+)")


def styles(file: Finished) -> Iterator[Diagnostic]:
    """Every style that is used or built upon exists, once."""
    sheet = file.tree(_STYLES)
    known = Counter() if sheet is None else Counter(
        ooxml.get(one, "w:styleId") for one in ooxml.every(sheet, "w:style")
    )  # fmt: skip
    for name, count in known.items():
        if count > 1:
            yield _broken("docx-style", f"{_STYLES} has the style {name!r} {count} times")
    for one in ooxml.every(sheet, "w:basedOn", "w:next", "w:link") if sheet is not None else ():
        if ooxml.get(one, "w:val") not in known:
            yield _broken("docx-style", f"{_STYLES} builds on {ooxml.get(one, 'w:val')!r}: no such")
    for part, one in file.every("w:pStyle", "w:rStyle", "w:tblStyle"):
        if ooxml.get(one, "w:val") not in known:
            yield _broken(
                "docx-style", f"{part} uses the style {ooxml.get(one, 'w:val')!r}: no such"
            )


def lists(file: Finished) -> Iterator[Diagnostic]:
    """Every list that is used exists. Number 0 takes a paragraph out of all lists."""
    top = file.tree(_NUMBERING)
    known = {"0"}
    if top is not None:
        known |= {ooxml.get(one, "w:numId") for one in ooxml.every(top, "w:num")}
    for part, one in file.every("w:numId"):
        if ooxml.get(one, "w:val") not in known:
            yield _broken("docx-list", f"{part} uses the list {ooxml.get(one, 'w:val')!r}: no such")


def bookmarks(file: Finished) -> Iterator[Diagnostic]:
    """Names are short, plain and used once; every start has one end."""
    starts = [one for _, one in file.every("w:bookmarkStart")]
    names = Counter(ooxml.get(one, "w:name").lower() for one in starts)
    for name, count in names.items():
        if count > 1:
            yield _broken("docx-bookmark", f"the bookmark {name!r} is there {count} times")
    for one in starts:
        name = ooxml.get(one, "w:name")
        if not _MARK_NAME.fullmatch(name):
            yield _broken(
                "docx-bookmark", f"Word does not take {name!r} for the name of a bookmark"
            )
    first = Counter(ooxml.get(one, "w:id") for one in starts)
    last = Counter(ooxml.get(one, "w:id") for _, one in file.every("w:bookmarkEnd"))
    for number in sorted({*(first - last), *(last - first)}):
        yield _broken("docx-bookmark", f"the bookmark with the number {number} has not one end")


def pointers(file: Finished) -> Iterator[Diagnostic]:
    """Every link and every reference leads to a bookmark that is there."""
    marks = {ooxml.get(one, "w:name") for _, one in file.every("w:bookmarkStart")} | {"_top"}
    wanted = [(part, ooxml.get(one, "w:anchor")) for part, one in file.every("w:hyperlink")]
    for part, one in file.every("w:instrText"):
        wanted += [(part, name) for name in _POINTER.findall(one.text or "")]
    for part, name in dict.fromkeys(wanted):
        if name and name not in marks:
            yield _broken("docx-pointer", f"{part} refers to {name!r}, and nothing is called so")


def settings(file: Finished) -> Iterator[Diagnostic]:
    """The settings name only notes that are there: Word refuses the file else."""
    top = file.tree(_SETTINGS)
    for look, tag, part in (
        ("w:footnotePr", "w:footnote", "word/footnotes.xml"),
        ("w:endnotePr", "w:endnote", "word/endnotes.xml"),
    ):
        notes = file.tree(part)
        known = set() if notes is None else {ooxml.get(n, "w:id") for n in ooxml.every(notes, tag)}
        for group in ooxml.every(top, look) if top is not None else ():
            for one in ooxml.children(group, tag):
                if ooxml.get(one, "w:id") not in known:
                    number = ooxml.get(one, "w:id")
                    message = f"{_SETTINGS} names the note {number} of {part}, which is not there"
                    yield _broken("docx-note", message)


def _broken(code: str, message: str) -> Diagnostic:
    return finding(code, message, severity=Severity.ERROR)


RULES = (styles, lists, bookmarks, pointers, settings)
