"""A file with tracked changes as two texts: as it was before them, and as it is with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from publish.editions.docx.wording import Change, Kind, Paragraph, Piece

Accepts = Callable[[Change], bool]


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph of one of the two texts, and the numbers of the paragraphs it was made of.

    `cut` tells who took its end out where it cannot run on: a cell of a table follows.
    """

    paragraph: Paragraph
    numbers: tuple[int, ...]
    cut: Change | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is in it that anybody could read."""
        return not any(one.text.strip() or _is_object(one) for one in self.paragraph.pieces)


def _is_object(one: Piece) -> bool:
    return one.kind in (Kind.NOTE, Kind.PICTURE, Kind.FORMULA)


def before(paragraphs: Sequence[Paragraph]) -> list[Side]:
    """Return the text as it was before every tracked change."""
    return _joined(
        paragraphs,
        keeps=lambda one: one.inserted is None,
        runs_on=lambda one: one.end_inserted is not None,
        has_own=True,
    )


def after(paragraphs: Sequence[Paragraph], accepts: Accepts) -> list[Side]:
    """Return the text with the changes that are accepted; the others are as if not made."""
    return _joined(
        paragraphs,
        keeps=lambda one: (
            (one.inserted is None or accepts(one.inserted))
            and not (one.deleted is not None and accepts(one.deleted))
        ),
        runs_on=lambda one: (
            (one.end_deleted is not None and accepts(one.end_deleted))
            or (one.end_inserted is not None and not accepts(one.end_inserted))
        ),
    )


def _joined(
    paragraphs: Sequence[Paragraph],
    keeps: Callable[[Piece], bool],
    runs_on: Callable[[Paragraph], bool],
    *,
    has_own: bool = False,
) -> list[Side]:
    """Return paragraphs with the pieces that are kept; one whose end is gone runs on.

    With `has_own`, paragraphs that were marked apart when they were sent stay apart: LibreOffice
    7.4 takes the end of a paragraph for a new one where others are put in behind it.
    """
    sides: list[Side] = []
    waiting: list[tuple[int, Paragraph]] = []
    for number, one in enumerate(paragraphs):
        is_marked = any(mark for _, each in waiting for mark in each.marks) and one.marks
        is_apart = bool(has_own and is_marked and not _is_copy(one))
        if waiting and (waiting[-1][1].place != one.place or is_apart):
            sides.append(_side(waiting, cut=waiting[-1][1].end_deleted))
            waiting = []
        kept = tuple(piece for piece in one.pieces if keeps(piece))
        waiting.append((number, replace(one, pieces=kept)))
        if not runs_on(one):
            sides.append(_side(waiting))
            waiting = []
    if waiting:
        sides.append(_side(waiting))
    return sides


def _is_copy(one: Paragraph) -> bool:
    return all("_Copy_" in mark for mark in one.marks)


def _side(parts: Sequence[tuple[int, Paragraph]], cut: Change | None = None) -> Side:
    """Join paragraphs: the words of all, the style of the first that has words."""
    numbers = tuple(number for number, _ in parts)
    pieces = tuple(piece for _, one in parts for piece in one.pieces)
    head = next((one for _, one in parts if one.pieces), parts[-1][1])
    marks = tuple(mark for _, one in parts for mark in one.marks)
    return Side(replace(head, pieces=pieces, marks=marks), numbers, cut)
