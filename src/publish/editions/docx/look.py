"""How a manuscript looks on paper: page, face, spacing. A journal's rules are values of this type.

The default is what most journals and presses ask for: 12-point Times New Roman, one-inch margins,
the text double spaced, notes and set-off quotations single spaced, pages numbered.
"""

from __future__ import annotations

from dataclasses import dataclass

TWIPS_PER_INCH = 1440
TWIPS_PER_MM = TWIPS_PER_INCH / 25.4
A4 = (round(210 * TWIPS_PER_MM), round(297 * TWIPS_PER_MM))
LETTER = (round(8.5 * TWIPS_PER_INCH), 11 * TWIPS_PER_INCH)
# Where the metric system never reached the paper trade. Source: CLDR 45, measurementData,
# paperSize type="US-Letter".
LETTER_REGIONS = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
PAGE_NUMBERS = ("top-right", "top-center", "bottom-center", "bottom-right")


@dataclass(frozen=True, slots=True)
class Look:
    """Lengths are twips (1440 to the inch), sizes points, spacings multiples of a line."""

    paper: tuple[int, int] = A4
    margin: int = TWIPS_PER_INCH
    font: str = "Times New Roman"
    size_pt: float = 12
    note_size_pt: float = 10
    body_lines: float = 2
    quote_lines: float = 1
    note_lines: float = 1
    bibliography_lines: float = 1
    indent: int = TWIPS_PER_INCH // 2
    title_drop_lines: int = 12  # from the top of the page to the title
    margins: tuple[int, int, int, int] | None = None  # top, right, bottom, left; else all `margin`
    is_justified: bool = False  # the right edge; else ragged
    page_number: str = "bottom-center"  # one of `PAGE_NUMBERS`, empty for none
    of_total: bool = False  # "3 of 12"
    running_title: bool = False
    line_numbers: bool = False

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Return the margins: top, right, bottom, left."""
        return self.margins or (self.margin,) * 4

    @property
    def text_width(self) -> int:
        """Return the width between the margins."""
        return self.paper[0] - self.edges[1] - self.edges[3]

    @property
    def text_height(self) -> int:
        """Return the height between the margins."""
        return self.paper[1] - self.edges[0] - self.edges[2]


def manuscript_look(lang: str, *, is_essay: bool = False) -> Look:
    """Return the default look, on the paper that the country of a language tag uses.

    An essay has no title page: its title stands at the head of the text, and its pages are one
    count, so that each can say of how many it is.
    """
    region = next((part for part in lang.split("-")[1:] if len(part) == 2), "")
    # English without a country: the larger number of its journals print on letter paper.
    is_letter = region.upper() in LETTER_REGIONS or lang == "en"
    paper = LETTER if is_letter else A4
    drop = 0 if is_essay else Look().title_drop_lines
    return Look(paper=paper, title_drop_lines=drop, of_total=is_essay)
