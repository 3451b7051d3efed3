"""Writes the letters of a line into a page, each as it was written the last time.

WeasyPrint 70.0 asks for every letter its number, its width and how far it stands from the next,
one by one, and works out what to write of it. Most letters of a book have been there before, in
the same font and at the same distance: what was written then is kept with the font. Lines with
anything but plain letters (pictures, raised marks, letters without a glyph) are left to WeasyPrint.

WeasyPrint's modules are handed in.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from types import ModuleType
from typing import Any

_KEPT = "kept_strings"
_INFO = struct.Struct("=Iiii4x")  # PangoGlyphInfo: glyph, width, x offset, y offset, flags
_FIRST_VERSION = 14802  # of Pango; of those before, WeasyPrint takes the size from the style

_Glyph = tuple[int, int, int, int]


class GlyphStrings:
    """Stands in for `draw_first_line` of WeasyPrint."""

    def __init__(self, drawer: ModuleType) -> None:
        self._draw: Callable[..., list[Any]] = drawer.draw_first_line
        self._ffi: Any = drawer.ffi
        self._pango: Any = drawer.pango
        self._pixels: float = drawer.FROM_UNITS

    def install(self, drawer: ModuleType) -> None:
        """Take the place of the function, where letters lie in memory as is read here."""
        is_known = self._ffi.sizeof("PangoGlyphInfo") == _INFO.size
        if is_known and self._pango.pango_version() >= _FIRST_VERSION:
            drawer.draw_first_line = self.draw_first_line  # type: ignore[attr-defined]

    def draw_first_line(
        self, stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any
    ) -> list[Any]:
        """Draw the text of a box; return the pictures in it."""
        pieces = None
        if text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.text.strip():
            pieces = self._pieces(stream, textbox)
        if not pieces:
            return self._draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        stream.set_text_matrix(*matrix.values)
        for font, size, string in pieces:
            stream.set_font_size(font.hash, size)
            stream.show_text(string)
        return []

    def _pieces(self, stream: Any, textbox: Any) -> list[tuple[Any, float, str]] | None:
        """Return fonts, sizes and what is written in them; None if that is not so simple."""
        layout = textbox.pango_layout
        self._pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
        line, _ = layout.get_first_line()
        pieces: list[tuple[Any, float, str]] = []
        font: Any = None
        face: Any = None
        size = 0.0
        run = line.runs
        while run != self._ffi.NULL:
            item, run = run.data, run.next
            before, face = face, item.item.analysis.font
            if is_other := face != before:
                font, size = stream.add_font(face)
            string = self._string(item, font, size, layout.text, stream)
            if not string:
                return None
            if not is_other:  # a word of a line whose spaces were widened
                string = pieces.pop()[2] + string
            pieces.append((font, size, string))
        return pieces

    def _string(self, item: Any, font: Any, size: float, text: str, stream: Any) -> str:
        """Return the letters of a run, and the distances between them; "" if there are others."""
        if font.bitmap or font.png or font.svg or font.colr or not size:
            return ""
        known: dict[_Glyph, str] = font.__dict__.setdefault(_KEPT, {}).setdefault(size, {})
        glyphs = item.glyphs
        memory = self._ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * _INFO.size)
        found: list[_Glyph] = list(_INFO.iter_unpack(memory))
        for at, one in enumerate(found):
            if one in known:
                continue
            glyph, _, _, rise = one
            if rise or not 0 < glyph < self._pango.PANGO_GLYPH_EMPTY:
                return ""
            if glyph not in font.to_unicode:
                font.to_unicode[glyph] = _letters(item, at, text)
            known[one] = self._written(one, font, size, item.item.analysis.font, stream)
        string = "<" + "".join([known[one] for one in found])
        return string[:-1] if string[-1] == "<" else string + ">"

    def _written(self, one: _Glyph, font: Any, size: float, face: Any, stream: Any) -> str:
        """Return what is written for a letter: its number, between its distances."""
        glyph, width, shift, _ = one
        if glyph not in font.widths:
            self._pango.pango_font_get_glyph_extents(
                face, glyph, stream.ink_rect, stream.logical_rect
            )
            own = stream.logical_rect.width * 1000 * self._pixels / size
            font.widths[glyph] = round(own)
        offset = shift / size
        kerning = font.widths[glyph] + offset - width * 1000 * self._pixels / size
        before = f">{-offset}<" if offset else ""
        after = f">{int(kerning)}<" if kerning else ""
        return f"{before}{glyph:04x}{after}"


def _letters(item: Any, at: int, text: str) -> str:
    """Return the letters that a glyph of a run stands for."""
    clusters, count = item.glyphs.log_clusters, item.glyphs.num_glyphs
    begin, end = clusters[at], item.item.length
    if item.item.analysis.level % 2:  # from right to left
        end = clusters[at - 1] if at else end
    elif at < count - 1:
        end = clusters[at + 1]
    offset = item.item.offset
    return text.encode()[offset + begin : offset + end].decode()
