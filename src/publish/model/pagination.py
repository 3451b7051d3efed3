"""The pages of the print edition, as far as the other editions need to know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reading:
    """The running text of a chapter in print, and the words with which its pages begin.

    `starts` are pairs of a folio as printed and the number of a word, counted from 0; a page that
    begins inside a word has the next. `is_exact` is false where the layout could not be followed:
    then a page starts with the first paragraph, or the like, that begins on it.
    """

    words: tuple[str, ...]
    starts: tuple[tuple[str, int], ...]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Pagination:
    """What the print layout tells the other editions.

    `folios` maps the id of an element to the page number printed where it begins ("xii", "43");
    `page_count` counts sheets' sides, blank ones included. `readings` has the chapters by name;
    `shared` names those of them that say the same in print and in the EPUB.
    """

    folios: Mapping[str, str] = field(default_factory=dict)
    page_count: int = 0
    readings: Mapping[str, Reading] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
