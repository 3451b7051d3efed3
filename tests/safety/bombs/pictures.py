"""Pictures that say they are larger than memory, or never end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from . import CHAPTER, Bomb, Content


def png(width: int, height: int, rows: int = 1) -> bytes:
    """Return a small PNG that says it is this large; what it holds are zeros. Source: PNG, 5.3."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(bytes((1 + (width + 7) // 8) * rows), 1)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_png(megabytes: int) -> bytes:
    """Return a PNG of one pixel with a packed text of many zeros in it (zTXt)."""
    whole = png(1, 1)
    text = b"a\x00\x00" + zlib.compress(bytes(megabytes << 20), 1)
    checked = b"zTXt" + text
    chunk = struct.pack(">I", len(text)) + checked + struct.pack(">I", zlib.crc32(checked))
    return whole[:33] + chunk + whole[33:]


def gif(frames: int, side: int) -> bytes:
    """Return an animation; every frame is an empty picture. Source: GIF89a."""
    head = b"GIF89a" + struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b";"


def picture(
    name: str, data: Callable[[], bytes], command: tuple[str, ...] = ("build",), **more: object
) -> Bomb:
    files: dict[str, Content] = {
        CHAPTER: f"# One\n\n![x]({name}){{alt=y}}\n",
        f"manuscript/{name}": data,
    }
    return Bomb(files, command, **more)  # type: ignore[arg-type]


PICTURES = {
    "png-wide": picture("a.png", lambda: png(50_000, 50_000), told="image-too-large"),
    "png-whole": picture("a.png", lambda: png(50_000, 50_000, 50_000), told="image-too-large"),
    "png-at-the-limit": picture("a.png", lambda: png(10_000, 10_000, 10_000), ("build", "pdf")),
    "png-line": picture("a.png", lambda: png(100_000_000, 1)),
    "png-text": picture("a.png", lambda: text_png(600), ends=(0, 1), megabytes=500),
    "gif-frames": picture("a.gif", lambda: gif(20_000, 1)),
    "gif-large-frames": picture("a.gif", lambda: gif(5_000, 9_000), ends=(0, 1)),
    "jpeg-says-large": picture(
        "a.jpg",
        lambda: (
            b"\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
        ),
        ends=(1,),
    ),
    "cover-large": Bomb(
        {"manuscript/c.png": lambda: png(10_000, 10_000, 10_000)},
        ("build", "epub"),
        settings="title: T\nauthor: A\ncover-image: c.png\ncover-image-alt: x\n"
        "epub: {page-list: false}\n",
    ),
}
