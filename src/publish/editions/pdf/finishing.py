"""Gives pages their margin boxes and backgrounds when they have come to stay.

WeasyPrint 70.0 makes them at the end of every layout of a chapter. Most layouts are followed by
another (see `Engine.lay_out`), and neither changes where the text falls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any


class Finishing:
    """Puts off two functions of WeasyPrint's layout of a document."""

    def __init__(self, layout: ModuleType) -> None:
        self._margin_boxes: Callable[..., Iterable[Any]] = layout.make_margin_boxes
        self._backgrounds: Callable[..., None] = layout.layout_backgrounds

    def install(self, layout: ModuleType) -> None:
        """Take the place of the functions."""
        layout.make_margin_boxes = lambda context, page, state: ()  # type: ignore[attr-defined]
        layout.layout_backgrounds = lambda page, get_image: None  # type: ignore[attr-defined]

    def finish(self, rendering: Any, *, with_margins: bool) -> None:
        """Do for all pages what was put off, in the order of WeasyPrint's `layout_document`.

        Heads and folios that are drawn apart need no margin boxes on these pages.
        """
        context = rendering._context
        for number, page in enumerate(rendering.pages, start=1):
            box = page._page_box
            if with_margins:
                context.current_page = number
                margins = self._margin_boxes(context, box, context.page_maker[number][3])
                box.children = (*box.children, *margins)
                rendering.pages[number - 1] = type(page)(box)  # with what is linked to there
            self._backgrounds(box, context.get_image_from_uri)
