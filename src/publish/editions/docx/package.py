"""A Word file as a package of parts: read, changed, written the same way every time."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field

from publish.editions.archive import parts_of
from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.markup import Element

CONTENT_TYPES = "[Content_Types].xml"
# The first moment that a zip file can tell: no clock is asked.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
REGULAR_FILE = 0o100644 << 16
RELATION = f"{ooxml.OFFICE}/officeDocument/2006/relationships"


@dataclass(slots=True)
class Package:
    """The parts of one file, by name (`word/document.xml`). Parsed parts are written back."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Return the package in the bytes of a file.

        Raises: ArchiveError if it is none.
        """
        return cls(parts_of(data))

    def tree(self, part: str) -> Element:
        """Return the root of an XML part; what is changed in it is written.

        Raises: KeyError if there is no such part.
        """
        if part not in self.trees:
            self.trees[part] = ooxml.parse(self.parts[part])
        return self.trees[part]

    def set(self, part: str, top: Element, content_type: str = "") -> None:
        """Put an XML part in its place, and its type on the list when given."""
        self.parts[part] = b""
        self.trees[part] = top
        if content_type:
            self._override(part, content_type)

    def drop(self, part: str) -> None:
        """Remove a part, its type and every relationship that leads to it."""
        self.parts.pop(part, None)
        self.trees.pop(part, None)
        for override in ooxml.children(self.tree(CONTENT_TYPES), "ct:Override"):
            if ooxml.get(override, "PartName") == f"/{part}":
                ooxml.remove(override)
        for name in [name for name in self.parts if name.endswith(".rels")]:
            base = posixpath.dirname(posixpath.dirname(name))
            for relation in ooxml.children(self.tree(name), "rel:Relationship"):
                target = posixpath.normpath(posixpath.join(base, ooxml.get(relation, "Target")))
                if target.lstrip("/") == part:
                    ooxml.remove(relation)

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relationship of `source` to `target` (relative to it) and return its id."""
        folder, file = posixpath.split(source)
        tree = self.tree(f"{folder}/_rels/{file}.rels")
        taken = {ooxml.get(one, "Id") for one in ooxml.children(tree, "rel:Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        attributes = {"Id": f"rId{number}", "Type": f"{RELATION}/{kind}", "Target": target}
        tree.append(element("rel:Relationship", attributes))
        return f"rId{number}"

    def write(self) -> bytes:
        """Return the file: parts in a fixed order, without times, the list of types first."""
        for name, top in self.trees.items():
            self.parts[name] = ooxml.serialize(top)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in sorted(self.parts, key=_rank):
                info = zipfile.ZipInfo(name, ZIP_EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 3
                info.external_attr = REGULAR_FILE
                archive.writestr(info, self.parts[name])
        return buffer.getvalue()

    def _override(self, part: str, content_type: str) -> None:
        types = self.tree(CONTENT_TYPES)
        for override in ooxml.children(types, "ct:Override"):
            if ooxml.get(override, "PartName") == f"/{part}":
                ooxml.remove(override)
        attributes = {"PartName": f"/{part}", "ContentType": content_type}
        types.append(element("ct:Override", attributes))


def _rank(name: str) -> tuple[int, str]:
    # Word and file(1) look for these two at the head of the file.
    first = {CONTENT_TYPES: 0, "_rels/.rels": 1}
    return first.get(name, 2), name
