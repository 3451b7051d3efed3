"""Uses the pages of a chapter again when it is laid out once more with small changes.

A chapter is laid out until its notes are parted and its holes filled, and again when page numbers
have come into it. A page is what it was if it begins where it began, in the same state of counters
and notes, and nothing was changed of what the engine looked at to fill it: the blocks that it
tried to put there, whether they stayed or not. All other pages are made anew.

WeasyPrint 70.0's function that makes a page is wrapped. Where a chapter has something whose state
the engine keeps from page to page (floats that go on, moved elements, counters of pages), all of
its pages are made anew. Boxes and elements are looked at, not imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from types import ModuleType
from typing import Any

from publish.editions.pdf.chapterchanges import Changes, changes_of
from publish.editions.pdf.knownplans import plan_for

_RECORD = "made_pages"


class _Made:
    """What is kept of a layout: its pages, with the boxes and the tree that they were made from."""

    def __init__(self, root: Any, html: Any) -> None:
        self.root = root
        self.html = html.etree_element
        self.order = {one: tuple(one) for one in self.html.iter()}
        self.pages: dict[int, tuple[Any, tuple[Any, ...]]] = {}
        self.ends: dict[int, tuple[float, Any]] = {}  # where room for text ends, and for notes
        self.touched: dict[int, set[Any]] = {}
        self.changes: Changes | None = None
        self.before: Any = None  # the context of the layout before
        self.notes: dict[Any, Any] = {}  # by element


class PagesAgain:
    """Stands in for two functions of WeasyPrint's layout."""

    def __init__(self) -> None:
        self._touched: set[Any] = set()
        self.before: Any = None  # the rendering whose pages may be used again

    def install(self, block: ModuleType, page: ModuleType) -> None:
        """Take the place of the functions."""
        self._switch: Callable[..., Any] = block.block_level_layout_switch
        self._remake: Callable[..., Any] = page.remake_page
        self._set_styles: Callable[..., None] = page.set_page_type_computed_styles
        block.block_level_layout_switch = self.switch  # type: ignore[attr-defined]
        page.remake_page = self.remake_page  # type: ignore[attr-defined]

    def let_go(self, rendering: Any) -> None:
        """Keep no longer what only those after it had in common with a layout before it."""
        self.before = None
        made: _Made | None = rendering._context.__dict__.get(_RECORD)
        if made is not None:
            made.before = made.changes = None

    def switch(self, context: Any, box: Any, *more: Any) -> Any:
        """Lay out a block, and remember that it was looked at."""
        self._touched.add(box.element)
        return self._switch(context, box, *more)

    def remake_page(self, index: int, context: Any, root: Any, html: Any) -> Any:
        """Return a page and where the next begins."""
        made = context.__dict__.get(_RECORD)
        if made is None:
            made = context.__dict__[_RECORD] = _Made(root, html)
            made.notes = {note.element: note for note in context.footnotes}
            before, self.before = self.before, None
            if before is not None and before._first_folio == 1:
                made.before = before._context
                made.changes = _changes(before._context, made)
        if made.changes is not None and _is_same(index, context, made):
            return self._use_again(index, context, made, html)
        self._touched = set()
        page, resume_at = self._remake(index, context, root, html)
        made.pages[index] = page, tuple(page.children)
        made.ends[index] = context.page_bottom, context.current_footnote_area
        made.touched[index] = self._touched
        return page, resume_at

    def _use_again(self, index: int, context: Any, made: _Made, html: Any) -> Any:
        old: _Made = made.before.__dict__[_RECORD]
        page, children = old.pages[index]
        renewed = made.changes.renewed if made.changes else {}
        page.children = list(children)
        for box in page.descendants(placeholders=True):
            if box.element in renewed:
                box.element = renewed[box.element]
        for note in _new_notes(page.notes_used, made):
            if note in context.footnotes:
                context.footnotes.remove(note)
        context.reported_footnotes = _new_notes(page.notes_carried_over, made)
        context.current_page_footnotes = [
            note
            for note in _new_notes(page.notes_used, made)
            if note not in context.reported_footnotes
        ]
        if index == 0:
            context.style_for.initial_page_sizes.update(made.before.style_for.initial_page_sizes)
        self._set_styles(page.page_type, html, context.style_for)
        context.current_page = index + 1
        resume_at, next_page, right_page, state, _ = made.before.page_maker[index + 1]
        del context.page_maker[index + 1 :]
        state = deepcopy(state)
        state[1]["pages"] = list(context.page_maker[index][3][1]["pages"])
        remake = {
            "content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": [],
        }  # fmt: skip
        context.page_maker.append((resume_at, next_page, right_page, state, remake))
        _hand_on_plan(made, resume_at)
        made.ends[index] = context.page_bottom, context.current_footnote_area = old.ends[index]
        made.pages[index] = page, children
        made.touched[index] = {renewed.get(one, one) for one in old.touched[index]}
        return page, resume_at


def _changes(before: Any, made: _Made) -> Changes | None:
    """Return what was changed since another layout; None if all pages are to be made anew."""
    old: _Made | None = before.__dict__.get(_RECORD)
    if old is None or len(before.page_maker) != len(old.pages) + 1:
        return None
    if before.target_collector.counter_lookup_items or any(before.running_elements.values()):
        return None
    if any(page.fixed_boxes for page, _ in old.pages.values()):
        return None
    starts = [start for start, *_ in before.page_maker]
    return changes_of(old, made, starts)


def _is_same(index: int, context: Any, made: _Made) -> bool:
    """Tell whether a page begins as it did, and nothing was changed of what it was made from."""
    changes, before = made.changes, made.before
    old: _Made = before.__dict__[_RECORD]
    if changes is None or index not in old.pages or index in changes.pages:
        return False
    if context.broken_out_of_flow:
        return False
    resume_at, next_page, right_page, state, _ = context.page_maker[index]
    was_at, was_next, was_right, old_state, _ = before.page_maker[index]
    if (resume_at, next_page, right_page) != (was_at, was_next, was_right):
        return False
    if _without_total(state) != _without_total(old_state):
        return False
    if not changes.is_same_place(resume_at):
        return False
    carried = list(old.pages[index - 1][0].notes_carried_over) if index else []
    if any(note.element not in changes.renewed for note in carried):
        return False
    return _new_notes(carried, made) == list(context.reported_footnotes)


def _new_notes(notes: list[Any], made: _Made) -> list[Any]:
    renewed = made.changes.renewed if made.changes else {}
    return [made.notes[renewed[note.element]] for note in notes]


def _without_total(state: Any) -> tuple[Any, ...]:
    quotes, counters, scopes, groups = state
    kept = {name: values for name, values in counters.items() if name != "pages"}
    return quotes, kept, scopes, groups


def _hand_on_plan(made: _Made, resume_at: Any) -> None:
    """Give a paragraph that goes on from a page used again the line ends that it has there."""
    for old, new in _way(made.before.__dict__[_RECORD].root, made.root, resume_at):
        if type(old).__name__ == "LineBox" and hasattr(old, "plan"):
            new.plan = plan_for(new, old.plan) if old.plan else None


def _way(old: Any, new: Any, resume_at: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the boxes on the way to a place, in both trees."""
    yield old, new
    while resume_at:
        ((at, resume_at),) = resume_at.items()
        if not getattr(old, "children", ()) or at >= len(old.children):
            return
        old, new = old.children[at], new.children[at]
        yield old, new
