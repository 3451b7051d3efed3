"""An ICC profile of a press that there is not: small, free, and good enough to separate by."""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import product


def press_profile(kind: bytes = b"prtr", space: bytes = b"CMYK") -> bytes:
    """Return a CMYK profile by ICC.1:2001-04: black follows lightness, the others hue."""
    tags = {
        b"desc": _description("A press for tests"),
        b"cprt": b"text\0\0\0\0free\0",
        b"wtpt": b"XYZ \0\0\0\0" + _fixed(0.9642, 1.0, 0.8249),
        b"A2B0": _table(4, 3, _lightness),
        b"B2A0": _table(3, 4, _inks),
    }
    at = 128 + 4 + 12 * len(tags)
    directory, body = struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        directory += name + struct.pack(">II", at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    size = at + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02400000, kind, space, b"Lab ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += _fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + directory + body


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(65536 * one)) for one in values)


def _description(text: str) -> bytes:
    words = text.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * 78


def _table(inputs: int, outputs: int, corner: Callable[..., tuple[int, ...]]) -> bytes:
    straight = bytes(range(256))
    head = b"mft1\0\0\0\0" + bytes((inputs, outputs, 2, 0)) + _fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    grid = b"".join(bytes(corner(*one)) for one in product((0, 1), repeat=inputs))
    return head + straight * inputs + grid + straight * outputs


def _lightness(cyan: int, magenta: int, yellow: int, black: int) -> tuple[int, int, int]:
    light = 0 if black else 255 - 60 * (cyan + magenta + yellow)
    return light, 128 + 60 * (magenta - cyan), min(255, 128 + 60 * yellow)


def _inks(light: int, a: int, b: int) -> tuple[int, int, int, int]:
    return 255 * (1 - a) // 2, 255 * a // 2, 255 * b // 2, 255 * (1 - light)
