"""A fence around a line breaker that now and then ends a line after its first word.

Pango 1.50.12 (Debian 12), asked to wrap a text whose last word just does not fit, sometimes wraps
it after the first word: about one line in two thousand, without a pattern in the text. WeasyPrint
70.0 takes what it gets, and a justified page shows a word alone on a line.
"""

from __future__ import annotations

from math import inf
from types import ModuleType
from typing import Any

# A line with more room left than this many ems is looked at again; hyphenated lines have less.
_ROOM_EM = 3


def mend_early_breaks(inline: ModuleType, line_break: ModuleType) -> None:
    """Make the inline layout look again at lines that end much too early."""
    split: Any = inline.split_first_line

    def split_first_line(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        found: tuple[Any, ...] = split(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
        _, length, resume_index, width, _, _ = found
        if max_width is None or max_width == inf or resume_index is None or minimum:
            return found
        if max_width - width < _ROOM_EM * style["font_size"]:
            return found
        if style["white_space"] != "normal":
            return found
        start = len(text.encode()[:length].decode())
        longer = _longest(text, start, max_width, (style, context, justification_spacing))
        return longer or found

    def _longest(text: str, start: int, max_width: float, how: Any) -> tuple[Any, ...] | None:
        """Return the longest line that ends at a space and fits, if it has more than `start`."""
        style, context, justification_spacing = how
        best = None
        end = text.find(" ", start + 1)
        while end != -1:
            layout = line_break.create_layout(
                text[:end], style, context, None, justification_spacing
            )
            line, _ = layout.get_first_line()
            if line_break.line_size(line, style)[0] > max_width:
                break
            resume_index = len(text[:end].encode()) + 1
            best = line_break.first_line_metrics(line, text, layout, resume_index, True, style)
            end = text.find(" ", end + 1)
        return best

    inline.split_first_line = split_first_line  # type: ignore[attr-defined]
