"""Remembers where the lines of paragraphs end, for paragraphs that come again.

A chapter is laid out several times, and the notes of a page again with each that joins them, as
copies of the same boxes. A paragraph of the same words in the same styles and widths has the same
line ends, whichever boxes it consists of. Boxes and styles are looked at, not imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.editions.pdf.paragraphs import Plan, Stop, plan_paragraph, wrapping
from publish.editions.pdf.rulers import leaves_of
from publish.editions.pdf.styletwins import twin_of
from publish.editions.pdf.totalfit import Measure
from publish.editions.pdf.typesetter import Typesetter

_KEPT = "kept_number"
_MOST_PLANS = 20_000
_NAMES = (
    "white_space",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "text_align_all",
    "margin_left",
    "margin_right",
    "padding_left",
    "padding_right",
    "border_left_width",
    "border_right_width",
)  # what `paragraphs` and `lineends` ask of a style, beside its look

_Ends = tuple[tuple[int, list[Stop]], ...]  # by the number of a leaf


class KnownPlans:
    """Plans paragraphs, each once."""

    def __init__(self, typesetter: Typesetter) -> None:
        self._typesetter = typesetter
        self._numbers: dict[str, int] = {}
        self._known: dict[tuple[Any, ...], tuple[_Ends, Measure] | None] = {}

    def plan(
        self, line: Any, first: float, other: float, unbroken: tuple[Any, Stop] | None = None
    ) -> Plan | None:
        """Return what `plan_paragraph` returns."""
        leaves = tuple(leaves_of(line))
        at = None
        if unbroken is not None:
            at = next(n for n, leaf in enumerate(leaves) if leaf is unbroken[0]), unbroken[1]
        key = (first, other, at, self._number(line.style), *self._content(line))
        if key not in self._known:
            if len(self._known) >= _MOST_PLANS:
                self._known.clear()
            made = plan_paragraph(line, first, other, self._typesetter, unbroken)
            self._known[key] = _unbound(made, leaves) if made else None
        known = self._known[key]
        if known is None:
            return None
        ends, measure = known
        return Plan(leaves, other, {id(leaves[n]): stops for n, stops in ends}, measure)

    def _content(self, box: Any) -> Iterator[Any]:
        """Yield what is in a line: two lines that yield the same are set the same."""
        for child in box.children:
            if type(child).__name__ == "InlineBox":
                yield self._number(child.style), child.is_leader
                yield from self._content(child)
                yield None
            elif not child.is_in_normal_flow():
                yield child.is_floated()
            elif hasattr(child, "text"):
                yield child.text
                yield self._number(child.style)
            else:
                yield self._typesetter.box_width(child)
                yield self._number(child.style)

    def _number(self, style: Any) -> int:
        """Return a number that styles share which are the same to a paragraph."""
        number: int | None = style.__dict__.get(_KEPT)
        if number is None:
            twin = twin_of(style, "white_space")
            number = twin.__dict__.get(_KEPT)
            if number is None:
                look = self._typesetter.look(twin) + str([twin[name] for name in _NAMES])
                look += wrapping(twin)
                number = twin.__dict__[_KEPT] = self._numbers.setdefault(look, len(self._numbers))
            style.__dict__[_KEPT] = number
        return number


def _unbound(plan: Plan, leaves: tuple[Any, ...]) -> tuple[_Ends, Measure]:
    """Return a plan without its boxes."""
    found = ((n, plan.stops.get(id(leaf))) for n, leaf in enumerate(leaves))
    return tuple((n, stops) for n, stops in found if stops), plan.measure


def plan_for(line: Any, plan: Plan) -> Plan:
    """Return a plan for another line that consists of the same words."""
    leaves = tuple(leaves_of(line))
    pairs = zip(plan.leaves, leaves, strict=True)
    stops = {id(new): plan.stops[id(old)] for old, new in pairs if id(old) in plan.stops}
    return Plan(leaves, plan.width, stops, plan.measure)
