"""Writes the letters of a line into a page, each as it was written the last time.

WeasyPrint 70.0 asks for every letter its number, its width and how far it stands from the next,
one by one, and works out what to write of it. Most letters of a book have been there before, in
the same font and at the same distance, and most words, too: what was written then is kept with the
font. Lines with anything but plain letters (pictures, raised marks, letters without a glyph) are
left to WeasyPrint.

WeasyPrint's modules are handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from publish.editions.pdf.shaping import INFO, Glyph, Run, Shaper

_KEPT, _KEPT_RUNS = "kept_strings", "kept_runs"
_FIRST_VERSION = 14802  # of Pango; of those before, WeasyPrint takes the size from the style
_WAITING = "waiting_style"
_LATE = ("layout", "language", "style")


class GlyphStrings:
    """Stands in for `draw_first_line` of WeasyPrint."""

    def __init__(self, drawer: ModuleType, shaper: Shaper) -> None:
        self._draw: Callable[..., list[Any]] = drawer.draw_first_line
        self._ffi: Any = drawer.ffi
        self._pango: Any = drawer.pango
        self._pixels: float = drawer.FROM_UNITS
        self._shaper = shaper
        self._fonts: Any = None  # of the file that is written
        self._known_fonts: dict[Any, tuple[Any, float]] = {}

    def install(self, drawer: ModuleType, line_break: ModuleType) -> None:
        """Take the place of the function, where letters lie in memory as is read here."""
        is_known = self._ffi.sizeof("PangoGlyphInfo") == INFO.size
        if is_known and self._pango.pango_version() >= _FIRST_VERSION:
            set_up_when_asked(line_break.Layout)
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
        runs = self._shaper.runs(layout.text, textbox.style, layout.justification_spacing)
        if runs is None:
            self._pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
            runs = self._shaper.read(layout, {})
        pieces: list[tuple[Any, float, list[str]]] = []
        face: Any = None
        for run in runs or ():
            if run.font != face:
                face = run.font
                font, size = self._font(face, stream)
                if font.bitmap or font.png or font.svg or font.colr or not size:
                    return None
                kept: dict[Run, str] = font.__dict__.setdefault(_KEPT_RUNS, {})
                strings: list[str] = []
                pieces.append((font, size, strings))
            if run not in kept:
                kept[run] = self._joined(run, font, size, stream)
            strings.append(kept[run])  # behind a word of a line whose spaces were widened
        return [(font, size, "".join(strings)) for font, size, strings in pieces]

    def _font(self, face: Any, stream: Any) -> tuple[Any, float]:
        """Return a font of the file that is written, and the size of its letters."""
        if self._fonts is not stream._fonts:
            self._fonts = stream._fonts
            self._known_fonts.clear()
        known = self._known_fonts.get(face)
        if known is None:
            known = stream.add_font(face)
            if face in self._shaper.fonts:
                self._known_fonts[face] = known
        return known

    def _joined(self, run: Run, font: Any, size: float, stream: Any) -> str:
        known: dict[Glyph, str] = font.__dict__.setdefault(_KEPT, {}).setdefault(size, {})
        for one, letters in zip(run.glyphs, run.letters, strict=True):
            if one not in known:
                font.to_unicode.setdefault(one[0], letters)
                known[one] = self._written(one, font, size, run.font, stream)
        string = "<" + "".join([known[one] for one in run.glyphs])
        return string[:-1] if string[-1] == "<" else string + ">"

    def _written(self, one: Glyph, font: Any, size: float, face: Any, stream: Any) -> str:
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


def set_up_when_asked(layout: type[Any]) -> None:
    """Set a layout up to be drawn only if it is asked for: most lines are known (see `shaping`)."""
    set_up: Callable[[Any, Any], None] = layout.reactivate
    put_away: Callable[[Any], None] = layout.deactivate

    def reactivate(self: Any, style: Any) -> None:
        self.__dict__[_WAITING] = style

    def get_late(self: Any, name: str) -> Any:
        if name not in _LATE or _WAITING not in self.__dict__:
            raise AttributeError(name)
        set_up(self, self.__dict__.pop(_WAITING))
        return getattr(self, name)

    def deactivate(self: Any) -> None:
        if self.__dict__.pop(_WAITING, None) is None:
            put_away(self)

    layout.reactivate, layout.deactivate = reactivate, deactivate
    layout.__getattr__ = get_late
