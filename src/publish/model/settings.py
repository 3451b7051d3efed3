"""The choices an author makes in `book.yaml`, validated, with a default for every one."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.model.nodes import Blocks, Inlines


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """The print edition. `trim` names a page size (`6x9`, `a5`); lengths keep their unit.

    `pdf_standard` is what the file keeps besides PDF/UA-1: `a-2a`, `a-3a` with the sources
    inside, ..., or nothing more (`ua-1`). `notes` stand at the foot of the page, at the end of
    their chapter or at the end of the book: `foot`, `chapter`, `book`.
    """

    trim: str = "6x9"
    design: str = "monograph"
    font_size: str = ""
    line_height: str = ""
    main_font: str = ""
    margins: tuple[tuple[str, str], ...] = ()  # ("inner", "20mm"), ...
    pdf_standard: str = "ua-1"
    notes: str = "foot"
    bleed_mm: float = 0  # no setting: what a printer asks for while pages are made for it


@dataclass(frozen=True, slots=True)
class PressSettings:
    """The press that a book is printed on. `profile` is an ICC file, relative to the project.

    `condition` is a registered name such as `FOGRA39`; `paper` one of the printer's own names.
    """

    profile: str = ""
    condition: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """The cover around a printed book. Lengths keep their unit, files are relative to the project.

    `look` is `frame`, `band` or `plain`. `wrap_image` stands for back, spine and front together.
    """

    look: str = "frame"
    color: str = ""  # #rrggbb; empty: follows from the title
    blurb: Blocks = ()
    spine: str = ""
    flap: str = ""
    front_flap: Blocks = ()
    back_flap: Blocks = ()
    mark: str = ""
    wrap_image: str = ""
    price_code: str = ""


@dataclass(frozen=True, slots=True)
class EpubSettings:
    """The EPUB edition. `page_list` puts in where the pages of the print edition begin.

    `certified_by` names who vouches that the file meets WCAG 2.2 AA; nothing is claimed without.
    `exemption` is that from the European Accessibility Act, for the record for shops.
    `store_files` writes the ONIX record and the cover for shops beside the EPUB.
    `fonts` puts the design's fonts in, cut down to the characters that are used, where their
    licences allow it (Calibre and InDesign call that "embed fonts"); without them the reading
    system's own are shown. `audience`, `sales_rights` and `prices` go into the record for shops.
    """

    page_list: bool = True
    certified_by: str = ""
    exemption: str = ""  # micro-enterprise, disproportionate-burden, fundamental-alteration
    store_files: bool = True
    fonts: bool = True
    audience: str = ""  # general, children, young-adult, schools, students, scholarly
    sales_rights: tuple[str, ...] = ()  # countries (ISO 3166-1), or "world"
    prices: tuple[str, ...] = ()  # "24.99 USD", or "free"


@dataclass(frozen=True, slots=True)
class DocxSettings:
    """The Word edition. `fields: zotero` leaves citations alive for whoever has Zotero."""

    fields: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole book. Names follow pandoc and Quarto where they have one."""

    editions: tuple[str, ...] = ("pdf", "epub", "docx")
    output_name: str = ""  # the stem of the files in dist/; empty: made from the title
    csl: str = "chicago-notes-bibliography"  # a style's name, or a file in the project
    link_citations: bool = True
    suppress_bibliography: bool = False
    reference_section_title: Inlines = ()
    nocite: tuple[str, ...] = ()  # keys; "*" stands for all
    citation_positions: str = "book"  # where "ibid." and short forms start anew: book, chapter
    bibliography_titles: str = "as-written"  # sentence: capitals outside braces go, as in BibTeX
    toc: bool | None = None  # None: yes when the book has more than one chapter
    toc_depth: int = 2
    toc_title: Inlines = ()
    lof: bool = False
    lot: bool = False
    number_sections: bool | None = None  # None: chapters of a book, not the parts of an essay
    number_depth: int | None = None  # the deepest numbered level; 1 numbers chapters only; None:
    # 3 where `number_sections` asks for numbers, 1 where it says nothing
    number_by_chapter: bool = True  # figures "2.1", where chapters have numbers; else 1, 2, 3
    glossary_links: bool = True  # the first use of a term in each chapter leads to the glossary
    note_numbering: str = "chapter"  # where notes start at 1 again: chapter, book
    top_level_division: str = ""  # what a level-1 heading opens: chapter, section; empty: section
    # where the whole body is one file (an essay), else chapter
    half_title: bool | None = None  # None: yes when the book has front matter pages
    title_page: bool = True
    copyright_page: bool | None = None  # None: yes when there is something to put on it
    smart: bool = True
    check_off: tuple[tuple[str, str], ...] = ()  # codes of findings, each with the reason
    figure_prefix: str = ""  # empty: the language's own word
    table_prefix: str = ""
    print: PrintSettings = field(default_factory=PrintSettings)
    epub: EpubSettings = field(default_factory=EpubSettings)
    docx: DocxSettings = field(default_factory=DocxSettings)
    press: PressSettings = field(default_factory=PressSettings)
    cover: CoverSettings = field(default_factory=CoverSettings)
