"""Where the chapters of a book open, and which folio each of their pages bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.editions.pdf.proofs import CALL, LaidOut
from publish.editions.pdf.sheets import Sheets

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a chapter's pages begin. `page` counts all pages of the book from 0."""

    sheets: Sheets
    laid_out: LaidOut
    page: int
    first_folio: int
    blank_before: bool

    @property
    def folios(self) -> tuple[str, ...]:
        """Return the printed number of each page of the chapter."""
        numbers = range(self.first_folio, self.first_folio + self.laid_out.page_count)
        return tuple(roman(one) if self.sheets.is_front else str(one) for one in numbers)


def openings_of(parts: Sequence[Sheets], laid_out: Mapping[str, LaidOut]) -> Iterator[Opening]:
    """Yield where the documents of a book open, given in reading order."""
    page = folio = 0
    was_front = True
    for part in parts:
        wrong_side = page % 2 == (0 if part.opens_verso else 1)
        page += wrong_side
        folio += wrong_side
        if was_front and not part.is_front:
            folio = 0
        was_front = part.is_front
        yield Opening(part, laid_out[part.name], page, folio + 1, wrong_side)
        page += laid_out[part.name].page_count
        folio += laid_out[part.name].page_count


def folios_of(openings: Iterable[Opening]) -> dict[str, str]:
    """Return the number of the page, as printed, on which every element with an id begins."""
    folios: dict[str, str] = {}
    for opening in openings:
        printed = opening.folios
        for name, point in opening.laid_out.anchors.items():
            if not name.startswith(CALL):
                folios[name] = printed[point.page]
    return folios


def roman(number: int) -> str:
    """Return a lower-case roman numeral for a number from 1 to 3999."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
