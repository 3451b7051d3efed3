"""What passes between our process and the engine's: plain values that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.editions.pdf.tags.tree import Tag

# Links inside the book leave the engine as addresses of this kind; `merge` turns them into
# destinations, because most lead to a page that another chapter's document has.
LINK = "xref:///"
CALL = "call-of-"  # before the id of a note: the place of its mark in the text


@dataclass(frozen=True, slots=True)
class Setup:
    """What an engine must know before the first chapter."""

    folder: Path  # the project: pictures are named from here
    asset_folders: tuple[Path, ...]  # what stylesheets may name besides
    stylesheets: tuple[tuple[str, str], ...]  # text and path, later ones laid over
    variant: str = ""  # WeasyPrint's `pdf_variant`


@dataclass(frozen=True, slots=True)
class Message:
    """Something the engine said. `source` is the stylesheet it was reading, if it was."""

    is_error: bool
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on a page of one chapter: page from 0, points from the bottom left."""

    page: int
    left_pt: float
    up_pt: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading for the outline: page from 0, points from the top left."""

    label: str
    page: int
    left_pt: float
    down_pt: float
    children: tuple[Bookmark, ...] = ()


@dataclass(frozen=True, slots=True)
class NotePlace:
    """Where a note's mark and its text were set: pages from 0, -1 for a mark not set.

    `is_cut` tells that the text runs off the page.
    """

    id: str
    call_page: int
    pages: tuple[int, ...]
    is_cut: bool = False
    number: str = ""  # as it is printed


@dataclass(frozen=True, slots=True)
class PageStarts:
    """The words of a section, and the words with which pages begin.

    `starts` are pairs of a page and a word, both from 0. `unread` are the characters that could
    not be followed to a page; then pages start with the first element that begins on them.
    """

    words: tuple[str, ...]
    starts: tuple[tuple[int, int], ...]
    unread: str


@dataclass(frozen=True, slots=True)
class Hole:
    """White at the foot of a page, before a figure or table that had no room there.

    `page` counts from 0, `share` is that of the height of the text block.
    """

    page: int
    share: float
    before: str


@dataclass(frozen=True, slots=True)
class WordProof:
    """Where the pages do not show every word once: the beginnings of those texts.

    `hidden` is what a stylesheet keeps off the pages.
    """

    lost: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What the engine tells of a chapter that it broke into pages."""

    page_count: int
    size_pt: tuple[float, float]
    anchors: Mapping[str, Point]
    bookmarks: tuple[Bookmark, ...]
    notes: tuple[NotePlace, ...]
    overfull: tuple[tuple[int, str], ...]  # page from 0, words beyond the edge of the page
    words: WordProof
    messages: tuple[Message, ...]
    page_starts: tuple[PageStarts, ...] = ()  # one for each section of the document
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a drawn page must show.

    `letters` are all its letters and figures, of heads and folios too; pictures may show more.
    """

    letters: str
    margins: tuple[str, ...]  # what stands around the text block, box by box
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of pixels on a page. `url` is what the manuscript calls it."""

    url: str
    ppi: float  # pixels an inch as printed, in the direction that has fewer
    width_px: int


@dataclass(frozen=True, slots=True)
class Draught:
    """Some chapters drawn: a PDF file with their pages in the order of `names`.

    `tags` are those of each chapter, pages counted from its own first; so are `words`.
    """

    names: tuple[str, ...]
    data: bytes
    tags: Mapping[str, Tag]
    pictures: tuple[Picture, ...]
    messages: tuple[Message, ...]
    words: Mapping[str, tuple[PageWords, ...]] = field(default_factory=dict)
