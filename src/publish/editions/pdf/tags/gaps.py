"""Finds the spaces and hyphens at the ends of lines, which the engine does not write as such.

A line ends without the space that parts its last word from the next one, and a word broken by the
engine ends with a hyphen that is no part of it. Whoever hears the page must be told both: a space
is written, and the hyphen is said to be a soft one. What follows a line is looked up in the text
as it was given to the engine, since a line may also end after a dash or inside an address.
Source: ISO 32000-1, 14.8.2.2.3 and 14.8.2.3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.editions.pdf.tags.roles import classes, is_block

SPACE, SOFT_HYPHEN = " ", "\u00ad"
_BLOCK_END = "\x00"
_HYPHENS = ("-", "\u2010")
_NOT_COUNTED = frozenset(" \t\r\n\u00ad\u200b")


_Text = tuple[Any, str]


@dataclass(slots=True)
class _Source:
    """The text of a document in one string, and where in it the characters of each element are."""

    text: str = ""
    places: dict[Any, list[int]] = field(default_factory=dict)
    shown: dict[Any, int] = field(default_factory=dict)  # how many characters pages have shown


def mark_line_ends(root: Any, pages: Iterable[Any]) -> None:
    """Set `ends_with` on the last text box of every line: a space, a soft hyphen or nothing."""
    source = _read(root)
    for page in pages:
        for line, boxes in _lines(page._page_box):
            for box in boxes:
                end = _follow(source, box)
            if line:
                boxes[-1].ends_with = end


def _read(root: Any) -> _Source:
    source = _Source()
    pieces: list[str] = []
    at = 0
    for element, text in _texts(root):
        pieces.append(text)
        if element is not None:
            places = source.places.setdefault(element, [])
            places += [at + n for n, one in enumerate(text) if one not in _NOT_COUNTED]
        at += len(text)
    source.text = "".join(pieces)
    return source


def _texts(element: Any, *, is_note: bool = False, end: str = _BLOCK_END) -> Iterator[_Text]:
    """Yield text and the element it stands in; notes come behind what they are notes to.

    `end` is what stands after an element on lines of its own.
    """
    is_end = is_note or is_block(element)
    if is_note and "continues" in classes(element):
        end = SPACE  # one stood where the note is parted amid a paragraph, see `longnotes`
    if is_end:
        yield None, _BLOCK_END
    yield element, element.text or ""
    notes = []
    for child in element:
        if not isinstance(child.tag, str):
            pass
        elif child.tag == "br":
            yield None, SPACE
        elif "footnote" in classes(child):
            notes.append(child)
        else:
            yield from _texts(child, end=end if child is element[-1] else _BLOCK_END)
        yield element, child.tail or ""
    if is_end:
        yield None, end
    for note in notes:
        yield from _texts(note, is_note=True)


def _lines(page_box: Any) -> Iterator[tuple[bool, list[Any]]]:
    """Yield the text boxes of each line, and of what stands in no line."""
    waiting = [page_box]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        if type(box).__name__ == "LineBox":
            boxes = [one for one in box.descendants(placeholders=True) if hasattr(one, "text")]
            if boxes:
                yield True, boxes
        elif hasattr(box, "text"):
            yield False, [box]
        else:
            waiting.extend(reversed(box.children))


def _follow(source: _Source, box: Any) -> str:
    """Count the characters of a box; return what its line must end with if it is the last."""
    places = source.places.get(box.element)
    if places is None or "::" in (box.element_tag or ""):
        return ""
    characters = [one for one in box.text if one not in _NOT_COUNTED]
    begin = source.shown.get(box.element, 0)
    end = begin + len(characters)
    if not characters or begin >= len(places):
        return ""
    if characters[-1] in _HYPHENS and _is_added(source, places, end, characters[-1]):
        source.shown[box.element] = end - 1
        return SOFT_HYPHEN
    source.shown[box.element] = end
    after = places[min(end, len(places)) - 1] + 1
    is_written = box.text[-1].isspace()  # a picture may follow on the line
    return SPACE if source.text[after : after + 1].isspace() and not is_written else ""


def _is_added(source: _Source, places: list[int], end: int, hyphen: str) -> bool:
    return end > len(places) or source.text[places[end - 1]] != hyphen
