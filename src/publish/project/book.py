"""`book.yaml` to settings, with Quarto's nested `book:` and `format:` laid flat."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError, Severity
from publish.project.fields import BOOK, EDITIONS
from publish.project.files import MANUSCRIPT, chapter_files, read_source
from publish.project.front_matter import has_front_matter, read_front_matter
from publish.project.groups import Values, no_effect
from publish.project.kinds import Report, Wrong, wrong_type
from publish.project.yaml import Mapping, Node, Scalar, Sequence, read_yaml

_NAMES = (f"{MANUSCRIPT}/book.yaml", f"{MANUSCRIPT}/book.yml")


def article_file(folder: Path) -> str:
    """Return the file that is the whole manuscript and says its own settings, or "".

    That is how pandoc's articles are: one file, no `book.yaml`, the settings at its head.
    """
    files = chapter_files(folder)
    if len(files) != 1 or any((folder / path).is_file() for path in _NAMES):
        return ""
    try:
        return files[0] if has_front_matter(read_source(folder, files[0])) else ""
    except PublishError:
        return ""  # reported where the chapter is read


def read_book(folder: Path, report: Report) -> Values:
    """Return the settings of the book; what is wrong is reported, and keeps its default."""
    article = article_file(folder)
    if article:
        head = read_front_matter(read_source(folder, article), article, report, BOOK)
        return _flat(head.values, article, report)
    present = [path for path in _NAMES if (folder / path).is_file()]
    if not present:
        _report_missing(folder, report)
        return Values()
    if len(present) > 1:
        message = f"both {present[0]} and {present[1]} are there; only the first is read"
        place, code = Place(present[1]), "settings-no-effect"
        report(Diagnostic(code, message, place, "remove one of them", Severity.WARNING))
    return _values(folder, present[0], report)


def _report_missing(folder: Path, report: Report) -> None:
    message = "there is no book.yaml, so the book has no title and no author"
    stray = next((name for name in ("book.yaml", "book.yml") if (folder / name).is_file()), None)
    hint = f"move {stray} into {MANUSCRIPT}/" if stray else "write one with 'title:' and 'author:'"
    place = Place(_NAMES[0])
    report(Diagnostic("settings-missing", message, place, hint, Severity.WARNING))


def _values(folder: Path, path: str, report: Report) -> Values:
    try:
        root = read_yaml(read_source(folder, path), path)
        values = Values() if root is None else BOOK.read(root, report)
    except PublishError as error:
        for found in error.diagnostics:
            report(found)
        return Values()
    except Wrong:
        return Values()  # reported where it was seen
    return _flat(values, path, report)


def _flat(values: Values, path: str, report: Report) -> Values:
    flat = _with_formats(values, report)
    nested = _group(flat.get("book"), report)
    flat = _without_program(flat.over(nested), report)
    if "title" not in flat.values:
        message = "the book has no title"
        place, hint = Place(path, 1, 1), "add a line 'title: ...'"
        report(Diagnostic("settings-no-title", message, place, hint, Severity.WARNING))
    return flat


def _without_program(values: Values, report: Report) -> Values:
    """Return the settings without Quarto's `editor: visual`, which is no person."""
    if values.get("editor") not in (("visual",), ("source",)):
        return values
    report(no_effect(Scalar("editor", values.places["editor"])))
    return Values({**values.values, "editor": ()}, values.places)


def _group(node: Node | None, report: Report) -> Values:
    if node is None:
        return Values()
    try:
        values: Values = BOOK.read(node, report)
    except Wrong:
        return Values()
    return values


def _with_formats(values: Values, report: Report) -> Values:
    """Return the settings with those of `format:`; its names are the editions if none are given."""
    node = values.get("format")
    names: list[Scalar] = []
    match node:
        case Scalar():
            names = [node]
        case Sequence(items):
            names = [item for item in items if isinstance(item, Scalar)]
        case Mapping(items):
            names = [key for key, _ in items]
            for key, group in items:
                if key.text in EDITIONS and isinstance(group, Mapping):
                    values = values.over(_group(group, report))
                elif key.text in EDITIONS and not isinstance(group, Scalar):
                    wrong_type("a group of settings", group, report)
    for name in names:
        if name.text not in EDITIONS:
            report(no_effect(name, f"the editions are {', '.join(EDITIONS)}"))
    editions = tuple(name.text for name in names if name.text in EDITIONS)
    return values.over(Values({"editions": editions})) if editions else values
