"""Chooses the fonts that go into an EPUB, and cuts them down.

A family that the stylesheet names goes in where a file of the design has it, its licence allows
it, and some character of the book is shown in it; each face (upright, italic, bold) by itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publish.caching import Cache, code_mark, key_of
from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.epub.fonts.cascade import Cascade, Look, read_cascade
from publish.editions.epub.fonts.fontfile import CUTTERS, FontFile, cut, read_font
from publish.editions.epub.names import slug, unique
from publish.editions.epub.package import Resource
from publish.editions.markup import Element

_TYPES = {".ttf": "font/ttf", ".otf": "font/otf"}
# What reading systems write themselves: numbers and letters of lists, hyphens, bullets.
_ALWAYS = frozenset((*range(0x20, 0x7F), 0xA0, 0x2010, 0x2022))
_NO_GLYPH = frozenset(("Cc", "Zl", "Zp"))


@dataclass(frozen=True, slots=True)
class Embedded:
    """Font files, the rules that name them, and what may not be embedded."""

    resources: tuple[Resource, ...] = ()
    css: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Face:
    """A font file in one weight, and what is shown in it."""

    font: FontFile
    family: str  # as the stylesheet names it
    weight: int
    characters: set[int] = field(default_factory=set)
    has_small_capitals: bool = False


def embedded_fonts(
    pages: Iterable[Element], css: str, folders: Iterable[Path], project: Path
) -> Embedded:
    """Return the fonts that finished pages need under a stylesheet.

    `folders` hold the design's fonts; the cut fonts are kept in the project's cache.
    """
    cascade = read_cascade(css)
    chooser = _Chooser(_families(folders))
    for look, characters in _shown(cascade, pages).items():
        chooser.show(look, characters)
    faces = sorted(
        chooser.faces.values(), key=lambda one: (one.family, one.weight, one.font.is_italic)
    )
    taken: set[str] = set()
    made = [(one, _resource(one, taken, project)) for one in faces]
    return Embedded(
        tuple(resource for _, resource in made),
        "".join(_rule(face, resource.name) for face, resource in made),
        tuple(_refusal(font, project) for font in chooser.refused),
    )


def _families(folders: Iterable[Path]) -> dict[str, list[FontFile]]:
    """Return the design's fonts by family; where two folders have one, the first counts."""
    families: dict[str, list[FontFile]] = {}
    for folder in folders:
        found: dict[str, list[FontFile]] = {}
        for path in sorted(folder.iterdir()):
            font = read_font(path) if path.suffix.lower() in _TYPES else None
            if font:
                found.setdefault(font.family, []).append(font)
        families = {**found, **families}
    return families


def _shown(cascade: Cascade, pages: Iterable[Element]) -> dict[Look, set[int]]:
    """Return the characters that pages show in each look."""
    said: dict[Look, set[str]] = {}
    for page in pages:
        for look, text in cascade.looks(page):
            if text and look.families:
                said.setdefault(look, set()).update(text)
                if look.is_transformed:
                    said[look].update(text.upper() + text.lower())
    shown = {look: set(map(ord, characters)) for look, characters in said.items()}
    for look, characters in shown.items():
        if not (look.is_italic or look.is_bold):
            characters |= _ALWAYS | set(map(ord, cascade.generated))
    return shown


@dataclass(slots=True)
class _Chooser:
    families: Mapping[str, Sequence[FontFile]]
    faces: dict[tuple[Path, int], _Face] = field(default_factory=dict)
    refused: dict[FontFile, None] = field(default_factory=dict)

    def show(self, look: Look, characters: Iterable[int]) -> None:
        """Give each character to the first family that has it, as a reading system does."""
        candidates = list(self._candidates(look))
        for code in sorted(characters):
            category = unicodedata.category(chr(code))
            if category in _NO_GLYPH:
                continue
            having = [face for face in candidates if code in face.font.characters]
            # A mark is taken from the face of its letter, whichever that is.
            for face in having if category.startswith("M") or category == "Cf" else having[:1]:
                self.faces.setdefault((face.font.path, face.weight), face)
                face.characters.add(code)
                face.has_small_capitals |= look.has_small_capitals

    def _candidates(self, look: Look) -> Iterator[_Face]:
        for family in look.families:
            files = self.families.get(family.lower(), ())
            allowed = [one for one in files if one.may_be_embedded]
            self.refused.update(dict.fromkeys(one for one in files if not one.may_be_embedded))
            if allowed:
                font = min(allowed, key=lambda one: _distance(one, look))
                weight = font.weight(look.is_bold)
                face = self.faces.get((font.path, weight))
                yield face or _Face(font, family, weight)


def _distance(font: FontFile, look: Look) -> tuple[bool, int]:
    """Return how far a face is from the one that is wanted: slope first, then weight."""
    wanted = 700 if look.is_bold else 400
    return font.is_italic != look.is_italic, abs(font.weight(look.is_bold) - wanted)


def _resource(face: _Face, taken: set[str], project: Path) -> Resource:
    style = ("-bold" if face.weight > 500 else "") + ("-italic" if face.font.is_italic else "")
    suffix = face.font.path.suffix.lower()
    name = unique(f"fonts/{slug(face.family) or 'face'}{style}", taken, suffix)
    identifier = f"font-{slug(name.removeprefix('fonts/'))}"
    return Resource(identifier, name, _TYPES[suffix], _cut_once(face, project))


def _cut_once(face: _Face, project: Path) -> bytes:
    """Return the font, cut. The result is kept."""
    data = face.font.path.read_bytes()
    if not face.font.may_be_cut:
        return data
    wanted = f"{CUTTERS} {face.weight} {face.has_small_capitals} {sorted(face.characters)}"
    return Cache(project).once(
        "font",
        key_of(code_mark(), wanted, data),
        (),
        lambda: cut(data, face.weight, face.characters, face.has_small_capitals),
    )


def _rule(face: _Face, name: str) -> str:
    style = "italic" if face.font.is_italic else "normal"
    weight = 700 if face.weight > 500 else 400
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f"  font-style: {style};\n"
        f"  font-weight: {weight};\n"
        f"  src: url({name});\n"
        "}\n"
    )


def _refusal(font: FontFile, project: Path) -> Diagnostic:
    path = font.path
    is_own = path.is_relative_to(project)
    shown = path.relative_to(project).as_posix() if is_own else path.name
    return Diagnostic(
        "epub-font-licence",
        f"the licence of {shown} does not let it be embedded, so the EPUB goes without it",
        Place(shown) if is_own else None,
        "take a font under the SIL Open Font License, or write 'epub: {fonts: false}'",
        Severity.WARNING,
    )
