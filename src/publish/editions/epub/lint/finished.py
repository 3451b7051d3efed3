"""A finished EPUB file, opened for the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Severity
from publish.editions import markup
from publish.editions.archive import parts_of
from publish.editions.markup import OPS, XHTML, Element
from publish.editions.reading import name_of

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
_ROOT = "EPUB/"


@dataclass(frozen=True, slots=True)
class Finished:
    """The entries of the archive, the package document, and the pages in reading order.

    Names of pages are relative to the package document.
    """

    entries: Mapping[str, bytes]
    package: Element
    pages: Mapping[str, Element]

    @property
    def items(self) -> list[Element]:
        """Return what the manifest names."""
        return list(self.package.iter(f"{OPF}item"))

    def entry(self, name: str) -> bytes:
        """Return a file by its name in the manifest."""
        return self.entries[_ROOT + name]

    def values(self, name: str) -> list[str]:
        """Return what the metadata say of a property: `schema:accessMode`."""
        found = self.package.iter(f"{OPF}meta")
        return [one.text or "" for one in found if one.get("property") == name]

    @property
    def navigation(self) -> tuple[str, Element]:
        """Return the navigation document, and its name."""
        for item in self.items:
            if "nav" in (item.get("properties") or "").split():
                name = item.get("href") or ""
                return name, self.pages[name]
        raise KeyError("nav")

    def navs(self, semantic: str) -> Iterator[Element]:
        """Yield the lists of the navigation document that are of a kind: `page-list`."""
        for nav in self.navigation[1].iter(f"{{{XHTML}}}nav"):
            if nav.get(f"{{{OPS}}}type") == semantic:
                yield nav


def open_book(data: bytes) -> Finished:
    """Open an EPUB file that this toolchain made.

    Raises: ArchiveError if the bytes are no archive; MarkupError if a document is not well-formed;
    KeyError if a document is missing.
    """
    entries = parts_of(data)
    package = markup.parse(entries[f"{_ROOT}content.opf"])
    names = {item.get("id"): item.get("href") or "" for item in package.iter(f"{OPF}item")}
    order = [names[one.get("idref")] for one in package.iter(f"{OPF}itemref")]
    order += [name for name in names.values() if name.endswith(".xhtml") and name not in order]
    return Finished(entries, package, {one: markup.parse(entries[_ROOT + one]) for one in order})


def named(root: Element, *names: str) -> Iterator[Element]:
    """Yield the elements of a page that have one of the names, whatever their namespace."""
    return (one for one in root.iter() if name_of(one) in names)


def finding(
    code: str, message: str, hint: str = "", severity: Severity = Severity.WARNING
) -> Diagnostic:
    """Return a finding about a finished file."""
    return Diagnostic(code, message, None, hint, severity)


def words(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())
