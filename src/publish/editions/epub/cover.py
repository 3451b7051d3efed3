"""A cover made of words, for a book that brings no picture: title, people, publisher."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.editions.edition import Companion
from publish.editions.images import Face, ImageFile, Lettering, draw_cover, fitted
from publish.model.metadata import Metadata
from publish.model.walk import plain_text

WIDTH = 1600
INSIDE = (WIDTH, 2400)  # under the four million pixels that Ingram takes
BESIDE = (WIDTH, 2560)  # what Amazon asks for
NAME = "cover.png"
_MARGIN = 190
_MEASURE = WIDTH - 2 * _MARGIN
_PAPER, _FAINT = "#f4efe4", "#d9c9a3"
# Grounds on which the paper's colour keeps a contrast of more than 7 to 1 (WCAG 2.2, AAA).
_GROUNDS = ("#1f3a4d", "#5a1f2b", "#23402f", "#3b2f52", "#4a3520", "#1d3f44", "#2b2f3a")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
_FIRST_NAME, _NAME_SKIP, _MOST_NAMES = 370, 112, 3  # baseline and line skip in pixels
_TITLE_SIZES = range(210, 90, -10)


def made_cover(
    metadata: Metadata, fonts: Sequence[Path], size: tuple[int, int] = INSIDE
) -> ImageFile | None:
    """Return a cover, or None where the title is in a script that is not drawn here.

    The ground follows from the title, so that a book keeps its colour and two books seldom share
    one. `fonts` are the design's folders; the first upright face of the first of them is used.
    """
    title = plain_text(metadata.title)
    if not title or not all(map(_is_drawn, cover_words(metadata))):
        return None
    face = Face(_first_face(fonts))
    lines = list(_lines(metadata, face, size[1]))
    ground = _GROUNDS[hashlib.sha256(title.encode()).digest()[0] % len(_GROUNDS)]
    data = draw_cover(size, ground, face, lines, _bars(len(_names(metadata)), size[1]))
    return ImageFile(NAME, "image/png", data, *size)


def shop_cover(cover: ImageFile) -> Companion:
    """Return a cover as shops take it beside the book: JPEG, RGB, at most 1600 × 2560 pixels."""
    return Companion("cover.jpg", fitted(cover, BESIDE, "JPEG").data)


def cover_words(metadata: Metadata) -> str:
    """Return what a made cover says, as its alternative."""
    people = ", ".join(_names(metadata))
    said = (plain_text(metadata.title), plain_text(metadata.subtitle), people, metadata.publisher)
    return ". ".join(one for one in said if one)


def _is_drawn(character: str) -> bool:
    is_letter = unicodedata.category(character).startswith(("L", "M"))
    return not is_letter or unicodedata.name(character, "").startswith(_SCRIPTS)


def _first_face(folders: Sequence[Path]) -> str:
    for folder in folders:
        files = sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")])
        upright = [one for one in files if "italic" not in one.name.lower()]
        if upright:
            return str(upright[0])
    return ""


def _names(metadata: Metadata) -> list[str]:
    """Return up to three names, or the first of more."""
    names = [person.name for person in metadata.authors or metadata.people]
    return names if len(names) <= _MOST_NAMES else [f"{names[0]} et al."]


def _lines(metadata: Metadata, face: Face, height: int) -> Iterator[Lettering]:
    title = plain_text(metadata.title)
    size = next(
        (one for one in _TITLE_SIZES if len(_broken(title, face, one)) <= _most(one)),
        _TITLE_SIZES[-1],
    )
    names = _names(metadata)
    y = _FIRST_NAME
    for name in names:
        yield Lettering(name, 88, y, 4.0, _PAPER)
        y += _NAME_SKIP
    y += 278
    for line in _broken(title, face, size):
        yield Lettering(line, size, y, color=_PAPER)
        y += round(size * 1.16)
    y += 60
    for line in _broken(plain_text(metadata.subtitle), face, 80)[:4]:
        yield Lettering(line, 80, y, color=_FAINT)
        y += 106
    if metadata.publisher:
        yield Lettering(metadata.publisher.upper(), 50, height - 230, 9.0, _FAINT)


def _most(size: int) -> int:
    """Return how many lines of a title of this size look well."""
    return 3 if size > 150 else 4 if size > 110 else 7


def _broken(text: str, face: Face, size: int) -> list[str]:
    """Return a text as lines of about one width, each within the measure."""
    words = text.split()
    lines: list[str] = []
    least = len(_filled(words, face, size, _MEASURE))
    for measure in range(_MEASURE // 3, _MEASURE + 1, 20):
        lines = _filled(words, face, size, measure)
        is_within = all(face.width(line, size) <= measure for line in lines)
        if is_within and len(lines) <= least:
            break
    if any(face.width(line, size) > _MEASURE for line in lines) and size > _TITLE_SIZES[-1]:
        return [*lines, *[""] * 9]  # a word is too long: a smaller size is wanted
    return lines


def _filled(words: Sequence[str], face: Face, size: int, measure: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and face.width(f"{lines[-1]} {word}", size) <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _bars(names: int, height: int) -> list[tuple[tuple[int, int, int, int], str]]:
    """Return a frame of two hairlines, and a short rule between the names and the title."""
    made = []
    for inset, weight in ((70, 6), (92, 2)):
        right, bottom = WIDTH - inset, height - inset
        made += [
            ((inset, inset, right, inset + weight), _FAINT),
            ((inset, bottom - weight, right, bottom), _FAINT),
            ((inset, inset, inset + weight, bottom), _FAINT),
            ((right - weight, inset, right, bottom), _FAINT),
        ]
    y = _FIRST_NAME + names * _NAME_SKIP - 12
    return [*made, ((WIDTH // 2 - 90, y, WIDTH // 2 + 90, y + 4), _FAINT)] if names else made
