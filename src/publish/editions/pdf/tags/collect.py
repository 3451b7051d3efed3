"""Collects the tags of a chapter while the engine writes it, in place of its own tags.

WeasyPrint 70 tags boxes, not elements: what runs over pages falls into pieces (its issue 2903),
running heads are content (1836), notes are spans. Here the engine only marks what it draws; which
tag each mark belongs to follows from the element that was drawn. `engine` calls this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.editions.pdf.proofs import Picture
from publish.editions.pdf.tags.builder import Builder
from publish.editions.pdf.tags.complete import complete
from publish.editions.pdf.tags.leaves import Leaf, is_note_cell, leaves
from publish.editions.pdf.tags.roles import SVG
from publish.editions.pdf.tags.streams import make_artifacts
from publish.editions.pdf.tags.tree import LinkArea, Mark, Tag
from publish.editions.pdf.tags.write import write_tags

# Hebrew, Arabic and their neighbours, and the presentation forms of both.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PIXELS_PER_INCH = 96  # CSS
_POINTS_PER_PIXEL = 72 / _PIXELS_PER_INCH
_NUMBERINGS = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-latin": "LowerAlpha",
    "upper-latin": "UpperAlpha",
}
_SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}


def collector(
    name: str, root: Any, pydyf: Any, pictures: list[Picture]
) -> Callable[[Any, Any, Any, Sequence[Any]], None]:
    """Return a function to take the place of `weasyprint.pdf.add_tags`.

    `name` is the chapter's, `root` its element. `pictures` is filled with those of pixels.
    """

    def collect(pdf: Any, document: Any, version: Any, streams: Sequence[Any]) -> None:
        reading = _Reading(Builder(root), _annotation_numbers(pdf), pictures)
        for index, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            reading.page(index, page, stream)
        top = reading.builder.top
        complete(top, name)
        write_tags(pdf, pydyf, top)

    return collect


def _annotation_numbers(pdf: Any) -> Mapping[Any, int]:
    """Return for every annotation, by its reference, which of those of its page it is."""
    pages = (page for page in pdf.objects if isinstance(page, dict) and "Annots" in page)
    return {one: number for page in pages for number, one in enumerate(page["Annots"])}


@dataclass(slots=True)
class _Reading:
    """Reads the pages of one chapter."""

    builder: Builder
    annotations: Mapping[Any, int]
    pictures: list[Picture]
    heads: set[Any] = field(default_factory=set)

    def page(self, index: int, page: Any, stream: Any) -> None:
        """Read the next page: what is text gets its tag, the rest becomes artifacts."""
        marks: dict[Any, Any] = stream._tags
        artifacts: dict[int, str] = {}
        for leaf in leaves(page._page_box, self.heads):
            if leaf.box.link_annotation is not None:
                number = self.annotations[leaf.box.link_annotation.reference]
                self._tag(leaf).kids.append(LinkArea(index, number))
            if picture := _picture(leaf.box):
                self.pictures.append(picture)
            mark = marks.pop(leaf.box, None)
            if mark is None:
                self._cell(leaf)
            elif leaf.decoration or not self._says_something(leaf):
                artifacts[mark["mcid"]] = leaf.decoration
            else:
                tag = self._tag(leaf)
                if hasattr(leaf.box, "replacement"):
                    _describe(tag, leaf.box, page)
                elif _RIGHT_TO_LEFT.search(leaf.box.text):
                    # The engine writes letters from left to right, whatever they are read.
                    tag = tag.add("Span")
                    tag.actual = leaf.box.text + getattr(leaf.box, "ends_with", "")
                tag.kids.append(Mark(index, mark["mcid"]))
        artifacts |= {mark["mcid"]: "" for mark in marks.values()}
        marks.clear()
        make_artifacts(stream, artifacts)

    def _tag(self, leaf: Leaf) -> Tag:
        element = leaf.box.element
        match leaf.kind:
            case "footnote-call":
                return self.builder.call(element)
            case "footnote-marker":
                return self.builder.number(element)
            case "marker":
                style = str(leaf.box.style["list_style_type"])
                name = re.sub("^(?:parens?|wide)-", "", style)
                return self.builder.marker(element, _NUMBERINGS.get(name, "Disc"))
        if hasattr(leaf.box, "text"):
            return self.builder.words_of(element)
        return self.builder.tag_of(element)

    def _says_something(self, leaf: Leaf) -> bool:
        """Tell whether there is something to see: words, a space between them, a picture."""
        box = leaf.box
        if box.style["visibility"] != "visible":
            return False
        if not hasattr(box, "text"):
            return bool(_words_for(box.element))
        words = box.text.strip(" \n\u200b\u2060")
        return bool(words) or (" " in box.text and self.builder.takes_space(box.element))

    def _cell(self, leaf: Leaf) -> None:
        """Make a tag for a cell of a table even if it is empty, and say what it spans."""
        box = leaf.box
        if is_note_cell(box):
            self.builder.tag_of(box.element)
        if leaf.kind or leaf.decoration or box.element_tag not in ("td", "th"):
            return
        if not hasattr(box, "colspan"):
            return
        tag = self.builder.tag_of(box.element)
        if box.colspan != 1:
            tag.attributes["ColSpan"] = box.colspan
        if box.rowspan != 1:
            tag.attributes["RowSpan"] = box.rowspan
        if tag.kind == "TH":
            tag.attributes["Scope"] = _SCOPES.get(box.element.get("scope"), "Column")


def _describe(tag: Tag, box: Any, page: Any) -> None:
    """Give a picture its words, and its place on the page in points from the bottom left."""
    tag.alt = _words_for(box.element)
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, page.height - top - box.height, left + box.width, page.height - top)
    tag.attributes["BBox"] = tuple(round(side * _POINTS_PER_PIXEL, 2) for side in sides)


def _picture(box: Any) -> Picture | None:
    """Return how finely a picture of pixels is printed; None for drawings and all else."""
    pixels: Any = getattr(box, "replacement", None)
    if not hasattr(pixels, "image_data") or box.element is None or box.element.tag != "img":
        return None  # none at all, or one of the design's
    if not box.width or not box.height:
        return None
    ppi = min(pixels.width / box.width, pixels.height / box.height) * _PIXELS_PER_INCH
    return Picture(box.element.get("src", ""), ppi, pixels.width)


def _words_for(element: Any) -> str:
    """Return the words that stand for a picture; none for a decoration."""
    if element.tag == SVG:
        title = next((one.text for one in element if one.tag.endswith("}title")), "")
        return title or element.get("aria-label") or ""
    return element.get("alt") or ""
