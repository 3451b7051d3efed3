"""Keeps words whole that would be divided where the reader turns the page.

Where a paragraph is broken at the foot of a right-hand page after a hyphen of ours, its lines are
chosen once more, without hyphens thereabouts, and laid out again. WeasyPrint's function that fills
a page with the lines of a paragraph is wrapped.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from publish.editions.pdf.knownplans import KnownPlans
from publish.editions.pdf.paragraphs import Plan
from publish.editions.pdf.typesetter import Typesetter

_CHILD, _NEW_CHILDREN, _ABSOLUTE, _FIXED = 3, 4, 6, 7  # places of arguments
_NEW_NOTES = 4  # place of what is returned


class PageTurns:
    """Stands in for `_linebox_layout` of WeasyPrint's block layout."""

    def __init__(self, block: ModuleType, typesetter: Typesetter) -> None:
        self._plans = KnownPlans(typesetter)
        self._old: Callable[..., Any] = block._linebox_layout

    def install(self, block: ModuleType) -> None:
        """Take the place of the function."""
        block._linebox_layout = self.linebox_layout  # type: ignore[attr-defined]

    def linebox_layout(self, *arguments: Any) -> Any:
        """Lay out as many lines of a paragraph as the page has room for."""
        context, child, lines = arguments[0], arguments[_CHILD], arguments[_NEW_CHILDREN]
        lists = [lines, arguments[_ABSOLUTE], arguments[_FIXED]]
        lengths = [len(one) for one in lists]
        moved = list(context.reported_footnotes)
        made = self._old(*arguments)
        if context.current_page % 2 == 0 or len(lines) == lengths[0]:
            return made
        if moved != context.reported_footnotes:  # notes of other paragraphs gave way to this one
            return made
        plan = self._without_hyphen(child, lines[-1].resume_at)
        if plan is None:
            return made
        child.plan = plan
        for note in made[_NEW_NOTES]:
            context.unlayout_footnote(note)
        for one, length in zip(lists, lengths, strict=True):
            del one[length:]
        return self._old(*arguments)

    def _without_hyphen(self, child: Any, resume_at: Any) -> Plan | None:
        """Return another plan if a line that ends there ends in a hyphen of ours."""
        plan: Plan | None = getattr(child, "plan", None)
        if plan is None or resume_at is None:
            return None
        box, at = child, None
        while resume_at:
            ((at, resume_at),) = resume_at.items()
            box = box.children[at] if resume_at else box
        stop = next((one for one in plan.stops.get(id(box), ()) if one.resume == at), None)
        if stop is None or not stop.is_hyphenated:
            return None
        measure = plan.measure
        return self._plans.plan(child, measure.first, measure.other, unbroken=(box, stop))
