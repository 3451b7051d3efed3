"""Every setting there is: the one table behind reading, messages, the manual and JSON Schema.

Names are pandoc's and Quarto's where these have one, so that a book can move in unchanged.
"""

from __future__ import annotations

from publish.model.document import Role
from publish.project.groups import Field, Group
from publish.project.kinds import (
    Choice,
    Either,
    Flag,
    Formatted,
    ListOf,
    Placed,
    Text,
    Tree,
    Whole,
    WithoutEffect,
)

EDITIONS = ("pdf", "epub", "docx")
DIVISIONS = ("chapter", "section")
LANGUAGE = Text("a language tag such as en-GB", r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
LENGTH = Text("a length such as 20mm or 0.75in", r"\d*\.?\d+ ?(mm|cm|in|pt|pc|px|em|rem|Q)")
FONT_SIZE = Text("a size such as 11pt", r"\d*\.?\d+ ?(pt|mm|px|Q|pc|in|cm)")
NUMBER = Text("a number such as 1.3", r"\d*\.?\d+")
TEXTS = ListOf(Text())
FILES = ListOf(Placed())

ROLE = Choice(tuple(role.value for role in Role))

AFFILIATION = Group(
    tuple(
        Field(name, Text(), about)
        for name, about in (
            ("id", "A name by which authors refer to this affiliation."),
            ("index", "A number by which authors refer to this affiliation."),
            ("ref", "The `id` of one of the book's `affiliations`."),
            ("name", "The institution."),
            ("department", "The department."),
            ("group", "The group."),
            ("address", "The street."),
            ("city", "The city."),
            ("region", "The state or region."),
            ("state", "The state or region."),
            ("country", "The country."),
            ("postal-code", "The postal code."),
            ("url", "The institution's page."),
            ("ror", "The institution's ROR identifier."),
            ("isni", "The institution's ISNI."),
            ("ringgold", "The institution's Ringgold number."),
        )
    ),
    "an affiliation",
)
AFFILIATIONS = ListOf(Either(Text("the name of an institution"), AFFILIATION))

NAME = Group(
    (
        Field("literal", Text(), "The name in the form to print."),
        Field("given", Text(), "Given names."),
        Field("family", Text(), "Family name."),
        Field("dropping-particle", Text(), "Particle that is dropped with the given name."),
        Field("non-dropping-particle", Text(), "Particle that stays with the family name."),
        Field("suffix", Text(), "Jr., III."),
    ),
    "a name",
)
PERSON = Group(
    (
        Field("name", Either(Text("a name"), NAME), "The name, `Given Family`, or its parts."),
        Field("text", Text("a name"), same_as="name"),
        Field("literal", Text("a name"), "A name that is not to be divided, as of an institution."),
        Field("given", Text(), "Given names."),
        Field("family", Text(), "Family name."),
        Field("role", Text(), "`editor`, `translator`... or a MARC relator code."),
        Field("orcid", Text(), "ORCID iD."),
        Field("email", Text(), "E-mail address."),
        Field("url", Text(), "The person's own page."),
        Field("affiliation", AFFILIATIONS, "Where the person works."),
        Field("affiliations", AFFILIATIONS, same_as="affiliation"),
        Field("note", Formatted(), "A sentence about the person."),
        Field("bio", Formatted(), same_as="note"),
        Field("corresponding", Flag(), "Whether letters go to this person."),
        Field("correspondence", Flag(), same_as="corresponding"),
        Field("file-as", Text(), "The form for sorting: `Family, Given`."),
        Field("roles", WithoutEffect(), "CRediT roles."),
        *(
            Field(name, WithoutEffect())
            for name in (
                "equal-contributor",
                "attributes",
                "degrees",
                "id",
                "number",
                "deceased",
                "acknowledgements",
                "phone",
                "fax",
                "type",
                "metadata",
            )
        ),
    ),
    "a person",
)
PEOPLE = ListOf(Either(Text("a name"), PERSON))

COPYRIGHT = Group(
    (
        Field("statement", Formatted(), "The whole line: `© 2026 Jane Doe`."),
        Field("holder", Text(), "Who holds the copyright."),
        Field("year", TEXTS, "The year or years."),
    ),
    "a copyright",
)
LICENSE = Group(
    (
        Field("text", Formatted(), "The licence in words."),
        Field("url", Text(), "The link to the licence."),
        Field("link", Text(), same_as="url"),
        Field("type", Text(), "The licence by name: `CC BY`."),
    ),
    "a licence",
)
IDENTIFIER = Group(
    (
        Field("scheme", Text(), "`isbn`, `doi`, `issn`, `uuid`..."),
        Field("text", Text(), "The number itself."),
    ),
    "an identifier",
)
BY_EDITION = Group(
    tuple(Field(name, Text(), f"The number of the {name} edition.") for name in EDITIONS),
    "one for each edition",
)
SUBJECT = Group(
    (
        Field("text", Text(), "The subject in words."),
        Field("authority", Text(), "`BISAC`, `THEMA`, `LCSH`..."),
        Field("term", Text(), "The code in that scheme."),
    ),
    "a subject",
)
CROSSREF = Group(
    (
        Field(
            "fig-prefix", Text(), "The word for a figure in a reference.", "settings.figure_prefix"
        ),
        Field(
            "tbl-prefix", Text(), "The word for a table in a reference.", "settings.table_prefix"
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
                "chapters",
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
            Text("a page size such as 6x9 or a5", r"[\w.]+( ?[x×] ?[\w.]+)?"),
            "Page size after cutting: `6x9`, `a5`, `140mm x 210mm`.",
            "print.trim",
        ),
        Field("design", Text(), "The design, by name.", "print.design"),
        Field("font-size", FONT_SIZE, "Size of the text.", "print.font_size"),
        Field(
            "line-height", NUMBER, "Distance of lines, in sizes of the text.", "print.line_height"
        ),
        Field("main-font", Text(), "The family of the text.", "print.main_font"),
        Field("margins", MARGINS, "The margins of a page."),
    ),
    "settings of the print edition",
)

_CHAPTER_LIST = (
    ("type", "array"),
    ("items", {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/file"}, {"$ref": "#/$defs/part"}]}),
)

ABOUT_THE_BOOK = (
    Field("title", Formatted(), "The title."),
    Field("subtitle", Formatted(), "The subtitle."),
    Field("author", PEOPLE, "Who wrote the book: a name, or a list of names or of persons."),
    Field("authors", PEOPLE, same_as="author"),
    Field("editor", PEOPLE, "Who edited the book."),
    Field("translator", PEOPLE, "Who translated the book."),
    Field("illustrator", PEOPLE, "Who illustrated the book."),
    Field("contributor", PEOPLE, "Other persons, each with a `role`."),
    Field("creator", PEOPLE, "pandoc's name for persons with a `role`."),
    Field("affiliations", AFFILIATIONS, "Institutions that authors refer to."),
    Field("institute", AFFILIATIONS, same_as="affiliations"),
    Field("date", Text(), "Date of publication: `2026`, `2026-05-01` or words.", "metadata.date"),
    Field("lang", LANGUAGE, "Language of the book: `en-GB`."),
    Field("dir", Choice(("ltr", "rtl")), "Direction of the script.", "metadata.direction"),
    Field("abstract", Formatted(is_block=True), "The abstract, in Markdown."),
    Field("description", Text(), "The blurb, for shops and catalogues.", "metadata.description"),
    Field("keywords", ListOf(Text(), separators=",;"), "Keywords.", "metadata.keywords"),
    Field("subject", ListOf(Either(Text(), SUBJECT)), "Subjects."),
    Field("rights", Formatted(), "What readers may do with the book."),
    Field("copyright", Either(Formatted(), COPYRIGHT), "The copyright line, or its parts."),
    Field("license", Either(Text(), LICENSE), "The licence: a link, `CC BY 4.0`, or words."),
    Field("publisher", Text(), "The publisher.", "metadata.publisher"),
    Field("publisher-place", Text(), "Where the publisher is.", "metadata.publisher_place"),
    Field("edition", Text(), "Which edition this is: `2` or `second`.", "metadata.edition"),
    Field("doi", Text(), "DOI of the book."),
    Field("isbn", Either(Text(), BY_EDITION), "ISBN, or one for each edition."),
    Field("issn", Text(), "ISSN of the series."),
    Field("identifier", ListOf(Either(Text(), IDENTIFIER)), "Other numbers that name the book."),
    Field("belongs-to-collection", Text(), "The series."),
    Field("group-position", Text(), "The number of the book in the series."),
    Field("cover-image", Placed(), "The picture on the cover."),
    Field("epub-cover-image", Placed(), same_as="cover-image"),
    Field("cover-image-alt", Text(), "What the cover shows, in words.", "metadata.cover_image_alt"),
    Field("dedication", Formatted(is_block=True), "The dedication, in Markdown."),
    Field("acknowledgments", Formatted(is_block=True), "Thanks, in Markdown."),
    Field("acknowledgements", Formatted(is_block=True), same_as="acknowledgments"),
    Field("thanks", Formatted(is_block=True), same_as="acknowledgments"),
    Field("page-progression-direction", Choice(("ltr", "rtl")), same_as="dir"),
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
        "top-level-division", Choice((*DIVISIONS, "default")), "What a first-level heading opens."
    ),
    Field("half-title", Flag(), "A page with the bare title.", "settings.half_title"),
    Field("title-page", Flag(), "A title page.", "settings.title_page"),
    Field("copyright-page", Flag(), "A copyright page.", "settings.copyright_page"),
    Field("smart", Flag(), "Make straight quotes and dots typographic.", "settings.smart"),
    Field("crossref", CROSSREF, "Words of cross references."),
    Field("figPrefix", ListOf(Text()), "The word for a figure in a reference."),
    Field("tblPrefix", ListOf(Text()), "The word for a table in a reference."),
)
PRINTING = (
    Field("print", PRINT, "The print edition."),
    Field(
        "papersize",
        Text("a page size such as a5 or 6x9", r"[\w.]+( ?[x×] ?[\w.]+)?"),
        "Page size.",
        "print.trim",
    ),
    Field("geometry", ListOf(Text(), separators=","), "Margins: `inner=20mm`."),
    Field("fontsize", FONT_SIZE, "Size of the text.", "print.font_size"),
    Field("linestretch", NUMBER, "Distance of lines, in sizes of the text.", "print.line_height"),
    Field("mainfont", Text(), "The family of the text.", "print.main_font"),
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
_STYLES = "put the file into styles/"
_NOT_HERE = (
    ("css", "put print.css or epub.css into styles/"),
    ("reference-doc", "put the file at styles/reference.docx"),
    ("stylesheet", "put epub.css into styles/"),
    ("epub-stylesheet", "put epub.css into styles/"),
    ("filters", ""),
    ("template", _STYLES),
    ("theme", "write 'print: design: ...'"),
    ("citation-abbreviations", ""),
    ("notes-after-punctuation", ""),
    ("reference-location", ""),
    ("biblio-style", "write 'csl: ...'"),
    ("bibliographystyle", "write 'csl: ...'"),
    *(
        (name, "")
        for name in (
            "$schema",
            "documentclass",
            "classoption",
            "header-includes",
            "include-before",
            "include-before-body",
            "include-after",
            "include-after-body",
            "include-in-header",
            "pdf-engine",
            "pdf-engine-opts",
            "latex-engine",
            "keep-tex",
            "keep-md",
            "execute",
            "jupyter",
            "engine",
            "knitr",
            "editor",
            "website",
            "project",
            "type",
            "site-url",
            "repo-url",
            "repo-actions",
            "repo-branch",
            "repo-subdir",
            "sharing",
            "sidebar",
            "navbar",
            "search",
            "favicon",
            "downloads",
            "open-graph",
            "twitter-card",
            "page-navigation",
            "page-footer",
            "cover-image-html",
            "output-dir",
            "metadata-files",
            "lightbox",
            "comments",
            "code-fold",
            "code-tools",
            "code-link",
            "code-overflow",
            "highlight-style",
            "citeproc",
            "cite-method",
            "citation-package",
            "citation",
            "citecolor",
            "urlcolor",
            "linkcolor",
            "filecolor",
            "toccolor",
            "colorlinks",
            "boxlinks",
            "sansfont",
            "monofont",
            "mathfont",
            "CJKmainfont",
            "fontfamily",
            "fontenc",
            "indent",
            "block-headings",
            "pagestyle",
            "margin-left",
            "margin-right",
            "margin-top",
            "margin-bottom",
            "html-math-method",
            "self-contained",
            "embed-resources",
            "standalone",
            "date-format",
            "date-modified",
            "title-meta",
            "author-meta",
            "date-meta",
            "lang-meta",
            "version",
            "categories",
            "image",
            "params",
            "draft",
            "fig-width",
            "fig-height",
            "fig-align",
            "fig-cap-location",
            "tbl-cap-location",
            "fig-pos",
            "number-offset",
            "df-print",
            "hyphenate",
            "hyperrefoptions",
            "epub-fonts",
            "epub-chapter-level",
            "epub-metadata",
            "epub-subdirectory",
            "split-level",
            "ibooks",
            "linkReferences",
            "nameInLink",
            "chapters-in-references",
            "tags",
            "from",
            "reader",
            "to",
        )
    ),
)
ELSEWHERE = tuple(Field(name, WithoutEffect(instead)) for name, instead in _NOT_HERE)

BOOK = Group(
    (*ABOUT_THE_BOOK, *WHAT_IS_IN_IT, *CITING, *ARRANGING, *PRINTING, *NESTED, *ELSEWHERE),
    "a group of settings",
)

_CHAPTER_FIELDS = (
    Field("title", Formatted(), "The chapter's title, where the text has no heading."),
    Field("subtitle", Formatted(), "The chapter's subtitle."),
    Field("author", PEOPLE, "Who wrote the chapter."),
    Field("authors", PEOPLE, same_as="author"),
    Field("abstract", Formatted(is_block=True), "The chapter's abstract."),
    Field("keywords", ListOf(Text(), separators=",;"), "The chapter's keywords."),
    Field("date", Text(), "When the chapter was written."),
    Field("lang", LANGUAGE, "The chapter's language."),
    Field("role", Text(), "What the chapter is: `preface`, `appendix`, `index`..."),
    Field("unlisted", Flag(), "Leave the chapter out of the contents."),
    Field("unnumbered", Flag(), "Give the chapter no number."),
    Field("number-sections", Flag(), "false: give the chapter no number."),
    Field("numbersections", Flag(), same_as="number-sections"),
    Field("editions", ListOf(Choice(EDITIONS)), "The editions that have the chapter."),
    Field("when-format", ListOf(Choice(EDITIONS)), same_as="editions"),
    Field("unless-format", ListOf(Choice(EDITIONS)), "The editions that lack the chapter."),
)
_IN_BOOK_ONLY = tuple(
    Field(one.name, WithoutEffect("this belongs into manuscript/book.yaml"))
    for one in BOOK.fields
    if one.name not in {mine.name for mine in _CHAPTER_FIELDS}
)
CHAPTER = Group((*_CHAPTER_FIELDS, *_IN_BOOK_ONLY), "the settings of a chapter")
