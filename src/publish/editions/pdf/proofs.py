"""What passes between our process and the engine's: plain values that can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
class HeadPage:
    """What the heads and folio of a page follow from, beside the stylesheets.

    The first five are what `@page` rules select by; the rest is the state of the engine's counters
    when the page was full. `opened` names the strings that the page's first elements set.
    """

    side: str
    is_blank: bool
    name: str
    index: int
    groups: tuple[tuple[str, int], ...]
    quote_depth: int
    counters: tuple[tuple[str, tuple[int, ...]], ...]
    opened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadState:
    """What the heads and folios of a chapter follow from. `root` are the attributes of `html`.

    `strings` are the named strings: on which pages, from 1, each is set to what.
    """

    root: tuple[tuple[str, str], ...]
    pages: tuple[HeadPage, ...]
    strings: tuple[tuple[str, tuple[tuple[int, tuple[str, ...]], ...]], ...]


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
    design_messages: tuple[Message, ...] = ()  # said when the stylesheets were read
    # The files that the chapter was made from, each with a digest of its content.
    read: tuple[tuple[str, str], ...] = ()
    heads: HeadState | None = None  # None: heads and folios can only be drawn with the text


@dataclass(frozen=True, slots=True)
class PageWords:
    """What a drawn page must show.

    `letters` are all its letters and figures; pictures may show more.
    """

    letters: str
    margins: tuple[str, ...] = ()  # what stands around the text block, box by box
    has_pictures: bool = False

    def with_heads(self, heads: PageWords) -> PageWords:
        """Return the words of a page whose heads and folio were drawn apart."""
        return PageWords(self.letters + heads.letters, heads.margins, self.has_pictures)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of pixels on a page. `url` is what the manuscript calls it."""

    url: str
    ppi: float  # pixels an inch as printed, in the direction that has fewer
    width_px: int


@dataclass(frozen=True, slots=True)
class FontUse:
    """What a drawn file uses of a face, and how a PDF file describes it.

    The face is put into the book once, cut down to what all chapters use of it: see `faces`.
    Lengths are in thousandths of the type size.
    """

    key: str  # by which the pages call it
    name: str  # the PostScript name, with the tag of a font that is cut down
    family: str
    face: str  # the digest of the font file
    index: int  # of the face in the file
    axes: tuple[tuple[str, float], ...]  # where a variable font has them
    style: int  # 0 upright, 1 oblique, 2 italic
    flags: int
    ascent: int
    descent: int
    italic_angle: float
    stem_v: int
    widths: tuple[tuple[int, float], ...]  # of each glyph used
    texts: tuple[tuple[int, str], ...]  # what each glyph stands for
    missing: tuple[int, ...] = ()  # numbers that stand for letters the face does not have


@dataclass(frozen=True, slots=True)
class Draught:
    """A chapter drawn: a PDF file with its pages and tags, without heads and folios or with them.

    Its fonts are not in it: see `FontUse`.
    """

    data: bytes
    pictures: tuple[Picture, ...]
    messages: tuple[Message, ...]
    words: tuple[PageWords, ...]  # page by page
    fonts: tuple[FontUse, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads and folios of a chapter: a PDF file of as many pages as the chapter has."""

    data: bytes
    messages: tuple[Message, ...]
    words: tuple[PageWords, ...]
    fonts: tuple[FontUse, ...]
    overfull: tuple[tuple[int, str], ...] = ()  # page from 0, words beyond the edge of the page
    read: tuple[tuple[str, str], ...] = ()  # files in them, each with a digest of its content
