"""Rules for Word files that validators do not have, and those that only some of them have."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
TEXTS = ("word/document.xml", "word/footnotes.xml", "word/footer1.xml", "word/footer2.xml")
Parts = Mapping[str, bytes]


def broken(parts: Parts) -> list[str]:
    """Return every rule that a file breaks, as `rule: where`."""
    trees = {name: etree.fromstring(parts[name]) for name in TEXTS if name in parts}
    found: list[str] = []
    for name, rule in RULES.items():
        found += [f"{name}: {where}" for where in rule(parts, trees)]
    return found


def fields_balance(_: Parts, trees: dict[str, etree._Element]) -> Iterator[str]:
    """Every field has begin, separator and end, one inside the other."""
    for name, tree in trees.items():
        depth = 0
        for mark in tree.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            depth += {"begin": 1, "end": -1}.get(str(kind), 0)
            if depth < 0 or (kind == "separate" and depth == 0):
                yield name
        if depth:
            yield name


def cells_end_in_paragraphs(_: Parts, trees: dict[str, etree._Element]) -> Iterator[str]:
    """Word cannot open a cell without a paragraph at its end."""
    for name, tree in trees.items():
        for cell in tree.iter(f"{W}tc"):
            if len(cell) == 0 or cell[-1].tag != f"{W}p":
                yield name


def bookmarks_are_sound(_: Parts, trees: dict[str, etree._Element]) -> Iterator[str]:
    """Names are short, plain and used once; every start has one end."""
    starts = list(trees["word/document.xml"].iter(f"{W}bookmarkStart"))
    names = Counter(str(one.get(f"{W}name")).lower() for one in starts)
    yield from (f"twice {name}" for name, count in names.items() if count > 1)
    yield from (n for n in names if not re.fullmatch(r"[a-z_][a-z0-9_]{0,39}", n))
    for name, tree in trees.items():
        ids = [one.get(f"{W}id") for one in tree.iter(f"{W}bookmarkStart")]
        ends = [one.get(f"{W}id") for one in tree.iter(f"{W}bookmarkEnd")]
        if sorted(ids) != sorted(ends) or len(set(ids)) != len(ids):
            yield f"unpaired in {name}"


def references_lead_somewhere(parts: Parts, trees: dict[str, etree._Element]) -> Iterator[str]:
    """Styles, list numbers, notes, anchors and page references name what is there."""
    styles = {s.get(f"{W}styleId") for s in etree.fromstring(parts["word/styles.xml"])}
    numbers = {n.get(f"{W}numId") for n in etree.fromstring(parts["word/numbering.xml"])}
    notes = {n.get(f"{W}id") for n in trees["word/footnotes.xml"]}
    marks = {
        one.get(f"{W}name") for tree in trees.values() for one in tree.iter(f"{W}bookmarkStart")
    }
    wanted = {
        ("pStyle", "val"): styles,
        ("rStyle", "val"): styles,
        ("tblStyle", "val"): styles,
        ("numId", "val"): numbers,
        ("footnoteReference", "id"): notes,
        ("hyperlink", "anchor"): marks | {None},
    }
    for tree in trees.values():
        for (tag, attribute), known in wanted.items():
            for one in tree.iter(f"{W}{tag}"):
                if one.get(f"{W}{attribute}") not in known:
                    yield f"{tag} {one.get(f'{W}{attribute}')}"
        for one in tree.iter(f"{W}instrText"):
            found = re.search(r"PAGEREF (\S+)", one.text or "")
            if found and found[1] not in marks:
                yield f"PAGEREF {found[1]}"


def styles_are_complete(parts: Parts, _: dict[str, etree._Element]) -> Iterator[str]:
    """Every style stands on one that exists."""
    sheet = etree.fromstring(parts["word/styles.xml"])
    ids = [style.get(f"{W}styleId") for style in sheet.iter(f"{W}style")]
    yield from (f"twice {one}" for one, count in Counter(ids).items() if count > 1)
    for tag in ("basedOn", "next", "link"):
        for one in sheet.iter(f"{W}{tag}"):
            if one.get(f"{W}val") not in ids:
                yield f"{tag} {one.get(f'{W}val')}"


def pictures_are_named(_: Parts, trees: dict[str, etree._Element]) -> Iterator[str]:
    """Every picture has a number of its own, and words or the mark of a decoration."""
    shapes = [one for tree in trees.values() for one in tree.iter(f"{WP}docPr")]
    if len({one.get("id") for one in shapes}) != len(shapes):
        yield "numbers"
    for one in shapes:
        if not one.get("descr") and not one.findall(".//{*}decorative"):
            yield f"no description {one.get('name')}"


def parts_are_listed(parts: Parts, _: dict[str, etree._Element]) -> Iterator[str]:
    """Every part has a type, every relationship inside the file a target."""
    types = etree.fromstring(parts["[Content_Types].xml"])
    extensions = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    overrides = {one.get("PartName") for one in types.iter(f"{TYPES}Override")}
    for name in parts:
        if name.rpartition(".")[2] not in extensions and f"/{name}" not in overrides:
            yield f"no type {name}"
    yield from (f"no part {name}" for name in overrides if str(name)[1:] not in parts)
    for name in (name for name in parts if name.endswith(".rels")):
        base = posixpath.dirname(posixpath.dirname(name))
        for one in etree.fromstring(parts[name]):
            target = posixpath.normpath(posixpath.join(base, str(one.get("Target"))))
            if one.get("TargetMode") != "External" and target.lstrip("/") not in parts:
                yield f"{name} {target}"


def headings_are_in_order(_: Parts, trees: dict[str, etree._Element]) -> Iterator[str]:
    """No level is skipped and no heading is empty."""
    before = 0
    for paragraph in trees["word/document.xml"].iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = (
            re.fullmatch(r"Heading(\d)", str(style.get(f"{W}val"))) if style is not None else None
        )
        if not found:
            continue
        level = int(found[1])
        if level > before + 1:
            yield f"level {level} after {before}"
        if not "".join(paragraph.itertext()).strip():
            yield "empty"
        before = level


RULES: dict[str, Callable[[Parts, dict[str, etree._Element]], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        fields_balance,
        cells_end_in_paragraphs,
        bookmarks_are_sound,
        references_lead_somewhere,
        styles_are_complete,
        pictures_are_named,
        parts_are_listed,
        headings_are_in_order,
    )
}
