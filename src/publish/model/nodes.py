"""pandoc's document tree as frozen Python types: typed where we look, `Other` where we do not.

Source: pandoc-types 1.23, module Text.Pandoc.Definition. Fields keep pandoc's order. `place` is
ours: where the construct stands in the author's file; it is left out of comparisons and of JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from publish.diagnostics import Place


class Holder:
    """A node that holds others, and can remember of which kinds (see `walk`).

    What is remembered is no field: it plays no part in comparisons, copies and JSON.
    """

    __slots__ = ("kinds_within", "other_places")

    kinds_within: frozenset[type]
    other_places: tuple[int, ...]  # where its `content` has something else than words and spaces


@dataclass(frozen=True, slots=True)
class Attr:
    """Identifier, classes and key-value pairs of an element, in the author's order."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """Return the value of the first pair named `key`."""
        for name, value in self.pairs:
            if name == key:
                return value
        return default

    def with_id(self, id_: str) -> Attr:
        """Return the same with another identifier."""
        return Attr(id_, self.classes, self.pairs)


NO_ATTR = Attr()


class QuoteKind(StrEnum):
    """pandoc's two kinds of smart quotation."""

    SINGLE = "SingleQuote"
    DOUBLE = "DoubleQuote"


class MathKind(StrEnum):
    """Whether a formula stands in the line or on its own."""

    INLINE = "InlineMath"
    DISPLAY = "DisplayMath"


class CiteMode(StrEnum):
    """How a cite is woven into the sentence: `[@a]`, `@a says`, `[-@a]`."""

    NORMAL = "NormalCitation"
    AUTHOR_IN_TEXT = "AuthorInText"
    SUPPRESS_AUTHOR = "SuppressAuthor"


@dataclass(frozen=True, slots=True)
class Other:
    """An element of a pandoc version newer than ours, kept as it came."""

    tag: str
    content: object = None


# --- inline elements -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Str:
    """A run of text without spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Space:
    """A space between words."""


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line end in the source that counts as a space."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author asked for."""


@dataclass(frozen=True, slots=True)
class Emph(Holder):
    """Emphasis, set in italics."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Underline(Holder):
    """Underlined words."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strong(Holder):
    """Strong emphasis, set in bold."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strikeout(Holder):
    """Struck words."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Superscript(Holder):
    """Raised words."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Subscript(Holder):
    """Lowered words."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class SmallCaps(Holder):
    """Words in small capitals."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Quoted(Holder):
    """Words in quotation marks; the marks themselves follow from language and nesting."""

    kind: QuoteKind
    content: Inlines


@dataclass(frozen=True, slots=True)
class Citation:
    """One source inside a citation, as pandoc parsed it: locators are still in the suffix."""

    key: str
    prefix: Inlines = ()
    suffix: Inlines = ()
    mode: CiteMode = CiteMode.NORMAL
    note_number: int = 0
    hash: int = 0
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cite(Holder):
    """A citation of one or more sources. `content` is pandoc's fallback text."""

    citations: tuple[Citation, ...]
    content: Inlines = ()
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Words in a typewriter face."""

    attr: Attr
    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in TeX."""

    kind: MathKind
    text: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RawInline:
    """Markup of one output format, in the line."""

    format: str
    text: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and its title."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Link(Holder):
    """A link to a web address or to `#id` in the book."""

    attr: Attr
    content: Inlines
    target: Target
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Image(Holder):
    """A picture. `content` is its description; `target.url` the file, relative to the chapter."""

    attr: Attr
    content: Inlines
    target: Target
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Note(Holder):
    """A footnote, where its mark stands."""

    content: Blocks
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Span(Holder):
    """Words with attributes: a language, an index mark, a class."""

    attr: Attr
    content: Inlines
    place: Place | None = field(default=None, compare=False)


# --- block elements --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Plain(Holder):
    """Text that is no paragraph of its own, as in a tight list."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Para(Holder):
    """A paragraph."""

    content: Inlines
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LineBlock(Holder):
    """Lines that keep their breaks and indents: verse, addresses."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of code."""

    attr: Attr
    text: str


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block of markup of one output format."""

    format: str
    text: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BlockQuote(Holder):
    """A quotation set off from the text."""

    content: Blocks


@dataclass(frozen=True, slots=True)
class ListAttributes:
    """First number, numeral style and delimiter of an ordered list, in pandoc's names."""

    start: int = 1
    style: str = "DefaultStyle"
    delimiter: str = "DefaultDelim"


@dataclass(frozen=True, slots=True)
class OrderedList(Holder):
    """A numbered list."""

    attributes: ListAttributes
    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class BulletList(Holder):
    """A list without numbers."""

    items: tuple[Blocks, ...]


@dataclass(frozen=True, slots=True)
class DefinitionList(Holder):
    """Terms, each with one or more definitions."""

    items: tuple[tuple[Inlines, tuple[Blocks, ...]], ...]


@dataclass(frozen=True, slots=True)
class HorizontalRule:
    """A break between two passages."""


@dataclass(frozen=True, slots=True)
class Header(Holder):
    """A heading; level 1 opens a chapter."""

    level: int
    attr: Attr
    content: Inlines
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Caption(Holder):
    """A caption, with a short form for lists of figures and tables."""

    short: Inlines | None = None
    content: Blocks = ()


@dataclass(frozen=True, slots=True)
class Cell(Holder):
    """One cell; spans count in rows and columns."""

    attr: Attr
    align: str
    row_span: int
    column_span: int
    content: Blocks


@dataclass(frozen=True, slots=True)
class Row(Holder):
    """One row of a table."""

    attr: Attr
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """Alignment of a column, and its share of the text width (`None`: as wide as needed)."""

    align: str = "AlignDefault"
    width: float | None = None


@dataclass(frozen=True, slots=True)
class TableHead(Holder):
    """The rows that are repeated on every page."""

    attr: Attr
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableBody(Holder):
    """A group of rows, with head rows of its own."""

    attr: Attr
    head_columns: int
    head: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableFoot(Holder):
    """The rows at the end of a table."""

    attr: Attr
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table(Holder):
    """A table with its caption."""

    attr: Attr
    caption: Caption
    columns: tuple[ColumnSpec, ...]
    head: TableHead
    bodies: tuple[TableBody, ...]
    foot: TableFoot
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Figure(Holder):
    """A figure: usually one picture, and its caption."""

    attr: Attr
    caption: Caption
    content: Blocks
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Div(Holder):
    """Blocks with attributes: verse, an epigraph, a callout, the reference list."""

    attr: Attr
    content: Blocks
    place: Place | None = field(default=None, compare=False)


Inline: TypeAlias = (
    Str
    | Space
    | SoftBreak
    | LineBreak
    | Emph
    | Underline
    | Strong
    | Strikeout
    | Superscript
    | Subscript
    | SmallCaps
    | Quoted
    | Cite
    | Code
    | Math
    | RawInline
    | Link
    | Image
    | Note
    | Span
    | Other
)
Block: TypeAlias = (
    Plain
    | Para
    | LineBlock
    | CodeBlock
    | RawBlock
    | BlockQuote
    | OrderedList
    | BulletList
    | DefinitionList
    | HorizontalRule
    | Header
    | Table
    | Figure
    | Div
    | Other
)
Inlines: TypeAlias = tuple[Inline, ...]
Blocks: TypeAlias = tuple[Block, ...]

# --- metadata values (pandoc's Meta) ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MetaMap:
    """A map in the metadata, keys in order."""

    items: tuple[tuple[str, MetaValue], ...] = ()


@dataclass(frozen=True, slots=True)
class MetaList:
    """A list in the metadata."""

    items: tuple[MetaValue, ...]


@dataclass(frozen=True, slots=True)
class MetaBool:
    """A yes or no in the metadata."""

    value: bool


@dataclass(frozen=True, slots=True)
class MetaString:
    """Plain text in the metadata."""

    text: str


@dataclass(frozen=True, slots=True)
class MetaInlines:
    """Formatted words in the metadata."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class MetaBlocks:
    """Formatted paragraphs in the metadata."""

    content: Blocks


MetaValue: TypeAlias = MetaMap | MetaList | MetaBool | MetaString | MetaInlines | MetaBlocks | Other


@dataclass(frozen=True, slots=True)
class Pandoc:
    """One whole pandoc document: what its JSON holds."""

    meta: MetaMap = field(default_factory=MetaMap)
    blocks: Blocks = ()
    api_version: tuple[int, ...] = (1, 23, 1)
