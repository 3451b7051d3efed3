"""The only door to HarfBuzz's own Python binding: a part of a font file.

It cuts a variable font in some hundredths of a second, where fontTools takes more than one.
Sources: OpenType 1.9.1; HarfBuzz's manual, "hb-subset".
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import uharfbuzz

HARFBUZZ = f"{uharfbuzz.__version__} {uharfbuzz.version_string()}"
_FLAGS = uharfbuzz.SubsetFlags


@dataclass(frozen=True, slots=True)
class Part:
    """What is wanted of a face: glyphs by their numbers, characters, and what belongs to both.

    With `keeps_numbers` glyphs have the numbers that they had, and tables that HarfBuzz does not
    know stay. Without `features` and `names`, those that HarfBuzz takes to be needed are kept.
    `keeps_notdef` keeps the shape of the box that stands for what the face does not have.
    """

    glyphs: Collection[int] = ()
    characters: Collection[int] = ()
    features: Collection[str] | None = None
    names: Collection[int] | None = None
    dropped: Collection[str] = ()  # tables
    keeps_numbers: bool = False
    keeps_notdef: bool = False


def characters_of(data: bytes, index: int = 0) -> frozenset[int]:
    """Return the code points that a font has glyphs for; none of what is no font."""
    return frozenset(uharfbuzz.Face(uharfbuzz.Blob(data), index).unicodes)


def cut_part(data: bytes, index: int, part: Part, place_on: Callable[[Any], float]) -> bytes:
    """Return a font file with a part of a face, without hints, at one place on all of its axes.

    `place_on` tells for an axis, with its `tag` and its `min_value`, `default_value` and
    `max_value`, where that is. The same input gives the same bytes.

    Raises: RuntimeError if the font is damaged in what the part needs.
    """
    face = uharfbuzz.Face(uharfbuzz.Blob(data), index)
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(part.glyphs)
    wanted.unicode_set.update(part.characters)
    wanted.drop_table_tag_set.update(map(_number, part.dropped))
    if part.features is not None:
        wanted.layout_feature_tag_set.clear()
        wanted.layout_feature_tag_set.update(map(_number, part.features))
    if part.names is not None:
        wanted.name_id_set.clear()
        wanted.name_id_set.update(part.names)
    flags = _FLAGS.DESUBROUTINIZE | _FLAGS.NO_HINTING
    if part.keeps_numbers:
        flags |= _FLAGS.RETAIN_GIDS | _FLAGS.PASSTHROUGH_UNRECOGNIZED
    if part.keeps_notdef:
        flags |= _FLAGS.NOTDEF_OUTLINE
    wanted.flags = flags
    for axis in face.axis_infos:
        place = min(max(place_on(axis), axis.min_value), axis.max_value)
        wanted.pin_axis_location(face, axis.tag, place)
    return bytes(wanted.subset(face).blob.data)


def _number(tag: str) -> int:
    """Return a tag as the number that HarfBuzz takes it for."""
    return int.from_bytes(tag.encode(), "big")
