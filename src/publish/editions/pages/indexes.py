"""The index of an EPUB as nested lists: an entry holds the list of those below it.

Source: EPUB 3 Structural Semantics 1.1, "Indexes"; EPUB Indexes 1.0, 2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from publish.editions.markup import Element
from publish.editions.pages.form import Page
from publish.model.nodes import Block, Blocks, Div

WriteBlocks: TypeAlias = Callable[[Page, Element, Blocks], None]
_LEVEL = "index-"


def write_index_group(page: Page, element: Element, group: Div, write_blocks: WriteBlocks) -> None:
    """Write the entries under one letter into the element of their group."""
    page.say_what(element, "index-group", "")
    open_entries: list[tuple[int, Element]] = []  # level, and the item that is being written
    lists: dict[Element, Element] = {}  # what holds a list -> the list
    for block in group.content:
        level = _level(block)
        if not level or not isinstance(block, Div):
            write_blocks(page, element, (block,))
            continue
        while open_entries and open_entries[-1][0] >= level:
            open_entries.pop()
        holder = open_entries[-1][1] if open_entries else element
        if holder not in lists:
            lists[holder] = page.add(holder, "ul", "index-list")
            page.say_what(lists[holder], "index-entry-list", "")
        item = page.add(lists[holder], "li")
        page.dress(item, block.attr)
        page.say_what(item, "index-entry", "")
        write_blocks(page, item, block.content)
        open_entries.append((level, item))


def _level(block: Block) -> int:
    """Return how deep an entry stands, from 1; 0 for what is no entry."""
    classes = block.attr.classes if isinstance(block, Div) else ()
    if "index-entry" not in classes:
        return 0
    numbers = (name.removeprefix(_LEVEL) for name in classes if name.startswith(_LEVEL))
    return next((int(one) for one in numbers if one.isdigit()), 0)
