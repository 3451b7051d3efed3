"""Sets formulas smaller that are wider than the text, with the numbers beside them.

The engine lets them run into the margin. Boxes are looked at, not imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_SLACK_PX = 1.0
_LEAST_SCALE = 0.6  # a formula set smaller than this could not be read: it is told as too wide
_LENGTH = re.compile(r"-?(?<!\d)\d++(?:\.\d++)?+(?=em\b)")

Scales = Mapping[int, float]  # by the number of the formula in the chapter


def apply_scales(root: Any, scales: Scales) -> None:
    """Set formulas of a chapter's document smaller."""
    for number, drawing in enumerate(_formulas(root)):
        if number in scales:
            style = drawing.get("style", "")
            drawing.set("style", _scaled(style, scales[number]))


def _scaled(style: str, scale: float) -> str:
    return _LENGTH.sub(lambda one: f"{float(one[0]) * scale:.3f}", style)


def too_wide(rendering: Any) -> Iterator[tuple[int, float]]:
    """Yield the formulas that run out of the text, and how much smaller they must be."""
    drawings = {id(one): n for n, one in enumerate(_formulas(rendering._html.etree_element))}
    for page in rendering.pages:
        box = page._page_box
        right = box.content_box_x() + box.width
        for outer in box.descendants():
            if "equation" not in _classes(outer) or type(outer).__name__ == "LineBox":
                continue
            inner = list(outer.descendants())
            shown = [one for one in inner if hasattr(one, "replacement")]
            drawing = next((one for one in shown if id(one.element) in drawings), None)
            ends = [one.position_x + one.width for one in inner if hasattr(one, "text")]
            over = max([*ends, *(one.position_x + one.width for one in shown)], default=0) - right
            if drawing is None or over < _SLACK_PX:
                continue
            scale = (drawing.width - over - _SLACK_PX) / drawing.width
            if scale >= _LEAST_SCALE:
                yield drawings[id(drawing.element)], scale


def _formulas(root: Any) -> Iterator[Any]:
    for element in root.iter():
        if str(element.tag).endswith("svg") and element.get("class") == "math display":
            yield element


def _classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split() if box.element is not None else []
