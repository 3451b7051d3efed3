"""Findings that an author has looked at and does not want to hear of again, with the reason why.

In `book.yaml` for the whole book, in a comment of a chapter for its file or for one place:

    check-off:
      typography-range-hyphen: scores of games, not ranges

    <!-- check-off-file typography-double-space: typed on an old machine -->
    <!-- check-off note-unused: kept for the second edition -->
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.check.catalogue import codes, describe, is_rule
from publish.diagnostics import Diagnostic, Place, Severity
from publish.manuscript.places import place_at, place_in_setting, source_text
from publish.model.document import Document

describe(
    check_off_unknown="""
    A finding is switched off that there is none of, or without a reason.

    The code stands in brackets after the word "warning"; behind it, after a colon, comes why it
    does not matter here, for the next person who reads the manuscript.
    """,
    check_off_unused="""
    A finding is switched off where there is none.

    What it was about is mended, or stands elsewhere by now. Take the comment or the setting away,
    so that the next mistake of its kind is told.
    """,
    check_off_error="""
    A finding is switched off that stops the build.

    An error means that an edition would be wrong: it has to be mended.
    """,
)
_COMMENT = re.compile(
    r"<!--\s*+check-off(?P<file>-file)?+\s++(?P<code>[\w-]*+)\s*+"
    r"(?::(?P<why>(?:(?!<!--|-->).)*+))?+-->",
    re.DOTALL,
)
_SIGN = "check-off"  # in all of them
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")  # in one line, of comments too
_EVERYWHERE = range(1 << 30)


@dataclass(frozen=True, slots=True)
class Waiver:
    """One code that is switched off, in the lines of a file or (no `path`) in the whole book."""

    code: str
    reason: str
    path: str = ""
    lines: range = _EVERYWHERE
    place: Place | None = None

    def covers(self, found: Diagnostic) -> bool:
        """Tell whether a finding is one of those."""
        if found.code != self.code:
            return False
        if not self.path:
            return True
        return found.place is not None and (
            found.place.path == self.path and found.place.line in self.lines
        )


def without_waived(findings: Iterable[Diagnostic], document: Document) -> Iterator[Diagnostic]:
    """Yield the findings that are not switched off, and what is wrong with switching off.

    All rules have looked by now, so that what is switched off in vain is known.
    """
    waivers = tuple(_waivers(document))
    used: set[Waiver] = set()
    for found in findings:
        matching = [one for one in waivers if one.covers(found)]
        used.update(matching)
        if not matching:
            yield found
        elif found.severity is Severity.ERROR:
            yield found
            message = f"{found.code!r} is an error and cannot be switched off"
            yield Diagnostic("check-off-error", message, matching[0].place, "mend what it names")
    for one in waivers:
        if one.code not in codes() or not one.reason:
            what = "no reason is given for" if one.code in codes() else "there is no finding"
            message = f"{what} {one.code!r}"
            hint = "write <!-- check-off CODE: reason -->"
            yield Diagnostic("check-off-unknown", message, one.place, hint, Severity.WARNING)
        elif is_rule(one.code) and one not in used:
            message = f"there is no {one.code!r} here to switch off"
            hint = "take it away; it would hide the next one"
            yield Diagnostic("check-off-unused", message, one.place, hint, Severity.NOTE)


def _waivers(document: Document) -> Iterator[Waiver]:
    for code, reason in document.settings.check_off:
        listed = place_in_setting(document.folder, document.places.get("check-off"), code)
        yield Waiver(code, reason, place=listed)
    paths = dict.fromkeys(one.place.path for one in document.chapters if one.place)
    for path in paths:
        yield from _in_file(document.folder, path)


def _in_file(folder: Path, path: str) -> Iterator[Waiver]:
    text = source_text(folder, path)
    if _SIGN not in text:
        return
    outside_code = _CODE.sub(lambda code: " " * len(code[0]), text)
    for found in _COMMENT.finditer(outside_code):
        place = place_at(path, text, found.start())
        lines = _EVERYWHERE if found["file"] else _lines(text, found)
        yield Waiver(found["code"], (found["why"] or "").strip(), path, lines, place)


def _lines(text: str, found: re.Match[str]) -> range:
    """Return the line of a comment; of one that stands alone, the paragraph after it too."""
    first = text.count("\n", 0, found.start()) + 1
    last = text.count("\n", 0, found.end()) + 1
    line_start = text.rfind("\n", 0, found.start()) + 1
    line_end = text.find("\n", found.end())
    rest = text[line_start : found.start()] + text[found.end() : line_end if line_end > 0 else None]
    if not rest.strip():
        following = re.match(r"\s*(?:[^\n]*\S[^\n]*(?:\n|\Z))*", text[found.end() :])
        last += following[0].rstrip("\n").count("\n") if following else 0
    return range(first, last + 1)
