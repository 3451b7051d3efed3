"""Chapters after the author's Lua filters, with the places that their nodes had before.

pandoc's filters know nothing of places. So the nodes that had one are sought among those that came
back, in their order: what a filter leaves alone keeps its place, and where it puts one node for
another of its kind, the new one stands where the old one stood.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from publish.diagnostics import Diagnostic, Place, PublishError, Severity
from publish.model.metadata import Metadata
from publish.model.nodes import (
    Blocks,
    Citation,
    Cite,
    Header,
    Image,
    Link,
    MetaInlines,
    MetaList,
    MetaMap,
    MetaString,
    Pandoc,
)
from publish.model.walk import plain_text, rewrite
from publish.pandoc import PandocError, PandocLimitError, filtered
from publish.project import ChapterSource, Project

_WHERE = re.compile(r"(?<![^\s:])([^\s:]+\.lua):(\d+):\s*(.*)")
_LONGEST = 200  # letters of what a filter says


def with_filters(
    source: ChapterSource, blocks: Blocks, project: Project
) -> tuple[Blocks, list[Diagnostic]]:
    """Return the blocks of a chapter after all filters, and what these said.

    Raises: PublishError if a filter fails.
    """
    if not project.filters or not source.text:
        return blocks, []
    path = source.path
    files = [project.folder / one for one in project.filters]
    document = Pandoc(_told(project.metadata), blocks)
    try:
        changed, said = filtered(document, files, project.folder)
    except (PandocLimitError, PandocError) as error:
        raise PublishError([_failed(project, path, str(error))]) from error
    words = " ".join(said.split())[:_LONGEST]
    note = Diagnostic("filter-said", words, Place(path), severity=Severity.NOTE)
    return _placed(changed.blocks, blocks), [note] if words else []


def _told(metadata: Metadata) -> MetaMap:
    """Return what filters are told of the book, under pandoc's names."""
    authors = tuple(MetaString(one.name) for one in metadata.people if one.role == "aut")
    return MetaMap(
        (
            ("title", MetaInlines(metadata.title)),
            ("author", MetaList(authors)),
            ("date", MetaString(metadata.date)),
            ("lang", MetaString(metadata.lang)),
        )
    )


def _failed(project: Project, path: str, words: str) -> Diagnostic:
    """Return the finding that a filter failed, at its line where Lua tells one."""
    found = _WHERE.search(words)
    named = [one for one in project.filters if found and one.endswith(found[1].rpartition("/")[2])]
    place = Place(named[0], int(found[2])) if found and named else project.places.get("filters")
    why = found[3] if found and named else words
    message = f"a filter failed in '{path}': {' '.join(why.split())[:_LONGEST]}"
    return Diagnostic("filter-failed", message, place, "mend the filter, or take it out")


# --- places ------------------------------------------------------------------------------------


def _placed(blocks: Blocks, before: Blocks) -> Blocks:
    """Return blocks with the places of those nodes of `before` that they still hold."""
    old = [node for node in _with_places(before) if node.place]
    new = _with_places(blocks)
    places = iter(_matched(old, new))
    return rewrite(blocks, lambda node: _with_place(node, next(places)) if _can(node) else None)


def _can(node: Any) -> bool:
    return hasattr(node, "place")


def _with_place(node: Any, place: Place | None) -> Any:
    return replace(node, place=place) if place else node


def _with_places(blocks: Blocks) -> list[Any]:
    """Return the nodes that can have a place, in the order in which `rewrite` meets them."""
    found: list[Any] = []
    rewrite(blocks, lambda node: found.append(node) if _can(node) else None)
    return found


def _matched(old: list[Any], new: list[Any]) -> list[Place | None]:
    """Return a place for every new node, None where no old one answers to it."""
    places: list[Place | None] = [None] * len(new)
    kinds = [_shown(one) for one in old], [_shown(one) for one in new]
    for what, start, end, first, last in SequenceMatcher(None, *kinds, False).get_opcodes():
        if what == "equal":
            places[first:last] = [one.place for one in old[start:end]]
        elif what == "replace":
            left = old[start:end]
            for number in range(first, last):
                same = next((one for one in left if type(one) is type(new[number])), None)
                if same is not None:
                    places[number] = same.place
                    left = left[left.index(same) + 1 :]
    return places


def _shown(node: Any) -> tuple[str, str]:
    """Return what tells one node from others of its kind."""
    match node:
        case Citation(key):
            words = key
        case Cite(citations):
            words = " ".join(one.key for one in citations)
        case Link() | Image():
            words = node.target.url
        case Header():
            words = plain_text(node.content)
        case _:
            words = node.attr.id if hasattr(node, "attr") else ""
    return type(node).__name__, words
