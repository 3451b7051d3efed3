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
Check = Callable[[], Sequence[Diagnostic]]


def apply_fixes(folder: Path, findings: Iterable[Diagnostic], check: Check) -> tuple[Path, ...]:
    """Mend what findings say how to mend, and return the files that were changed.

    `check` looks at the project again after each file. A file whose findings did not all go, or
    where others came, gets its old text back.
    """
    before = tuple(findings)
    changed: list[Path] = []
    for path in dict.fromkeys(one.place.path for one in before if one.place and one.fix):
        here = [one for one in before if one.fix and one.place and one.place.path == path]
        file = folder / path
        old = file.read_bytes()
        new = _mended(old, here)
        if new == old:
            continue
        _write(file, new)
        after = tuple(check())
        if _is_better(before, after, here):
            changed.append(file)
            before = after
        else:
            _write(file, old)
    return tuple(changed)


def _mended(data: bytes, findings: Iterable[Diagnostic]) -> bytes:
    """Return a file's bytes with every fix made whose old text stands where it is said to."""
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    lines = _LINE.findall(data[len(mark) :].decode("utf-8"))
    spots = [(one.place, one.fix) for one in findings if one.place and one.fix]
    for place, fix in sorted(spots, key=lambda spot: spot[0], reverse=True):
        _mend(lines, place, fix)
    return mark + "".join(lines).encode("utf-8")


def _mend(lines: list[str], place: Place, fix: Fix) -> None:
    if not 0 < place.line <= len(lines):
        return
    line, start = lines[place.line - 1], place.column - 1
    if line.startswith(fix.old, start):
        lines[place.line - 1] = line[:start] + fix.new + line[start + len(fix.old) :]


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
