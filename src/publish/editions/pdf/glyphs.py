"""Tells which characters no font of the design has, where they were written, and what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.design import CJK_PACKAGE
from publish.editions.pdf.proofs import Message
from publish.model.document import Document

_NO_GLYPH = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]{4,6})\)$", re.DOTALL)
_CJK = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "IDEOGRAPHIC")
_MOST_NAMED = 8
_CJK_HINTS = {
    False: "pip install 'publish[cjk]', or put a font that has them into styles/fonts/",
    # Its face is one for Japan: simplified Chinese and Korean letters are not in it.
    True: "put a font for this language into styles/fonts/, such as Noto Serif SC, TC or KR",
}


def missing_character(message: Message) -> str:
    """Return the character that a message of the engine says no font has, or ""."""
    found = _NO_GLYPH.match(message.text)
    return chr(int(found[1], 16)) if found else ""


def about_glyphs(document: Document, characters: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each file in which characters without a glyph were written."""
    waiting = sorted(set(characters))
    found: set[str] = set()
    for path in dict.fromkeys(one.place.path for one in document.chapters if one.place):
        source = document.folder / path
        text = source.read_text(encoding="utf-8-sig") if source.is_file() else ""
        here = [one for one in waiting if one in text]
        found.update(here)
        if here:
            yield _finding(here, _first_place(text, here, path))
    if rest := [one for one in waiting if one not in found]:
        yield _finding(rest, None)


def _first_place(text: str, characters: list[str], path: str) -> Place:
    start = min(text.index(one) for one in characters)
    line_start = text.rfind("\n", 0, start) + 1
    return Place(Path(path).as_posix(), text.count("\n", 0, start) + 1, start - line_start + 1)


def _finding(characters: list[str], place: Place | None) -> Diagnostic:
    named = [f'"{one}" (U+{ord(one):04X})' for one in characters[:_MOST_NAMED]]
    more = f" and {len(characters) - _MOST_NAMED} more" if len(characters) > _MOST_NAMED else ""
    message = f"no font of the design has {', '.join(named)}{more}: empty boxes are printed"
    hint = "put a font that has them into styles/fonts/, or write other characters"
    if any(unicodedata.name(one, "").startswith(_CJK) for one in characters):
        hint = _CJK_HINTS[find_spec(CJK_PACKAGE) is not None]
    return Diagnostic("pdf-glyph-missing", message, place, hint, Severity.WARNING)
