"""Texts with mistakes marked in them, the places of the marks, and what is found there.

A mark is ¦ before the character at which the finding belongs, or ¦code¦ where a text has mistakes
of several codes. Places are counted in the text that is written, never asked of what is judged.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.pipeline import build, check

_MARK = re.compile("¦(?:([a-z]+(?:-[a-z]+)+)¦)?")
Files = Mapping[str, str | bytes]
WAYS = {  # how a file is written: what stands before its first letter, how its lines end
    "plain": ("", "\n"),
    "CRLF": ("", "\r\n"),
    "BOM": ("\ufeff", "\n"),
}


@dataclass(frozen=True, slots=True)
class Seed:
    """One mistake: its code, in what it stands, how its file is written, and its place.

    A place without a line is that of a whole file.
    """

    code: str
    construct: str
    kind: str
    place: Place


@dataclass(frozen=True, slots=True)
class Planted:
    """The files of a project with mistakes, and which command has to find them."""

    files: Files
    seeds: tuple[Seed, ...]
    command: str = "check"


@dataclass(frozen=True, slots=True)
class Judged:
    """One mistake, and the places at which its code was found in its file."""

    seed: Seed
    places: tuple[Place, ...]

    @property
    def is_line_right(self) -> bool:
        """Tell whether one of them is on its line."""
        return any(one.line == self.seed.place.line for one in self.places)

    @property
    def is_right(self) -> bool:
        """Tell whether one of them is its own, to the column."""
        return self.seed.place in self.places

    def __str__(self) -> str:
        """Return a line for a table of misses."""
        seed = self.seed
        there = ", ".join(map(str, self.places[:3])) or "nothing"
        return f"{seed.code:26} {seed.construct:20} {seed.kind:12} {seed.place} -> {there}"


def planted(
    files: Files, code: str, construct: str, kind: str = "plain", command: str = "check"
) -> Planted:
    """Return a project of these files, the marks in them taken out and counted as mistakes."""
    written: dict[str, str | bytes] = {}
    seeds: list[Seed] = []
    for path, text in files.items():
        if isinstance(text, bytes):
            written[path] = text
            continue
        plain, marks = unmarked(text)
        seeds += [
            Seed(name or code, construct, kind, Place(path, line, column))
            for name, line, column in marks
        ]
        head, end = WAYS.get(kind, WAYS["plain"])
        written[path] = head + plain.replace("\n", end)
    return Planted(written, tuple(seeds), command)


def unmarked(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return a text without its marks, and code, line and column of each."""
    plain, end, marks = "", 0, []
    for found in _MARK.finditer(text):
        plain += text[end : found.start()]
        end = found.end()
        marks.append((found[1] or "", plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
    return plain + text[end:], marks


def judge(projects: Iterable[Planted]) -> list[Judged]:
    """Write each project, run its command, and say what was found of its mistakes."""
    return [one for project in projects for one in _judge(project)]


def _judge(project: Planted) -> Iterable[Judged]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "book"
        for path, content in project.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            (folder / path).write_bytes(data)
        found = COMMANDS[project.command](folder)
    for seed in project.seeds:
        there = (one.place for one in found if one.code == seed.code and one.place)
        own = tuple(one for one in there if one.path == seed.place.path)
        yield Judged(seed, own)


def _built(editions: Sequence[str], folder: Path) -> Sequence[Diagnostic]:
    try:
        return build(folder, editions).diagnostics
    except PublishError as error:
        return error.diagnostics


def _submitted(folder: Path) -> Sequence[Diagnostic]:
    from publish.submission import submit

    try:
        return submit(folder, "mine", None, []).diagnostics
    except PublishError as error:
        return error.diagnostics


def _printed(name: str, folder: Path) -> Sequence[Diagnostic]:
    from publish.printjob import print_for

    try:
        return print_for(folder, name, None).diagnostics
    except PublishError as error:
        return error.diagnostics


COMMANDS: Mapping[str, Callable[[Path], Sequence[Diagnostic]]] = {
    "check": check,
    "build pdf": partial(_built, ["pdf"]),
    "build epub": partial(_built, ["epub"]),
    "build docx": partial(_built, ["docx"]),
    "submit": _submitted,
    "print mine": partial(_printed, "mine"),
    "print offset": partial(_printed, "offset"),
}
