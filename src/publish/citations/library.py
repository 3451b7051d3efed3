"""The author's bibliography files as CSL items, with the place of every entry."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.citations.bib_cache import read_once
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Place, PublishError, Severity
from publish.digits import MOST_DIGITS, too_long_number
from publish.project import Project
from publish.project.yaml import Mapping as YamlMap
from publish.project.yaml import Node as YamlNode
from publish.project.yaml import Scalar, read_yaml
from publish.project.yaml import Sequence as YamlList

if TYPE_CHECKING:
    from publish.citations.bibtex import Entry

Item = Mapping[str, Any]


def read_library(project: Project) -> Library:
    """Return the sources of all bibliography files of a project; of a key given twice, the first.

    Nothing is raised for what is wrong in a file: the findings are in the library.
    """
    files = [(path, _shown(path, project.folder)) for path in project.bibliographies]
    lowers_titles = project.settings.bibliography_titles == "sentence"
    return read_bibliographies(files, lowers_titles=lowers_titles, project=project.folder)


def read_bibliographies(
    files: Sequence[tuple[Path, str]],
    *,
    lowers_titles: bool = False,
    project: Path | None = None,
) -> Library:
    """Return the sources of several files, each with its name in findings.

    With `lowers_titles`, English titles of BibTeX lose the capitals that no braces protect. In a
    `project`, what was read of large files is kept for the next time.
    """
    library = Library()
    for path, shown in files:
        read = read_bibliography_file(path, shown, lowers_titles=lowers_titles, project=project)
        library = _joined(library, read)
    return library


def read_bibliography_file(
    path: Path, shown: str, *, lowers_titles: bool = False, project: Path | None = None
) -> Library:
    """Return the sources of one file; see `read_bibliographies`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"the bibliography cannot be read: {(error.strerror or str(error)).lower()}"
        return Library(diagnostics=(Diagnostic("bib-unreadable", message, Place(shown)),))

    def read() -> Library:
        return _read(path, data, shown, lowers_titles)

    if project is None:
        return read()
    return read_once(project, f"{shown} {'sentence' if lowers_titles else ''}", data, read)


def _read(path: Path, data: bytes, shown: str, lowers_titles: bool) -> Library:
    text, findings = _decoded(data, shown)
    number = too_long_number(text)
    if number is not None:
        return Library(diagnostics=(*findings, _too_long(text, number, shown)))
    read = _READERS.get(path.suffix.lower())
    library = read(text, shown) if read else read_bibtex(text, shown, lowers_titles=lowers_titles)
    return Library(library.items, library.places, (*findings, *library.diagnostics))


def _too_long(text: str, start: int, shown: str) -> Diagnostic:
    message = f"a number of more than {MOST_DIGITS:,} digits; nothing of the file was read"
    place = Place(shown, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    return Diagnostic("bib-syntax", message, place, "take it away, or shorten it")


def read_bibtex(text: str, shown: str, *, lowers_titles: bool = False) -> Library:
    """Return the sources of a BibTeX or biblatex text."""
    # Fifteen files, which nobody needs whose sources are known.
    from publish.citations.bib_findings import similar_keys
    from publish.citations.biblatex import items_of
    from publish.citations.bibtex import scan

    scanned = scan(text, shown)
    unique: dict[str, Entry] = {}
    findings = list(scanned.diagnostics)
    for entry in scanned.entries:
        first = unique.setdefault(entry.key, entry)
        if first is not entry:
            findings.append(_duplicate(entry.key, entry.place, first.place))
    findings.extend(similar_keys(unique.values()))
    items, said = items_of(tuple(unique.values()), lowers_titles=lowers_titles)
    return Library(items, {key: unique[key].place for key in items}, (*findings, *said))


def _read_json(text: str, shown: str) -> Library:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(shown, error.lineno, error.colno)
        return Library(diagnostics=(Diagnostic("bib-syntax", error.msg.lower(), place),))
    except RecursionError:
        words = "too many values inside one another"
        return Library(diagnostics=(Diagnostic("bib-syntax", words, Place(shown)),))
    if isinstance(data, dict):
        data = data.get("references", data.get("items"))
    places = _json_places(data, text, shown) if isinstance(data, list) else []
    return _from_csl(data, places, shown)


def _json_places(entries: list[Any], text: str, shown: str) -> list[Place]:
    """Return where the id of each item stands; ids are looked for in the order of the items."""
    places = []
    end = 0
    for entry in entries:
        key = entry.get("id", "") if isinstance(entry, dict) else ""
        end = max(end, text.find(json.dumps(key, ensure_ascii=False), end + 1))
        column = end - text.rfind("\n", 0, end)
        places.append(Place(shown, text.count("\n", 0, end) + 1, column))
    return places


def _read_yaml(text: str, shown: str) -> Library:
    try:
        root = read_yaml(text, shown)
    except PublishError as error:
        return Library(diagnostics=error.diagnostics)
    if isinstance(root, YamlMap):
        lists = (node for key, node in root.items if key.text in ("references", "items"))
        root = next(lists, None)
    nodes = root.items if isinstance(root, YamlList) else None
    return _from_csl(
        None if nodes is None else [_plain(node) for node in nodes],
        [] if nodes is None else [node.place for node in nodes],
        shown,
    )


_READERS = {".json": _read_json, ".yaml": _read_yaml, ".yml": _read_yaml}


def _plain(node: YamlNode) -> Any:
    """Return a YAML value as JSON has it. CSL's numbers are as good as texts."""
    match node:
        case YamlMap():
            return {key.text: _plain(value) for key, value in node.items}
        case YamlList():
            return [_plain(item) for item in node.items]
        case Scalar():
            return node.boolean if node.boolean is not None else node.text


def _from_csl(entries: object, places: Sequence[Place], shown: str) -> Library:
    """Return the library of a list of CSL items, each with its place."""
    if not isinstance(entries, list):
        message = "expected a list of CSL items"
        return Library(diagnostics=(Diagnostic("bib-syntax", message, Place(shown, 1, 1)),))
    items: dict[str, Item] = {}
    known: dict[str, Place] = {}
    findings: list[Diagnostic] = []
    for entry, place in zip(entries, places, strict=True):
        key = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        if not key:
            findings.append(Diagnostic("bib-syntax", "expected a CSL item with an 'id'", place))
        elif key in items:
            findings.append(_duplicate(key, place, known[key]))
        else:
            items[key], known[key] = {**entry, "id": key}, place
    return Library(items, known, tuple(findings))


def _joined(first: Library, second: Library) -> Library:
    twice = [
        _duplicate(key, second.places[key], first.places[key])
        for key in second.items
        if key in first.items
    ]
    return Library(
        {**second.items, **first.items},
        {**second.places, **first.places},
        (*first.diagnostics, *second.diagnostics, *twice),
    )


def _duplicate(key: str, place: Place, first: Place) -> Diagnostic:
    return Diagnostic(
        "bib-duplicate-key",
        f"the key {key!r} is already used at {first}; that entry is cited",
        place,
        "give one of the two another key, or remove it",
        Severity.WARNING,
    )


def _decoded(data: bytes, shown: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of a file; one that is not UTF-8 is read as Windows-1252, with a finding."""
    data = data.removeprefix(BOM_UTF8)
    try:
        return _with_line_ends(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        before = _with_line_ends(data[: error.start].decode("utf-8"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        finding = Diagnostic(
            "bib-encoding",
            "the file is not in UTF-8; it was read as Windows-1252 (Latin-1)",
            Place(shown, line, column),
            "save the file in UTF-8, and look at the accents",
            Severity.WARNING,
        )
        return _with_line_ends(data.decode("cp1252", "replace")), (finding,)


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _shown(path: Path, folder: Path) -> str:
    """Return a file's name as findings show it: relative to the project."""
    root = folder.resolve()
    full = path.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else path.name
