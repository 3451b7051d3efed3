"""Measures text for those who choose line ends: words, whole lines, places to divide words.

What was measured is kept for all text that looks the same, since chapters are laid out several
times, and the notes of a page again with each that joins them. WeasyPrint's modules are handed in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import ModuleType
from typing import Any, NamedTuple

from publish.editions.pdf.styletwins import twin_of

_SLACK_PX = 0.01  # rounding of the engine
_KEPT, _KEPT_LOOK = "kept_face", "kept_look"
_MOST_LINES = 20_000  # that are kept for a face: those of some hundred pages
_BESIDES_FONT = (
    "font_kerning",
    "letter_spacing",
    "word_spacing",
    "direction",
    "overflow_wrap",
    "text_decoration_line",
)


class SetLine(NamedTuple):
    """A line as Pango sets it: `length` in bytes, sizes in pixels."""

    direction: int
    length: int
    width: float
    height: float
    baseline: float


@dataclass(slots=True)
class Face:
    """All styles that look the same. `is_plain` tells that a layout serves one text after another.

    Else spacing is an attribute of the text that was set in it, and stays when that goes.
    """

    layout: Any
    is_plain: bool
    widths: dict[str, float] = field(default_factory=dict)
    lines: dict[str, SetLine] = field(default_factory=dict)
    shapes: Any = None  # what `shaping` knows of it


class Typesetter:
    """Answers what `paragraphs` asks, from WeasyPrint's modules and Pyphen."""

    def __init__(self, line_break: ModuleType, preferred: ModuleType, pyphen: ModuleType) -> None:
        self._line_break: Any = line_break
        self._preferred: Any = preferred
        self._pyphen: Any = pyphen
        self._faces: dict[str, Face] = {}
        self._dictionaries: dict[tuple[str, int, int], Any] = {}
        self.context: Any = None  # WeasyPrint's, of the chapter that is being laid out

    def width(self, text: str, style: Any) -> float:
        """Return the width of some text without a line break, in pixels."""
        face = self.face(style)
        width = face.widths.get(text)
        if width is None:
            face.layout.set_text(text)
            line, _ = face.layout.get_first_line()
            width = face.widths[text] = self._line_break.line_size(line, style)[0]
        return width

    def line(self, text: str, style: Any) -> SetLine | None:
        """Return what is to be known of a text set in one line; None if that is not so simple."""
        face = self.face(style)
        if not face.is_plain or "\n" in text or "\t" in text:
            return None
        known = face.lines.get(text)
        if known is None:
            layout = face.layout
            layout.set_text(text)
            line, _ = layout.get_first_line()
            width, height = self._line_break.line_size(line, style)
            baseline = self._line_break.pango.pango_layout_get_baseline(layout.layout)
            baseline *= self._line_break.FROM_UNITS
            known = SetLine(layout.first_line_direction, line.length, width, height, baseline)
            if len(face.lines) >= _MOST_LINES:
                face.lines.clear()
            face.lines[text] = known
        return known

    def bare_layout(
        self, text: str, direction: int, spacing: float, *, is_active: bool = False
    ) -> Any:
        """Return a layout of WeasyPrint's as it is when it was put away.

        It is set up again when it is drawn. An active one can be put away once more.
        """
        layout = self._line_break.Layout.__new__(self._line_break.Layout)
        layout.text, layout.max_width = text, None
        layout.first_line_direction, layout.justification_spacing = direction, spacing
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        if is_active:
            layout.layout = layout.language = layout.style = None
        return layout

    def face(self, style: Any) -> Face:
        """Return a layout and what is known, for all styles that look the same."""
        face: Face | None = style.__dict__.get(_KEPT)
        if face is None:
            key = self.look(style)
            face = self._faces.get(key)
            if face is None:
                plain = ("normal", 0), (0,), ("normal",), ("none",)
                names = "letter_spacing", "word_spacing", "overflow_wrap", "text_decoration_line"
                is_plain = all(
                    style[name] in values for name, values in zip(names, plain, strict=True)
                )
                face = self._faces[key] = Face(self._line_break.Layout(style), is_plain)
            style.__dict__[_KEPT] = face
        return face

    def look(self, style: Any) -> str:
        """Return what is the same for all styles in which a text has the same width."""
        twin = twin_of(style)
        known: str | None = twin.__dict__.get(_KEPT_LOOK)
        if known is None:
            key: str = self._line_break._font_style_cache_key(twin, include_size=True)
            known = key + str([twin[name] for name in _BESIDES_FONT])
            twin.__dict__[_KEPT_LOOK] = known
        return known

    def box_width(self, box: Any) -> float:
        """Return the width of something that stands in a line like a word, in pixels."""
        width: float = self._preferred.max_content_width(self.context, box, outer=True)
        return width

    def natural_width(self, line: Any) -> float:
        """Return the width of a paragraph that is broken only where it must be, in pixels."""
        width: float = self._preferred.inline_max_content_width(self.context, line)
        return width - _SLACK_PX

    def openings(self, text: str, lang: str) -> list[int]:
        """Return before which characters a line may begin. Source: Unicode, UAX 14."""
        found = self._line_break.get_log_attrs(text, lang)
        return [at for at in range(1, len(text)) if found[at].is_line_break]

    def syllables(self, word: str, style: Any) -> list[int]:
        """Return where a word may be divided, without divisions that change its letters."""
        total, left, right = style["hyphenate_limit_chars"]
        lang = style["lang"] and self._pyphen.language_fallback(style["lang"])
        if not lang or len(word) < total or word.isupper():
            return []
        key = (lang, left, right)
        if key not in self._dictionaries:
            self._dictionaries[key] = self._pyphen.Pyphen(lang=lang, left=left, right=right)
        places = self._dictionaries[key].positions(word)
        return [int(place) for place in places if not getattr(place, "data", None)]
