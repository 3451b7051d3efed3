"""Faults of WeasyPrint 70.0 that lose footnotes or waste room, mended in memory.

The functions get the module they mend and do nothing to any other version: a later release may
have mended them itself, and `tests/editions/pdf/test_repairs.py` tells when that is so. The proof
in `proof` looks at every note of every book whether or not anything was mended here.
"""

from __future__ import annotations

import inspect
from types import ModuleType

MENDED_VERSION = "70.0"

# Cause A, `layout.block._linebox_layout`: when a line overflows the page and moving earlier notes
# to the next page makes it fit, the loop ends before the line's own notes were laid out.
_LINE_FITS = """
                    new_children.append(line)
                    stop = True
                    break
"""
_LINE_FITS_WITH_ITS_NOTES = """
                    new_children.append(line)
                    stop = True
                    moved = context.reported_footnotes[-reported_footnotes:]
                    del context.reported_footnotes[-reported_footnotes:]
                    context.reported_footnotes[:0] = moved[::-1]
                    reported_footnotes = 0
                    for descendant in line.descendants():
                        if descendant.footnote in context.footnotes:
                            context.footnotes.remove(descendant.footnote)
                            context.reported_footnotes.append(descendant.footnote)
                            new_footnotes.append(descendant.footnote)
                    break
"""

# Where the second line of a paragraph does not fit, notes of this page are moved to the next, so
# that no first line stands alone. A short page is the lesser evil, wherever there is a choice;
# only the later parts of a note that goes on anyway (see `longnotes`) give way.
_NOTES_GIVE_WAY = """
            while report and context.current_page_footnotes:
"""
_PARAGRAPHS_GIVE_WAY = """
            while report and context.current_page_footnotes:
                last = context.current_page_footnotes[-1].element
                if not page_is_empty and 'continued' not in last.get('class', '').split():
                    report = False
                    continue
"""

# Notes moved there stand before those that were to go to the next page already.
_MOVED_LAST = """
            if reported_footnotes >= 2:
                extra = context.reported_footnotes[-1:-reported_footnotes-1:-1]
                context.reported_footnotes[-reported_footnotes:] = extra
"""
_MOVED_FIRST = """
            if reported_footnotes:
                extra = context.reported_footnotes[-1:-reported_footnotes-1:-1]
                del context.reported_footnotes[-reported_footnotes:]
                context.reported_footnotes[:0] = extra
"""

# Cause B, `layout.page.make_all_pages`: a page that is used again in a later pass forgets the
# notes that it had carried over to the next one.
_PAGE_MADE = """            reported_footnotes = context.reported_footnotes
            yield page
"""
_PAGE_MADE_AND_REMEMBERED = """            reported_footnotes = context.reported_footnotes
            page.notes_carried_over = list(context.reported_footnotes)
            page.notes_used = [*context.current_page_footnotes, *context.reported_footnotes]
            yield page
"""
_PAGE_REUSED = """            reported_footnotes = None
            yield pages[i]
"""
_PAGE_REUSED_WITH_ITS_NOTES = """            for footnote in pages[i].notes_used:
                if footnote in context.footnotes:
                    context.footnotes.remove(footnote)
            context.reported_footnotes = list(pages[i].notes_carried_over)
            reported_footnotes = context.reported_footnotes
            yield pages[i]
"""

# `layout.page.remake_page` takes the name of a page, which each of ours has, for that of another
# kind of page: so every break counts as forced, and keeps the white before a heading at its top.
_NAMED_IS_FORCED = """
    context.forced_break = (next_page['break'] != 'any' or next_page['page'])
"""
_ANOTHER_NAME_IS_FORCED = """
    before = page_maker[index - 1][1]['page'] if index else None
    context.forced_break = next_page['break'] != 'any' or next_page['page'] != before
"""

# `layout.inline.get_next_linebox`: lines that are read to the left are moved to the right edge
# with their indent, which then is white at their end.
_MOVED_TO_THE_RIGHT = """
            offset_x *= -1
            offset_x -= line.width
"""
_INDENTED_FROM_THE_RIGHT = """
            offset_x *= -1
            offset_x -= line.width
            for child in line.children if linebox.text_indent else ():
                if child.is_in_normal_flow():
                    child.translate(-linebox.text_indent, 0)
"""

# `layout.leader.handle_leader` reckons from the left edge of a line, where there is none yet.
_LEADERS_FROM_THE_LEFT = """
        position_x = line.position_x + line.width
"""
_LEADERS_FROM_EITHER_SIDE = """
        if line.style['direction'] == 'rtl':
            line.position_x -= extra_width
            leader_box.position_x -= extra_width
        position_x = line.position_x + line.width
"""
_LEADERS_MOVED = """
        if line.style['direction'] == 'rtl':
            leader_box.translate(dx=-extra_width)
"""


def mend_lines(block: ModuleType) -> None:
    """Keep notes on the page of their marks where there is a choice, and all of them (cause A)."""
    changes = {
        _LINE_FITS: _LINE_FITS_WITH_ITS_NOTES,
        _NOTES_GIVE_WAY: _PARAGRAPHS_GIVE_WAY,
        _MOVED_LAST: _MOVED_FIRST,
    }
    _rewrite(block, "_linebox_layout", changes)


def mend_passes(page: ModuleType, layout: ModuleType) -> None:
    """Keep the notes carried over by a page that a later pass uses again (cause B).

    `layout` is the module that calls the function, by a name of its own.
    """
    changes = {_PAGE_MADE: _PAGE_MADE_AND_REMEMBERED, _PAGE_REUSED: _PAGE_REUSED_WITH_ITS_NOTES}
    _rewrite(page, "make_all_pages", changes)
    layout.make_all_pages = page.make_all_pages  # type: ignore[attr-defined]


def mend_margins(page: ModuleType) -> None:
    """Leave no white at the top of a page that goes on with the text."""
    _rewrite(page, "remake_page", {_NAMED_IS_FORCED: _ANOTHER_NAME_IS_FORCED})


def mend_right_to_left(inline: ModuleType, leader: ModuleType) -> None:
    """Indent lines that are read to the left where they begin, and lead from there, too."""
    _rewrite(inline, "get_next_linebox", {_MOVED_TO_THE_RIGHT: _INDENTED_FROM_THE_RIGHT})
    changes = {_LEADERS_FROM_THE_LEFT: _LEADERS_FROM_EITHER_SIDE, _LEADERS_MOVED: "\n"}
    _rewrite(leader, "handle_leader", changes)
    inline.handle_leader = leader.handle_leader  # type: ignore[attr-defined]


def _rewrite(module: ModuleType, name: str, changes: dict[str, str]) -> None:
    """Compile a function of `module` anew with lines replaced.

    Raises: ValueError if the function has not got the lines, or more than once.
    """
    source = inspect.getsource(getattr(module, name))
    for old, new in changes.items():
        if source.count(old) != 1:
            raise ValueError(f"{module.__name__}.{name} is not the function of {MENDED_VERSION}")
        source = source.replace(old, new)
    exec(compile(source, f"{module.__file__} (mended)", "exec"), module.__dict__)
