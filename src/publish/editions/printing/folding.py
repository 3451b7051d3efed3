"""Which page stands where on a sheet, found by folding it: nothing here is a table from a book.

A sheet has places in rows and columns on its front, and the same on its back. Folding lays places
over each other; the stack that is left in the end is read leaf by leaf from the top.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

# What is folded over, in order: `v` the right half over the left, `h` the upper over the lower, so
# that heads meet at the fold and stay closed until the book is trimmed.
# The last fold is the spine, and runs from head to foot.
FOLDS = {4: "v", 8: "hv", 16: "vhv", 32: "hvhv"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place for a page: row and column from the upper left, on the `front` or the back.

    The back is seen as it is printed, after the sheet was turned like the page of a book.
    `is_turned` says that the page stands on its head. `page` counts from 0. `depth` is how many
    sheets lie outside this one in its section.
    """

    row: int
    column: int
    is_front: bool
    is_turned: bool
    page: int
    depth: int = 0


@dataclass(frozen=True, slots=True)
class _Layer:
    row: int
    column: int
    shows_front: bool = True
    is_turned: bool = False


def folded(pages: int) -> tuple[int, int, tuple[Place, ...]]:
    """Return rows, columns and places of a sheet that folds into so many pages: 4, 8, 16 or 32."""
    folds = FOLDS[pages]
    rows, columns = 2 ** folds.count("h"), 2 ** folds.count("v")
    grid = {(r, c): [_Layer(r, c)] for r in range(rows) for c in range(columns)}
    height, width = rows, columns
    for fold in folds:
        grid = dict(_fold(grid, height, width, fold))
        height, width = (height // 2, width) if fold == "h" else (height, width // 2)
    (stack,) = grid.values()
    # Folded to the left, the spine lies on the right: the book is turned over to be read.
    stack = [_flipped(one, is_turned=one.is_turned) for one in reversed(stack)]
    places = []
    for leaf, one in enumerate(stack):
        for side, page in ((True, 2 * leaf), (False, 2 * leaf + 1)):
            is_front = one.shows_front == side
            column = one.column if is_front else columns - 1 - one.column
            # The outer form, with the first page, is printed first and called the front.
            places.append(Place(one.row, column, not is_front, one.is_turned, page))
    return rows, columns, tuple(places)


def _fold(
    grid: dict[tuple[int, int], list[_Layer]], height: int, width: int, fold: str
) -> Iterator[tuple[tuple[int, int], list[_Layer]]]:
    for (row, column), stack in grid.items():
        kept = row >= height // 2 if fold == "h" else column < width // 2
        if not kept:
            continue
        other = (height - 1 - row, column) if fold == "h" else (row, width - 1 - column)
        # What is folded over lies on top, in reversed order, its other side up; a fold across
        # also turns it head over heels.
        over = [
            _flipped(one, is_turned=one.is_turned != (fold == "h")) for one in reversed(grid[other])
        ]
        yield (row - height // 2 if fold == "h" else row, column), over + stack


def _flipped(one: _Layer, *, is_turned: bool) -> _Layer:
    return replace(one, shows_front=not one.shows_front, is_turned=is_turned)


@dataclass(frozen=True, slots=True)
class Plan:
    """The sheets of a book: rows and columns of places, and for each sheet what is in them."""

    rows: int
    columns: int
    sheets: tuple[tuple[Place, ...], ...]


def booklet(count: int) -> Plan:
    """Return the plan of a saddle-stitched booklet: sheets of four pages laid into each other."""
    return nested(count, 4 * -(-count // 4))


def nested(count: int, section: int) -> Plan:
    """Return the plan of sections of `section` pages, each of sheets of four in each other."""
    rows, columns, places = folded(4)
    sheets = []
    for first in range(0, count, section):
        for depth in range(section // 4):
            # The outer half of a sheet is the first leaf and the last of what is left.
            numbers = (2 * depth, 2 * depth + 1, section - 2 * depth - 2, section - 2 * depth - 1)
            sheets.append(
                tuple(replace(one, page=first + numbers[one.page], depth=depth) for one in places)
            )
    return Plan(rows, columns, tuple(sheets))


def signatures(count: int, section: int = 16) -> Plan:
    """Return the plan of signatures that are each one sheet, folded again and again."""
    rows, columns, places = folded(section)
    sheets = [
        tuple(replace(one, page=first + one.page) for one in places)
        for first in range(0, count, section)
    ]
    return Plan(rows, columns, tuple(sheets))


def two_up(count: int) -> Plan:
    """Return the plan of a proof: a recto beside the verso before it, as the open book shows."""
    spreads: list[Sequence[int]] = [(-1, 0)]
    spreads += [(page, page + 1) for page in range(1, count, 2)]
    sheets = [
        (Place(0, 0, True, False, left), Place(0, 1, True, False, right)) for left, right in spreads
    ]
    return Plan(1, 2, tuple(sheets))
