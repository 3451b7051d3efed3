"""Joins the structure trees of all chapters into the book's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Page, Pdf


@dataclass(frozen=True, slots=True)
class Tagged:
    """The structure tree of a chapter, in the book already; None if nothing of it is tagged.

    Its pages are `first_page`, counted from 0, and those behind it.
    """

    root: Object | None
    first_page: int
    page_count: int
    is_in_part: bool = False


@dataclass(slots=True)
class _Numbers:
    """What tells for each mark on a page, and each link, which tag it belongs to."""

    pages: Sequence[Page]
    of_pages: list[Any] = field(default_factory=list)
    of_links: list[Any] = field(default_factory=list)

    def add(self, chapter: Tagged, known: Sequence[Any]) -> None:
        """Number the pages and links of a chapter on; `known` are their numbers in its tree."""
        own = self.pages[chapter.first_page : chapter.first_page + chapter.page_count]
        first_link = len(self.pages) + len(self.of_links) // 2
        off = first_link - chapter.page_count
        for at, made in zip(known[::2], known[1::2], strict=True):
            number = int(at)
            if number < chapter.page_count:
                own[number].obj.StructParents = chapter.first_page + number
                self.of_pages += [chapter.first_page + number, made]
            else:
                self.of_links += [off + number, made]
        for page in own:
            for annotation in page.obj.get("/Annots", ()):
                known_as = annotation.get("/StructParent")
                if known_as is not None:
                    annotation.StructParent = off + int(known_as)


def join_tags(book: Pdf, pages: Sequence[Page], chapters: Sequence[Tagged], lang: str) -> None:
    """Give the book one structure tree; the chapters of a part stand in the part.

    `lang` is the book's language, which tags do not repeat. Source: ISO 32000-1, 14.7.
    """
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    whole.K = Array()
    numbers = _Numbers(pages)
    names: list[tuple[bytes, Object, Object]] = []
    part: Object | None = None
    for chapter in chapters:
        if chapter.root is None:
            continue
        above = part if chapter.is_in_part and part is not None else whole
        for made in chapter.root.K:
            if str(made.get("/Lang", "")) == lang:
                del made["/Lang"]
            made.P = above
            above.K.append(made)
            part = made if made.get("/S") == Name.Part else part
        numbers.add(chapter, list(chapter.root.ParentTree.Nums))
        if "/IDTree" in chapter.root:
            found = list(chapter.root.IDTree.Names)
            pairs = zip(found[::2], found[1::2], strict=True)
            names += [(bytes(name), name, made) for name, made in pairs]
    root.K = Array([whole])
    both = Array([*numbers.of_pages, *numbers.of_links])
    root.ParentTree = book.make_indirect(Dictionary(Nums=both))
    root.ParentTreeNextKey = len(pages) + len(numbers.of_links) // 2
    if names:
        names.sort(key=lambda one: one[0])
        known = Array([one for _, name, made in names for one in (name, made)])
        root.IDTree = book.make_indirect(Dictionary(Names=known))
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)
