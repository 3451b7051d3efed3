"""The book between its sources and its editions: chapters in reading order.

A `Document` is made by `manuscript`, then filled in by `structure` and `citations`. When it
reaches an edition nothing is left to resolve:

* no `Cite`, no `Quoted` and no raw markup: citations are notes, links or words, quotation marks
  are characters;
* every `#id` in a link is the id of exactly one element of the book;
* captions begin with `Span.caption-label`, numbered headings with `Span.heading-label` (chapters,
  parts, appendices: "Chapter 1") or `Span.heading-number` (sections: "1.1"), each followed by one
  `Space`; equations with a number are `Span.equation[Math, Span.equation-number]`;
* page references are `Link.pageref` with the printed folio as text, empty until the layout told
  it (see `structure.pages`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from publish.diagnostics import Diagnostic, Place
from publish.model.cited import CitedSources
from publish.model.metadata import Metadata, Person
from publish.model.nodes import Blocks, Inlines
from publish.model.pagination import Pagination
from publish.model.settings import Settings


class Matter(StrEnum):
    """The three divisions of a book."""

    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


class Role(StrEnum):
    """What a chapter is. Values: EPUB 3 Structural Semantics Vocabulary 1.1."""

    COVER = "cover"
    HALF_TITLE = "halftitlepage"
    TITLE_PAGE = "titlepage"
    COPYRIGHT = "copyright-page"
    DEDICATION = "dedication"
    EPIGRAPH = "epigraph"
    CONTENTS = "toc"
    LIST_OF_FIGURES = "loi"
    LIST_OF_TABLES = "lot"
    ABSTRACT = "abstract"
    FOREWORD = "foreword"
    PREFACE = "preface"
    ACKNOWLEDGMENTS = "acknowledgments"
    INTRODUCTION = "introduction"
    PROLOGUE = "prologue"
    PART = "part"
    CHAPTER = "chapter"
    CONCLUSION = "conclusion"
    EPILOGUE = "epilogue"
    AFTERWORD = "afterword"
    APPENDIX = "appendix"
    NOTES = "endnotes"
    GLOSSARY = "glossary"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"
    CONTRIBUTORS = "contributors"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, or one piece of front or back matter.

    `blocks` are in reading order, the level-1 `Header` first where the chapter shows one.
    `title` is the plain heading: without number, label and notes. `label` is the generated word
    and number ("Chapter 3", "Appendix A"), `number` the numeral alone. `editions` names the
    editions that have this chapter.

    `mark` stands for the blocks of a chapter that is as it was read: where it is the same, so are
    they. A changed copy has none (see `dataclasses.replace`).
    """

    name: str  # file name without suffix ("02-air"), unique; generated ones: "title-page", "toc"
    blocks: Blocks = ()
    place: Place | None = None
    role: Role = Role.CHAPTER
    matter: Matter = Matter.BODY
    id: str = ""  # the id of the heading, or of the chapter itself where there is none
    title: Inlines = ()
    number: str = ""
    label: str = ""
    authors: tuple[Person, ...] = ()
    subtitle: Inlines = ()
    abstract: Blocks = ()
    lang: str = ""  # empty: the book's
    is_numbered: bool = True
    in_contents: bool = True
    ends_part: bool = False  # the part before it is over: it stands beside the parts
    is_generated: bool = False
    editions: tuple[str, ...] = ("pdf", "epub", "docx")
    mark: str = field(default="", init=False, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents or of a list of figures or tables.

    `level` counts from 1; a chapter inside a part is one deeper than the part. `label` is the
    number as printed ("Chapter 3", "2.1", "Figure 4"), empty where there is none.
    """

    level: int
    label: str
    title: Inlines
    id: str
    chapter: str  # `Chapter.name` of where it leads
    editions: tuple[str, ...] = ("pdf", "epub", "docx")
    authors: tuple[str, ...] = ()  # of a chapter that names its own, as in an edited volume


@dataclass(frozen=True, slots=True)
class Document:
    """The whole book, with all that an edition needs to know of it."""

    metadata: Metadata
    settings: Settings
    folder: Path  # the project folder: image names are relative to it
    chapters: tuple[Chapter, ...] = ()
    contents: tuple[Entry, ...] = ()
    figures: tuple[Entry, ...] = ()
    tables: tuple[Entry, ...] = ()
    words: tuple[tuple[str, str], ...] = ()  # generated words in the book's language: "Chapter"...
    citation_style: CitationLayout = field(default_factory=lambda: CitationLayout())
    sources: CitedSources = field(default_factory=CitedSources)
    diagnostics: tuple[Diagnostic, ...] = ()
    pagination: Pagination = field(default_factory=Pagination)  # empty until print is laid out
    # Where settings were written: `csl`, `print.trim`.
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    def word(self, name: str) -> str:
        """Return a generated word of the book's language, by its name in `structure.words`."""
        return next(text for key, text in self.words if key == name)

    def of(self, role: Role) -> Iterator[Chapter]:
        """Yield the chapters with a role."""
        return (chapter for chapter in self.chapters if chapter.role is role)

    def for_edition(self, edition: str) -> Iterator[Chapter]:
        """Yield the chapters that an edition has, in reading order."""
        return (chapter for chapter in self.chapters if edition in chapter.editions)


@dataclass(frozen=True, slots=True)
class CitationLayout:
    """How the citation style wants its reference list to look.

    Spacing counts in lines, as CSL 1.0.2 has it (`entry-spacing`, `line-spacing`);
    `second_field_align` is empty, `flush` or `margin`.
    """

    is_note_style: bool = False
    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 1
