"""A chapter broken into pages, with the engine's layout context.

To be mixed into WeasyPrint's document; the engine's boxes are looked at, not imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from publish.editions.pdf.headlayer import Tools, remake_heads, without_heads
from publish.editions.pdf.links import mend_links
from publish.editions.pdf.proofs import Message


class Rendering:
    """Pages that can have their heads and folios made again."""

    pages: list[Any]
    _context: Any
    _built: ClassVar[list[Any]] = []  # the context of the layout that is being made
    _first_folio = 1
    letters: tuple[str, ...] = ()  # of each page, when it was laid out
    source = ""  # the words as they were written
    messages: tuple[Message, ...] = ()
    read: frozenset[Path] = frozenset()  # the files that it was made from
    set_later: frozenset[Any] = frozenset()  # elements printed behind what was written after them

    @classmethod
    def render(cls, html: Any, fonts: Any, counters: Any, options: Any) -> Any:
        """Lay out as `HTML.render` does, but keep the layout context."""
        rendering = cls._render(html, fonts, counters, None, options)  # type: ignore[attr-defined]
        rendering._context = cls._built.pop()
        return rendering

    @classmethod
    def _build_layout_context(cls, *arguments: Any) -> Any:
        context = super()._build_layout_context(*arguments)  # type: ignore[misc]
        cls._built[:] = [context]
        return context

    @property
    def boxes(self) -> list[Any]:
        """Return the boxes of the pages."""
        return [page._page_box for page in self.pages]

    def release(self, used_again: Iterable[Any] = ()) -> None:
        """Take the pages apart, so that their memory is free at once; but for those `used_again`.

        Boxes hold each other in circles, and so do styles. To look for circles among all that an
        engine holds takes a quarter of a second, and would be done for every chapter.
        """
        kept = set(map(id, used_again))
        style_for = self._context.style_for
        styles = list(style_for.get_computed_styles().values())
        for box in (one for one in self.boxes if id(one) not in kept):
            for one in (*box.descendants(placeholders=True), box):
                styles.append(one.__dict__.get("style"))
                one.__dict__.clear()
        if not kept:  # else some of the styles are in use
            _take_apart(styles)
        style_for.get_computed_styles().clear()
        style_for.__dict__.clear()
        self._context.__dict__.clear()
        self.pages.clear()

    def number_from(self, first_folio: int, tools: Tools) -> None:
        """Make the heads and folios of all pages again, counting from `first_folio`.

        WeasyPrint 70 gives margin boxes to a page after all pages are broken, from a state that
        it keeps for each; only the page counter in that state is changed here.
        """
        shift = first_folio - self._first_folio
        if not shift:
            return
        self._first_folio = first_folio
        for index, page in enumerate(self.pages):
            box = page._page_box
            state = self._context.page_maker[index + 1][3]
            state[1]["page"][-1] += shift
            self._context.current_page = index + 1
            without_heads(box)
            box.children = (*box.children, *remake_heads(self._context, box, state, tools))
            self.pages[index] = type(page)(box)
            mend_links(self.pages[index])


def _take_apart(styles: list[Any]) -> None:
    """Take the styles of anonymous boxes off others: they hold those, and themselves."""
    while styles:
        style = styles.pop()
        anonymous = style.__dict__.pop("anonymous_style", None) if style is not None else None
        if anonymous is not None:
            styles.append(anonymous)
            anonymous.specified = None
