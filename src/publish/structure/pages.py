"""Page numbers where the book names them: page references and the index.

The print layout tells on which page each element begins; this puts the numbers into the one
Document, so that every edition says the same.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from publish.model.document import Document
from publish.model.nodes import Inlines, Link, Str
from publish.model.pagination import Pagination
from publish.model.walk import rewrite, words
from publish.structure.identifiers import ids
from publish.structure.index import with_index


def with_pages(document: Document, pagination: Pagination) -> Document:
    """Return the book with the printed page in every `Link.pageref`, and in the index.

    Where print does not have the target, or no layout was made, a reference says the chapter in
    which the target is. A chapter whose numbers are in it already stays the object that it is.
    """
    chapters = cache(lambda: _chapters_of_targets(document))  # most books need none

    def fill(node: Any) -> Any:
        if not isinstance(node, Link) or "pageref" not in node.attr.classes:
            return None
        name = node.target.url[1:]
        folio = pagination.folios.get(name)
        content = (Str(folio),) if folio else chapters().get(name, ())
        return replace(node, content=content) if content and content != node.content else None

    filled = tuple(
        replace(one, blocks=rewrite(one.blocks, fill, Link)) for one in document.chapters
    )
    paged = replace(document, chapters=filled, pagination=pagination)
    return with_index(paged, pagination.folios)


def _chapters_of_targets(document: Document) -> dict[str, Inlines]:
    """Return what a reference without a page number says: the chapter's label, else its title."""
    return {
        name: words(chapter.label) or chapter.title
        for chapter in document.chapters
        for name in (chapter.id, *ids(chapter.blocks))
    }
