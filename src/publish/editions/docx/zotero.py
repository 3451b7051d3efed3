"""Citations that stay alive: fields that Zotero's plugin for Word reads and can restyle.

The text in each field is the text that the book has; Zotero changes it when its owner asks for
another style. The items travel in the fields, so that who has not got them can work with them too.
Source: Zotero, integration.js and the plugins for Word (version 7), fields and document
preferences; the JSON schema csl-citation of the CSL project.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.finish import NOTES
from publish.editions.docx.labels import field_runs
from publish.editions.docx.ooxml import element
from publish.editions.docx.package import Package
from publish.editions.docx.properties import CUSTOM
from publish.editions.docx.reference import DOCUMENT
from publish.editions.markup import Element
from publish.model.cited import CitedWork
from publish.model.document import Document
from publish.model.nodes import Div
from publish.model.walk import every

SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
LONGEST = 255  # letters of a custom property that Word keeps
_MARK = re.compile(r"cite_(\d{4,})")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
# Source: [MS-OSHARED] 2.3.3.2.2, the format of a document's own properties.
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_RELATION = f"{ooxml.OFFICE}/officeDocument/2006/relationships/custom-properties"
# What is ours alone; Zotero would keep it in a field that nobody sees.
_OURS = frozenset(("custom", "annote", "keyword"))
_NAME_PARTS = frozenset(
    ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle",
     "comma-suffix", "static-ordering", "parse-names")
)  # fmt: skip


def make_live(package: Package, document: Document) -> tuple[Diagnostic, ...]:
    """Put every citation into a field of Zotero's, and the list of references into one.

    Returns what is to be said of a list that cannot be one.
    """
    numbers = _note_numbers(package)
    for part in (DOCUMENT, NOTES, "word/endnotes.xml"):
        if part not in package.parts:
            continue
        for number, start, end in list(_marked(package.tree(part))):
            works = document.sources.clusters[number - 1]
            if works:
                note = numbers.get(_note_of(start), 0)
                _enclose(start, end, _citation(document, number, works, start, end, note))
    pieces = _lists(package.tree(DOCUMENT))
    if len(pieces) == 1:
        _enclose_list(pieces[0])
    kind = "2" if "word/endnotes.xml" in package.parts else "1"
    is_note_style = document.citation_style.is_note_style
    text = _preferences(document, len(pieces) == 1, kind if is_note_style else "0")
    _write_preferences(package, text)
    return (_in_pieces(document, len(pieces)),) if len(pieces) > 1 else ()


def item_uri(key: str, item: Mapping[str, Any]) -> str:
    """Return the address of an item: Zotero's own where it came from there, else a steady one."""
    own = str(item.get("id", ""))
    if own.startswith("http://zotero.org/"):
        return own
    return f"https://citekey.invalid/{quote(key, safe='')}"


def _marked(top: Element) -> Iterator[tuple[int, Element, Element]]:
    """Yield number, start and end of every mark whose two ends stand in one paragraph."""
    ends = {ooxml.get(one, "w:id"): one for one in ooxml.every(top, "w:bookmarkEnd")}
    for start in ooxml.every(top, "w:bookmarkStart"):
        found = _MARK.fullmatch(ooxml.get(start, "w:name"))
        end = ends.get(ooxml.get(start, "w:id"))
        if found and end is not None and end.getparent() is start.getparent():
            yield int(found[1]), start, end


def _note_numbers(package: Package) -> dict[str, int]:
    """Return the place of each note in the order of the text, by its id."""
    calls = ooxml.every(package.tree(DOCUMENT), "w:footnoteReference", "w:endnoteReference")
    return {ooxml.get(one, "w:id"): place for place, one in enumerate(calls, 1)}


def _note_of(one: Element) -> str:
    tags = (ooxml.name("w:footnote"), ooxml.name("w:endnote"))
    return next((ooxml.get(above, "w:id") for above in one.iterancestors(*tags)), "")


def _between(start: Element, end: Element) -> list[Element]:
    above = ooxml.parent(start)
    return list(above)[above.index(start) + 1 : above.index(end)]


def _citation(
    document: Document,
    number: int,
    works: Sequence[CitedWork],
    start: Element,
    end: Element,
    note: int,
) -> str:
    """Return the instruction of a citation's field."""
    items = document.sources.items
    shown = "".join(ooxml.text_of(one) for one in _between(start, end))
    cites = [_cite(work, items[work.key]) for work in works]
    mark = hashlib.sha256(f"{number} {json.dumps(cites)}".encode()).hexdigest()[:8]
    value = {
        "citationID": mark,
        # The words as they stand in the field: where they differ Zotero takes them for edited.
        "properties": {
            "unsorted": True,  # the order is the author's
            "formattedCitation": shown,
            "plainCitation": shown,
            "noteIndex": note,
        },
        "citationItems": cites,
        "schema": SCHEMA,
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {text}"


def _cite(work: CitedWork, item: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": work.key,
        "uris": [item_uri(work.key, item)],
        "itemData": item_data(work.key, item),
    }
    for name, value in (
        ("locator", work.locator),
        ("label", work.label),
        ("prefix", work.prefix),
        ("suffix", work.suffix),
    ):
        if value:
            made[name] = value
    if work.suppresses_author:
        made["suppress-author"] = True
    return made


def item_data(key: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return an item as CSL JSON has it, without what is ours alone, and with its key."""
    data = {
        name: [_person(one) for one in value] if _is_names(value) else value
        for name, value in item.items()
        if name not in _OURS
    }
    return {**data, "id": key, "citation-key": key}


def _is_names(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, Mapping) for one in value)


def _person(name: Mapping[str, Any]) -> dict[str, Any]:
    return {part: value for part, value in name.items() if part in _NAME_PARTS}


def _enclose(start: Element, end: Element, instruction: str) -> None:
    """Put a field around what stands between two ends; links inside would be cut by an update."""
    shown: list[Element] = []
    for one in _between(start, end):
        ooxml.remove(one)
        shown += list(one) if ooxml.is_a(one, "w:hyperlink") else [one]
    for made in field_runs(instruction, shown):
        end.addprevious(made)


def _lists(top: Element) -> list[list[Element]]:
    """Return the entries of every list of references: what stands together is one."""
    found: list[list[Element]] = []
    for one in ooxml.every(top, "w:p"):
        if ooxml.style_of(one) != "Bibliography":
            continue
        if found and _entry_before(one) is found[-1][-1]:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _enclose_list(entries: Sequence[Element]) -> None:
    instruction = 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
    *opening, closing = field_runs(instruction, [])
    at = 0 if ooxml.child(entries[0], "w:pPr") is None else 1
    entries[0][at:at] = opening
    entries[-1].append(closing)


def _in_pieces(document: Document, count: int) -> Diagnostic:
    """Say why the lists are plain text: Zotero would write all works of the book into each."""
    lists = (one for one in document.chapters for div in every(Div, one.blocks)
             if "references" in div.attr.classes)  # fmt: skip
    place = next((one.place for one in lists), None)
    return Diagnostic(
        "docx-zotero-list",
        f"Zotero knows one list of references and the book has {count}: they stay plain text",
        place,
        "citations are live all the same; for a live list keep all works in one `::: {#refs}`",
        Severity.NOTE,
    )


def _entry_before(one: Element) -> Element | None:
    before = one.getprevious()
    while before is not None and ooxml.is_a(before, "w:bookmarkStart", "w:bookmarkEnd"):
        before = before.getprevious()
    return before


def _write_preferences(package: Package, text: str) -> None:
    """Write the style and what else Zotero would ask for, cut into pieces that Word keeps."""
    pieces = [text[at : at + LONGEST] for at in range(0, len(text), LONGEST)]
    top = ooxml.root("op:Properties", ("vt",))
    for number, piece in enumerate(pieces, 1):
        attributes = {"fmtid": _FORMAT, "pid": str(number + 1), "name": f"ZOTERO_PREF_{number}"}
        top.append(element("op:property", attributes, ooxml.with_text("vt:lpwstr", piece)))
    package.set(CUSTOM, top, _TYPE)
    relations = package.tree("_rels/.rels")
    taken = {ooxml.get(one, "Id") for one in ooxml.every(relations, "rel:Relationship")}
    identifier = next(f"rId{n}" for n in range(1, 99) if f"rId{n}" not in taken)
    relation = {"Id": identifier, "Type": _RELATION, "Target": CUSTOM}
    relations.append(element("rel:Relationship", relation))


def _preferences(document: Document, has_list: bool, kind: str) -> str:
    """Return Zotero's preferences; `kind` is 0 in the text, 1 for footnotes, 2 for endnotes."""
    style = document.sources.style
    if "/" not in style:
        style = f"http://www.zotero.org/styles/{style.removesuffix('.csl')}"
    session = hashlib.sha256(style.encode()).hexdigest()[:8]
    listed = int(has_list)
    return (
        f'<data data-version="3" zotero-version="7.0.0"><session id="{session}"/>'
        f"<style id={quoteattr(style)} locale={quoteattr(document.metadata.lang)} "
        f'hasBibliography="{listed}" bibliographyStyleHasBeenSet="{listed}"/>'
        '<prefs><pref name="fieldType" value="Field"/>'
        f'<pref name="noteType" value="{kind}"/></prefs></data>'
    )
