"""The tags of a chapter as plain values, which pass from the engine's process to ours.

Kinds are the standard structure types of PDF 1.7. Source: ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# Structure types that hold others, and no words of their own.
GROUPING = frozenset(
    {"Document", "Part", "Sect", "Div", "BlockQuote", "Index", "TOC", "L", "LBody", "Note"}
)
# Structure types that stand in a line of text.
INLINE = frozenset({"Span", "Link", "Reference", "Code", "Formula", "BibEntry", "Quote"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn: the page, from 0, and the number of its marked content there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A place to click: the page and the number of the annotation there, both from 0."""

    page: int
    number: int


@dataclass(slots=True)
class Tag:
    """A structure element. `attributes` are those of lists, tables and layout, by name.

    Tags grow while the pages are read, hence they are not frozen. `BBox` is in points from the
    bottom left of the page.
    """

    kind: str
    kids: list[Tag | Mark | LinkArea] = field(default_factory=list)
    lang: str = ""
    alt: str = ""
    actual: str = ""  # the words themselves, where those on the page stand in another order
    id: str = ""
    attributes: dict[str, str | int | tuple[float, ...] | tuple[str, ...]] = field(
        default_factory=dict
    )

    def add(self, kind: str, at: int | None = None) -> Tag:
        """Append a new tag, or put it before the kid with a number, and return it."""
        tag = Tag(kind)
        self.kids.insert(len(self.kids) if at is None else at, tag)
        return tag

    def tags(self) -> Iterator[Tag]:
        """Yield the kids that are tags."""
        return (kid for kid in self.kids if isinstance(kid, Tag))

    def walk(self) -> Iterator[Tag]:
        """Yield this tag and all below it, in reading order."""
        yield self
        for kid in self.tags():
            yield from kid.walk()
