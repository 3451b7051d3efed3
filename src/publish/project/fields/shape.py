"""The settings that say what is in the book, how it cites, and how it looks."""

from __future__ import annotations

from publish.project.fields.ebook import EPUB
from publish.project.fields.printing import COVER, PRESS
from publish.project.fields.values import (
    EDITIONS,
    FILES,
    FILTERS,
    FONT,
    FONT_SIZE,
    LENGTH,
    LINE_HEIGHT,
    PAGE_SIZE,
    PDF_STANDARDS,
)
from publish.project.groups import Field, Group
from publish.project.kinds import (
    Choice,
    Flag,
    Formatted,
    ListOf,
    Placed,
    Text,
    Tree,
    Whole,
    WithoutEffect,
)

CROSSREF = Group(
    (
        Field(
            "fig-prefix", Text(), "The word for a figure in a reference.", "settings.figure_prefix"
        ),
        Field(
            "tbl-prefix", Text(), "The word for a table in a reference.", "settings.table_prefix"
        ),
        Field(
            "chapters",
            Flag(),
            "false: count figures and tables through the book, not by chapter.",
            "settings.number_by_chapter",
        ),
        *(
            Field(name, WithoutEffect())
            for name in (
                "fig-title",
                "tbl-title",
                "title-delim",
                "fig-labels",
                "tbl-labels",
                "eq-prefix",
                "sec-prefix",
                "ch-prefix",
                "labels",
                "custom",
                "lst-prefix",
                "lst-title",
                "ref-hyperlink",
                "chapter-id",
                "subref-labels",
                "appendix-title",
                "appendix-delim",
                "lof-title",
                "lot-title",
            )
        ),
    ),
    "settings of cross references",
)
MARGINS = Group(
    tuple(
        Field(name, LENGTH, f"The {name} margin.") for name in ("inner", "outer", "top", "bottom")
    ),
    "margins",
)
PRINT = Group(
    (
        Field(
            "trim",
            PAGE_SIZE,
            "Page size after cutting: `5x8`, `5.5x8.5`, `6x9`, `a5`, `a4`, `letter`.",
            "print.trim",
        ),
        Field("design", Text(), "The design, by name.", "print.design"),
        Field("font-size", FONT_SIZE, "Size of the text.", "print.font_size"),
        Field(
            "line-height",
            LINE_HEIGHT,
            "Distance of lines, in sizes of the text.",
            "print.line_height",
        ),
        Field("main-font", FONT, "The family of the text.", "print.main_font"),
        Field("margins", MARGINS, "The margins of a page."),
        Field(
            "pdf-standard",
            Choice(PDF_STANDARDS),
            "What the PDF keeps besides PDF/UA-1: `a-2a` for the archive, `a-3a` with the sources.",
            "print.pdf_standard",
        ),
        Field(
            "notes",
            Choice(("foot", "chapter", "book")),
            "Where notes stand: at the foot of the page, or at the end of the chapter or the book.",
            "print.notes",
        ),
    ),
    "settings of the print edition",
)
DOCX = Group(
    (
        Field(
            "fields",
            Choice(("zotero",)),
            "`zotero`: citations that Zotero's plugin for Word can restyle.",
            "docx.fields",
        ),
    ),
    "settings of the Word edition",
)

_CHAPTER_LIST = (
    ("type", "array"),
    ("items", {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/file"}, {"$ref": "#/$defs/part"}]}),
)

WHAT_IS_IN_IT = (
    Field(
        "chapters",
        Tree("a list of files", _CHAPTER_LIST),
        "The files in reading order; without it, all files in the order of their names.",
    ),
    Field("appendices", Tree("a list of files", _CHAPTER_LIST), "The files of the appendices."),
    Field("editions", ListOf(Choice(EDITIONS)), "The editions to build."),
    Field(
        "output-name",
        Text("a file name without folders", r"[^/\\:*?\"<>|]+"),
        "How the files in dist/ are called.",
        "settings.output_name",
    ),
    Field(
        "output-file",
        Text("a file name without folders", r"[^/\\:*?\"<>|]+"),
        same_as="output-name",
    ),
)
CITING = (
    Field("bibliography", FILES, "The file or files with the sources."),
    Field("csl", Placed("the name of a citation style"), "The citation style, by name or file."),
    Field("nocite", ListOf(Text()), "Keys to list without a citation; `@*` lists all."),
    Field("link-citations", Flag(), "Link citations to the list.", "settings.link_citations"),
    Field("suppress-bibliography", Flag(), "Leave the list out.", "settings.suppress_bibliography"),
    Field("reference-section-title", Formatted(), "Heading of the list."),
    Field(
        "citation-positions",
        Choice(("book", "chapter")),
        "Where 'ibid.' and short forms start anew.",
        "settings.citation_positions",
    ),
    Field(
        "bibliography-titles",
        Choice(("as-written", "sentence")),
        "Capitals of English titles in a .bib file: as written, or only where braces keep them.",
        "settings.bibliography_titles",
    ),
    Field(
        "note-numbering",
        Choice(("chapter", "book")),
        "Where notes start at 1 again.",
        "settings.note_numbering",
    ),
)
ARRANGING = (
    Field("toc", Flag(), "A table of contents.", "settings.toc"),
    Field("toc-depth", Whole(1, 6), "How deep the contents go.", "settings.toc_depth"),
    Field("toc-title", Formatted(), "Heading of the contents."),
    Field("lof", Flag(), "A list of figures.", "settings.lof"),
    Field("lot", Flag(), "A list of tables.", "settings.lot"),
    Field("number-sections", Flag(), "Number chapters and sections.", "settings.number_sections"),
    Field("numbersections", Flag(), same_as="number-sections"),
    Field(
        "number-depth",
        Whole(0, 6),
        "The deepest level with a number; 1: chapters only.",
        "settings.number_depth",
    ),
    Field("secnumdepth", Whole(0, 6), same_as="number-depth"),
    Field(
        "top-level-division",
        Choice(("chapter", "section", "default")),
        "What a first-level heading opens.",
    ),
    Field("half-title", Flag(), "A page with the bare title.", "settings.half_title"),
    Field("title-page", Flag(), "A title page.", "settings.title_page"),
    Field("copyright-page", Flag(), "A copyright page.", "settings.copyright_page"),
    Field(
        "glossary-links",
        Flag(),
        "false: link only the words marked `{.glossary}` to the glossary, not every first use.",
        "settings.glossary_links",
    ),
    Field("smart", Flag(), "Make straight quotes and dots typographic.", "settings.smart"),
    Field(
        "filters",
        FILTERS,
        "Lua filters of pandoc, files of the project; they run with `--allow-filters` only.",
    ),
    Field(
        "check-off",
        Tree(
            "codes of findings, each with the reason",
            (("type", "object"), ("additionalProperties", {"type": "string"})),
        ),
        "Findings that are not wanted: their codes, each with the reason.",
    ),
    Field("crossref", CROSSREF, "Words of cross references."),
    Field("figPrefix", ListOf(Text()), "The word for a figure in a reference."),
    Field("tblPrefix", ListOf(Text()), "The word for a table in a reference."),
)
PRINTING = (
    Field("print", PRINT, "The print edition."),
    Field("epub", EPUB, "The EPUB edition."),
    Field("docx", DOCX, "The Word edition."),
    Field("press", PRESS, "The press, for `publish print`."),
    Field("cover", COVER, "The cover, for `publish print` and the EPUB."),
    Field(
        "papersize",
        PAGE_SIZE,
        "Page size.",
        "print.trim",
    ),
    Field("geometry", ListOf(Text(), separators=","), "Margins: `inner=20mm`."),
    Field("fontsize", FONT_SIZE, "Size of the text.", "print.font_size"),
    Field(
        "linestretch", LINE_HEIGHT, "Distance of lines, in sizes of the text.", "print.line_height"
    ),
    Field("mainfont", FONT, "The family of the text.", "print.main_font"),
)
_FORMATS = (
    (
        "anyOf",
        [
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {
                "type": "object",
                "additionalProperties": {
                    "anyOf": [{"$ref": "#/$defs/settings"}, {"const": "default"}, {"type": "null"}]
                },
            },
        ],
    ),
)
NESTED = (
    Field(
        "book",
        Tree("a group of settings", (("$ref", "#/$defs/settings"),)),
        "Quarto's place for title, author, chapters and the like.",
    ),
    Field(
        "format",
        Tree("formats with their settings", _FORMATS),
        "Quarto's place for formats and their settings.",
    ),
)
