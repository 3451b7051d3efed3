"""Shorter ways through drawings (SVG), of which formulas and diagrams consist.

WeasyPrint 70.0 reads the same lengths, and the outlines of the same letters, anew wherever they
stand. As in `shortcuts`, each of these gives what WeasyPrint's function gives, for less.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from types import ModuleType
from typing import Any

_MOST_SIZES, _MOST_PATHS = 8192, 4096
_LONGEST_PATH = 4000  # letters of its description; that of a map comes but once
_NUMBERS = re.compile(r"[\s,.+\-0-9achlmqstvzACHLMQSTVZ]*")  # no units, nothing in parts of others


def take_shortcuts(svg: ModuleType, matrix: ModuleType) -> None:
    """Take all of them."""
    modules: Any = svg
    keep_sizes(modules.utils, modules, modules.defs, modules.text)
    keep_paths(modules)
    multiply_at_once(matrix)


def keep_sizes(*users: ModuleType) -> None:
    """Keep what lengths are in pixels."""
    size = lru_cache(_MOST_SIZES)(users[0].size)
    for module in users:
        module.size = size  # type: ignore[attr-defined]


def keep_paths(svg: ModuleType) -> None:
    """Keep what is written for an outline, and the corners that it has."""
    draw: Callable[[Any, Any, Any], None] = svg.TAGS["path"]
    known: dict[str, tuple[list[Any], list[Any]]] = {}

    def path(drawing: Any, node: Any, font_size: Any) -> None:
        outline = node.get("d", "")
        written, corners = drawing.stream.stream, node.vertices
        if outline not in known:
            begins = len(written), len(corners)
            draw(drawing, node, font_size)
            if len(outline) > _LONGEST_PATH or not _NUMBERS.fullmatch(outline):
                return
            if len(known) >= _MOST_PATHS:
                known.clear()
            known[outline] = written[begins[0] :], list(corners)[begins[1] :]
            return
        lines, angles = known[outline]
        written.extend(lines)
        corners.extend(angles)

    svg.TAGS["path"] = path


def multiply_at_once(matrix: ModuleType) -> None:
    """Multiply matrices of three rows without a loop for each sum."""
    make: Any = matrix.Matrix

    def multiply(self: Any, other: Any) -> Any:
        (a, b, c), (d, e, f), (g, h, i) = other
        # `sum` as in WeasyPrint: it rounds in another way than signs between do.
        rows = [
            [sum((x * a, y * d, z * g)), sum((x * b, y * e, z * h)), sum((x * c, y * f, z * i))]
            for x, y, z in self
        ]
        return make(matrix=rows)

    make.__matmul__ = multiply
