"""The page that says whose the book is: rights, imprint, editions, identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.model.metadata import Identifier, Metadata
from publish.model.nodes import Attr, Block, Blocks, Inlines, Link, Para, Space, Span, Str, Target
from publish.model.walk import words
from publish.structure.dates import in_words
from publish.structure.words import Words

_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([\d.]+)"
)
_EDITION_NAMES = {"pdf": "PDF", "epub": "EPUB", "docx": "DOCX"}
_NO_BREAK_SPACE = "\u00a0"


def copyright_blocks(metadata: Metadata, book_words: Words) -> Blocks:
    """Return the lines of the copyright page, each a `Para[Span.class]`; empty without any.

    Only what the author said is printed: no notice of rights is made up.
    """
    said = (
        metadata.rights
        or metadata.license
        or metadata.publisher
        or any(one.scheme in {"isbn", "doi", "issn"} for one in metadata.identifiers)
    )
    return tuple(_lines(metadata, book_words)) if said else ()


def _lines(metadata: Metadata, book_words: Words) -> Iterator[Block]:
    if metadata.rights:
        yield _line("rights", metadata.rights)
    if metadata.license:
        name = words(license_name(metadata.license))
        is_address = re.match(r"https?://", metadata.license)
        link = Link(Attr("", ("license",)), name, Target(metadata.license))
        shown = (link,) if is_address else name
        yield _line("license", (*words(f"{book_words['License']}:"), Space(), *shown))
    imprint = [metadata.publisher, metadata.publisher_place, in_words(metadata.date, metadata.lang)]
    if any(imprint[:2]):
        yield _line("imprint", words(", ".join(part for part in imprint if part)))
    if metadata.edition:
        yield _line("edition", words(metadata.edition))
    if metadata.series:
        parts = [metadata.series.title, metadata.series.position]
        yield _line("series", words(", ".join(part for part in parts if part)))
        if metadata.series.issn:
            yield _line("issn", (_number("ISSN", metadata.series.issn),))
    for identifier in metadata.identifiers:
        if identifier.scheme in _IDENTIFIERS:
            yield _line(identifier.scheme, tuple(_identifier(identifier)))


_IDENTIFIERS = frozenset({"isbn", "issn", "doi"})


def _identifier(identifier: Identifier) -> Iterator[Str | Space | Link]:
    if identifier.scheme == "doi":
        value = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)", "", identifier.value)
        url = f"https://doi.org/{value}"
        yield Link(Attr("", ("uri",)), (Str(url),), Target(url))
        return
    yield _number(identifier.scheme.upper(), identifier.value)
    if identifier.edition in _EDITION_NAMES:
        yield Space()
        yield Str(f"({_EDITION_NAMES[identifier.edition]})")


def _number(word: str, value: str) -> Str:
    return Str(f"{word}{_NO_BREAK_SPACE}{value}")


def license_name(url: str) -> str:
    """Return the short name of a Creative Commons licence, else the address itself."""
    found = _CREATIVE_COMMONS.match(url)
    if not found:
        return url
    kind, terms, version = found.groups()
    if kind == "publicdomain":
        return f"CC0 {version}" if terms == "zero" else url
    return f"CC {terms.upper()} {version}".replace(" ", _NO_BREAK_SPACE)


def _line(name: str, content: Inlines) -> Para:
    return Para((Span(Attr("", (name,)), content),))
