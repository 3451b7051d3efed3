"""Sets the lines of the text on a grid, so that those of facing pages stand level.

WeasyPrint 70 has no grid. Blocks take whole lines where the stylesheet can see to it, but a
heading at the top of a page, a quotation that goes on over two pages, a figure or a table put what
follows half a line off. So each paragraph of the text moves down to the next line of the grid that
begins at the top of the page. Where it does is said by `--line-snap: baseline`, the property of
CSS Line Grid Module 1 with two hyphens before it.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from types import ModuleType
from typing import Any

_MARGINS, _POSITION_Y, _SKIP_STACK = 8, 10, 11  # places of arguments
_SLACK = 0.03  # of a line


class LineGrid:
    """Stands in for two functions of WeasyPrint's layout: see `install`."""

    def __init__(self, block: ModuleType, page: ModuleType) -> None:
        self._collapsed: Callable[[Any], float] = block.collapse_margin
        self._old_lines: Callable[..., Any] = block._linebox_layout
        self._old_root: Callable[..., Any] = page.block_level_layout
        self._top = 0.0
        self._style: Any = None  # of the root: its size and leading are those of the text

    def install(self, block: ModuleType, page: ModuleType) -> None:
        """Take the place of the functions."""
        block._linebox_layout = self.lines_layout  # type: ignore[attr-defined]
        page.block_level_layout = self.root_layout  # type: ignore[attr-defined]

    def root_layout(self, context: Any, box: Any, *more: Any, **named: Any) -> Any:
        """Lay out a page, and remember where it begins."""
        if box.element_tag == "html":  # not the notes at its foot
            self._top, self._style = box.position_y, box.style
        return self._old_root(context, box, *more, **named)

    def lines_layout(self, *arguments: Any) -> Any:
        """Lay out as many lines of a paragraph as the page has room for, the first on the grid."""
        context, box = arguments[:2]
        if arguments[_SKIP_STACK] is None and not context.in_column and self._is_text(box.style):
            margin = self._collapsed(arguments[_MARGINS]) if arguments[_MARGINS] else 0.0
            off = self._room_to_grid(arguments[_POSITION_Y] + margin)
            begin = arguments[_POSITION_Y] + off
            arguments = (*arguments[:_POSITION_Y], begin, *arguments[_POSITION_Y + 1 :])
        return self._old_lines(*arguments)

    def _is_text(self, style: Any) -> bool:
        tokens = style["__line_snap"] or ()
        if not any(one.type == "ident" and one.value == "baseline" for one in tokens):
            return False
        same = ("font_size", "line_height")
        return self._style is not None and all(style[name] == self._style[name] for name in same)

    def _room_to_grid(self, position_y: float) -> float:
        """Return how far a place is from the next line of the grid, in pixels."""
        height = getattr(self._style["line_height"], "value", 0.0)
        if height <= 0:
            return 0.0
        lines = (position_y - self._top) / height
        return max(0.0, (ceil(lines - _SLACK) - lines) * height)
