"""Puts the faces of a book into its file: each once, cut down to the glyphs that are used.

Source: ISO 32000-1, 9.6 to 9.10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Any

from publish.editions.harfbuzz import Part, cut_part
from publish.editions.own_design import DesignError
from publish.editions.pdf.cidfonts import with_box_width, with_glyph_numbers
from publish.editions.pdf.objects import Array, Dictionary, Name, Object, Pdf, String
from publish.editions.pdf.proofs import FontUse

# What a reading program has no use for.
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
_FIXED_PITCH = 1
_MOST_IN_BATCH = 100  # entries of a list in a CMap; source: Adobe Technical Note 5014
_OBLIQUE, _ITALIC = 1, 2


@dataclass(slots=True)
class _Group:
    """Uses of one face that one description in the file serves."""

    first: FontUse
    widths: dict[int, float] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def takes(self, use: FontUse) -> bool:
        """Add a use, if it does not say something else of a glyph."""
        if use.missing or self.first.missing or _face_of(use) != _face_of(self.first):
            return False
        if any(self.widths.get(glyph, width) != width for glyph, width in use.widths):
            return False
        self.widths |= dict(use.widths)
        self.texts = {**dict(use.texts), **self.texts}
        return True


def put_faces(
    book: Pdf, files: Sequence[tuple[Object, Sequence[FontUse]]], face_of: Callable[[str], bytes]
) -> None:
    """Give every file's dictionary of fonts the book's fonts, in place of its stand-ins.

    `files` are in reading order: the same chapters make the same fonts. `face_of` returns the font
    file that has a digest.
    """
    groups: dict[str, list[_Group]] = {}
    homes: list[tuple[Object, str, _Group]] = []
    for fonts, uses in files:
        for use in uses:
            found = groups.setdefault(use.key, [])
            group = next((one for one in found if one.takes(use)), None)
            if group is None:
                group = _Group(use, dict(use.widths), dict(use.texts))
                found.append(group)
            homes.append((fonts, use.key, group))
    glyphs: dict[Any, set[int]] = {}
    everything = [group for found in groups.values() for group in found]
    for group in everything:
        own = set(group.texts) - set(group.first.missing)
        glyphs.setdefault(_face_of(group.first), set()).update(own)
    boxes = _box_widths(everything)
    programs = {
        face: _program(book, face_of(face[0]), face, frozenset(found), boxes.get(face))
        for face, found in glyphs.items()
    }
    made = {id(group): _font(book, group, *programs[_face_of(group.first)]) for group in everything}
    for fonts, key, group in homes:
        fonts[f"/{key}"] = made[id(group)]


def fonts_of(resources: Object) -> Object:
    """Return the dictionary of fonts of a page or a form."""
    if "/Font" not in resources:
        resources.Font = Dictionary()
    return resources.Font


def _face_of(use: FontUse) -> tuple[str, int, tuple[tuple[str, float], ...], int, bool]:
    return use.face, use.index, use.axes, use.style, bool(use.missing)


def _box_widths(groups: Iterable[_Group]) -> dict[Any, float]:
    """Return how wide the box for missing letters is in each face that needs one.

    All uses of a face share its program, and so the box; by size they differ by a unit. The
    numbers of the missing letters lead to the box, and have no widths of their own.
    """
    boxes: dict[Any, float] = {}
    for group in groups:
        missing = group.first.missing
        if missing:
            own = group.widths.pop(missing[0])
            for number in missing[1:]:
                group.widths.pop(number, None)
            group.widths[0] = boxes.setdefault(_face_of(group.first), own)
    return boxes


def _program(
    book: Pdf, data: bytes, face: Any, glyphs: frozenset[int], box: float | None
) -> tuple[Object, bool]:
    """Return a stream with a font program, and whether its outlines are PostScript's."""
    _, index, axes, style, keeps_notdef = face
    cut = cut_face(data, index, axes, style, glyphs, keeps_notdef=keeps_notdef)
    if box is not None:
        cut = with_box_width(cut, box)
    stream = book.make_stream(cut)
    is_postscript = cut[:4] == b"OTTO"
    if is_postscript:
        stream.Subtype = Name.OpenType
    else:
        stream.Length1 = len(cut)
    return stream, is_postscript


@lru_cache(maxsize=64)
def cut_face(
    data: bytes,
    index: int,
    axes: tuple[tuple[str, float], ...],
    style: int,
    glyphs: frozenset[int],
    *,
    keeps_notdef: bool,
) -> bytes:
    """Return a font file with these glyphs of a face only, under their numbers, at its axes.

    `keeps_notdef` keeps the shape of the box that stands for what the face does not have.
    Raises: DesignError if the font is damaged in what its glyphs need.
    """
    chosen = dict(axes)
    part = Part(glyphs, dropped=_DROPPED, keeps_numbers=True, keeps_notdef=keeps_notdef)
    try:
        cut = cut_part(data, index, part, lambda axis: chosen.get(axis.tag, _slope(axis, style)))
    except RuntimeError as error:
        raise DesignError(f"a font cannot be cut down to the glyphs used: {error}") from error
    return with_glyph_numbers(cut)


def _slope(axis: Any, style: int) -> float:
    """Return where an axis stands that nothing was said about."""
    if axis.tag == "ital":
        return float(style == _ITALIC)
    if axis.tag == "slnt" and style == _OBLIQUE:
        return float(axis.max_value or axis.min_value)
    return float(axis.default_value)


def _font(book: Pdf, group: _Group, program: Object, is_postscript: bool) -> Object:
    use, widths = group.first, group.widths
    name = Name(f"/{use.name}")
    is_fixed = len(widths) > 1 and len(set(widths.values())) == 1
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontFamily=String(use.family),
        Flags=use.flags + is_fixed * _FIXED_PITCH,
        FontBBox=Array([0, use.descent, max(widths.values(), default=0), use.ascent]),
        ItalicAngle=use.italic_angle,
        Ascent=use.ascent,
        Descent=use.descent,
        CapHeight=use.ascent,
        StemV=use.stem_v,
        StemH=use.stem_v,
    )
    descriptor["/FontFile3" if is_postscript else "/FontFile2"] = program
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0 if is_postscript else Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=system,
        CIDToGIDMap=Name.Identity,
        W=_widths(widths),
        FontDescriptor=book.make_indirect(descriptor),
    )
    if is_postscript:
        del descendant["/CIDToGIDMap"]
    encoding = _encoding(book, group) if use.missing else Name("/Identity-H")
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=encoding,
        DescendantFonts=Array([book.make_indirect(descendant)]),
        ToUnicode=book.make_stream(_to_unicode(group.texts)),
    )
    return book.make_indirect(font)


def _widths(widths: Mapping[int, float]) -> Array:
    """Return the widths of glyphs, those with numbers in a row in one list each."""
    found: list[Any] = []
    numbered = enumerate(sorted(widths))
    for _, row in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        glyphs = [glyph for _, glyph in row]
        found += [glyphs[0], Array([widths[glyph] for glyph in glyphs])]
    return Array(found)


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be', 'surrogatepass').hex()}>"
        for glyph, text in sorted(texts.items())
    ]
    return _cmap("Adobe-Identity-UCS", "UCS", 2, "bfchar", entries)


def _encoding(book: Pdf, group: _Group) -> Object:
    """Return a CMap in which the numbers of what the face does not have lead to its box."""
    missing = set(group.first.missing)
    entries = [f"<{glyph:04x}> {0 if glyph in missing else glyph}" for glyph in sorted(group.texts)]
    stream = book.make_stream(_cmap("Publish-Missing", "Identity", 1, "cidchar", entries))
    stream.Type = Name.CMap
    stream.CMapName = Name("/Publish-Missing")
    stream.CIDSystemInfo = Dictionary(
        Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
    )
    return stream


def _cmap(name: str, ordering: str, kind: int, operator: str, entries: Sequence[str]) -> bytes:
    """Return a CMap for codes of two bytes. Source: Adobe Technical Note 5014."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        f"/CMapType {kind} def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
        *_batches(entries, operator),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines).encode()


def _batches(entries: Sequence[str], operator: str) -> Iterable[str]:
    for start in range(0, len(entries), _MOST_IN_BATCH):
        batch = entries[start : start + _MOST_IN_BATCH]
        yield f"{len(batch)} begin{operator}"
        yield from batch
        yield f"end{operator}"
