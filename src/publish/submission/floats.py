"""Figures and tables where a journal wants them: in the text, at its end, or in files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from publish.editions.docx.profiles import Profile
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.nodes import Attr, Block, Div, Figure, Inlines, Para, Plain, Span, Str, Table
from publish.model.walk import every, plain_text, rewrite

DEFAULT_CALLOUT = "[{label} near here]"


@dataclass(frozen=True, slots=True)
class Float:
    """A figure or table with its label ("Figure 2.1"), in the order of the text."""

    kind: str  # "figures" or "tables"
    label: str
    block: Figure | Table

    @property
    def caption(self) -> Inlines:
        """Return label and caption."""
        return _caption(self.block)


@dataclass(frozen=True, slots=True)
class Placed:
    """A book with its floats where a journal wants them, and those that became files."""

    document: Document
    separate: tuple[Float, ...] = ()

    def of(self, kind: str) -> tuple[Float, ...]:
        """Return the separate floats of one kind."""
        return tuple(one for one in self.separate if one.kind == kind)


def place_floats(document: Document, profile: Profile) -> Placed:
    """Return a resolved book with call-outs in the text for every float that stands elsewhere."""
    places = {"figures": profile.figures or "inline", "tables": profile.tables or "inline"}
    if set(places.values()) == {"inline"}:
        return Placed(document)
    callout = profile.callout or DEFAULT_CALLOUT
    moved: list[Float] = []

    def change(node: Any) -> Any:
        found = _float(node)
        if found is None or places[found.kind] == "inline":
            return None
        moved.append(found)
        text = callout.replace("{label}", found.label)
        return Div(Attr("", ("float-callout",)), (Para((Str(text),)),))

    chapters = tuple(
        replace(one, blocks=rewrite(one.blocks, change)) for one in document.for_edition("docx")
    )
    at_end = [one for one in moved if places[one.kind] == "end"]
    separate = tuple(one for one in moved if places[one.kind] == "separate")
    captions = _captions(separate) if profile.captions != "separate" else ()
    ends = (*_pages("tables", at_end), *captions, *_pages("figures", at_end))
    return Placed(_without_lists(replace(document, chapters=(*chapters, *ends))), separate)


def _float(node: Any) -> Float | None:
    """Return a figure or table that has a label; others belong to the sentence around them."""
    if not isinstance(node, Figure | Table):
        return None
    spans = (one for one in every(Span, node.caption.content))
    label = next((one for one in spans if "caption-label" in one.attr.classes), None)
    if label is None:
        return None
    is_table = isinstance(node, Table) or any(True for _ in every(Table, node.content))
    kind = "tables" if is_table else "figures"
    return Float(kind, " ".join(plain_text(label.content).split()), node)


def _caption(block: Figure | Table) -> Inlines:
    return tuple(
        inline
        for one in block.caption.content
        if isinstance(one, Para | Plain)
        for inline in one.content
    )


def _pages(name: str, floats: list[Float]) -> Iterator[Chapter]:
    """Yield a chapter with each float of a kind on a page of its own."""
    blocks: list[Block] = []
    for one in floats:
        if one.kind == name:
            blocks += [Div(Attr("", ("page-break",)), ()), one.block] if blocks else [one.block]
    if blocks:
        yield _chapter(f"floats-{name}", tuple(blocks))


def _captions(separate: tuple[Float, ...]) -> tuple[Chapter, ...]:
    """Return a chapter with the captions of figures that are files of their own."""
    blocks = caption_blocks(one for one in separate if one.kind == "figures")
    return (_chapter("captions", blocks),) if blocks else ()


def caption_blocks(floats: Iterator[Float]) -> tuple[Block, ...]:
    """Return captions as paragraphs that keep the ids of their floats."""
    return tuple(
        Div(Attr(one.block.attr.id, ("figure-caption",)), (Para(one.caption),)) for one in floats
    )


def _chapter(name: str, blocks: tuple[Block, ...]) -> Chapter:
    return Chapter(
        name, blocks, matter=Matter.BACK, is_numbered=False, in_contents=False, is_generated=True
    )


def _without_lists(document: Document) -> Document:
    """Leave out the lists of figures and tables whose lines lead nowhere now."""
    ids = {
        getattr(getattr(node, "attr", None), "id", "")
        for chapter in document.chapters
        for kind in (Div, Figure, Table)
        for node in every(kind, chapter.blocks)
    }
    figures = tuple(one for one in document.figures if one.id in ids)
    tables = tuple(one for one in document.tables if one.id in ids)
    empty = {
        role
        for role, kept in ((Role.LIST_OF_FIGURES, figures), (Role.LIST_OF_TABLES, tables))
        if not kept
    }
    chapters = tuple(one for one in document.chapters if one.role not in empty)
    return replace(document, chapters=chapters, figures=figures, tables=tables)
