"""What findings are about, in words: the first part of a code stands for its area."""

from __future__ import annotations

from collections.abc import Mapping

_AREAS: Mapping[str, tuple[str, ...]] = {
    "Citations": ("cite", "refs", "style"),
    "Bibliography": ("bib",),
    "Structure": ("chapter", "heading", "section", "id", "glossary", "edition", "math"),
    "Notes": ("note",),
    "Links and references": ("crossref", "link"),
    "Pictures and figures": ("image", "figure", "description"),
    "Typography": ("typography", "font", "quote"),
    "Markup": ("markup", "code"),
    "Settings": ("settings", "project", "check"),
    "Design": ("design",),
    "Print edition": ("pdf", "print"),
    "EPUB": ("epub",),
    "Word file": ("docx", "submission", "return"),
    "Files": ("manuscript", "file", "output", "program", "publish"),
}
_BY_PREFIX = {prefix: area for area, prefixes in _AREAS.items() for prefix in prefixes}


def area_of(code: str) -> str:
    """Return the area of a code; of a code that no area has, its first part with a capital."""
    prefix = code.partition("-")[0]
    return _BY_PREFIX.get(prefix, prefix.capitalize())
