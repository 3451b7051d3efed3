"""A hidden bookmark in every paragraph: by it a file that comes back is laid beside its source.

The name is `_pub_0042_1a2b3c`: the paragraph's place in the file, and the start of the SHA-256 of
its words without fields and formulas, so that an edit nobody tracked shows too. Word hides names
that begin with `_`.
Notes have none: LibreOffice 7.4 renames bookmarks in notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.editions.docx import ooxml
from publish.editions.docx.ooxml import element
from publish.editions.docx.wording.inline import MARK, Flow
from publish.editions.docx.wording.pieces import Paragraph, content_hash
from publish.editions.markup import Element

# What Word makes anew itself, throwing away whatever is in it.
_GENERATED = ("TOC1", "TOC2", "TOC3", "TOC4", "TOC5", "TOC6", "TableofFigures")


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph found by its mark: its place in the file sent out, its words then and now."""

    number: int
    text: str
    is_as_sent: bool


def mark_paragraphs(top: Element) -> None:
    """Mark every paragraph of the text that has words. To be done last: words must not change."""
    taken = [int(ooxml.get(one, "w:id")) for one in ooxml.every(top, "w:bookmarkStart")]
    identifier = max(taken, default=0)
    number = 0
    flow = Flow()
    for paragraph in ooxml.every(top, "w:p"):
        text = _words(flow, paragraph)
        if not text.strip() or ooxml.style_of(paragraph) in _GENERATED:
            continue
        number += 1
        identifier += 1
        name = f"_pub_{number:04}_{content_hash(text)}"
        start = element("w:bookmarkStart", {"w:id": str(identifier), "w:name": name})
        paragraph.insert(0 if ooxml.child(paragraph, "w:pPr") is None else 1, start)
        paragraph.append(element("w:bookmarkEnd", {"w:id": str(identifier)}))


def marked_paragraphs(top: Element) -> Iterator[MarkedParagraph]:
    """Yield the paragraphs that still have their mark, in the order of the file."""
    flow = Flow()
    for paragraph in ooxml.every(top, "w:p"):
        text = _words(flow, paragraph)
        for start in ooxml.children(paragraph, "w:bookmarkStart"):
            found = MARK.fullmatch(ooxml.get(start, "w:name"))
            if found:
                yield MarkedParagraph(int(found[1]), text, found[2] == content_hash(text))


def _words(flow: Flow, paragraph: Element) -> str:
    """Return what is compared: fields and formulas are made anew by whoever opens the file."""
    return Paragraph(flow.read(paragraph)[0]).text
