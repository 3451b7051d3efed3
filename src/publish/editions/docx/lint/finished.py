"""A finished Word file, opened for the rules."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx import ooxml
from publish.editions.docx.package import CONTENT_TYPES, Package
from publish.editions.markup import Element

DOCUMENT = "word/document.xml"
_TEXT_PARTS = ("document", "footnotes", "endnotes", "header", "footer", "comments")


@dataclass(frozen=True, slots=True)
class Finished:
    """The parts of a file by name, and those with text in them as trees."""

    parts: Mapping[str, bytes]
    texts: Mapping[str, Element]
    others: Mapping[str, Element]

    @property
    def document(self) -> Element:
        """Return the main part."""
        return self.texts[DOCUMENT]

    def tree(self, name: str) -> Element | None:
        """Return an XML part, None where the file has none of that name."""
        return self.texts.get(name, self.others.get(name))

    def every(self, *tags: str) -> Iterator[tuple[str, Element]]:
        """Yield the elements with one of the tags in all texts, each with the name of its part."""
        for name, top in self.texts.items():
            for one in ooxml.every(top, *tags):
                yield name, one


def open_file(package: Package) -> Finished:
    """Return a package for the rules.

    Raises: MarkupError if a part is not well-formed, KeyError if there is no main part.
    """
    texts: dict[str, Element] = {}
    others: dict[str, Element] = {}
    for name in package.parts:
        folder, file = posixpath.split(name)
        if not name.endswith((".xml", ".rels")):
            continue
        is_text = folder == "word" and file.startswith(_TEXT_PARTS) and file.endswith(".xml")
        (texts if is_text else others)[name] = package.tree(name)
    for needed in (DOCUMENT, CONTENT_TYPES):
        if needed not in package.parts:
            raise KeyError(needed)
    return Finished(package.parts, texts, others)


def finding(
    code: str, message: str, hint: str = "", severity: Severity = Severity.WARNING
) -> Diagnostic:
    """Return a finding about a finished file."""
    return Diagnostic(code, message, None, hint, severity)


def shown(paragraph: Element) -> str:
    """Return the first words of a paragraph, to find it by."""
    words = ooxml.text_of(paragraph).split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")
