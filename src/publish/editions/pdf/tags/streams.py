"""Changes what the engine wrote for a page: what is no text of the book becomes an artifact.

A stream of WeasyPrint is a list of operators and operands; `/Span`, a dictionary with a number
and `BDC` open what that number names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from publish.editions.pdf.tags.gaps import SPACE

_LAST_GLYPH = re.compile(rb"\[(.*<[0-9a-f]*)([0-9a-f]{4})>([-0-9. ]*)\] TJ", re.DOTALL)

# Source: ISO 32000-1, 14.8.2.2.2, table 330; ISO 14289-1, 7.8.
_PAGINATION = {
    "Header": b"<</Type/Pagination/Subtype/Header>>",
    "Footer": b"<</Type/Pagination/Subtype/Footer>>",
    "repeated head": b"<</Type/Pagination>>",
}


def make_artifacts(stream: Any, artifacts: Mapping[int, str]) -> None:
    """Make artifacts of marked contents: their numbers, and what kind of decoration each is."""
    operators = stream.stream
    for at, operator in enumerate(operators):
        if operator != b"BDC" or not isinstance(operators[at - 1], dict):
            continue
        kind = artifacts.get(operators[at - 1].get("MCID", -1))
        if kind is None:
            continue
        operators[at - 2] = "/Artifact"
        properties = _PAGINATION.get(kind, b"")
        operators[at - 1 : at + 1] = [properties, b"BDC"] if properties else [b"", b"BMC"]


def write_line_ends(draw_text: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's `draw_text`, which then writes spaces too, and what ends a line.

    `ends_with` of a text box says what its line ends with, as `gaps` finds it.
    """

    def draw(stream: Any, box: Any, *arguments: Any) -> None:
        text = box.text
        is_space = SPACE in text and not text.strip()
        if is_space:
            box.text = "x"  # boxes of nothing but spaces are passed over
        try:
            draw_text(stream, box, *arguments)
        finally:
            box.text = text
        end = getattr(box, "ends_with", "")
        if end and stream.stream and stream.stream[-1] == b"ET":
            (_write_space if end == SPACE else _soften_hyphen)(stream)

    return draw


def _write_space(stream: Any) -> None:
    """Write a space behind the last word, in its font if that has been used for spaces before."""
    fonts = sorted(stream._fonts.values(), key=lambda font: font.hash != stream._old_font[0])
    for font in fonts:
        glyph = next((key for key, text in font.to_unicode.items() if text == SPACE), None)
        if glyph is not None and not font.bitmap:
            stream.begin_text()
            stream.set_font_size(font.hash, stream._old_font[1])
            stream.show_text(f"<{glyph:04x}>")
            stream.end_text()
            return


def _soften_hyphen(stream: Any) -> None:
    """Say of the last character that it stands for a soft hyphen."""
    found = _LAST_GLYPH.fullmatch(stream.stream[-2])
    if not found:
        return
    word, hyphen, rest = found.groups()
    stream.stream[-2:-1] = [
        b"[" + word + b">] TJ",
        b"/Span",
        b"<</ActualText<FEFF00AD>>>",
        b"BDC",
        b"[<" + hyphen + b">" + rest + b"] TJ",
        b"EMC",
    ]
