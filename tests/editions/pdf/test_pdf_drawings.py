"""Drawings are written as WeasyPrint alone writes them, however often their parts come again."""

from __future__ import annotations

from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from pydyf import Stream
from weasyprint import matrix
from weasyprint.svg import utils
from weasyprint.svg.path import path as draw_path

from publish.editions.pdf.drawings import keep_paths, keep_sizes, multiply_at_once

_OUTLINES = (
    "M0 0L3,4.5z",
    "m 1 1 c1-2 3 4 5 6 s.5.5 1 1 h2 v-3 q1 2 3 4 t5 6",
    "M0 0A5 3 10 0 1 8 2Z",
)
_IN_PARTS = ("M10% 5%L1 2%", "M1e1 2L3e-1 4")


def drawing(width: float) -> Any:
    """Return what stands for a drawing so wide, with nothing on it yet."""

    def point(x: Any, y: Any, font_size: Any) -> tuple[float, float]:
        return utils.size(x, font_size, width), utils.size(y, font_size, width)

    return SimpleNamespace(stream=Stream(), point=point)


def drawn(path: Any, outlines: tuple[str, ...], width: float, font_size: float) -> tuple[Any, ...]:
    """Return what is written for outlines, and the corners they have for arrow heads."""
    on, nodes = drawing(width), []
    for outline in outlines:
        node = type("Node", (dict,), {})(d=outline)
        node.vertices = deque()
        path(on, node, font_size)
        nodes.append(list(node.vertices))
    return on.stream.stream, nodes


@pytest.mark.parametrize("outlines", [_OUTLINES, _IN_PARTS])
def test_outlines_that_come_again_are_the_same(outlines: tuple[str, ...]) -> None:
    """What depends on the size of the drawing or of its letters is worked out each time."""
    svg: Any = SimpleNamespace(TAGS={"path": draw_path})
    keep_paths(svg)

    for width, font_size in ((100.0, 12.0), (100.0, 12.0), (70.0, 9.0)):
        plain = drawn(draw_path, outlines, width, font_size)
        assert drawn(svg.TAGS["path"], outlines, width, font_size) == plain
        assert plain[0]


def test_sizes_are_the_same() -> None:
    """Lengths with and without units, of different letters and drawings."""
    kept: Any = SimpleNamespace(size=utils.size)
    keep_sizes(kept)

    for asked in (("1.5", 12, 5), ("2em", 12, 5), ("2em", 9, 5), ("50%", 12, 8), ("3mm",), (None,)):
        for _ in range(2):
            assert kept.size(*asked) == utils.size(*asked)


def test_products_of_matrices_are_the_same() -> None:
    """To the last digit: what is written follows from it."""
    plain: Any = matrix.Matrix
    other: Any = SimpleNamespace(Matrix=type("Matrix", (plain,), {}))
    multiply_at_once(other)
    one, two = (0.1, 0.7, -0.3, 1.1, 1e9, 0.2), (3.3, -0.1, 0.123456789, 7.7, 0.3, -2e-7)

    assert other.Matrix(*one) @ other.Matrix(*two) == plain(*one) @ plain(*two)
