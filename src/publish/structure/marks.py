"""Index marks in the text: `[words]{.index}` gets a name that page numbers can be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from publish.model.document import Chapter
from publish.model.nodes import Span
from publish.model.walk import rewrite
from publish.structure.identifiers import ids


def with_mark_ids(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Return the chapters with every `Span.index` named `idx-1`, `idx-2`... in reading order."""
    taken = {id_ for chapter in chapters for id_ in ids(chapter.blocks)}
    names = (name for name in (f"idx-{number}" for number in count(1)) if name not in taken)
    return tuple(replace(one, blocks=_named(one.blocks, names)) for one in chapters)


def _named(blocks: Any, names: Iterator[str]) -> Any:
    def name(node: Any) -> Any:
        if not is_mark(node) or node.attr.id:
            return None
        return replace(node, attr=replace(node.attr, id=next(names)))

    return rewrite(blocks, name)


def is_mark(node: Any) -> bool:
    """Tell whether a node is an index mark."""
    return isinstance(node, Span) and "index" in node.attr.classes
