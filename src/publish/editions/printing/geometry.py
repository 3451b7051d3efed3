"""Matrices and boxes of a PDF page, in points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
EVERYWHERE: Box = (-1e9, -1e9, 1e9, 1e9)


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `then` (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return a point as a matrix maps it."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def scale(matrix: Matrix) -> float:
    """Return by how much a matrix enlarges, as the root of its determinant."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def around(points: Sequence[tuple[float, float]]) -> Box:
    """Return the box around points; an empty one where there are none."""
    if not points:
        return (0, 0, 0, 0)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def meet(one: Box, other: Box) -> Box:
    """Return what two boxes have in common."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def matrix_of(operands: Any) -> Matrix:
    """Return a matrix from six numbers of a PDF file."""
    a, b, c, d, e, f = (float(one) for one in operands)
    return a, b, c, d, e, f
