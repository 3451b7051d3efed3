"""Parts notes that do not fit on the page of their mark, so that they go on over the next pages.

WeasyPrint 70 never breaks a note: one that does not fit goes to the next page as a whole, and one
longer than a page runs off it. So the lines of such a note, as they were laid out, become notes
of their own, two or three lines each, without mark and number. The engine then fills each page
with as many as it has room for, and they look like one.

Elements are those of `xml.etree`, boxes are looked at, not imported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import count
from typing import Any

LINES_TOGETHER = 2
LEAST_LINES = 2 * LINES_TOGETHER  # a shorter note is not parted
_PART = "~"  # stands in the ids of parts, before their number


def whole_id(identifier: str) -> str:
    """Return the id of the note that a part belongs to; that of a whole note is its own."""
    return identifier.partition(_PART)[0]


def is_part(identifier: str) -> bool:
    """Tell whether an id is that of a part, other than the first."""
    return _PART in identifier


def line_ends(note: Any) -> tuple[int, ...]:
    """Return how many letters and figures of a note stand up to the end of each of its lines."""
    ends: list[int] = []
    so_far = 0
    for line in (box for box in note.descendants() if type(box).__name__ == "LineBox"):
        shown = (box for box in line.descendants() if hasattr(box, "text"))
        words = [box.text for box in shown if "::" not in (box.element_tag or "")]
        so_far += sum(map(str.isalnum, "".join(words)))
        ends.append(so_far)
    return tuple(ends)


def part_notes(root: Any, ends: Mapping[str, tuple[int, ...]]) -> None:
    """Part the notes of a document at the ends of their lines. `ends` maps ids to `line_ends`."""
    found = [(above, one) for above in root.iter() for one in above if one.get("id") in ends]
    for above, note in found:
        parts = list(_parts(note, ends[note.get("id")]))
        parts[-1].tail, note.tail = note.tail, None
        at = list(above).index(note)
        above[at : at + 1] = parts


def _parts(note: Any, ends: tuple[int, ...]) -> Iterator[Any]:
    rest, taken, lines = deepcopy(note), 0, 0
    rest.tail = None
    for number, end in enumerate(ends[:-LINES_TOGETHER], start=1):
        lines += 1
        place = _gap_after(rest, end - taken) if lines >= LINES_TOGETHER else None
        if place is None:
            continue
        head, rest = _halves(rest, place)
        yield head
        rest.set("id", f"{note.get('id')}{_PART}{number}")
        rest.set("class", f"{note.get('class')} continued")
        rest.attrib.pop("data-number", None)
        taken, lines = end, 0
    yield rest


def _slots(element: Any) -> Iterator[tuple[Any, str, str]]:
    """Yield the places for text in an element, in reading order; a line break holds a line end."""
    yield element, "text", "\n" if element.tag == "br" else element.text or ""
    for child in element:
        yield from _slots(child)
        yield child, "tail", child.tail or ""


def _gap_after(element: Any, letters: int) -> tuple[int, int] | None:
    """Return the white space that follows a number of letters: which slot, and where in it.

    None if a word goes on there, as at a hyphen.
    """
    for index, (_, _, text) in enumerate(_slots(element)):
        for at, character in enumerate(text):
            if character.isspace() and character != "\u00a0" and letters == 0:
                return index, at
            if character.isalnum():
                if letters == 0:
                    return None
                letters -= 1
    return None


def _halves(element: Any, place: tuple[int, int]) -> tuple[Any, Any]:
    """Return what stands before a gap, and what stands behind it. An id stays with the first."""
    head, tail = _divide(element, place, count())
    if list(_slots(element))[place[0]][2] != "\n":
        head.set("class", f"{head.get('class')} continues")
    return head, tail


def _divide(element: Any, place: tuple[int, int], slots: Iterator[int]) -> tuple[Any, Any]:
    """Return the parts of an element before and behind a gap; None for a part without anything."""
    index, at = place
    first = next(slots)
    before, behind = (element.makeelement(element.tag, dict(element.attrib)) for _ in range(2))
    _share(before, behind, element.text or "", first - index, at)
    for child in element:
        parts = _divide(child, place, slots)
        for whole, part in zip((before, behind), parts, strict=True):
            if part is not None:
                whole.append(part)
        last = next(slots)
        _share(before, behind, child.tail or "", last - index, at)
    if first == index and element.tag == "br":
        return None, None
    if first > index:
        return None, behind
    if _end(element, first) < index:
        return before, None
    behind.attrib.pop("id", None)
    return before, behind


def _end(element: Any, first: int) -> int:
    """Return the last place for text inside an element whose first is known."""
    return first + sum(1 for _ in _slots(element)) - 1


def _share(before: Any, behind: Any, text: str, side: int, at: int) -> None:
    """Add text to the part that it belongs to, or to both; `side` is below, at or above zero."""
    if side < 0:
        _add_text(before, text)
    elif side > 0:
        _add_text(behind, text)
    else:
        _add_text(before, text[:at])
        _add_text(behind, text[at + 1 :])


def _add_text(element: Any, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
