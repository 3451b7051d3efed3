"""Writes the tags of all chapters into the file as one structure tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Pdf, String
from publish.editions.pdf.tags.tree import LinkArea, Mark, Tag

# Whose attributes they are. Source: ISO 32000-1, 14.8.5.
_OWNERS = {
    "ListNumbering": "List",
    "Scope": "Table",
    "ColSpan": "Table",
    "RowSpan": "Table",
    "Headers": "Table",
    "BBox": "Layout",
}
_NAMES = ("ListNumbering", "Scope")
# Made once for the thousands of elements of a book.
_ELEMENT, _MARK = Name.StructElem, Name.MCR


@dataclass(frozen=True, slots=True)
class Tagged:
    """The tags of one chapter. `first_page` counts all pages of the book from 0."""

    top: Tag
    first_page: int
    is_in_part: bool = False


@dataclass(slots=True)
class _Writer:
    """The structure tree while it is written."""

    book: Pdf
    pages: list[Object]
    first_page: int = 0
    marks: dict[int, dict[int, Object]] = field(default_factory=dict)  # by page and number
    links: list[Object] = field(default_factory=list)  # the tag of each link, by its number
    names: dict[str, Object] = field(default_factory=dict)

    def element(self, tag: Tag, above: Object, lang: str) -> Object:
        """Write a tag and all below it. `lang` is the language of what is around it."""
        made = self.book.make_indirect(
            Dictionary({"/Type": _ELEMENT, "/S": Name(f"/{tag.kind}"), "/P": above})
        )
        if tag.lang and tag.lang != lang:
            made.Lang = String(tag.lang)
        if tag.alt:
            made.Alt = String(tag.alt)
        if tag.actual:
            made.ActualText = String(tag.actual)
        if tag.id:
            made.ID = String(tag.id)
            self.names[tag.id] = made
        if tag.attributes:
            made.A = _attributes(tag)
        if kids := self._kids(tag, made, tag.lang or lang):
            made["/K"] = Array(kids)
        return made

    def _kids(self, tag: Tag, made: Object, lang: str) -> list[Any]:
        kids: list[Any] = []
        home: int | None = None
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kids.append(self.element(kid, made, lang))
                continue
            page = self.first_page + kid.page
            if home is None:
                home = page
                made["/Pg"] = self.pages[page]
            if isinstance(kid, LinkArea):
                kids.append(self._link(page, kid.number, made))
                continue
            self.marks.setdefault(page, {})[kid.number] = made
            kids.append(kid.number if page == home else self._mark(page, kid))
        return kids

    def _mark(self, page: int, mark: Mark) -> Dictionary:
        return Dictionary({"/Type": _MARK, "/Pg": self.pages[page], "/MCID": mark.number})

    def _link(self, page: int, number: int, made: Object) -> Dictionary:
        annotation = self.pages[page].Annots[number]
        annotation.StructParent = len(self.pages) + len(self.links)
        self.links.append(made)
        return Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self.pages[page])

    def parents(self) -> Array:
        """Return what tells for each mark on a page, and each link, which tag it belongs to."""
        numbers: list[Any] = []
        for page in sorted(self.marks):
            self.pages[page].StructParents = page
            known = self.marks[page]
            numbers += [page, Array([known.get(at) for at in range(max(known) + 1)])]
        for number, made in enumerate(self.links, start=len(self.pages)):
            numbers += [number, made]
        return Array(numbers)


def write_tags(book: Pdf, chapters: Sequence[Tagged], lang: str) -> None:
    """Give the book one structure tree; the chapters of a part stand in the part.

    A page names its own entry of the parent tree by number, and so does each link: pages have
    their own number in the book, links follow.
    Source: ISO 32000-1, 14.7.
    """
    for page in book.pages:
        if "/StructParents" in page:
            del page["/StructParents"]
    root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    writer = _Writer(book, [page.obj for page in book.pages])
    whole = book.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    whole.K = Array()
    part: Object | None = None
    for chapter in chapters:
        writer.first_page = chapter.first_page
        above = part if chapter.is_in_part and part is not None else whole
        for tag in chapter.top.tags():
            tag.lang = tag.lang or chapter.top.lang
            made = writer.element(tag, above, lang)
            above.K.append(made)
            part = made if tag.kind == "Part" else part
    root.K = Array([whole])
    root.ParentTree = book.make_indirect(Dictionary(Nums=writer.parents()))
    root.ParentTreeNextKey = len(writer.pages) + len(writer.links)
    if writer.names:
        root.IDTree = book.make_indirect(_name_tree(writer.names))
    book.Root.StructTreeRoot = root
    book.Root.MarkInfo = Dictionary(Marked=True)


def _name_tree(names: dict[str, Object]) -> Dictionary:
    known = sorted(names, key=lambda name: bytes(String(name)))
    return Dictionary(Names=Array([one for name in known for one in (String(name), names[name])]))


def _attributes(tag: Tag) -> Object:
    owners: dict[str, Dictionary] = {}
    for name, value in tag.attributes.items():
        owner = _OWNERS[name]
        one = owners.setdefault(owner, Dictionary(O=Name(f"/{owner}")))
        if isinstance(value, tuple):
            one[f"/{name}"] = Array([String(v) if isinstance(v, str) else v for v in value])
        else:
            one[f"/{name}"] = Name(f"/{value}") if name in _NAMES else value
    made = list(owners.values())
    return made[0] if len(made) == 1 else Array(made)


__all__ = ["Tagged", "write_tags"]
