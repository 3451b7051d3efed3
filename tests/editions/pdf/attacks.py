"""Attacks on a layout, run in the engine's process: `python attacks.py NAME`.

Each does to the pages what a fault of the engine might do, and then serves like the worker.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from publish.editions.pdf import engine, worker

fell_where, draw, draw_heads = (
    engine.what_fell_where,
    engine.Engine.draw,
    engine.Engine.draw_heads,
)


def areas(rendering: Any) -> list[Any]:
    """Return the areas with notes."""
    inside = [child for page in rendering.pages for child in page._page_box.children]
    return [one for one in inside if type(one).__name__ == "FootnoteAreaBox" and one.children]


def lines(rendering: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the lines of paragraphs, each with the box around it."""
    for page in rendering.pages:
        for box in page._page_box.descendants():
            if box.element_tag == "p" and type(box).__name__ == "BlockBox":
                yield from ((box, line) for line in box.children)


def texts(line: Any) -> list[Any]:
    """Return the runs of letters in a line."""
    return [one for one in line.descendants() if hasattr(one, "text")]


def lose_note(rendering: Any) -> None:
    for area in areas(rendering)[:1]:
        area.children = area.children[1:]


def repeat_note(rendering: Any) -> None:
    for area in areas(rendering)[-1:]:
        area.children = (*areas(rendering)[0].children[:1], *area.children)


def lose_word(rendering: Any) -> None:
    for _, line in list(lines(rendering))[1:2]:
        texts(line)[0].text = texts(line)[0].text.replace("Sentence", "", 1)


def repeat_word(rendering: Any) -> None:
    for _, line in list(lines(rendering))[1:2]:
        texts(line)[0].text += " Sentence"


def lose_line(rendering: Any) -> None:
    for box, line in list(lines(rendering))[1:2]:
        box.children = tuple(one for one in box.children if one is not line)


def repeat_line(rendering: Any) -> None:
    for box, line in list(lines(rendering))[1:2]:
        box.children = (*box.children, line)


def lose_note_line(rendering: Any) -> None:
    for area in areas(rendering)[:1]:
        line = next(box for box in area.descendants() if type(box).__name__ == "LineBox")
        texts(line)[-1].text = ""


IN_LAYOUT = {
    one.__name__: one
    for one in (
        lose_note,
        repeat_note,
        lose_word,
        repeat_word,
        lose_line,
        repeat_line,
        lose_note_line,
    )
}


def attack(name: str) -> None:
    """Let the engine do what the name says."""
    if name in IN_LAYOUT:
        engine.what_fell_where = lambda rendering, messages, *, is_whole: (
            is_whole and IN_LAYOUT[name](rendering),
            fell_where(rendering, messages, is_whole=is_whole),
        )[1]
    elif name == "count_on":
        engine.Engine.draw_heads = lambda self, state, first: draw_heads(self, state, first + 1)
    else:
        change = IN_LAYOUT[name.removesuffix("_when_drawn")]
        engine.Engine.draw = lambda self, key, first_folio=None: (
            change(self._rendered[key]),
            draw(self, key, first_folio),
        )[1]


if __name__ == "__main__":
    attack(sys.argv[1])
    worker.main(sys.argv[2:])
