"""The title page: everything that a journal wants to know and its readers of the copy must not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from publish.model.document import Chapter, Document, Matter, Role
from publish.model.metadata import Person
from publish.model.nodes import Attr, Block, Div, Header, Inlines, Para, Span
from publish.model.walk import words

COUNTED = ("body", "notes", "bibliography", "captions", "abstract", "tables")


def title_page(document: Document, counts: Mapping[str, int] | None = None) -> Document:
    """Return a document of one page: title, people, abstract, keywords, counts, thanks, grants."""
    metadata = document.metadata
    lines: list[Block] = [_line("title", metadata.title)]
    if metadata.subtitle:
        lines.append(_line("subtitle", metadata.subtitle))
    for person in metadata.authors:
        lines += _person(person)
    if counts:
        lines.append(_line("affiliation", words(word_counts(counts))))
    blocks: list[Block] = [Div(Attr("", ("title-page",)), tuple(lines)), *abstract(document)]
    thanks = [*metadata.acknowledgments]
    for one in document.of(Role.ACKNOWLEDGMENTS):
        thanks += [] if one.is_generated else one.blocks[1:]
    if thanks:
        blocks += [_heading("acknowledgments", document.word("Acknowledgments")), *thanks]
    if metadata.funding:
        blocks += [_heading("funding", document.word("Funding")), *metadata.funding]
    page = Chapter(
        name="title-page",
        blocks=tuple(blocks),
        role=Role.TITLE_PAGE,
        matter=Matter.FRONT,
        id="title-page",
    )
    return replace(document, chapters=(page,), contents=(), figures=(), tables=())


def word_counts(counts: Mapping[str, int]) -> str:
    """Return how many words there are of every kind, and of all."""
    kinds = ", ".join(f"{name} {counts.get(name, 0):,}" for name in COUNTED)
    return f"Words: {kinds}; all {sum(counts.get(name, 0) for name in COUNTED):,}"


def abstract(document: Document) -> tuple[Block, ...]:
    """Return abstract and keywords of a book, in the form that essays have them."""
    metadata = document.metadata
    blocks: list[Block] = []
    if metadata.abstract:
        title = Div(Attr("", ("abstract-title",)), (Para(words(document.word("Abstract"))),))
        blocks.append(Div(Attr("", ("abstract",)), (title, *metadata.abstract)))
    if metadata.keywords:
        text = f"{document.word('Keywords')}: {', '.join(metadata.keywords)}"
        blocks.append(_line("keywords", words(text)))
    return tuple(blocks)


def _heading(identifier: str, text: str) -> Header:
    return Header(1, Attr(f"title-page-{identifier}", ("unnumbered",)), words(text))


def _person(person: Person) -> Iterator[Block]:
    yield _line("author", words(person.name))
    lines = [*person.affiliations, person.email, _orcid(person.orcid), person.url]
    for text in lines:
        if text:
            yield _line("affiliation", words(text))


def _orcid(identifier: str) -> str:
    """Return an ORCID iD as an address. Source: ORCID, "Structure of the ORCID Identifier"."""
    if not identifier:
        return ""
    return f"ORCID: https://orcid.org/{identifier.rstrip('/').rpartition('/')[2]}"


def _line(name: str, content: Inlines) -> Para:
    return Para((Span(Attr("", (name,)), content),))
