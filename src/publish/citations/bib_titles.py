"""Titles of a bibliography: put together from their parts, shortened, and their capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.citations.tex import rich_text

_TAG = re.compile(r"(<[^<>]*>)")


def whole_title(values: Mapping[str, str], stem: str, *, lowers: bool = False) -> str:
    """Return title, subtitle and addition of one of biblatex's titles: `stem` is "main", "book"...

    With `lowers`, capitals outside braces go, as BibTeX does it.
    Source: biblatex 3.20 manual, 2.2.2.
    """
    title = _part(values, _BASE.get(stem, f"{stem}title"), lowers)
    subtitle = _part(values, f"{stem}subtitle", lowers)
    addition = _part(values, f"{stem}titleaddon", False)
    if title and subtitle:
        title = f"{title} {subtitle}" if title[-1] in ":?!" else f"{title}: {subtitle}"
    title = title or subtitle
    if title and addition:
        needs_stop = title[-1] not in ".?!" and addition[0] not in "[("
        title = f"{title}. {addition}" if needs_stop else f"{title} {addition}"
    return title or addition


_BASE = {"journal": "journaltitle"}


def _part(values: Mapping[str, str], name: str, lowers: bool) -> str:
    value = values.get(name, "")
    if not value:
        return ""
    text = rich_text(value, marks_case=True)
    return lowered(text) if lowers else text


def before_colon(title: str) -> str:
    """Return a title without what follows its colon, "" if there is no such part."""
    head, colon, _ = title.partition(": ")
    is_whole = all(head.count(f"<{tag}") == head.count(f"</{tag}") for tag in ("i", "b", "s"))
    return head.rstrip() if colon and is_whole else ""


def lowered(title: str) -> str:
    """Return a title with capitals only in its first word, after a colon, and in braces.

    Source: BibTeX's `change.case$` with "t" ("BibTeXing", section 4), and `?` and `!` like `:`.
    """
    shown: list[str] = []
    protected: list[bool] = [False]
    is_start = True
    for piece in _TAG.split(title):
        if piece.startswith("</"):
            protected = protected[:-1] or [False]
        elif piece.startswith("<") and piece.endswith(">"):
            protected.append(protected[-1] or "nocase" in piece)
        elif protected[-1]:
            is_start = is_start and not any(map(str.isalnum, piece))
        else:
            piece, is_start = _lowered_piece(piece, is_start)
        shown.append(piece)
    return "".join(shown)


def _lowered_piece(text: str, is_start: bool) -> tuple[str, bool]:
    letters: list[str] = []
    for place, letter in enumerate(text):
        if letter.isspace() and place and text[place - 1] in ":?!":
            is_start = True
        letters.append(letter if is_start else letter.lower())
        if letter.isalnum():
            is_start = False
    return "".join(letters), is_start
