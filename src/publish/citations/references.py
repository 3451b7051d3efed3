"""The reference list of a book: whole or divided, where the author wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from publish.citations.selection import conditions, fits
from publish.citations.types import Library, Rendered
from publish.diagnostics import Diagnostic, Severity
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import Attr, Block, Blocks, Cite, Div, Header, Inlines, Para, Str
from publish.model.walk import every, rewrite, words

# Back matter that follows a bibliography in a book; Chicago Manual of Style, 18th ed., 1.4.
_AFTER = frozenset((Role.INDEX, Role.CONTRIBUTORS, Role.COLOPHON))
_WORDS = {True: ("Bibliography", "Bibliography"), False: ("References", "References")}


CitedKeys = tuple[frozenset[str], ...]  # of every chapter


@dataclass(frozen=True, slots=True)
class _List:
    """One list as the author asked for it: its `wanted` conditions, its place's `cited` keys."""

    div: Div
    cited: frozenset[str]
    wanted: Mapping[str, frozenset[str]]

    @property
    def is_of_chapter(self) -> bool:
        return self.div.attr.get("chapter") == "true"

    @property
    def is_divided(self) -> bool:
        return self.is_of_chapter or bool(self.wanted)

    @property
    def repeats(self) -> bool:
        return self.is_of_chapter or self.div.attr.get("repeat") == "true"

    def has(self, key: str, item: Mapping[str, Any]) -> bool:
        """Tell whether an item belongs here: every test that is given holds."""
        if self.is_of_chapter and key not in self.cited:
            return False
        return fits(item, self.wanted)


def entry_ids(keys: Sequence[str]) -> dict[str, str]:
    """Return the id of every entry: `ref-KEY`, with only what an XML name may hold."""
    ids: dict[str, str] = {}
    used: set[str] = set()
    for key in keys:
        base = identifier = "ref-" + re.sub(r"[^\w.-]", "-", key)
        number = 1
        while identifier in used:
            number += 1
            identifier = f"{base}-{number}"
        used.add(identifier)
        ids[key] = identifier
    return ids


def is_list(node: object) -> bool:
    """Tell whether a node is a place for references: `#refs` or `.refs`."""
    return isinstance(node, Div) and (node.attr.id == "refs" or "refs" in node.attr.classes)


def cited_keys(document: Document) -> CitedKeys:
    """Return the keys that each chapter of a book cites, before its citations become words."""
    return tuple(
        frozenset(one.key for cite in every(Cite, chapter.blocks) for one in cite.citations)
        for chapter in document.chapters
    )


def with_reference_lists(
    document: Document, rendered: Rendered, library: Library, cited: CitedKeys
) -> Document:
    """Return the book with its reference lists filled; one is added where there is none.

    An entry is printed once: divided lists take theirs in reading order, a list without a
    condition takes what is left. `repeat="true"` on a list prints all it asks for, again;
    `chapter="true"` prints what its chapter cites, `annotated="true"` the entries' annotations.
    """
    lists = _lists(document, cited)
    if not lists:
        return _with_added_list(document, rendered)
    filled = _assigned(lists, rendered, library)
    ids = entry_ids([key for key, _ in rendered.entries])
    waiting = iter(_blocks_of(filled, rendered, ids, library))

    def fill(node: object) -> object:
        return next(waiting) if is_list(node) else None

    chapters = (replace(c, blocks=rewrite(c.blocks, fill, Div)) for c in document.chapters)
    return replace(document, chapters=tuple(chapters))


def listed_keys(
    document: Document, rendered: Rendered, library: Library, cited: CitedKeys
) -> frozenset[str]:
    """Return the keys whose entries stand somewhere in the book."""
    lists = _lists(document, cited)
    if not lists:
        is_added = not document.settings.suppress_bibliography
        return frozenset(key for key, _ in rendered.entries) if is_added else frozenset()
    return frozenset(key for _, keys, _ in _assigned(lists, rendered, library) for key in keys)


def empty_lists(
    document: Document, rendered: Rendered, library: Library, cited: CitedKeys
) -> Iterator[Diagnostic]:
    """Yield a finding for every list with conditions that no source fulfils."""
    lists = _lists(document, cited)
    for one, keys, before in _assigned(lists, rendered, library) if lists else ():
        if keys or not one.wanted:
            continue
        shown = " ".join(f'{name}="{one.div.attr.get(name)}"' for name in one.wanted)
        taken = any(one.has(key, library.items[key]) for key in before)
        why = "an earlier list has them all" if taken else "no source of this book fits"
        yield Diagnostic(
            "refs-empty-list",
            f"the reference list with {shown} is empty: {why}",
            one.div.place,
            "look at the names and values; they are those of the .bib file or of CSL",
            Severity.WARNING,
        )


def _lists(document: Document, cited: CitedKeys) -> list[_List]:
    return [
        _List(node, keys, conditions(node.attr))
        for chapter, keys in zip(document.chapters, cited, strict=True)
        for node in every(Div, chapter.blocks)
        if is_list(node)
    ]


_Filled = tuple[_List, tuple[str, ...], frozenset[str]]  # a list, its keys, those seen before


def _assigned(lists: Sequence[_List], rendered: Rendered, library: Library) -> list[_Filled]:
    taken: set[str] = set()
    chosen: dict[int, tuple[tuple[str, ...], frozenset[str]]] = {}
    order = sorted(range(len(lists)), key=lambda index: not lists[index].is_divided)
    for index in order:
        one = lists[index]
        keys = [key for key, _ in rendered.entries if one.has(key, library.items[key])]
        before = frozenset(taken)
        kept = tuple(key for key in keys if one.repeats or key not in taken)
        chosen[index] = (kept, before)
        taken.update(kept)
    return [(one, *chosen[index]) for index, one in enumerate(lists)]


def _blocks_of(
    filled: Sequence[_Filled], rendered: Rendered, ids: Mapping[str, str], library: Library
) -> list[Blocks]:
    texts = dict(rendered.entries)
    has_refs_id = False
    result: list[Blocks] = []
    for one, keys, before in filled:
        entries = [(key, texts[key], "" if key in before else ids[key]) for key in keys]
        attr = one.div.attr
        identifier = attr.id or ("" if has_refs_id else "refs")
        has_refs_id = has_refs_id or identifier == "refs"
        heading = _heading(attr) if entries else ()
        notes = _annotations(library) if attr.get("annotated") == "true" else {}
        result.append((*heading, _list(identifier, attr.classes, entries, rendered, notes)))
    return result


def _annotations(library: Library) -> dict[str, Blocks]:
    """Return what the library says about its items, each as a block after the entry."""
    texts = {key: item.get("annote") for key, item in library.items.items()}
    return {
        key: (Div(Attr("", ("annotation",)), (Para(words(str(text))),)),)
        for key, text in texts.items()
        if text
    }


def _heading(attr: Attr) -> Blocks:
    text = attr.get("heading")
    if not text:
        return ()
    identifier = "refs-" + re.sub(r"\W+", "-", text.casefold()).strip("-")
    return (Header(int(attr.get("level") or 2), Attr(identifier, ("unnumbered",)), words(text)),)


def _list(
    identifier: str,
    classes: Sequence[str],
    entries: Sequence[tuple[str, Inlines, str]],
    rendered: Rendered,
    annotations: Mapping[str, Blocks] = MappingProxyType({}),
) -> Div:
    names = [*(name for name in classes if name != "refs"), "references", "csl-bib-body"]
    if rendered.layout.hanging_indent:
        names.append("hanging-indent")
    blocks: list[Block] = [
        Div(Attr(entry_id, ("csl-entry",)), (Para(text), *annotations.get(key, ())))
        for key, text, entry_id in entries
    ]
    return Div(Attr(identifier, tuple(dict.fromkeys(names))), tuple(blocks))


# --- a list that the author did not ask for --------------------------------------------------


def _with_added_list(document: Document, rendered: Rendered) -> Document:
    if document.settings.suppress_bibliography or not rendered.entries:
        return document
    ids = entry_ids([key for key, _ in rendered.entries])
    entries = [(key, text, ids[key]) for key, text in rendered.entries]
    title = _title(document, rendered)
    body = _list("refs", (), entries, rendered)
    own = [index for index, chapter in enumerate(document.chapters) if not chapter.is_generated]
    if len(own) == 1 and document.chapters[own[0]].matter is Matter.BODY:
        return _added_to_essay(document, own[0], title, body)
    chapters = list(document.chapters)
    header = Header(1, Attr("bibliography", ("unnumbered",)), title)
    chapter = Chapter(
        name="bibliography",
        blocks=(header, body),
        role=Role.BIBLIOGRAPHY,
        matter=Matter.BACK,
        id="bibliography",
        title=title,
        is_numbered=False,
        is_generated=True,
    )
    after = (index for index, one in enumerate(chapters) if _follows(one))
    chapters.insert(next(after, len(chapters)), chapter)
    return replace(document, chapters=tuple(chapters))


def _follows(chapter: Chapter) -> bool:
    return chapter.matter is Matter.BACK and chapter.role in _AFTER


def _added_to_essay(document: Document, index: int, title: Inlines, body: Div) -> Document:
    essay = document.chapters[index]
    header = Header(2, Attr("bibliography", ("unnumbered",)), title)
    chapters = list(document.chapters)
    chapters[index] = replace(essay, blocks=(*essay.blocks, header, body))
    return replace(document, chapters=tuple(chapters))


def _title(document: Document, rendered: Rendered) -> Inlines:
    if document.settings.reference_section_title:
        return document.settings.reference_section_title
    name, english = _WORDS[rendered.layout.is_note_style]
    return (Str(dict(document.words).get(name, english)),)
