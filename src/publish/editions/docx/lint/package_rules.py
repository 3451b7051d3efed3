"""Rules on the package of a Word file: its parts, relationships and properties.

Source: ECMA-376-2:2021 (Open Packaging Conventions), 6.2 (part names), 7.2 (content types), 6.5
(relationships), 8 (core properties).
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.lint.finished import Finished, finding
from publish.editions.docx.package import CONTENT_TYPES

MOST_PROPERTY_LETTERS = 255  # Word cuts longer values of custom properties
_CORE, _CUSTOM = "docProps/core.xml", "docProps/custom.xml"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_ONCE = ("dc:title", "dc:creator", "dc:language", "dcterms:created", "dcterms:modified")


def types(file: Finished) -> Iterator[Diagnostic]:
    """Every part has a content type, every content type a part."""
    top = file.others[CONTENT_TYPES]
    extensions = {ooxml.get(one, "Extension").lower() for one in ooxml.every(top, "ct:Default")}
    names = [ooxml.get(one, "PartName") for one in ooxml.every(top, "ct:Override")]
    for part in file.parts:
        extension = part.rpartition(".")[2].lower()
        if part != CONTENT_TYPES and extension not in extensions and f"/{part}" not in names:
            yield _broken("docx-part", f"{part} has no content type")
    for name in names:
        if name.endswith("/") or name.lstrip("/") not in file.parts:
            yield _broken("docx-part", f"a content type is given for {name}, which is not there")
    for name, count in Counter(names).items():
        if count > 1:
            yield _broken("docx-part", f"{name} has two content types")


def relationships(file: Finished) -> Iterator[Diagnostic]:
    """Every relationship inside the file leads to a part, and every use of one to it."""
    for name, top in file.others.items():
        if not name.endswith(".rels"):
            continue
        folder, own = posixpath.split(name)
        base = posixpath.dirname(folder)
        known = set()
        for one in ooxml.every(top, "rel:Relationship"):
            identifier = ooxml.get(one, "Id")
            if identifier in known:
                yield _broken("docx-part", f"{name} has {identifier} twice")
            known.add(identifier)
            target = ooxml.get(one, "Target")
            path = posixpath.normpath(posixpath.join("/", base, target)).lstrip("/")
            if ooxml.get(one, "TargetMode") != "External" and path not in file.parts:
                yield _broken("docx-part", f"{name} leads to {target}, which is not there")
        source = posixpath.join(base, own.removesuffix(".rels"))
        yield from _unknown_relations(file, source, known)
    for source in file.texts:
        folder, own = posixpath.split(source)
        if f"{folder}/_rels/{own}.rels" not in file.parts:
            yield from _unknown_relations(file, source, set())


def _unknown_relations(file: Finished, source: str, known: set[str]) -> Iterator[Diagnostic]:
    top = file.texts.get(source)
    for wanted in ooxml.values(top, "r:id", "r:embed", "r:link") if top is not None else ():
        if wanted and wanted not in known:
            yield _broken("docx-part", f"{source} uses the relationship {wanted}: there is none")


def properties(file: Finished) -> Iterator[Diagnostic]:
    """The core properties are given once each, dates are dates, and values are not too long."""
    core = file.tree(_CORE)
    for tag in _ONCE if core is not None else ():
        found = ooxml.every(core, tag) if core is not None else []
        if len(found) > 1:
            yield _broken("docx-properties", f"{_CORE} has {tag} {len(found)} times")
        for one in found:
            if tag.startswith("dcterms") and not _DATE.fullmatch((one.text or "").strip()):
                yield _broken("docx-properties", f"{_CORE}: {tag} is no date: {one.text!r}")
    custom = file.tree(_CUSTOM)
    for one in custom if custom is not None else ():
        length = sum(len(str(text)) for text in one.itertext())
        if length > MOST_PROPERTY_LETTERS:
            name = ooxml.get(one, "name")
            message = f"{_CUSTOM}: {name!r} has {length} letters; Word keeps 255"
            yield finding("docx-properties", message)


def _broken(code: str, message: str) -> Diagnostic:
    return finding(code, message, severity=Severity.ERROR)


RULES = (types, relationships, properties)
