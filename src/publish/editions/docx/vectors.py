"""Drawings kept as SVG beside their raster picture: Word 2016 and later draw the SVG.

Older Word, LibreOffice 7.4 and previewers show the raster picture.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from publish.editions import markup
from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import CONTENT_TYPES, Package
from publish.editions.markup import SVG

# Source: [MS-ODRAWXML] 2.3.2.1, element svgBlip.
_URI = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
# What Word's reader of SVG leaves out or draws otherwise; such a drawing stays a picture.
_NOT_DRAWN = frozenset(
    ("filter", "foreignObject", "image", "mask", "pattern", "script", "switch", "animate")
)
# Faces that every Word has. Letters in any other would come out in some face and some width.
_FACES = frozenset(
    ("serif", "sans-serif", "monospace", "times new roman", "arial", "courier new", "georgia",
     "verdana", "cambria", "calibri", "tahoma")
)  # fmt: skip
_KEPT_ATTRIBUTES = (f"{{{SVG}}}", "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/")
_FAMILY = re.compile(r"font-family\s*:\s*([^;]+)")


def keep_vectors(package: Package, sources: Iterable[str], drawings: Mapping[bytes, bytes]) -> None:
    """Put the SVG of each raster picture beside it, in the parts named by `sources`.

    `drawings` are the SVG files by the PNG that was made of them.
    """
    for source in sources:
        folder, file = posixpath.split(source)
        relations = f"{folder}/_rels/{file}.rels"
        if relations not in package.parts:
            continue
        targets = {
            ooxml.get(one, "Id"): ooxml.get(one, "Target")
            for one in ooxml.children(package.tree(relations), "rel:Relationship")
        }
        for blip in ooxml.every(package.tree(source), "a:blip"):
            target = targets.get(ooxml.get(blip, "r:embed"), "")
            svg = drawings.get(package.parts.get(f"{folder}/{target}", b""))
            if svg is not None and is_drawn_by_word(svg):
                _keep(package, source, blip, posixpath.splitext(target)[0], svg)


def is_drawn_by_word(svg: bytes) -> bool:
    """Tell whether Word draws an SVG as it is meant: plain shapes, letters in its own faces."""
    for one in markup.parse(svg).iter(f"{{{SVG}}}*"):
        if markup.local(one) in _NOT_DRAWN:
            return False
        if markup.local(one) == "style" and "@" in (one.text or ""):
            return False  # faces and rules from elsewhere
        if markup.local(one) in ("text", "tspan") and not set(_families(one)) & _FACES:
            return False
    return True


def _families(one: markup.Element) -> Iterable[str]:
    """Yield the first face that letters are wanted in, by the nearest element that says one."""
    for holder in (one, *one.iterancestors()):
        found = _FAMILY.search(holder.get("style", ""))
        family = found[1] if found else holder.get("font-family", "")
        if family:
            yield family.split(",")[0].strip(" '\"").lower()
            return


def without_asides(svg: bytes) -> bytes:
    """Return a drawing without what is not drawn: who made it, when, with what, from which file."""
    top = markup.parse(svg)
    for one in list(top.iter()):
        is_ours = isinstance(one.tag, str) and one.tag.startswith(f"{{{SVG}}}")
        if not is_ours or markup.local(one) == "metadata":
            markup.drop(one)
            continue
        for name in [str(key) for key in one.attrib]:
            if name.startswith("{") and not name.startswith(_KEPT_ATTRIBUTES):
                del one.attrib[name]
    return markup.document(top)


def _keep(package: Package, source: str, blip: markup.Element, stem: str, svg: bytes) -> None:
    part = f"{posixpath.dirname(source)}/{stem}.svg"
    package.parts[part] = without_asides(svg)
    types = package.tree(CONTENT_TYPES)
    if not any(ooxml.get(one, "Extension") == "svg" for one in ooxml.every(types, "ct:Default")):
        kind = {"Extension": "svg", "ContentType": "image/svg+xml"}
        types.insert(0, element("ct:Default", kind))
    relation = package.relate(source, "image", f"{stem}.svg")
    vector = element("asvg:svgBlip")
    ooxml.put(vector, "r:embed", relation)
    for old in ooxml.children(blip, "a:extLst"):
        blip.remove(old)
    blip.append(element("a:extLst", None, element("a:ext", {"uri": _URI}, vector)))
