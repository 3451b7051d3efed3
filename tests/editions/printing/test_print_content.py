"""What a page paints, where and how large."""

from __future__ import annotations

import pytest
from test_print_inks import page, picture

from publish.editions.pdf.objects import Dictionary, Name
from publish.editions.printing.content import Painted, painted
from publish.editions.printing.reading import resolution


def paints(content: bytes, **resources: Dictionary) -> list[Painted]:
    """Return what a page with this content paints."""
    book = page(content, **resources)
    return list(painted(book.pages[0]))


def test_positions_follow_all_matrices_and_states() -> None:
    """A rectangle moved, enlarged, and put back by `Q`."""
    moved, back = paints(b"q 2 0 0 3 10 20 cm 0 0 5 5 re f Q 0 0 5 5 re f")

    assert moved.box == (10, 20, 20, 35)
    assert back.box == (0, 0, 5, 5)


def test_what_is_clipped_away_does_not_count() -> None:
    """A wide fill in a narrow clip is narrow."""
    (shown,) = paints(b"0 0 10 10 re W n 0 0 200 100 re f")

    assert shown.box == (0, 0, 10, 10)


def test_lines_have_the_width_at_which_they_print() -> None:
    """A line of 1 in a drawing at half its size is half a point wide."""
    (line,) = paints(b".5 0 0 .5 0 0 cm 1 w 0 0 m 100 0 l S")

    assert line.width_pt == pytest.approx(0.5)


def test_text_has_the_height_at_which_it_prints() -> None:
    """Font size times matrices."""
    (text,) = paints(b"BT /F 10 Tf .8 0 0 .8 30 40 Tm (x) Tj ET")

    assert text.size_pt[0] == pytest.approx(8)
    assert text.box[0] == 30


def test_opacity_and_masks_are_told() -> None:
    """The states that PDF/X-1a has no place for."""
    states = Dictionary(a=Dictionary(ca=0.5), b=Dictionary(ca=1, BM=Name.Multiply))
    half, mixed = paints(b"/a gs 0 0 9 9 re f /b gs 0 0 9 9 re f", ExtGState=states)

    assert (half.alpha, half.blend) == (0.5, "Normal")
    assert (mixed.alpha, mixed.blend) == (1, "Multiply")


def test_pixels_are_counted_at_their_placed_size() -> None:
    """Four pixels on half an inch are eight to the inch."""
    book = page(b"36 0 0 36 0 0 cm /i Do")
    book.pages[0].obj.Resources.XObject = Dictionary(i=picture(book, "RGB", (1, 2, 3)))
    (shown,) = painted(book.pages[0])

    assert resolution(shown) == pytest.approx(4)  # two pixels on half an inch, the worse direction
