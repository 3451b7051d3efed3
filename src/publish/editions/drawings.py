"""Drawings in SVG: cleaned of what is no drawing, and measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.editions import markup
from publish.editions.markup import SVG, Element

_NUMBER = re.compile(r"\s*+(\d++(?:\.\d*+)?+|\.\d++)\s*+(px|pt|in|cm|mm)?+\s*+$")
_MOST_PIXELS = 1e9
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
_REFUSED = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler"})
# What is not closed goes on to the end: programs take it for an address too (CSS Syntax 3, 4.3.6).
_CSS_OUTSIDE = re.compile(r"@import[^;]*;?|url\(\s*+['\"]?+(?!#)[^)]*+\)?", re.IGNORECASE)


def clean_drawing(root: Element) -> tuple[str, ...]:
    """Take out of an SVG, in place, what runs, what is not a drawing and what lies elsewhere.

    Returns what was taken out, each kind once: `script`, `onload`, `https://example.org/a.png`.
    Comments and what drawing programs note for themselves are not told.
    """
    removed: dict[str, None] = {}
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            if element is not root:
                markup.drop(element)
        elif markup.local(element) in _REFUSED:
            markup.drop(element)
            removed[markup.local(element)] = None
        else:
            removed |= dict.fromkeys(_clean_attributes(element))
            if markup.local(element) == "image" and not _has_address(element):
                markup.drop(element)  # WeasyPrint 70 would look for the picture of no name
                continue
            # matplotlib draws a space as a path without data; EPUBCheck 4.2.6, which Kobo runs,
            # wants some.
            if element.tag == f"{{{SVG}}}path" and element.get("d") is None:
                element.set("d", "M0 0")
            if markup.local(element) == "style" and element.text:
                removed |= dict.fromkeys(_shown(one[0]) for one in _outside(element.text))
                element.text = _CSS_OUTSIDE.sub("", element.text)
    return tuple(removed)


def _has_address(element: Element) -> bool:
    return any(str(name).rpartition("}")[2] == "href" for name in element.attrib)


def _outside(style: str) -> list[re.Match[str]]:
    return list(_CSS_OUTSIDE.finditer(style))


def _shown(text: str) -> str:
    return " ".join(text.split())[:60]


def _clean_attributes(element: Element) -> Iterator[str]:
    for name, value in list(element.attrib.items()):
        key, text = str(name), str(value)
        plain = key.rpartition("}")[2].lower()
        is_picture = text.startswith(("data:image/png;", "data:image/jpeg;"))
        leads_out = plain == "href" and not text.startswith("#") and not is_picture
        changes_link = plain == "attributename" and text.rpartition(":")[2].lower() == "href"
        if plain.startswith("on") or leads_out or changes_link or plain == "base":
            del element.attrib[key]
            yield _shown(text) if leads_out else plain
        elif _CSS_OUTSIDE.search(text):
            element.set(key, _CSS_OUTSIDE.sub("none", text))
            yield from (_shown(one[0]) for one in _outside(text))


def drawing_size(root: Element) -> tuple[int, int]:
    """Return width and height in pixels; 0 where neither size nor view box tells."""
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sides = []
    for index, name in enumerate(("width", "height")):
        pixels = _pixels(root.get(name) or "")
        if not pixels and len(box) == 4:
            pixels = _pixels(box[2 + index])
        sides.append(round(pixels))
    return sides[0], sides[1]


def _pixels(length: str) -> float:
    """Return a length in pixels, 0 if it is none of a drawing's."""
    found = _NUMBER.match(length)
    number = float(found[1]) * _PIXELS[found[2] or ""] if found else 0.0
    return number if number < _MOST_PIXELS else 0.0
