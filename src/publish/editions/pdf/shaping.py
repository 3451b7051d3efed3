"""Sets text in letters once, for all places where it is drawn.

WeasyPrint 70.0 has Pango set a line again to draw it, in a new layout each time. What stands in a
line whose spaces were widened was set word by word, though: Pango takes a space with a width of
its own for a piece of text by itself. So words are set once for all lines that they come in, and
lines whose spaces are as the font has them once for all places where they stand.

Words are taken for lines of plain Latin only: there, nothing about a word depends on what is
around it. Whether Pango does with spaces what is reckoned here is tried with the first line of
each face. WeasyPrint's module is handed in.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from publish.editions.pdf.typesetter import Typesetter

INFO = struct.Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
_PIXEL = 1024  # in the units of Pango, which rounds halves of whole pixels
_MOST_RUNS = 20_000  # that are kept for a face
_TRIED_PX = 0.5  # added to spaces when their own width is asked
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")  # ends of lines, tabs
_SPACE = re.compile("([ \xa0])")
_PLAIN = re.compile("[ -~\xa0-\xac\xae-\u024f\u2010-\u2026\u2032-\u203a]+")
_LATIN = re.compile("[A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f]")

Glyph = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Letters in one font: what Pango says of each glyph, and what it stands for in the text."""

    font: Any
    glyphs: tuple[Glyph, ...]
    letters: tuple[str, ...]


@dataclass(slots=True)
class _Shapes:
    """What was set in one face. `is_composed` tells that its lines consist of words, if known."""

    style: Any
    layouts: dict[float, Any] = field(default_factory=dict)  # by what is added to spaces
    lines: dict[str, tuple[Run, ...] | None] = field(default_factory=dict)
    words: dict[str, Run | None] = field(default_factory=dict)
    glyphs: dict[Glyph, Glyph] = field(default_factory=dict)  # one of each, for all runs
    is_composed: bool | None = None


class Shaper:
    """Tells the runs of lines, as Pango sets them in the layouts of WeasyPrint's `line_break`."""

    def __init__(self, line_break: ModuleType, typesetter: Typesetter) -> None:
        self._line_break: Any = line_break
        self._ffi: Any = line_break.ffi
        self._pango: Any = line_break.pango
        self._typesetter = typesetter
        self.fonts: set[Any] = set()  # that will not go, as there is a layout with each
        self._holders: list[Any] = []

    def runs(self, text: str, style: Any, spacing: float) -> Sequence[Run] | None:
        """Return the runs of a line whose spaces are so many pixels wider than in the font.

        None if that is not so simple.
        """
        face = self._typesetter.face(style)
        if not face.is_plain or _ODD.search(text):
            return None
        shapes: _Shapes = face.shapes or _Shapes(style)
        face.shapes = shapes
        if len(shapes.lines) + len(shapes.words) > _MOST_RUNS:
            shapes.lines.clear()
            shapes.words.clear()
        if spacing and _SPACE.search(text):
            return self._composed(text, shapes, spacing)
        if text not in shapes.lines:
            shapes.lines[text] = self._set(text, shapes, 0.0)
        return shapes.lines[text]

    def read(self, layout: Any, known: dict[Glyph, Glyph]) -> tuple[Run, ...] | None:
        """Return the runs of the first line of a layout; None if not all of it is plain letters."""
        line, _ = layout.get_first_line()
        text = layout.text.encode()
        found = []
        run = line.runs
        while run != self._ffi.NULL:
            item, run = run.data, run.next
            memory = self._ffi.buffer(item.glyphs.glyphs, item.glyphs.num_glyphs * INFO.size)
            own = tuple(known.setdefault(one, one) for one in INFO.iter_unpack(memory))
            if not all(0 < one[0] < self._pango.PANGO_GLYPH_EMPTY and not one[3] for one in own):
                return None
            found.append(Run(item.item.analysis.font, own, self._letters(item, len(own), text)))
        return tuple(found)

    def _letters(self, item: Any, count: int, text: bytes) -> tuple[str, ...]:
        """Return the letters that each glyph of a run stands for."""
        begins = self._ffi.unpack(item.glyphs.log_clusters, count)
        if item.item.analysis.level % 2:  # from right to left
            ends = [item.item.length, *begins[:-1]]
        else:
            ends = [*begins[1:], item.item.length]
        own = text[item.item.offset : item.item.offset + item.item.length]
        return tuple(own[one:end].decode() for one, end in zip(begins, ends, strict=True))

    def _set(self, text: str, shapes: _Shapes, spacing: float) -> tuple[Run, ...] | None:
        layout = shapes.layouts.get(spacing) or self._line_break.Layout(shapes.style, spacing)
        shapes.layouts[spacing] = layout
        layout.set_text(text, justify=True)
        runs = self.read(layout, shapes.glyphs)
        new = {run.font for run in runs or ()} - self.fonts
        if new:
            self.fonts |= new
            self._holders.append(shapes.layouts.pop(spacing))
        return runs

    def _composed(self, text: str, shapes: _Shapes, spacing: float) -> Sequence[Run] | None:
        """Return the runs of a line with wider spaces, made from its words."""
        if shapes.is_composed is False or not _PLAIN.fullmatch(text) or not _LATIN.search(text):
            return None
        added = int(spacing * self._line_break.TO_UNITS)
        runs: list[Run] = []
        for run in self._pieces(text, shapes, added):
            if run is None:
                return None
            runs.append(run)
        if shapes.is_composed is None:
            layout = self._line_break.Layout(shapes.style, spacing)
            layout.set_text(text, justify=True)
            as_set = self.read(layout, shapes.glyphs)
            shapes.is_composed = as_set is not None and _said(as_set) == _said(runs)
        return runs if shapes.is_composed else None

    def _pieces(self, text: str, shapes: _Shapes, spacing: int) -> Iterator[Run | None]:
        pieces = _SPACE.split(text)
        last = len(pieces) - 1
        spaces: dict[tuple[str, bool, bool], Run | None] = {}
        for number, piece in enumerate(pieces):
            if number % 2:
                key = piece, number == 1 and not pieces[0], number == last - 1 and not pieces[last]
                if key not in spaces:
                    base = self._word(piece, shapes)
                    spaces[key] = base and _widened(base, spacing, *key)
                yield spaces[key]
            elif piece:
                yield self._word(piece, shapes)
            elif 0 < number < last:
                yield None  # Pango takes spaces in a row for one piece of text

    def _word(self, word: str, shapes: _Shapes) -> Run | None:
        """Return the run of a word in a line, or of a space as wide as in the font."""
        if word not in shapes.words:
            find = self._find_space if _SPACE.fullmatch(word) else self._find_word
            shapes.words[word] = find(word, shapes)
        return shapes.words[word]

    def _find_word(self, word: str, shapes: _Shapes) -> Run | None:
        # Behind a letter, as signs and figures are taken for Latin after Latin only.
        runs = self._set(f"n {word}", shapes, _TRIED_PX)
        return runs[2] if runs and _is_parted(runs) else None

    def _find_space(self, space: str, shapes: _Shapes) -> Run | None:
        runs = self._set(f"n{space}n", shapes, _TRIED_PX)
        shapes.layouts.pop(_TRIED_PX, None)  # it goes on to widen as many bytes as it was told to
        if not runs or not _is_parted(runs) or len(runs[1].glyphs) != 1:
            return None
        added = int(_TRIED_PX * self._line_break.TO_UNITS)
        return _moved(runs[1], -added, -_half(added))


def _is_parted(runs: Sequence[Run]) -> bool:
    return len(runs) == 3 and len({run.font for run in runs}) == 1


def _widened(base: Run, spacing: int, space: str, is_first: bool, is_last: bool) -> Run:
    """Return a space with a width of its own.

    Pango puts half of what it adds on either side, but not at the ends of a line. There WeasyPrint
    has it add twice as much: where the first or the last byte of a line is that of a space.
    """
    added = spacing * (1 + (is_first or (is_last and space == " ")))
    left = _half(added)
    cut = left * is_first + (added - left) * is_last
    return _moved(base, added - cut, 0 if is_first else left)


def _half(added: int) -> int:
    """Return how much of a space is added on its left. Source: `distribute_letter_spacing`."""
    left = int(added / 2)
    return left if added % _PIXEL else (left + _PIXEL // 2) // _PIXEL * _PIXEL


def _moved(space: Run, width: int, shift: int) -> Run:
    ((glyph, old_width, old_shift, rise),) = space.glyphs
    return Run(space.font, ((glyph, old_width + width, old_shift + shift, rise),), space.letters)


def _said(runs: Sequence[Run]) -> list[tuple[Any, ...]]:
    return [(run.font, run.glyphs, run.letters) for run in runs]
