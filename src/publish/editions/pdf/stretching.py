"""Fits a line to the measure: its spaces give way, and its letters a little.

Letters are drawn up to two hundredths wider or narrower, which nobody sees, and which takes a
quarter of the work from the spaces.
Source: Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system", TUGboat 21
(2000), 317-434, which finds two hundredths to be the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from publish.editions.pdf.totalfit import Measure

_INLINE = ("LineBox", "InlineBox")


def fit_line(
    line: Any, width: float, measure: Measure, justify: Callable[[Any, float], None]
) -> None:
    """Make a line as wide as it should be, in pixels.

    `justify` adds to the spaces of a line, so many pixels in all.
    """
    # The leftmost: in a line that is read to the left, the first child stands at the right.
    flowing = (child.position_x for child in line.children if child.is_in_normal_flow())
    begin = min(flowing, default=line.position_x)
    indent = begin - line.position_x
    natural, wanted = line.width - indent, width - indent
    scale = 1.0
    if natural > 0 and _is_all_text(line):
        spaces = sum(_spaces(line))
        space = measure.stretch if wanted > natural else measure.shrink
        gives = spaces * space + measure.letters * wanted
        ratio = (wanted - natural) / gives if gives else 0.0
        scale += measure.letters * max(-1.0, min(1.0, ratio))
    justify(line, wanted / scale - natural)
    if scale != 1.0:
        _scale(line, scale, begin)
        line.width = indent + (line.width - indent) * scale


def draw_stretched(draw_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return WeasyPrint's function of that name, which then draws letters as wide as was chosen."""

    def draw(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        scale = getattr(textbox, "scale_x", 1.0)
        if scale != 1.0:
            # The columns of a text matrix: the first says how wide letters are.
            matrix = type(matrix)(a=scale, d=-1, e=matrix[2][0], f=matrix[2][1])
        return draw_first_line(stream, textbox, overflow, ellipsis, matrix)

    return draw


def _is_all_text(box: Any) -> bool:
    return all(
        hasattr(child, "text")
        or not child.is_in_normal_flow()
        or (type(child).__name__ in _INLINE and _is_all_text(child))
        for child in box.children
    )


def _spaces(box: Any) -> Iterator[int]:
    for child in box.children:
        if hasattr(child, "text"):
            yield child.text.count(" ") + child.text.count("\u00a0")
        elif type(child).__name__ in _INLINE:
            yield from _spaces(child)


def _scale(box: Any, scale: float, begin: float) -> None:
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        child.position_x = begin + (child.position_x - begin) * scale
        child.width *= scale
        if hasattr(child, "text"):
            child.scale_x = scale
        else:
            _scale(child, scale, begin)
