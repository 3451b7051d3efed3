"""The changes as a patch: a unified diff, with CriticMarkup if wished; and written to the files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher, unified_diff
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.provenance import Source
from publish.returning.listing import comment_places
from publish.returning.placing import Edit
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
    new = _merged(old, source.text, text)
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
        if source.path not in trip.texts:
            continue
        path = trip.project.folder / source.path
        old = _read(path)
        if _lines(old)[-source.text.count("\n") - 1 :] and not _is_same(old, source.text):
            message = "the file was changed while the return was being looked at"
            raise PublishError([Diagnostic("return-changed", message, Place(source.path))])
        new = _merged(old, source.text, trip.texts[source.path])
        # The byte order mark, if any, is the first letter and stays.
        made[path.resolve().parent][path.resolve().name] = new.encode("utf-8")
    return [path for folder, files in made.items() for path in write_whole(folder, files)]


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _lines(text: str) -> list[str]:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _is_same(file: str, source: str) -> bool:
    """Tell whether a file is what was read: its head, the settings, was read as empty lines."""
    pairs = zip(_lines(file), source.split("\n"), strict=False)
    is_equal = all(mine == theirs or not theirs for mine, theirs in pairs)
    return is_equal and len(_lines(file)) == source.count("\n") + 1


def _merged(file: str, old: str, new: str) -> str:
    """Return a file with the changes from `old` to `new`; all other lines keep every byte."""
    lines = [*_LINE.findall(file), ""]
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    before, after = old.split("\n"), new.split("\n")
    result: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            result += lines[a:b]
        else:
            result += [line + end for line in after[c:d]]
    text = "".join(result)
    return text if file.endswith(("\n", "\r")) else text.removesuffix(end)


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
        text = trip.base.sources[number].text
        later_first = reversed(list(dict.fromkeys(found)))
        for edit in sorted(later_first, key=lambda one: (one.start, one.end), reverse=True):
            text = text[: edit.start] + edit.new + text[edit.end :]
        texts[trip.base.sources[number].path] = text
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
