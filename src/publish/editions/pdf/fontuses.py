"""Keeps fonts out of the files of single chapters, and tells what these use of them.

A chapter's file would else have its own part of every face: cutting a variable font takes a third
of a second, and what a press or a reading program gets would hold each face once a chapter. The
faces are put into the finished book instead, see `faces`. Fonts of the engine are looked at, not
imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from publish.editions.pdf.proofs import FontUse


class FontUses:
    """Stands in for `build_fonts_dictionary` of WeasyPrint; `found` is what the last file uses."""

    def __init__(self, build: Callable[..., Any], dictionary: Callable[[Any], Any]) -> None:
        self._build = build
        self._dictionary = dictionary
        self._digests: list[tuple[bytes, str]] = []
        self.found: tuple[FontUse, ...] = ()
        self.faces: dict[str, bytes] = {}  # font files not yet told, by their digests

    def build_fonts_dictionary(self, pdf: Any, fonts: Mapping[Any, Any], *options: Any) -> Any:
        """Return the fonts of a file: whole only those that cannot be put in later."""
        whole = {key: font for key, font in fonts.items() if not _can_wait(font)}
        made = self._build(pdf, whole, *options)
        waiting: dict[str, list[Any]] = {}
        for font in fonts.values():
            if _can_wait(font):
                waiting.setdefault(font.hash, []).append(font)
        for key, same in waiting.items():
            name = same[0].name
            stand_in = self._dictionary({"Type": "/Font", "Subtype": "/Type0", "BaseFont": name})
            pdf.add_object(stand_in)
            made[key] = stand_in.reference
        self.found = tuple(self._use(same) for same in waiting.values())
        return made

    def take_faces(self) -> dict[str, bytes]:
        """Return the font files that were found since the last call."""
        faces, self.faces = self.faces, {}
        return faces

    def _use(self, same: list[Any]) -> FontUse:
        font = same[0]
        axes = {"wght": float(font.weight), "opsz": float(font.font_size), **font.variations}
        return FontUse(
            key=font.hash,
            name=font.name.decode("utf-8", "replace").removeprefix("/"),
            family=font.family,
            face=self._face(font.file_content),
            index=font.index,
            axes=tuple(sorted((name, float(value)) for name, value in axes.items())),
            style=int(font.style),
            flags=font.flags,
            ascent=font.ascent,
            descent=font.descent,
            italic_angle=font.italic_angle,
            stem_v=font.stemv,
            widths=_joined(one.widths for one in same),
            texts=_joined(one.to_unicode for one in same),
            missing=tuple(sorted({number for one in same for number in one.missing.values()})),
        )

    def _face(self, data: bytes) -> str:
        """Return the digest of a font file; each file that is drawn has its own copy of it."""
        for known, digest in self._digests:
            if known == data:
                return digest
        digest = sha256(data).hexdigest()
        self._digests.append((data, digest))
        self.faces[digest] = data
        return digest


def _can_wait(font: Any) -> bool:
    """Tell whether a font is of outlines only, and all of it is known from the pages."""
    is_picture = font.bitmap or font.png or font.svg or font.colr
    return not (is_picture or font.used_in_forms or "CFF2" in font.tables or not font.to_unicode)


def _joined(tables: Iterable[Mapping[int, Any]]) -> tuple[tuple[int, Any], ...]:
    joined: dict[int, Any] = {}
    for table in tables:
        joined = {**table, **joined}
    return tuple(sorted(joined.items()))
