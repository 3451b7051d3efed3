"""Citations in notes lead to the reference list, and its entries back to where they are cited.

A note's cite would be one long line if all of it were a link: its first words are enough, the
names or, for want of names, the title. An entry leads back once to each chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from publish.model.cited import entry_of, is_cited, without_marks
from publish.model.document import Chapter, Document
from publish.model.nodes import (
    Attr,
    Div,
    Inline,
    Inlines,
    Link,
    Note,
    Para,
    Plain,
    Space,
    Span,
    Str,
    Target,
)
from publish.model.walk import every, plain_text, rewrite

_UP = "↑"
_ENDS = ",;:("
_QUOTES = {"“": "”", "‘": "’", "«": "»", "„": "“", "‚": "‘", "‹": "›", '"': '"'}
# What a cite leads to and from: chapter and id of the mark, by the entry's id.
Places = Mapping[str, Mapping[str, str]]


def with_citation_links(document: Document) -> Document:
    """Return the book with its citations and its reference list linked both ways."""
    entries = {
        div.attr.id
        for chapter in document.chapters
        for div in every(Div, chapter.blocks)
        if "csl-entry" in div.attr.classes and div.attr.id
    }
    places = _places(document, entries)
    wanted = {mark for marks in places.values() for mark in marks.values()}
    chapters = tuple(_linked(one, entries, wanted) for one in document.chapters)
    labels = {one.name: _label(one, document) for one in document.chapters}
    word = dict(document.words).get("BackToText", "")
    finished = tuple(
        replace(
            one,
            blocks=rewrite(one.blocks, lambda node: _led_back(node, places, labels, word), Div),
        )
        for one in chapters
    )
    return replace(document, chapters=without_marks(finished))


def _places(document: Document, entries: set[str]) -> dict[str, dict[str, str]]:
    """Return for each entry the mark of its first citation in each chapter."""
    places: dict[str, dict[str, str]] = {}
    for chapter in document.chapters:
        for mark in every(Span, chapter.blocks):
            if is_cited(mark):
                for entry in _entries_of(mark):
                    if entry in entries:
                        places.setdefault(entry, {}).setdefault(chapter.name, mark.attr.id)
    return places


def _entries_of(mark: Span) -> Iterator[str]:
    yield from (entry_of(one) for one in every(Span, mark.content))
    for link in every(Link, mark.content):
        if "citation" in link.attr.classes:
            yield link.target.url.removeprefix("#")


def _linked(chapter: Chapter, entries: set[str], wanted: set[str]) -> Chapter:
    """Return a chapter in which marks that are led back to are elements, and cites are links."""

    def change(node: Any) -> Any:
        if entry_of(node) in entries:
            return _with_link(node.content, entry_of(node))
        if is_cited(node) and node.attr.id in wanted:
            return replace(node, attr=Attr(node.attr.id))
        return None

    return replace(chapter, blocks=rewrite(chapter.blocks, change, Span))


def _with_link(content: Inlines, entry: str) -> Inlines:
    head, rest = _parted(content)
    if not head or next(every(Link, head), None) or next(every(Note, head), None):
        return content
    return (Link(Attr("", ("citation",)), head, Target(f"#{entry}")), *rest)


def _parted(content: Inlines) -> tuple[Inlines, Inlines]:
    """Return the names that a cite begins with and what follows, else its first piece."""
    first = content[0] if content else None
    if isinstance(first, Str) and first.text[:1] in _QUOTES:
        return _quoted(content, _QUOTES[first.text[0]])
    head: list[Inline] = []
    for number, node in enumerate(content):
        if not isinstance(node, Str | Space):
            break
        text = node.text if isinstance(node, Str) else ""
        end = next((at for at, letter in enumerate(text) if letter in _ENDS), None)
        if text and text[0] in _QUOTES:
            break
        if end is not None:
            before = (Str(text[:end]),) if end else ()
            return (*head, *before), (Str(text[end:]), *content[number + 1 :])
        head.append(node)
    while head and isinstance(head[-1], Space):
        head.pop()
    return (tuple(head), content[len(head) :]) if head else (content[:1], content[1:])


def _quoted(content: Inlines, mark: str) -> tuple[Inlines, Inlines]:
    """Return the title in quotation marks that a cite begins with, and what follows."""
    for number, node in enumerate(content):
        at = node.text.find(mark, 0 if number else 1) + 1 if isinstance(node, Str) else 0
        if at and isinstance(node, Str):
            rest = (Str(node.text[at:]),) if node.text[at:] else ()
            return (*content[:number], Str(node.text[:at])), (*rest, *content[number + 1 :])
    return content[:1], content[1:]


def _label(chapter: Chapter, document: Document) -> str:
    title = plain_text(chapter.title) or plain_text(document.metadata.title)
    return chapter.number or title.partition(":")[0]


# --- from the list back ---


def _led_back(node: Any, places: Places, labels: Mapping[str, str], word: str) -> Any:
    if not isinstance(node, Div) or node.attr.id not in places or not node.content:
        return None
    last = node.content[-1]
    if not isinstance(last, Para | Plain):
        return None
    back = Span(Attr("", ("backlinks",)), _links_back(places[node.attr.id], labels, word))
    return replace(
        node,
        content=(*node.content[:-1], replace(last, content=(*last.content, Space(), back))),
    )


def _links_back(marks: Mapping[str, str], labels: Mapping[str, str], word: str) -> Inlines:
    """Return an arrow and a link for each chapter; for one chapter the arrow is the link."""
    if len(labels) == 1:
        return (_link_back(_UP, next(iter(marks.values())), word),)
    links: list[Inline] = [Str(_UP)]
    for number, (name, mark) in enumerate(marks.items()):
        links += [Str(","), Space()] if number else [Str("\u00a0")]
        links.append(_link_back(labels[name], mark, f"{word}: {labels[name]}"))
    return tuple(links)


def _link_back(text: str, mark: str, said: str) -> Link:
    attr = Attr("", ("backlink",), (("aria-label", said),))
    return Link(attr, (Str(text),), Target(f"#{mark}"))
