"""Ways to damage a file: single bytes, whole pieces, and what is known to hurt programs."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

_SOME = 40  # the longest piece that is moved about, in bytes
_MANY = 3_000  # how often a piece is said again to nest or to fill
_LETTERS = (
    "\u2028",
    "\u202e",
    "\ufffe",
    "\U0010ffff",
    "\ufffc",
    "e\u0301" * 50,
    "İ",
    "ß",
    "\u0085",
)
NASTY = (
    *(
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"\r",
        b"\t",
        b"\x0b",
        b"\x1b",
    ),
    *(letter.encode() for letter in _LETTERS),
    *(b"-1", b"0", b"99999999999999999999", b"1e999", b"nan", b"\\", b"'", b'"', b"<", b"&", b"%s"),
)


def mutated(data: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a file after one to four changes; `words` mean something in files of its kind."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(_CHANGES)(data, words, chance)
    return data


def mutated_archive(data: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    """Return a ZIP archive with one part damaged, missing or doubled, or with damaged bytes."""
    if chance.random() < 0.2:
        return mutated(data, words, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    place = chance.randrange(len(parts))
    name, content = parts[place]
    kind = chance.randrange(10)
    if kind == 0:
        del parts[place]
    elif kind == 1:
        parts.append(
            (chance.choice(("../../outside.txt", "/etc/x", name, "a\\b", "x/" * 60)), b"x")
        )
    elif kind == 2:
        parts[place] = (name, b"\0" * 3_000_000)  # small in the archive
    elif kind == 3:
        parts[place] = (name, b"")
    else:
        parts[place] = (name, mutated(content, words, chance))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def _flip(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    if not data:
        return b"\0"
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 8))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without_piece(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(1, _SOME) :]


def _with_piece_twice(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, place = chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randrange(1, 10 * _SOME)]
    return data[:place] + piece + data[place:]


def _with_word(data: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    word = chance.choice((*words, *words, *NASTY))
    return data[:place] + word + data[place + chance.choice((0, 0, len(word))) :]


def _with_word_often(data: bytes, words: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    times = chance.choice((3, 60, 600, _MANY))
    return data[:place] + chance.choice((*words, *NASTY)) * times + data[place:]


def _line_often(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    place = chance.randrange(len(lines))
    return b"\n".join([*lines[:place], *lines[place : place + 1] * 20, *lines[place:]])


def _lines_moved(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


Change = Callable[[bytes, Sequence[bytes], random.Random], bytes]
_CHANGES: tuple[Change, ...] = (
    *(_flip, _cut, _without_piece, _with_piece_twice, _with_word, _with_word, _with_word_often),
    *(_line_often, _lines_moved),
)
