"""What the file says about itself: only what the book's own data says, and our own word count."""

from __future__ import annotations

import re

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import root, with_text
from publish.editions.docx.package import Package
from publish.editions.docx.reference import DOCUMENT
from publish.editions.markup import Element
from publish.editions.sourcedate import source_date
from publish.model.metadata import Metadata
from publish.model.walk import plain_text

CORE = "docProps/core.xml"
APP = "docProps/app.xml"
CUSTOM = "docProps/custom.xml"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_properties(package: Package, metadata: Metadata) -> None:
    """Write the core and application properties anew; custom ones, which pandoc fills, go."""
    package.drop(CUSTOM)
    package.set(CORE, _core(metadata))
    package.set(APP, _application(package))


def _core(metadata: Metadata) -> Element:
    title = plain_text(metadata.title)
    if metadata.subtitle:
        title = f"{title}: {plain_text(metadata.subtitle)}"
    top = root("cp:coreProperties", ("dc", "dcterms", "xsi"))
    values = {
        "dc:title": title,
        "dc:creator": "; ".join(person.name for person in metadata.authors),
        "dc:subject": "; ".join(subject.text for subject in metadata.subjects),
        "cp:keywords": ", ".join(metadata.keywords),
        "dc:description": metadata.description,
        "dc:language": metadata.lang,
    }
    for tag, value in values.items():
        if value:
            top.append(with_text(tag, value))
    if when := _modified(metadata):
        for tag in ("dcterms:created", "dcterms:modified"):
            moment = with_text(tag, when)
            ooxml.put(moment, "xsi:type", "dcterms:W3CDTF")
            top.append(moment)
    return top


def _modified(metadata: Metadata) -> str:
    """Return when the book was last changed. No clock is asked: without a day it has none."""
    if date := source_date():
        return f"{date:%Y-%m-%dT%H:%M:%SZ}"
    return f"{metadata.date}T00:00:00Z" if _DAY.fullmatch(metadata.date) else ""


def _application(package: Package) -> Element:
    """Return counts as Word counts: the text without its notes, contents included."""
    words, letters, characters, paragraphs = 0, 0, 0, 0
    for paragraph in ooxml.every(package.tree(DOCUMENT), "w:p"):
        text = ooxml.text_of(paragraph).strip()
        words += len(text.split())
        letters += len("".join(text.split()))
        characters += len(text)
        paragraphs += bool(text)
    values = {
        "Application": "publish",
        "Words": words,
        "Characters": letters,
        "CharactersWithSpaces": characters,
        "Paragraphs": paragraphs,
    }
    items = [with_text(f"ep:{tag}", str(value)) for tag, value in values.items()]
    return root("ep:Properties", (), *items)
