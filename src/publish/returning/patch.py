"""The changes as a patch: a unified diff, with CriticMarkup if wished; and written to the files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, unified_diff
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.provenance import Source
from publish.returning.listing import comment_places
from publish.returning.placing import Edit, edited
from publish.returning.trip import Trip
from publish.writing import write_whole

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def diff(trip: Trip, form: str = "diff") -> str:
    """Return what changes in the manuscript as a unified diff; "" if nothing does.

    With the form `criticmarkup` the new lines hold old and new words marked, and the comments.
    """
    texts = _with_criticmarkup(trip) if form == "criticmarkup" else trip.texts
    return "".join(
        part
        for source in trip.base.sources
        if source.path in texts
        for part in _file_diff(trip, source, texts[source.path])
    )


def _file_diff(trip: Trip, source: Source, text: str) -> Iterator[str]:
    old = _read(trip.project.folder / source.path)
    new = _merged(old, source, text)
    mine, theirs = (
        [line.replace("\r\n", "\n") for line in _LINE.findall(one)] for one in (old, new)
    )
    for line in unified_diff(mine, theirs, f"a/{source.path}", f"b/{source.path}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def apply(trip: Trip) -> list[Path]:
    """Write the changed files, each aside and then renamed, and return them.

    Raises: PublishError if a file was changed since it was read.
    """
    made: dict[Path, dict[str, bytes]] = defaultdict(dict)
    for source in trip.base.sources:
        if source.path in trip.texts:
            path = trip.project.folder / source.path
            new = _merged(_read(path), source, trip.texts[source.path])
            made[path.resolve().parent][path.resolve().name] = new.encode("utf-8")
    return [path for folder, files in made.items() for path in write_whole(folder, files)]


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _merged(file: str, source: Source, new: str) -> str:
    """Return a file with the changes of its text; all other lines keep every byte.

    Its head, the settings, was read as empty lines, and stays.
    Raises: PublishError if the file is not what was read.
    """
    lines = _LINE.findall(file)
    before, after = _LINE.findall(source.text), _LINE.findall(new)
    head = _head(lines, before)
    if len(lines) != len(before) or after[:head] != before[:head]:
        message = "the file was changed while the return was being looked at"
        raise PublishError([Diagnostic("return-changed", message, Place(source.path))])
    end = "\r\n" if file.count("\r\n") > file.count("\n") / 2 else "\n"
    result = lines[:head]
    matcher = SequenceMatcher(None, before[head:], after[head:], False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            result += lines[head + a : head + b]
        else:
            result += [line.replace("\n", end) for line in after[head + c : head + d]]
    if [_plain(line) for line in _LINE.findall("".join(result))[head:]] != after[head:]:
        raise ValueError("the file would not say what was proved")
    return "".join(result)


def _head(lines: Sequence[str], before: Sequence[str]) -> int:
    """Return how many lines at the start were read as empty ones."""
    count = 0
    for number, (mine, theirs) in enumerate(zip(lines, before, strict=False), 1):
        if not theirs.strip() and _plain(mine) != theirs:
            count = number
        elif theirs.strip() and _plain(mine) != theirs:
            message = "the file was changed while the return was being looked at"
            raise PublishError([Diagnostic("return-changed", message)])
    return count


def _plain(line: str) -> str:
    return line.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


# --- CriticMarkup -----------------------------------------------------------------------------


def _with_criticmarkup(trip: Trip) -> dict[str, str]:
    """Return the texts with `{--old--}{++new++}`, and `{>>comments<<}` behind their paragraphs."""
    edits: dict[int, list[Edit]] = defaultdict(list)
    for work in trip.works:
        for step in work.steps:
            for edit in step.edits if step.is_on else ():
                edits[edit.file].append(_marked(trip.base.sources[edit.file], edit))
    where = comment_places(trip)
    numbers = {source.path: n for n, source in enumerate(trip.base.sources)}
    for one in trip.received.comments:
        place = where.get(one.id)
        if place and place.path in numbers:
            number = numbers[place.path]
            at = _end_of_line(trip.base.sources[number].text, place.line)
            words = " ".join(one.text.split())
            edits[number].append(Edit(number, at, at, f"{{>>{one.author}: {words}<<}}"))
    texts = {}
    for number, found in edits.items():
        source = trip.base.sources[number]
        texts[source.path] = edited(source.text, found)
    return texts


def _marked(source: Source, edit: Edit) -> Edit:
    old = source.text[edit.start : edit.end]
    gone = f"{{--{old}--}}" if old else ""
    made = f"{{++{edit.new}++}}" if edit.new else ""
    return Edit(edit.file, edit.start, edit.end, gone + made)


def _end_of_line(text: str, line: int) -> int:
    at = -1
    for _ in range(line):
        at = text.find("\n", at + 1)
        if at < 0:
            return len(text)
    return at
