"""Pages on sheets, proved by reading the numbers that are printed there."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from publish.cli import main
from publish.editions.pdf.objects import Array, Dictionary, Name, Pdf, Stream
from publish.editions.printing.folding import Plan, booklet, folded, nested, signatures, two_up
from publish.editions.printing.impose import MARGIN_PT, Creep, impose

WIDTH, HEIGHT = 200, 300


def numbered(count: int) -> bytes:
    """Return a file whose pages bear their number in the middle, from 1."""
    with Pdf.new() as book:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        for number in range(1, count + 1):
            book.add_blank_page(page_size=(WIDTH, HEIGHT))
            page = book.pages[-1].obj
            page.TrimBox = Array([0, 0, WIDTH, HEIGHT])
            page.Resources = Dictionary(Font=Dictionary(F=font))
            page.Contents = Stream(book, f"BT /F 20 Tf 90 140 Td ({number}) Tj ET".encode())
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


def read_side(page: pypdfium2.PdfPage, plan: Plan) -> list[list[int]]:
    """Return the numbers on one side of a sheet, row by row from above; 0 where there is none."""
    text = page.get_textpage()
    rows = []
    for row in range(plan.rows):
        up = MARGIN_PT + (plan.rows - row) * HEIGHT
        cells = []
        for column in range(plan.columns):
            left = MARGIN_PT + column * WIDTH
            found = text.get_text_bounded(left, up - HEIGHT, left + WIDTH, up).strip()
            cells.append(int(found) if found else 0)
        rows.append(cells)
    return rows


def sides(data: bytes, plan: Plan) -> list[list[list[int]]]:
    """Return the numbers on all sides of all sheets."""
    with pypdfium2.PdfDocument(data) as book:
        return [read_side(page, plan) for page in book]


def test_a_signature_of_sixteen_is_that_of_every_printer() -> None:
    """The outer form 5 12 9 8 on their heads over 4 13 16 1; the inner 7 10 11 6, 2 15 14 3."""
    plan = signatures(16)

    assert sides(impose(numbered(16), plan), plan) == [
        [[5, 12, 9, 8], [4, 13, 16, 1]],
        [[7, 10, 11, 6], [2, 15, 14, 3]],
    ]


def test_pages_below_the_fold_stand_on_their_heads() -> None:
    """Of a sheet folded across, the upper row is turned: heads meet at the fold."""
    _, _, places = folded(8)

    assert {one.row for one in places if one.is_turned} == {0}
    assert {one.row for one in places if not one.is_turned} == {1}


def test_a_booklet_is_read_leaf_by_leaf() -> None:
    """Sheets laid into each other: outside 12 1, 2 11; inside them 10 3, and so on."""
    plan = booklet(10)
    found = sides(impose(numbered(10), plan), plan)

    assert found == [[[0, 1]], [[2, 0]], [[10, 3]], [[4, 9]], [[8, 5]], [[6, 7]]]


@pytest.mark.parametrize("count", [1, 4, 10, 16, 17, 40])
def test_a_nested_book_opens_in_order(count: int) -> None:
    """Turn the leaves of each section: left halves come last, in reversed order."""
    plan = nested(count, 16)
    found = sides(impose(numbered(count), plan), plan)
    read: list[int] = []
    for first in range(0, len(found), 8):
        section = [(found[at][0], found[at + 1][0]) for at in range(first, first + 8, 2)]
        read += chain.from_iterable((outer[1], inner[0]) for outer, inner in section)
        read += chain.from_iterable((inner[1], outer[0]) for outer, inner in reversed(section))

    assert [one for one in read if one] == list(range(1, count + 1))


def test_right_to_left_books_are_bound_on_the_other_side() -> None:
    """Columns are mirrored."""
    plan = signatures(4, 4)

    assert sides(impose(numbered(4), plan, is_rtl=True), plan) == [[[1, 4]], [[3, 2]]]


def test_a_proof_shows_what_the_open_book_shows() -> None:
    """Page 1 alone on the right, then 2 beside 3."""
    plan = two_up(5)

    assert sides(impose(numbered(5), plan), plan) == [[[0, 1]], [[2, 3]], [[4, 5]]]


def test_inner_sheets_creep_to_the_spine() -> None:
    """The number of a left page moves right, that of a right page left, by depth."""
    plan = booklet(8)
    positions = []
    with pypdfium2.PdfDocument(impose(numbered(8), plan, Creep(4))) as book:
        for page in book:
            text = page.get_textpage()
            lefts = sorted(text.get_rect(at)[0] for at in range(text.count_rects()))
            positions.append([round(one - MARGIN_PT) for one in lefts])

    outer, inner = positions[0], positions[2]
    # Within a point: one figure begins further right in its width than another.
    assert (inner[0] - outer[0], inner[1] - outer[1]) == (
        pytest.approx(4, abs=1.1),
        pytest.approx(-4, abs=1.1),
    )


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`publish impose FILE --as signatures`, named after both."""
    file = tmp_path / "pages.pdf"
    file.write_bytes(numbered(16))

    assert main(["impose", str(file), "--as", "signatures"]) == 0
    assert Path(capsys.readouterr().out.strip()).name == "pages-signatures.pdf"
    assert (tmp_path / "pages-signatures.pdf").exists()


def test_a_file_that_is_no_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is told, and nothing is written."""
    file = tmp_path / "pages.pdf"
    file.write_bytes(b"no pages")

    assert main(["impose", str(file)]) == 1
    assert "file-unreadable" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "damage",
    [
        lambda page: page.obj.__setitem__("/MediaBox", Array([0, 0, Dictionary(), 500])),
        lambda page: page.obj.__setitem__("/Resources", Dictionary(XObject=Dictionary(A=7))),
        lambda page: page.obj.__setitem__("/Resources", Dictionary(Font=Dictionary(A=7))),
        lambda page: page.obj.__setitem__("/Annots", 7),
    ],
)
def test_a_file_of_other_objects_than_a_pdf_s(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[Any], None]
) -> None:
    """It is judged, imposed or refused in a sentence; the defect is not taken for ours."""
    file = tmp_path / "pages.pdf"
    with Pdf.open(io.BytesIO(numbered(4))) as book:
        damage(book.pages[1])
        book.save(file)

    for command in (["check", str(file), "--for", "offset"], ["impose", str(file)]):
        assert main(command) in (0, 1)
        assert "publish-defect" not in capsys.readouterr().err
