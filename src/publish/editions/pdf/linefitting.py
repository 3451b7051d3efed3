"""Has the engine set paragraphs as a whole, instead of one line after the other.

WeasyPrint 70.0 fills lines greedily. Its functions are wrapped here: where a paragraph has a plan
(see `paragraphs`), each line ends where that says, and the spaces of a line can be a little
narrower than the font has them. All else goes the old way. WeasyPrint's modules are handed in.
"""

from __future__ import annotations

from functools import partial
from math import inf
from types import ModuleType
from typing import Any

from publish.editions.pdf.knownplans import KnownPlans
from publish.editions.pdf.paragraphs import Plan, Stop
from publish.editions.pdf.rulers import leaves_of
from publish.editions.pdf.stretching import fit_line
from publish.editions.pdf.typesetter import Typesetter

_SLACK_PX = 0.01  # rounding of the engine
_UNPLANNED: Any = object()


class LineFitter:
    """Stands in for some functions of WeasyPrint's inline layout."""

    def __init__(self, inline: ModuleType, line_break: ModuleType, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._plans = KnownPlans(typesetter)
        self._line_break: Any = line_break
        self._justify_line: Any = inline.justify_line
        self._old_inline_box: Any = inline.split_inline_box
        self._old_text_box: Any = inline.split_text_box
        self._old_first_line: Any = inline.split_first_line
        self._old_align: Any = inline.text_align
        self._plan: Plan | None = None  # of the line that is being filled
        self._line: Any = None  # what to say of the text box that is being split

    def install(self, inline: ModuleType) -> None:
        """Take the place of the functions."""
        inline.split_inline_box = self.split_inline_box  # type: ignore[attr-defined]
        inline.split_text_box = self.split_text_box  # type: ignore[attr-defined]
        inline.split_first_line = self.split_first_line  # type: ignore[attr-defined]
        inline.text_align = self.text_align  # type: ignore[attr-defined]
        inline.create_layout = self.create_layout  # type: ignore[attr-defined]

    def split_inline_box(
        self, context: Any, box: Any, position_x: float, max_x: float, bottom: Any, *more: Any
    ) -> Any:
        """Fill a line. A planned one has no right edge: the plan says where it ends."""
        if type(box).__name__ != "LineBox":
            return self._old_inline_box(context, box, position_x, max_x, bottom, *more)
        plan = self._planned(context, box, (position_x, max_x), skip_stack=more[0])
        box.is_planned = plan is not None
        outer, self._plan = self._plan, plan
        try:
            end = max_x if plan is None else inf
            return self._old_inline_box(context, box, position_x, end, bottom, *more)
        finally:
            self._plan = outer

    def _planned(
        self, context: Any, box: Any, edges: tuple[float, float], skip_stack: Any
    ) -> Plan | None:
        width = edges[1] - box.position_x
        known = getattr(box, "plan", _UNPLANNED)
        if known is None or (known is not _UNPLANNED and _still_holds(known, box, width)):
            return known  # type: ignore[no-any-return]
        if context.excluded_shapes or skip_stack is not None:
            return None
        self._typesetter.context = context
        plan = self._plans.plan(box, edges[1] - edges[0], width)
        box.plan = plan
        return plan

    def split_text_box(
        self, context: Any, box: Any, width: float | None, skip: int, is_line_start: bool = True
    ) -> Any:
        """Fill a line with text: up to the next stop of its plan, if it has one."""
        plan = self._plan
        if plan is None or width is None or box.text == "\n" or not box.style["font_size"]:
            return self._old_text_box(context, box, width, skip, is_line_start)
        key = (id(box), skip)
        if key not in plan.lines:
            stop = plan.stop(box, skip)
            plan.lines[key] = self._set(box, skip, stop, context)
        self._line = plan.lines[key]
        try:
            return self._old_text_box(context, box, width, skip, is_line_start)
        finally:
            self._line = None

    def _set(self, box: Any, skip: int, stop: Stop | None, context: Any) -> tuple[Any, ...]:
        """Return what `split_first_line` tells of the text of a box between two stops."""
        text, style = box.text.encode()[skip:], box.style
        hyphen = style["hyphenate_character"] if stop and stop.is_hyphenated else ""
        words = (text[: stop.end - skip] if stop else text).decode()
        resume = stop.resume - skip if stop else None
        if known := self._typesetter.line(words + hyphen, style):
            layout = self._typesetter.bare_layout(
                words + hyphen, known.direction, box.justification_spacing
            )
            length = known.length - len(hyphen.encode())
            return layout, length, resume, known.width, known.height, known.baseline
        layout = self._line_break.create_layout(
            words + hyphen, style, context, None, box.justification_spacing
        )
        line, _ = layout.get_first_line()
        layout, length, _, *sizes = self._line_break.first_line_metrics(
            line, words, layout, None, True, style, bool(hyphen), hyphen
        )
        return layout, length, resume, *sizes

    def create_layout(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
    ) -> Any:
        """Return the layout of a justified line: as it is put away, to be set when it is drawn."""
        if style["text_decoration_line"] != "none" or style["word_spacing"] or "\n" in text:
            return self._line_break.create_layout(
                text, style, context, max_width, justification_spacing
            )
        return self._typesetter.bare_layout(text, 0, justification_spacing, is_active=True)

    def split_first_line(self, *arguments: Any, **named: Any) -> Any:
        """Tell how much of a text fits into a line."""
        return self._line or self._old_first_line(*arguments, **named)

    def text_align(self, context: Any, line: Any, width: float, last: bool) -> Any:
        """Align a line. A planned one that is justified, or is too long, is fitted."""
        if getattr(line, "is_planned", False):
            align = line.style["text_align_all"]
            if last and line.style["text_align_last"] != "auto":
                align = line.style["text_align_last"]
            elif last and align == "justify":
                align = "start"
            if align == "justify" or line.width > width + _SLACK_PX:
                fit_line(line, width, line.plan.measure, partial(self._justify_line, context))
                return 0
        return self._old_align(context, line, width, last)


def _still_holds(plan: Plan, box: Any, width: float) -> bool:
    leaves = zip(plan.leaves, leaves_of(box), strict=True)
    return abs(plan.width - width) < _SLACK_PX and all(one is other for one, other in leaves)
