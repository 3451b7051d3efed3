"""The numbers of lists in the finished parts."""

from __future__ import annotations

from publish.editions.docx import ooxml
from publish.editions.docx.package import Package

NUMBERING = "word/numbering.xml"
# "viii." and "(C)" in 12 points; pandoc 3.9 leaves 360, where the words begin at the bracket.
ROOM = 480


def settle_numbers(package: Package) -> None:
    """Leave the numbers of lists the room that they need before the words of the item."""
    if NUMBERING not in package.parts:
        return
    for level in ooxml.every(package.tree(NUMBERING), "w:lvl"):
        kinds = {ooxml.get(one, "w:val") for one in ooxml.children(level, "w:numFmt")}
        for indent in ooxml.every(level, "w:ind") if "bullet" not in kinds else ():
            if 0 < int(ooxml.get(indent, "w:hanging", "0")) < ROOM:
                ooxml.put(indent, "w:hanging", str(ROOM))
