"""Gives the glyphs of CID-keyed fonts the numbers by which the pages call them.

Most Chinese, Japanese and Korean fonts are of this kind: PostScript outlines, each with a number
of its own, its CID. WeasyPrint 70 writes the place of a glyph in the font where a page must name
its CID, so that a reading program that keeps to the standard shows another character or none.
Here the list of CIDs in the font is written anew, so that both numbers are the same.
Source: ISO 32000-1, 9.7.4.2; Adobe Technical Note 5176, 4 to 13.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

_CHARSET, _CHAR_STRINGS, _ROS = (15,), (17,), (12, 30)  # operators of a top DICT
_ESCAPE, _SHORT, _LONG, _REAL = 12, 28, 29, 30
_LAST_OPERATOR = 21
_END_OF_REAL = 0xF


def mend_cids(clean: Callable[..., None]) -> Callable[..., None]:
    """Return WeasyPrint's `Font.clean`, which then leaves a font whose CIDs are glyph numbers."""

    def clean_and_number(font: Any, *arguments: Any) -> None:
        clean(font, *arguments)
        font.file_content = with_glyph_numbers(font.file_content)

    return clean_and_number


def with_glyph_numbers(font: bytes) -> bytes:
    """Return an OpenType font whose CIDs are the numbers of its glyphs.

    Any font that is not keyed by CIDs is returned as it is.
    """
    found = _table(font, b"CFF ") if font[:4] == b"OTTO" else None
    if found is None:
        return font
    record, start, length = found
    table = bytearray(font[start : start + length])
    operators = dict(_operators(_top_dict(bytes(table))))
    if _ROS not in operators:
        return font
    (place,), (glyphs,) = operators[_CHARSET], operators[_CHAR_STRINGS]
    charset = _identity(int.from_bytes(table[glyphs : glyphs + 2], "big"))
    table[place : place + len(charset)] = charset
    made = bytearray(font)
    made[start : start + length] = table
    made[record + 4 : record + 8] = _checksum(bytes(table))
    return bytes(made)


def with_box_width(font: bytes, width: float) -> bytes:
    """Return an OpenType font whose first glyph, the box for what it lacks, is so wide.

    `width` is in thousandths of the type size. Pango 1.50 makes room for such a box by the usual
    width of the font's letters, whatever the font says of its own box. Where all glyphs have one
    width in common, that is the usual width too, and the font is returned as it is.
    Source: OpenType 1.9.1, `head` (unitsPerEm), `hhea` (numberOfHMetrics) and `hmtx`.
    """
    head, header, metrics = (_table(font, tag) for tag in (b"head", b"hhea", b"hmtx"))
    if head is None or header is None or metrics is None:
        return font
    if int.from_bytes(font[header[1] + 34 : header[1] + 36], "big") == 1:
        return font
    (per_em,) = struct.unpack_from(">H", font, head[1] + 18)
    record, start, length = metrics
    table = round(width * per_em / 1000).to_bytes(2, "big") + font[start + 2 : start + length]
    made = bytearray(font)
    made[start : start + length] = table
    made[record + 4 : record + 8] = _checksum(table)
    return bytes(made)


def _table(font: bytes, tag: bytes) -> tuple[int, int, int] | None:
    """Return where the record of a table stands, and where the table begins and how long it is."""
    (count,) = struct.unpack_from(">H", font, 4)
    for record in range(12, 12 + 16 * count, 16):
        if font[record : record + 4] == tag:
            start, length = struct.unpack_from(">II", font, record + 8)
            return record, start, length
    return None


def _checksum(table: bytes) -> bytes:
    padded = table + b"\0" * (-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return (sum(words) & 0xFFFFFFFF).to_bytes(4, "big")


def _identity(glyph_count: int) -> bytes:
    """Return a charset in which each glyph has its own number. It is never longer than another.

    The first glyph, `.notdef`, is not listed. Source: Technical Note 5176, 13.
    """
    if glyph_count <= 2:
        return b"\0\0\1"
    rest = glyph_count - 2
    return (
        b"\1\0\1" + rest.to_bytes(1, "big") if rest < 256 else b"\2\0\1" + rest.to_bytes(2, "big")
    )


def _top_dict(table: bytes) -> bytes:
    """Return the DICT that describes the font: the second INDEX of the table holds it."""
    _, after_names = _index(table, table[2])
    (begin, end), _ = _index(table, after_names)
    return bytes(table[begin:end])


def _index(table: bytes, at: int) -> tuple[tuple[int, int], int]:
    """Return where the first item of an INDEX lies, and where the INDEX ends."""
    count, size = int.from_bytes(table[at : at + 2], "big"), table[at + 2]
    offsets = [
        int.from_bytes(table[at + 3 + n * size : at + 3 + (n + 1) * size], "big")
        for n in range(count + 1)
    ]
    base = at + 2 + (count + 1) * size
    return (base + offsets[0], base + offsets[1]), base + offsets[-1]


def _operators(data: bytes) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """Yield the operators of a DICT with their operands. Source: Technical Note 5176, 4."""
    operands: list[int] = []
    at = 0
    while at < len(data):
        first = data[at]
        if first <= _LAST_OPERATOR:
            size = 2 if first == _ESCAPE else 1
            yield tuple(data[at : at + size]), operands
            operands = []
        else:
            value, size = _operand(data, at)
            operands.append(value)
        at += size


def _operand(data: bytes, at: int) -> tuple[int, int]:
    """Return an operand and how many bytes it takes; a real number is 0 here."""
    first = data[at]
    if first in (_SHORT, _LONG):
        size = 2 if first == _SHORT else 4
        return int.from_bytes(data[at + 1 : at + 1 + size], "big", signed=True), size + 1
    if first == _REAL:
        size = 1
        while _END_OF_REAL not in (data[at + size] >> 4, data[at + size] & 0xF):
            size += 1
        return 0, size + 1
    if first <= 246:
        return first - 139, 1
    second = data[at + 1]
    if first <= 250:
        return (first - 247) * 256 + second + 108, 2
    return -(first - 251) * 256 - second - 108, 2
