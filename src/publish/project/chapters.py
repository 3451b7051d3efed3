"""The chapters in reading order: from the list in `book.yaml`, or from the names of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError, Severity
from publish.model.document import Matter, Role
from publish.project.files import MANUSCRIPT, MARKDOWN, Wanted, chapter_files, find_file
from publish.project.groups import Values
from publish.project.kinds import Markup, Report, nearest, wrong_type
from publish.project.roles import folder_matter
from publish.project.yaml import Mapping, Node, Scalar
from publish.project.yaml import Sequence as YamlList

_FILE_KEYS = ("file", "href")
_PART_KEYS = ("part", "chapters")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in the reading order: a file, or a part that is only a title."""

    path: str  # relative to the project; of a title: where it is written
    place: Place
    title: Markup | None = None
    role: Role | None = None  # None: as the name of the file tells
    in_part: bool | None = None  # listed under a part, or beside the parts; None: nothing says so


def reading_order(folder: Path, values: Values, report: Report) -> tuple[Entry, ...]:
    """Return the chapters as listed; without a list, all files by name."""
    files = chapter_files(folder)
    listing = _Listing(folder, files, report)
    appendices = [
        entry if entry.role or entry.title else replace(entry, role=Role.APPENDIX)
        for entry in listing.entries(values.get("appendices"))
    ]
    if "chapters" not in values.values:
        named = {entry.path for entry in appendices}
        rest = [Entry(path, Place(path, 1, 1)) for path in files if path not in named]
        back = [entry for entry in rest if folder_matter(entry.path) is Matter.BACK]
        return (*rest[: len(rest) - len(back)], *appendices, *back)
    chapters = (*listing.entries(values.get("chapters")), *appendices)
    _report_twice(chapters, report)
    _report_left_out(files, chapters, report)
    return chapters


class _Listing:
    """Reads lists of chapters; what is wrong with an entry is reported, and the entry left out."""

    def __init__(self, folder: Path, files: Sequence[str], report: Report) -> None:
        self.folder = folder
        self.files = files
        self.report = report

    def entries(self, node: Node | None, *, in_part: bool = False) -> Iterator[Entry]:
        if node is None:
            return
        if not isinstance(node, YamlList) or not node.items:
            wrong_type("a list of files", node, self.report)
            return
        where = True if in_part else None
        for item in node.items:
            if isinstance(item, Scalar) and not item.is_null:
                yield from self.file(item, where)
            elif isinstance(item, Mapping):
                yield from self.group(item, where)
                where = where or _behind(item, where)
            else:
                wrong_type("the name of a file, or a part", item, self.report)

    def group(self, item: Mapping, in_part: bool | None) -> Iterator[Entry]:
        keys = {key.text: value for key, value in item.items}
        for key, _ in item.items:
            if key.text not in (*_FILE_KEYS, *_PART_KEYS, "text"):
                message = f"unknown setting '{key.text}' in a list of chapters"
                hint = nearest(key.text, (*_PART_KEYS, "file"))
                found = Diagnostic("settings-unknown-key", message, key.place, hint)
                self.report(replace(found, severity=Severity.WARNING))
        file = next((keys[key] for key in _FILE_KEYS if key in keys), None)
        if "part" in keys and in_part:
            message = "a part cannot stand in a part"
            self.report(Diagnostic("settings-wrong-value", message, item.place))
        elif "part" in keys:
            yield from self.part(keys["part"])
            yield from self.entries(keys.get("chapters"), in_part=True)
        elif isinstance(file, Scalar):
            yield from self.file(file, in_part)
        else:
            wrong_type("the name of a file, or 'part:' with 'chapters:'", item, self.report)

    def part(self, node: Node) -> Iterator[Entry]:
        if not isinstance(node, Scalar) or node.is_null:
            wrong_type("the title of a part, or its file", node, self.report)
        elif node.text.lower().endswith(MARKDOWN):
            yield from (replace(entry, role=Role.PART) for entry in self.file(node))
        else:
            title = Markup(node.text, node.place)
            yield Entry(node.place.path, node.place, title, Role.PART)

    def file(self, node: Scalar, in_part: bool | None = None) -> Iterator[Entry]:
        wanted = Wanted(node.text, node.place, "chapter", (MANUSCRIPT, ""))
        try:
            path = find_file(self.folder, wanted, lambda: self.files)
            yield Entry(path, node.place, in_part=in_part)
        except PublishError as error:
            for found in error.diagnostics:
                self.report(found)


def _behind(item: Mapping, where: bool | None) -> bool | None:
    """Tell where a file stands that is listed behind this: not in a part that lists its own."""
    keys = {key.text for key, _ in item.items}
    if "part" not in keys:
        return where
    return False if "chapters" in keys else None


def _report_twice(entries: Sequence[Entry], report: Report) -> None:
    first: dict[str, Place] = {}
    for entry in entries:
        if entry.title is None and entry.path in first:
            message = f"'{entry.path}' was already listed on line {first[entry.path].line}"
            hint = "list every file once"
            report(Diagnostic("settings-listed-twice", message, entry.place, hint))
        first.setdefault(entry.path, entry.place)


def _report_left_out(files: Sequence[str], entries: Sequence[Entry], report: Report) -> None:
    listed = {entry.path for entry in entries}
    for path in files if listed else ():  # a list that is wrong as a whole was reported
        if path not in listed:
            message = "this file is not in the list of chapters, so it is not in the book"
            place, code = Place(path), "settings-not-listed"
            report(Diagnostic(code, message, place, severity=Severity.NOTE))
