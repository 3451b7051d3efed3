"""The XML of a Word file: names, building, reading, writing.

Names are written as in the standard, `w:p`; the prefixes are those of ECMA-376.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from publish.editions import markup
from publish.editions.markup import Element

OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "a": f"{OFFICE}/drawingml/2006/main",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{OFFICE}/drawingml/2006/picture",
    "ct": f"{OFFICE}/package/2006/content-types",
    "rel": f"{OFFICE}/package/2006/relationships",
    "cp": f"{OFFICE}/package/2006/metadata/core-properties",
    "ep": f"{OFFICE}/officeDocument/2006/extended-properties",
    "op": f"{OFFICE}/officeDocument/2006/custom-properties",
    "vt": f"{OFFICE}/officeDocument/2006/docPropsVTypes",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_ROOT_PREFIXES = {
    "ct": (None, "ct"),
    "rel": (None, "rel"),
    "ep": (None, "ep"),
    "op": (None, "op"),
}


@cache  # a long book asks for the same few hundred names a million times
def name(tag: str) -> str:
    """Return the qualified name of `w:p` as lxml wants it."""
    prefix, _, local = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Element) -> Element:
    """Return a new element; attribute names have their prefix, `{"w:val": "1"}`."""
    prefix = tag.partition(":")[0]
    made = markup.make(name(tag), {prefix: NAMESPACES[prefix]})
    for key, value in (attributes or {}).items():
        made.set(name(key) if ":" in key else key, value)
    made.extend(children)
    return made


def with_text(tag: str, text: str) -> Element:
    """Return a new element with text in it, its spaces kept."""
    made = element(tag)
    made.text = text
    if text != text.strip():
        put(made, "xml:space", "preserve")
    return made


def root(tag: str, prefixes: tuple[str, ...], *children: Element) -> Element:
    """Return the root of a part that declares `prefixes`.

    Its own prefix becomes the default namespace where the standard's examples have it so.
    """
    own = tag.partition(":")[0]
    declared: dict[str | None, str] = {}
    for prefix in (own, *prefixes):
        shown = None if prefix in _ROOT_PREFIXES else prefix
        declared[shown] = NAMESPACES[prefix]
    made = markup.make(name(tag), declared)
    made.extend(children)
    return made


def parse(data: bytes | str) -> Element:
    """Return the root of a part. No entity and no outside file is read."""
    return markup.parse(data)


def serialize(top: Element) -> bytes:
    """Return a part as bytes."""
    return markup.document(top)


def get(one: Element, attribute: str, default: str = "") -> str:
    """Return an attribute's value."""
    return one.get(_key(attribute), default)


def put(one: Element, attribute: str, value: str) -> None:
    """Set an attribute."""
    one.set(_key(attribute), value)


def drop(one: Element, attribute: str) -> None:
    """Remove an attribute where it is set."""
    key = _key(attribute)
    if key in one.attrib:
        del one.attrib[key]


@cache
def _key(attribute: str) -> str:
    """Return the name of an attribute as lxml wants it."""
    return name(attribute) if ":" in attribute else attribute


def values(top: Element, *attributes: str) -> list[str]:
    """Return the values of some attributes in all elements, in document order."""
    path = " | ".join(f"//@{attribute}" for attribute in attributes)
    return [str(one) for one in top.xpath(path, namespaces=NAMESPACES)]  # type: ignore[union-attr]


def child(one: Element, tag: str) -> Element | None:
    """Return the first child with a tag."""
    # lxml's `find` reads its argument as a path, which takes several times as long.
    return next(one.iterchildren(name(tag)), None)


def children(one: Element, tag: str) -> Iterator[Element]:
    """Yield the children with a tag, as a list that may be changed meanwhile."""
    yield from list(one.iterchildren(name(tag)))


def every(top: Element, *tags: str) -> list[Element]:
    """Return all elements with one of the tags, in document order."""
    return list(top.iter(*(name(tag) for tag in tags)))


def is_a(one: Element, *tags: str) -> bool:
    """Tell whether an element has one of the tags."""
    return one.tag in map(name, tags)


def parent(one: Element) -> Element:
    """Return the parent of an element that has one.

    Raises: ValueError for the root of a part.
    """
    above = one.getparent()
    if above is None:
        raise ValueError("the root of a part has no parent")
    return above


def remove(one: Element) -> None:
    """Take an element out of its parent."""
    parent(one).remove(one)


# CT_PPrBase and CT_RPr are sequences: a child in the wrong place makes the part invalid.
# Source: ECMA-376-1:2016, 17.3.1.26 and 17.3.2.28, and the schema wml.xsd.
_PARAGRAPH = """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents
suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr
sectPr pPrChange"""
_RUN = """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr
shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"""
_PARAGRAPH_RANKS = {tag: rank for rank, tag in enumerate(_PARAGRAPH.split())}
_RUN_RANKS = {tag: rank for rank, tag in enumerate(_RUN.split())}


def run_property_rank(one: Element) -> int:
    """Return the place of a run property in the sequence."""
    return _RUN_RANKS[markup.local(one)]


def paragraph_properties(paragraph: Element) -> Element:
    """Return the `w:pPr` of a paragraph, made where there is none."""
    found = child(paragraph, "w:pPr")
    if found is None:
        found = element("w:pPr")
        paragraph.insert(0, found)
    return found


def set_property(paragraph: Element, made: Element) -> None:
    """Put a paragraph property in its place in the sequence; an older one of its kind goes."""
    properties = paragraph_properties(paragraph)
    for old in list(properties.iterchildren(made.tag)):
        properties.remove(old)
    rank = _PARAGRAPH_RANKS[markup.local(made)]
    for index, other in enumerate(properties):
        if _PARAGRAPH_RANKS[markup.local(other)] > rank:
            properties.insert(index, made)
            return
    properties.append(made)


def style_of(paragraph: Element) -> str:
    """Return the style id of a paragraph, empty for the default style."""
    properties = child(paragraph, "w:pPr")
    found = None if properties is None else child(properties, "w:pStyle")
    return "" if found is None else get(found, "w:val")


def set_style(paragraph: Element, style_id: str) -> None:
    """Give a paragraph another style."""
    set_property(paragraph, element("w:pStyle", {"w:val": style_id}))


def text_of(one: Element) -> str:
    """Return the words in an element: text runs, tabs and breaks as spaces, formulas' letters."""
    parts: list[str] = []
    for found in one.iter(name("w:t"), name("m:t"), name("w:tab"), name("w:br")):
        # A tab stop in a style has the same name as a tab in the text.
        if found.tag in (name("w:t"), name("m:t")):
            parts.append(found.text or "")
        elif is_a(parent(found), "w:r"):
            parts.append(" ")
    return "".join(parts)
