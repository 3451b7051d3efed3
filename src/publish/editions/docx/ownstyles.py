"""An author's `styles/reference.docx`: its styles and its page, once it has been looked through.

Styles are known by their names, which Word does not translate. A style of ours that the file has
looks as it does there, one that it lacks stays as it is; all others of the file can be used too.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.archive import ArchiveError
from publish.editions.docx import ooxml
from publish.editions.docx.lint import lint
from publish.editions.docx.look import Look
from publish.editions.docx.package import Package
from publish.editions.markup import Element

STYLES, THEME = "word/styles.xml", "word/theme/theme1.xml"
# What runs in Word, or is fetched by it. Source: [MS-OFFMACRO2] 1.3.5; ECMA-376-1, 15.2.
_RUNS = ("vbaproject", "vbadata", "activex", "embeddings/", "customui", "attachedtoolbars")
_BROKEN = frozenset(("docx-unreadable", "docx-part", "docx-style"))
_REFERENCES = ("w:basedOn", "w:next", "w:link")
_SIDES = ("top", "right", "bottom", "left")


@dataclass(frozen=True, slots=True)
class OwnStyles:
    """The style sheet of an author's file, the theme its styles may take faces from, its page."""

    sheet: Element
    theme: bytes | None
    section: Element | None

    def look(self, look: Look) -> Look:
        """Return a look with the paper, the margins and the size of the author's file."""
        size = ooxml.child(self.section, "w:pgSz") if self.section is not None else None
        edges = ooxml.child(self.section, "w:pgMar") if self.section is not None else None
        if size is not None and ooxml.get(size, "w:w") and ooxml.get(size, "w:h"):
            look = replace(look, paper=(_twips(size, "w:w"), _twips(size, "w:h")))
        if edges is not None:
            top, right, bottom, left = (abs(_twips(edges, f"w:{side}")) for side in _SIDES)
            look = replace(look, margins=(top, right, bottom, left))
        return look


def read_own_styles(path: Path) -> tuple[OwnStyles | None, tuple[Diagnostic, ...]]:
    """Return the styles of an author's file, or None and what is wrong with it."""
    try:
        data = path.read_bytes()
        package = Package.read(data)
    except (OSError, ArchiveError, ValueError) as error:
        return None, (_refused("docx-reference-broken", f"it cannot be read: {error}"),)
    found = tuple(_dangers(package)) or tuple(
        _refused("docx-reference-broken", one.message)
        for one in lint(data)
        if one.code in _BROKEN and one.severity is Severity.ERROR
    )
    if not found and (
        STYLES not in package.parts or not ooxml.is_a(package.tree(STYLES), "w:styles")
    ):
        found = (_refused("docx-reference-broken", "it has no styles"),)
    if found:
        return None, found
    sections = ooxml.every(package.tree("word/document.xml"), "w:sectPr")
    section = sections[-1] if sections else None
    return OwnStyles(package.tree(STYLES), package.parts.get(THEME), section), ()


def _has_styles(package: Package) -> bool:
    return STYLES in package.parts and ooxml.is_a(package.tree(STYLES), "w:styles")


def _twips(one: Element, attribute: str) -> int:
    value = ooxml.get(one, attribute, "0")
    return round(float(value)) if value.lstrip("-").replace(".", "", 1).isdigit() else 0


def _dangers(package: Package) -> Iterator[Diagnostic]:
    for name in package.parts:
        if any(word in name.lower() for word in _RUNS):
            yield _refused("docx-reference-macros", f"it has {name}")
    types = package.parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        yield _refused("docx-reference-macros", "it is a file with macros, called otherwise")
    settings = package.parts.get("word/_rels/settings.xml.rels", b"")
    if b"attachedTemplate" in settings:
        yield _refused("docx-reference-macros", "it fetches a template from elsewhere")


def _refused(code: str, why: str) -> Diagnostic:
    hint = "save it anew in Word as .docx without macros, or take it away"
    message = f"styles/reference.docx cannot give its styles: {why}"
    return Diagnostic(code, message, Place("styles/reference.docx"), hint, Severity.ERROR)


def with_own_styles(ours: Element, own: OwnStyles) -> Element:
    """Return our style sheet with the author's styles in it."""
    names = {_name(one): one for one in ooxml.every(ours, "w:style")}
    ids = _ids(names, own.sheet)
    defaults = ooxml.child(own.sheet, "w:docDefaults")
    old = ooxml.child(ours, "w:docDefaults")
    if defaults is not None and old is not None:
        ours.replace(old, _with_language(deepcopy(defaults), old))
    for style in ooxml.every(own.sheet, "w:style"):
        made = _adapted(style, ids)
        same = names.get(_name(style))
        if same is None:
            ooxml.drop(made, "w:default")
            ours.append(made)
        elif ooxml.get(same, "w:type") == ooxml.get(style, "w:type"):
            ours.replace(same, made)
    _without_loose_ends(ours)
    return ours


def _name(style: Element) -> str:
    found = ooxml.child(style, "w:name")
    return "" if found is None else ooxml.get(found, "w:val").lower()


def _ids(names: dict[str, Element], sheet: Element) -> dict[str, str]:
    """Return the id that each style of the author's has in our sheet."""
    taken = {ooxml.get(one, "w:styleId") for one in names.values()}
    ids: dict[str, str] = {}
    for style in ooxml.every(sheet, "w:style"):
        own = ooxml.get(style, "w:styleId")
        same = names.get(_name(style))
        if same is not None:
            ids[own] = ooxml.get(same, "w:styleId")
        else:
            ids[own] = f"{own}Own" if own in taken else own
    return ids


def _adapted(style: Element, ids: dict[str, str]) -> Element:
    """Return a style under its new id; its numbers go, since ours stand in the text."""
    made = deepcopy(style)
    ooxml.put(made, "w:styleId", ids[ooxml.get(style, "w:styleId")])
    for tag in _REFERENCES:
        for one in ooxml.children(made, tag):
            ooxml.put(one, "w:val", ids.get(ooxml.get(one, "w:val"), ""))
    for tag in ("w:numPr", "w:rsid"):
        for one in ooxml.every(made, tag):
            ooxml.remove(one)
    return made


def _with_language(defaults: Element, old: Element) -> Element:
    """Keep the language of the book: that of the author's file is Word's own."""
    language = ooxml.every(old, "w:lang")
    for one in ooxml.every(defaults, "w:lang"):
        if language:
            ooxml.parent(one).replace(one, deepcopy(language[0]))
    return defaults


def _without_loose_ends(sheet: Element) -> None:
    """Drop what leads to no style."""
    known = {ooxml.get(one, "w:styleId") for one in ooxml.every(sheet, "w:style")}
    for one in ooxml.every(sheet, *_REFERENCES):
        if ooxml.get(one, "w:val") not in known:
            ooxml.remove(one)
