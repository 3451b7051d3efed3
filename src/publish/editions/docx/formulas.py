"""Formulas in the finished parts: what pandoc 3.9 writes of them that Word's schema forbids."""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

_LETTERS = {"b": ("w:b",), "i": ("w:i",), "bi": ("w:b", "w:i")}


def settle_formulas(top: Element) -> None:
    """Make matrices and the words in formulas valid.

    Source: ECMA-376-1:2016, shared-math.xsd, CT_MCPr and CT_RPR. A test tells when pandoc's own
    are valid.
    """
    for column in ooxml.every(top, "m:mcPr"):
        for count in ooxml.children(column, "m:count"):
            column.insert(0, count)  # before the alignment
    for look in ooxml.every(top, "m:rPr"):
        styles = list(ooxml.children(look, "m:sty"))
        if ooxml.child(look, "m:nor") is None or not styles:
            continue
        look.remove(styles[0])
        wanted = _LETTERS.get(ooxml.get(styles[0], "m:val"), ())
        run = ooxml.parent(look)
        # Words have the letters of the text around, so that theirs are said as there.
        if wanted and ooxml.child(run, "w:rPr") is None:
            run.insert(run.index(look) + 1, element("w:rPr", None, *map(element, wanted)))
