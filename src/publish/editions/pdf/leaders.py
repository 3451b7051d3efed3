"""Draws the dots of a leader as one text.

WeasyPrint 70.0 fills a leader with a box for each dot, and lays out, marks and draws each: two
thirds of the work for a page of contents. Its function is wrapped, and its boxes are looked at, not
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from publish.editions.pdf.typesetter import Typesetter

_SLACK_PX = 0.1  # of a whole leader: what is lost where widths are rounded


class JoinedLeaders:
    """Stands in for `handle_leader` of WeasyPrint's layout."""

    def __init__(self, leader: ModuleType, typesetter: Typesetter) -> None:
        self._find: Callable[[Any], tuple[Any, Any]] = leader.leader_index
        self._fill: Callable[[Any, Any, Any], None] = leader.handle_leader
        self._typesetter = typesetter

    def install(self, inline: ModuleType) -> None:
        """Take the place of the function."""
        inline.handle_leader = self.handle_leader  # type: ignore[attr-defined]

    def handle_leader(self, context: Any, line: Any, containing_block: Any) -> None:
        """Fill the leader of a line, if it has one."""
        self._fill(context, line, containing_block)
        _, box = self._find(line)
        if box is not None and len(box.children) > 1:
            box.children = self._joined(box.children)

    def _joined(self, dots: Sequence[Any]) -> Sequence[Any]:
        """Return one box in the place of boxes with the same text, side by side."""
        first = min(dots, key=lambda one: one.position_x)
        text, width = first.text * len(dots), first.width * len(dots)
        if abs(self._typesetter.width(text, first.style) - width) > _SLACK_PX:
            return dots  # they meet otherwise than they stand alone
        joined, layout = first.copy(), first.pango_layout
        joined.text, joined.width = text, width
        joined.pango_layout = self._typesetter.bare_layout(
            text, layout.first_line_direction, layout.justification_spacing
        )
        return (joined,)
