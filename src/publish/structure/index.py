"""The index as it is printed, put where the author wrote `::: {#index}`.

Locators are the page numbers of the print layout, as `Link.pageref`; a page is named once, "43n"
is a note, "43–47" a range. As long as no layout has told the pages (or for a mark that print does
not have) a locator names the chapter instead, so that it is true in every edition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from publish.model.document import Chapter, Document, Role
from publish.model.nodes import (
    Attr,
    Block,
    Blocks,
    Div,
    Emph,
    Inline,
    Inlines,
    Link,
    Para,
    Space,
    Str,
    Target,
)
from publish.model.walk import every, plain_text, rewrite, words
from publish.structure.collation import letter, script_of
from publish.structure.index_entries import Heading, Locator, Path, gather, shown
from publish.structure.words import Words, words_for


def with_index(document: Document, folios: Mapping[str, str] | None = None) -> Document:
    """Return the book with its index filled in; `folios` maps ids of marks to page numbers."""
    if not any(_has_index(chapter) for chapter in document.chapters):
        return document
    root = gather(document)
    lang = document.metadata.lang
    printed = _Index(root, words_for(lang), folios or {}, script_of(lang))
    groups = printed.groups()

    def fill(node: Any) -> Any:
        if not isinstance(node, Div) or node.attr.id != "index":
            return None
        own = tuple(one for one in node.content if not _is_group(one))
        return replace(node, content=(*own, *groups))

    return replace(
        document,
        chapters=tuple(
            replace(one, blocks=rewrite(one.blocks, fill, Div)) if _has_index(one) else one
            for one in document.chapters
        ),
    )


def with_index_place(chapter: Chapter) -> Chapter:
    """Return an index chapter with the division that the index goes into."""
    if chapter.role is not Role.INDEX or _has_index(chapter):
        return chapter
    return replace(chapter, blocks=(*chapter.blocks, Div(Attr("index"), ())))


def _has_index(chapter: Chapter) -> bool:
    return any(div.attr.id == "index" for div in every(Div, chapter.blocks))


def _is_group(block: Block) -> bool:
    return isinstance(block, Div) and "index-group" in block.attr.classes


@dataclass(frozen=True, slots=True)
class _Index:
    root: Heading
    words: Words
    folios: Mapping[str, str]
    script: str  # of the book's language

    def groups(self) -> Blocks:
        """Return one `Div.index-group` for each letter, its letter first."""
        names = self._names()
        by_letter = groupby(self.root.in_order(self.script), key=lambda item: letter(item[1].sort))
        groups = []
        for first, found in by_letter:
            head = (Div(Attr("", ("index-letter",)), (Para(words(first)),)),) if first else ()
            lines = [line for name, entry in found for line in self._lines((name,), entry, names)]
            groups.append(Div(Attr("", ("index-group",)), (*head, *lines)))
        return tuple(groups)

    def _names(self) -> dict[Path, str]:
        """Return an id for every line that another one refers to."""
        wanted = dict.fromkeys(
            path for line in _all(self.root) for path in (*line.see, *line.see_also)
        )
        return {
            path: f"index-entry-{number}"
            for number, path in enumerate(wanted, start=1)
            if _find(self.root, path)
        }

    def _lines(self, path: Path, line: Heading, names: dict[Path, str]) -> Iterator[Block]:
        """Yield an entry and the entries below it, each `Div.index-entry.index-N[Para]`."""
        classes = ("index-entry", f"index-{len(path)}")
        yield Div(Attr(names.get(path, ""), classes), (Para(self._words(line, names)),))
        for name, below in line.in_order(self.script):
            yield from self._lines((*path, name), below, names)

    def _words(self, line: Heading, names: dict[Path, str]) -> Inlines:
        separator = words(self.words["ListSeparator"])
        parts: list[Inline] = list(line.text)
        for locator in self._locators(line.locators):
            parts += [*separator, *locator]
        for word, paths in (("See", line.see), ("SeeAlso", line.see_also)):
            if paths:
                text = self.words[word]
                parts += [Str("."), Space(), Emph(words(text[:1].upper() + text[1:])), Space()]
                parts += _listed([self._reference(path, names) for path in paths])
        return tuple(parts)

    def _reference(self, path: Path, names: dict[Path, str]) -> Inlines:
        content = tuple(
            node
            for number, name in enumerate(path)
            for node in (*((Str(":"), Space()) if number else ()), *shown(name))
        )
        if path not in names:
            return content
        return (Link(Attr("", ("index-see",)), content, Target(f"#{names[path]}")),)

    # --- locators ---

    def _locators(self, locators: list[Locator]) -> Iterator[Inlines]:
        """Yield each page, range or chapter once, in reading order."""
        seen: set[str] = set()
        for locator in locators:
            content = self._locator(locator)
            text = plain_text(content)
            if text not in seen:
                seen.add(text)
                yield content

    def _locator(self, locator: Locator) -> Inlines:
        first, last = self.folios.get(locator.id), self.folios.get(locator.end_id)
        if not first:
            name = words(locator.chapter.label) or locator.chapter.title
            return (_link("crossref", locator.id, name),)
        if last and last != first:
            end = _link("pageref", locator.end_id, (Str(last),))
            return (_link("pageref", locator.id, (Str(first),)), Str("–"), end)
        text = f"{first}n" if locator.is_in_note else first
        return (_link("pageref", locator.id, (Str(text),)),)


def _link(name: str, id_: str, content: Inlines) -> Link:
    return Link(Attr("", (name, "locator")), content, Target(f"#{id_}"))


def _listed(parts: list[Inlines]) -> Inlines:
    return tuple(
        node
        for number, part in enumerate(parts)
        for node in (*((Str(";"), Space()) if number else ()), *part)
    )


def _all(line: Heading) -> Iterator[Heading]:
    for below in line.below.values():
        yield below
        yield from _all(below)


def _find(root: Heading, path: Path) -> Heading | None:
    line: Heading | None = root
    for name in path:
        line = line.below.get(name) if line else None
    return line
