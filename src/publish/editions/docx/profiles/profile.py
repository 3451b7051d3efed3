"""The rules of a journal as data, and the look of a manuscript that follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from publish.editions.docx.look import A4, LETTER, TWIPS_PER_MM, Look

PAPERS = {"a4": A4, "letter": LETTER}
NOTES = ("footnotes", "endnotes", "typed")
FIELDS = ("none", "zotero")
COUNTED = ("body", "notes", "bibliography", "captions", "abstract", "tables")
SPACED = ("body", "notes", "quotes", "bibliography")
FLOATS = ("inline", "end", "separate")
CAPTIONS = ("end", "separate")
FORMATS = ("tiff", "eps", "png", "jpeg")
SELFCITE = ("keep", "third", "author")


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most of something; 0 where there is no limit."""

    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class FigureFiles:
    """How files of figures have to be. What is empty or 0 is not asked for.

    `formats` are those taken, the one to make first; `dpi` is for photographs, `line_dpi` for
    drawings; `name` is a pattern with `{number}`, `{file}` for the name in the project.
    """

    formats: tuple[str, ...] = ()
    dpi: int = 0
    line_dpi: int = 0
    width_mm: float = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A journal's rules. What is empty, 0 or None is not asked for.

    `spacing` counts in lines. `seen` is the month in which the rules were collected, `stage` what
    they are for: `initial` submission or `accepted` manuscripts.
    """

    name: str
    journal: str
    source: str
    seen: str
    stage: str
    paper: str = ""
    margin_mm: float = 0
    font: str = ""
    size_pt: float = 0
    spacing: Mapping[str, float] = field(default_factory=dict)
    align: str = ""  # left, justified
    page_numbers: bool | None = None
    page_place: str = ""  # one of `look.PAGE_NUMBERS`
    page_total: bool | None = None
    running_title: bool | None = None
    line_numbers: bool | None = None
    contents: bool | None = None
    notes: str = ""
    fields: str = ""  # "none": Word fields are forbidden but for the page number
    headings: int = 0  # the deepest level
    numbered_headings: bool | None = None
    title_words: int = 0
    counted: tuple[str, ...] = ()
    count: Limits = Limits()
    states_words: bool = False
    abstract: Limits = Limits()
    keywords: Limits = Limits()
    figures: str = ""  # where they stand: one of `FLOATS`
    tables: str = ""
    captions: str = ""  # of figures that are files of their own: one of `CAPTIONS`
    callout: str = ""  # a pattern with `{label}`
    figure: FigureFiles = FigureFiles()
    anonymous: bool = False
    selfcite: str = ""
    file_name: str = ""  # a pattern with `{file}`, `{family}`, `{title}`
    language: str = ""
    accessible: bool = False
    track_changes: bool | None = None  # whether Word records changes from the first

    def look(self, look: Look) -> Look:
        """Return a look with what the profile asks for."""
        given = dict(self.spacing)
        place = self.page_place or look.page_number
        return replace(
            look,
            paper=PAPERS.get(self.paper, look.paper),
            margin=round(self.margin_mm * TWIPS_PER_MM) or look.margin,
            font=self.font or look.font,
            size_pt=self.size_pt or look.size_pt,
            # A journal that wants one size means the notes too.
            note_size_pt=self.size_pt or look.note_size_pt,
            body_lines=given.get("body", look.body_lines),
            note_lines=given.get("notes", look.note_lines),
            quote_lines=given.get("quotes", look.quote_lines),
            bibliography_lines=given.get("bibliography", look.bibliography_lines),
            is_justified=self.align == "justified",
            page_number="" if self.page_numbers is False else place,
            of_total=look.of_total if self.page_total is None else self.page_total,
            running_title=bool(self.running_title),
            line_numbers=bool(self.line_numbers),
        )
