"""Words of a cover, broken into lines and measured by the face they are set in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from publish.editions.own_design import DesignError
from publish.editions.pillow import ImageFont

_MEASURED_AT = 200  # pixels; widths of other sizes are in proportion


@dataclass(frozen=True, slots=True)
class Face:
    """A font file; an empty path stands for the one that Pillow brings."""

    path: str = ""

    @property
    def family(self) -> str:
        """The name of the family, as stylesheets call it."""
        return str(self._font.getname()[0])

    def width(self, text: str, size: float, tracking: float = 0.0) -> float:
        """Return the width of a line in the unit of `size`."""
        measured = float(self._font.getlength(text)) * size / _MEASURED_AT
        return measured + tracking * max(0, len(text) - 1)

    def has(self, text: str) -> bool:
        """Tell whether the face has a glyph for every character of a text."""
        absent = bytes(self._font.getmask("\U0010fffd"))
        return all(
            one.isspace() or bytes(self._font.getmask(one)) != absent
            for one in set(text)
            if not unicodedata.category(one).startswith(("C", "M"))
        )

    @property
    def _font(self) -> Any:
        return _loaded(self.path)


@lru_cache(maxsize=16)
def _loaded(path: str) -> Any:
    if not path:
        return ImageFont.load_default(_MEASURED_AT)
    return ImageFont.truetype(path, _MEASURED_AT)


def find_face(folders: Sequence[Path], text: str) -> Face | None:
    """Return the first upright face that has all characters of a text, None if there is none.

    Without folders it is the face that Pillow brings, if that has them. Raises: DesignError if a
    face is damaged.
    """
    for face in [Face(str(path)) for path in _upright(folders)] if folders else [Face()]:
        try:
            if face.has(text):
                return face
        except OSError as error:  # FreeType's word for a damaged font
            name = Path(face.path).name
            raise DesignError(f"the font {name} cannot be drawn: {error}") from error
    return None


def _upright(folders: Sequence[Path]) -> Iterator[Path]:
    for folder in folders:
        files = sorted([*folder.glob("*.ttf"), *folder.glob("*.otf"), *folder.glob("*.ttc")])
        plain = [one for one in files if "italic" not in one.name.lower()]
        regular = [one for one in plain if "regular" in one.name.lower() or "[" in one.name]
        yield from (regular or plain)[:1]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of letters, its baseline at `y`; `anchor` says what of it stands at `x`."""

    text: str
    size: float
    x: float
    y: float
    color: str
    anchor: str = "middle"
    tracking: float = 0.0


def balanced(text: str, face: Face, size: float, measure: float) -> list[str]:
    """Return a text as few lines of about one width, each within the measure if it can be."""
    words = text.split()
    least = len(_filled(words, face, size, measure))
    for step in range(20, 61):
        lines = _filled(words, face, size, measure * step / 60)
        is_within = all(face.width(line, size) <= measure * step / 60 for line in lines)
        if is_within and len(lines) <= least:
            return lines
    return _filled(words, face, size, measure)


def largest(
    text: str, face: Face, measure: float, sizes: Sequence[tuple[float, int]]
) -> tuple[float, list[str]]:
    """Return the first of the sizes at which a text fits into its number of lines, and these."""
    for size, most in sizes:
        lines = balanced(text, face, size, measure)
        if len(lines) <= most and all(face.width(one, size) <= measure for one in lines):
            return size, lines
    size = sizes[-1][0]
    return size, balanced(text, face, size, measure)


def _filled(words: Sequence[str], face: Face, size: float, measure: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and face.width(f"{lines[-1]} {word}", size) <= measure:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
