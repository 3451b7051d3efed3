"""Reckons how high the notes at the foot of a page are, without setting all of them each time.

WeasyPrint 70.0 lays the whole area out with every note that joins it or leaves it. A note that was
laid out once in this width is as high the next time: here an empty box of its height stands in for
it. The notes of a finished page are laid out for good by WeasyPrint itself, as before.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

_SIDES = ("top", "bottom")
_SLACK_PX = 1e-6
_STAND_INS = "note_stand_ins"


class NoteAreas:
    """Stands in for `_update_footnote_area` of WeasyPrint's layout context."""

    def __init__(self, layout: ModuleType, properties: ModuleType) -> None:
        self._layout: Any = layout
        self._pixels: Callable[[float], Any] = lambda length: properties.Dimension(length, "px")

    def install(self, layout: ModuleType) -> None:
        """Take the place of the function."""
        update = self.update

        def _update_footnote_area(context: Any) -> bool:
            return update(context)

        layout.LayoutContext._update_footnote_area = _update_footnote_area

    def update(self, context: Any) -> bool:
        """Make room for the notes of a page; tell whether they overflow their area."""
        area = context.current_footnote_area
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.children = context.current_page_footnotes
        if not area.children:
            area.height = 0
            if not context.in_column:
                context.page_bottom -= area.margin_height()
            return False
        laid_out = self._lay_out(context, area)
        area.height = laid_out.height
        if not context.in_column:
            context.page_bottom -= laid_out.margin_height()
        last = laid_out.children[-1]
        end = last.position_y + last.margin_height() - last.margin_bottom
        end_of_area = laid_out.position_y + laid_out.margin_height() - laid_out.margin_bottom
        return bool(end > end_of_area)

    def _lay_out(self, context: Any, area: Any) -> Any:
        """Return the area, laid out with stand-ins for the notes whose height is known."""
        known: dict[Any, Any] = context.__dict__.setdefault(_STAND_INS, {})
        width = area.page.width
        notes = list(area.children)
        copy = area.copy()
        copy.children = [
            known[note, width].copy() if (note, width) in known else note.deepcopy()
            for note in notes
        ]
        copy = self._layout.build.create_anonymous_boxes(copy)
        laid_out = self._layout.block_level_layout(context, copy, -float("inf"), None, area.page)[0]
        if len(laid_out.children) == len(notes):
            for note, box in zip(notes, laid_out.children, strict=True):
                if (note, width) not in known and _is_plain(note, box):
                    known[note, width] = self._stand_in(note, box.height)
        return laid_out

    def _stand_in(self, note: Any, height: float) -> Any:
        box = note.copy()
        box.children = []
        box.style = note.style.copy()
        box.style["height"] = self._pixels(height)
        return box


def _is_plain(note: Any, laid_out: Any) -> bool:
    """Tell whether a note is nothing but lines, one below the other from its upper edge."""
    style = note.style
    if type(note).__name__ != "BlockBox" or laid_out.element is not note.element:
        return False
    if style["height"] != "auto" or style["box_sizing"] != "content-box":
        return False
    if any(getattr(laid_out, f"margin_{side}") for side in _SIDES):
        return False
    down = laid_out.content_box_y()
    for line in laid_out.children:
        if type(line).__name__ != "LineBox" or abs(line.position_y - down) > _SLACK_PX:
            return False
        down += line.height
    return bool(abs(laid_out.content_box_y() + laid_out.height - down) < _SLACK_PX)
