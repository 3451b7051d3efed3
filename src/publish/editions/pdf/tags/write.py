"""Writes the tags of a chapter into the file that the engine makes of it.

The file has a structure tree of its own, with which `join` makes the book's: its pages and links
are numbered from 0. The objects of the engine's writer, pydyf, are given, not imported.
"""

from __future__ import annotations

from typing import Any

from publish.editions.pdf.tags.tree import LinkArea, Tag

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


def write_tags(pdf: Any, pydyf: Any, top: Tag) -> None:
    """Give a file the structure tree of a chapter; what is right under `top` stands at its top.

    A page names its own entry of the parent tree by number, and so does each link: links follow
    pages. A page without marks names none. Where nothing is tagged, there is no tree.
    Source: ISO 32000-1, 14.7.
    """
    writer = _Writer(pdf, pydyf)
    if not top.kids:
        return
    root = writer.add({"Type": "/StructTreeRoot"})
    kids = []
    for tag in top.tags():
        tag.lang = tag.lang or top.lang
        kids.append(writer.element(tag, root.reference, ""))
    root["K"] = pydyf.Array(kids)
    root["ParentTree"] = writer.add({"Nums": writer.parents()}).reference
    if writer.names:
        names = [one for name, made in writer.names.items() for one in (pydyf.String(name), made)]
        root["IDTree"] = writer.add({"Names": pydyf.Array(names)}).reference
    pdf.catalog["StructTreeRoot"] = root.reference


class _Writer:
    """A structure tree while it is written."""

    def __init__(self, pdf: Any, pydyf: Any) -> None:
        self._pdf, self._pydyf = pdf, pydyf
        numbers = pdf.pages["Kids"][::3]
        self._pages = [pdf.objects[number] for number in numbers]
        for page in self._pages:  # WeasyPrint 70 numbers all
            page.pop("StructParents", None)
        self._marks: dict[int, dict[int, bytes]] = {}  # by page and number
        self._links: list[bytes] = []  # the tag of each link, by its number
        self.names: dict[str, bytes] = {}

    def add(self, entries: dict[str, Any]) -> Any:
        """Put a dictionary into the file."""
        made = self._pydyf.Dictionary(entries)
        self._pdf.add_object(made)
        return made

    def element(self, tag: Tag, above: bytes, lang: str) -> bytes:
        """Write a tag and all below it, and return how to refer to it.

        `lang` is the language of what is around it.
        """
        made = self.add({"Type": "/StructElem", "S": f"/{tag.kind}", "P": above})
        reference: bytes = made.reference
        text = self._pydyf.String
        if tag.lang and tag.lang != lang:
            made["Lang"] = text(tag.lang)
        if tag.alt:
            made["Alt"] = text(tag.alt)
        if tag.actual:
            made["ActualText"] = text(tag.actual)
        if tag.id:
            made["ID"] = text(tag.id)
            self.names[tag.id] = reference
        if tag.attributes:
            made["A"] = self._attributes(tag)
        if kids := self._kids(tag, made, reference, tag.lang or lang):
            made["K"] = self._pydyf.Array(kids)
        return reference

    def _kids(self, tag: Tag, made: Any, reference: bytes, lang: str) -> list[Any]:
        kids: list[Any] = []
        home: int | None = None
        for kid in tag.kids:
            if isinstance(kid, Tag):
                kids.append(self.element(kid, reference, lang))
                continue
            page = self._pages[kid.page]
            if home is None:
                home = kid.page
                made["Pg"] = page.reference
            if isinstance(kid, LinkArea):
                kids.append(self._link(page, kid.number, reference))
                continue
            self._marks.setdefault(kid.page, {})[kid.number] = reference
            if kid.page == home:
                kids.append(kid.number)
            else:
                entries = {"Type": "/MCR", "Pg": page.reference, "MCID": kid.number}
                kids.append(self._pydyf.Dictionary(entries))
        return kids

    def _link(self, page: Any, number: int, reference: bytes) -> Any:
        annotation: bytes = page["Annots"][number]
        at = len(self._pages) + len(self._links)
        self._pdf.objects[int(annotation.split()[0])]["StructParent"] = at
        self._links.append(reference)
        entries = {"Type": "/OBJR", "Obj": annotation, "Pg": page.reference}
        return self._pydyf.Dictionary(entries)

    def parents(self) -> Any:
        """Return what tells for each mark on a page, and each link, which tag it belongs to."""
        numbers: list[Any] = []
        for at, page in enumerate(self._pages):
            if known := self._marks.get(at):
                page["StructParents"] = at
                tags = [known.get(number, "null") for number in range(max(known) + 1)]
                numbers += [at, self._pydyf.Array(tags)]
        for at, reference in enumerate(self._links, start=len(self._pages)):
            numbers += [at, reference]
        return self._pydyf.Array(numbers)

    def _attributes(self, tag: Tag) -> Any:
        owners: dict[str, Any] = {}
        for name, value in tag.attributes.items():
            owner = _OWNERS[name]
            one = owners.setdefault(owner, self._pydyf.Dictionary({"O": f"/{owner}"}))
            one[name] = self._value(name, value)
        made = list(owners.values())
        return made[0] if len(made) == 1 else self._pydyf.Array(made)

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, tuple):
            kinds = (self._pydyf.String(one) if isinstance(one, str) else one for one in value)
            return self._pydyf.Array(kinds)
        return f"/{value}" if name in _NAMES else value
