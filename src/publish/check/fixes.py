"""Mend in the author's files what can be mended safely, and nothing else.

A file is written aside and put in its place only if the mended text has fewer findings than
before and no new ones; the bytes around each mended place stay as they are.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from publish.diagnostics import Diagnostic, Fix, Place

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ROUNDS = 8  # of fixes that lie in one another, or that one code hinders
Check = Callable[[], Sequence[Diagnostic]]


def apply_fixes(folder: Path, findings: Iterable[Diagnostic], check: Check) -> tuple[Path, ...]:
    """Mend what findings say how to mend, and return the files that were changed.

    `check` looks at the project again after each file. A file whose findings did not all go, or
    where others came, gets its old text back.
    """
    before: Sequence[Diagnostic] = tuple(findings)
    changed: list[Path] = []
    for path in dict.fromkeys(one.place.path for one in before if one.place and one.fix):
        file = folder / path
        left, is_changed = _mend_file(file, path, before, check)
        before = left
        if is_changed:
            changed.append(file)
    return tuple(changed)


def _mend_file(
    file: Path, path: str, before: Sequence[Diagnostic], check: Check
) -> tuple[Sequence[Diagnostic], bool]:
    """Mend one file, and return what is found then and whether the file has changed.

    Fixes that lie in one another are made one after the other. Where all of them together make
    things worse, each code has its own try, so that one does not hinder the others.
    """
    is_changed = False
    for _ in range(_ROUNDS):
        here = [one for one in before if one.fix and one.place and one.place.path == path]
        by_code = [
            [one for one in here if one.code == code]
            for code in dict.fromkeys(o.code for o in here)
        ]
        after = None
        for some in [here, *(by_code if len(by_code) > 1 else [])]:
            after = _tried(file, some, before, check)
            if after is not None:
                break
        if after is None:
            break
        before, is_changed = after, True
    return before, is_changed


def _tried(
    file: Path, some: Sequence[Diagnostic], before: Sequence[Diagnostic], check: Check
) -> Sequence[Diagnostic] | None:
    """Make some fixes; return what is found then, or None with the file as it was."""
    old = file.read_bytes()
    new, made = _mended(old, some)
    if new == old:
        return None
    _write(file, new)
    after = tuple(check())
    if _is_better(before, after, made):
        return after
    _write(file, old)
    return None


def _mended(data: bytes, findings: Iterable[Diagnostic]) -> tuple[bytes, list[Diagnostic]]:
    """Return a file's bytes with the fixes made whose old text stands where it is said to.

    Of two that lie in one another the one further on is made.
    """
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    lines = _LINE.findall(data[len(mark) :].decode("utf-8"))
    spots = [(one.place, one.fix, one) for one in findings if one.place and one.fix]
    made: list[Diagnostic] = []
    free: dict[int, int] = {}  # up to which column of a line nothing is mended yet
    for place, fix, one in sorted(spots, key=lambda spot: spot[0], reverse=True):
        end = place.column - 1 + len(fix.old)
        if end <= free.get(place.line, end) and _mend(lines, place, fix):
            free[place.line] = place.column - 1
            made.append(one)
    return mark + "".join(lines).encode("utf-8"), made


def _mend(lines: list[str], place: Place, fix: Fix) -> bool:
    if not 0 < place.line <= len(lines):
        return False
    line, start = lines[place.line - 1], place.column - 1
    is_there = line.startswith(fix.old, start)
    if is_there:
        lines[place.line - 1] = line[:start] + fix.new + line[start + len(fix.old) :]
    return is_there


def _is_better(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], mended: Sequence[Diagnostic]
) -> bool:
    """Tell whether what was mended is gone and nothing has come."""
    was, now = (Counter(one.code for one in found) for found in (before, after))
    gone = Counter(one.code for one in mended)
    return not (now - was) and all(now[code] <= was[code] - count for code, count in gone.items())


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(data)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
