"""Pictures in the finished parts: names, what they show, and no larger than the page."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from publish.editions.docx import ooxml
from publish.editions.docx.look import Look
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.markup import Element

EMU_PER_TWIP = 635  # 914,400 to the inch, 1,440 twips to the inch
# A figure stands on one page with its caption.
TALLEST = 0.8
# Source: [MS-ODRAWXML] 2.28, element decorative.
DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def relate_pictures(package: Package, part: str) -> None:
    """Give the pictures in notes the relationships that they are found by.

    pandoc 3.9 writes those of all pictures for the text alone; Word calls the file damaged.
    """
    own, all_of = f"word/_rels/{part.rpartition('/')[2]}.rels", "word/_rels/document.xml.rels"
    used = {ooxml.get(one, "r:embed") for one in ooxml.every(package.tree(part), "a:blip")}
    if not used:
        return
    if own not in package.parts:
        package.set(own, ooxml.root("rel:Relationships", ()))
    known = {ooxml.get(one, "Id") for one in ooxml.every(package.tree(own), "rel:Relationship")}
    for one in ooxml.every(package.tree(all_of), "rel:Relationship"):
        if ooxml.get(one, "Id") in used - known:
            package.tree(own).append(deepcopy(one))


def settle_drawings(parts: Iterable[Element], look: Look) -> None:
    """Give every picture of the file a number and a name of its own."""
    number = 0
    for top in parts:
        for inline in ooxml.every(top, "wp:inline", "wp:anchor"):
            number += 1
            _settle(inline, number, look)


def _settle(inline: Element, number: int, look: Look) -> None:
    name = f"Picture {number}"
    for shape in ooxml.every(inline, "wp:docPr"):
        _name(shape, number, name)
        ooxml.drop(shape, "title")
        if not ooxml.get(shape, "descr"):
            ooxml.put(shape, "descr", "")
            _mark_decorative(shape)
    for shape in ooxml.every(inline, "pic:cNvPr"):
        # pandoc writes the file name here, which says nothing to a reader.
        _name(shape, number, name)
        ooxml.drop(shape, "descr")
    for side in ("distT", "distB", "distL", "distR"):
        # LibreOffice 7.4 sets a picture in a line apart by an eighth of an inch where none is said.
        if not ooxml.get(inline, side):
            ooxml.put(inline, side, "0")
    _limit(inline, look)


def _name(shape: Element, number: int, name: str) -> None:
    ooxml.put(shape, "id", str(number))
    ooxml.put(shape, "name", name)


def _mark_decorative(shape: Element) -> None:
    flag = element("adec:decorative", {"val": "1"})
    extension = element("a:ext", {"uri": DECORATIVE_URI}, flag)
    shape.append(element("a:extLst", None, extension))


def _limit(inline: Element, look: Look) -> None:
    """Scale a picture down that is taller than a page leaves room for."""
    room = round(TALLEST * look.text_height * EMU_PER_TWIP)
    sizes = ooxml.every(inline, "wp:extent") + [
        one for one in ooxml.every(inline, "a:ext") if ooxml.get(one, "cy")
    ]
    height = max((int(ooxml.get(size, "cy")) for size in sizes), default=0)
    if height <= room:
        return
    for size in sizes:
        for side in ("cx", "cy"):
            ooxml.put(size, side, str(round(int(ooxml.get(size, side)) * room / height)))
