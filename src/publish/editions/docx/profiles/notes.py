"""Footnotes made endnotes, or typed: numbers set high, and the notes as paragraphs at the end."""

from __future__ import annotations

from copy import deepcopy

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import OFFICE, element
from publish.editions.docx.package import RELATION, Package
from publish.editions.docx.profiles.notesplace import (
    end_before_references,
    first_mark_before,
    references_heading,
)
from publish.editions.docx.reference import DOCUMENT, SETTINGS
from publish.editions.markup import Element

FOOTNOTES = "word/footnotes.xml"
ENDNOTES = "word/endnotes.xml"
_RELATIONS = "word/_rels/{}.xml.rels"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_RENAMED = {
    f"w:{old}": f"w:{old.replace('footnote', 'endnote')}"
    for old in ("footnotes", "footnote", "footnoteRef", "footnoteReference", "footnotePr")
}
_STYLES = {"footnote text": "endnote text", "footnote reference": "endnote reference"}
# So that numbers of bookmarks in notes are not those of bookmarks in the text.
_FAR = 1_000_000


def make_endnotes(package: Package) -> None:
    """Turn every footnote into an endnote, for Word's own function."""
    notes = package.tree(FOOTNOTES)
    for top in (package.tree(DOCUMENT), notes, package.tree(SETTINGS)):
        for old, new in _RENAMED.items():
            for one in ooxml.every(top, old):
                one.tag = ooxml.name(new)
    relations = package.parts.pop(_RELATIONS.format("footnotes"), None)
    if relations is not None:
        tree = package.trees.pop(_RELATIONS.format("footnotes"), None)
        package.parts[_RELATIONS.format("endnotes")] = relations
        if tree is not None:
            package.trees[_RELATIONS.format("endnotes")] = tree
    package.drop(FOOTNOTES)
    package.set(ENDNOTES, notes, _TYPE)
    package.relate(DOCUMENT, "endnotes", "endnotes.xml")
    end_before_references(package)
    for style in ooxml.every(package.tree("word/styles.xml"), "w:name"):
        name = ooxml.get(style, "w:val")
        ooxml.put(style, "w:val", _STYLES.get(name, name))


def make_typed_notes(package: Package, heading: str) -> None:
    """Type the numbers of notes, and the notes under a heading at the end, without functions."""
    notes = package.tree(FOOTNOTES)
    by_id = {ooxml.get(one, "w:id"): one for one in ooxml.children(notes, "w:footnote")}
    _carry_relations(package, notes)
    typed: list[Element] = []
    for number, call in enumerate(ooxml.every(package.tree(DOCUMENT), "w:footnoteReference"), 1):
        note = by_id[ooxml.get(call, "w:id")]
        for mark in ooxml.every(note, "w:footnoteRef"):
            _type(mark, number)
        _type(call, number)
        typed += [deepcopy(one) for one in note]
    body = ooxml.child(package.tree(DOCUMENT), "w:body")
    if typed and body is not None:
        title = element("w:p", None, element("w:r", None, ooxml.with_text("w:t", heading)))
        references = references_heading(body)
        ooxml.set_style(title, ooxml.style_of(references) if references is not None else "Heading1")
        ooxml.set_property(title, element("w:pageBreakBefore"))
        at = len(body) - 1 if ooxml.is_a(body[-1], "w:sectPr") else len(body)
        if references is not None:
            at = body.index(first_mark_before(references))
            ooxml.set_property(references, element("w:pageBreakBefore"))
        body[at:at] = [title, *typed]
    for top in (package.tree(DOCUMENT), package.tree(SETTINGS)):
        for one in ooxml.every(top, "w:footnotePr"):
            ooxml.remove(one)
    package.drop(FOOTNOTES)
    package.parts.pop(_RELATIONS.format("footnotes"), None)
    package.trees.pop(_RELATIONS.format("footnotes"), None)


def _type(mark: Element, number: int) -> None:
    """Put the number in the place of a mark; the run's own style sets it high."""
    run = ooxml.parent(mark)
    run.replace(mark, ooxml.with_text("w:t", str(number)))


def _carry_relations(package: Package, notes: Element) -> None:
    """Let links and pictures in notes lead from the text to where they led from the notes."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for one in ooxml.every(notes, tag):
            ooxml.put(one, "w:id", str(int(ooxml.get(one, "w:id")) + _FAR))
    source = _RELATIONS.format("footnotes")
    if source not in package.parts:
        return
    names: dict[str, str] = {}
    for one in ooxml.children(package.tree(source), "rel:Relationship"):
        kind = ooxml.get(one, "Type").removeprefix(f"{RELATION}/")
        made = package.relate(DOCUMENT, kind, ooxml.get(one, "Target"))
        names[ooxml.get(one, "Id")] = made
        if ooxml.get(one, "TargetMode"):
            relations = package.tree(_RELATIONS.format("document"))
            ooxml.put(relations[-1], "TargetMode", ooxml.get(one, "TargetMode"))
    prefix = f"{{{OFFICE}/officeDocument/2006/relationships}}"
    for one in notes.iter():
        for key, value in one.attrib.items():
            if str(key).startswith(prefix) and str(value) in names:
                one.set(key, names[str(value)])
