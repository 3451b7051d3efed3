"""A folder to a `Project`: read the settings, find the files, say all that is wrong at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError, errors, in_reading_order
from publish.model.metadata import Metadata
from publish.model.nodes import Inlines
from publish.model.walk import plain_text, words
from publish.project.book import article_file, read_book
from publish.project.chapters import reading_order
from publish.project.files import (
    MANUSCRIPT,
    Wanted,
    chapter_files,
    files_below,
    find_file,
    is_inside,
    links_outside,
)
from publish.project.filters import NOT_ALLOWED, filters_of
from publish.project.groups import Values
from publish.project.kinds import Given, Report
from publish.project.markup import markups_in, read_texts
from publish.project.metadata import book_metadata
from publish.project.settings import book_settings
from publish.project.sources import chapter_sources, read_drafts
from publish.project.types import Project

_LONGEST_NAME = 60  # characters; some file systems take 255 bytes with all folders
_BIBLIOGRAPHIES = ("bibliography", "references")
_BIBLIOGRAPHY_SUFFIXES = (".bib", ".bibtex", ".biblatex", ".json", ".yaml", ".yml")


def load_project(folder: Path, *, allow_filters: bool = False) -> Project:
    """Return the project in `folder`.

    Filters that may not run are an error among its `diagnostics`, so that all else that is wrong
    with a stranger's book can be told with it. Raises: PublishError with everything that is wrong
    in the settings and the heads of chapters.
    """
    if not (folder / MANUSCRIPT).is_dir():
        message = f"no folder '{MANUSCRIPT}' in {folder}"
        hint = "go to your project, name it with --project, or begin one with 'publish new'"
        raise PublishError([Diagnostic("settings-no-project", message, hint=hint)])
    found: list[Diagnostic] = []
    project = _read(folder.resolve(), found.append, allow_filters=allow_filters)
    if any(one.code != NOT_ALLOWED for one in errors(found)):
        raise PublishError(found)
    return replace(project, diagnostics=in_reading_order(found))


def _read(folder: Path, report: Report, *, allow_filters: bool) -> Project:
    values = read_book(folder, report)
    entries = reading_order(folder, values, report)
    if not chapter_files(folder):
        message = f"no Markdown file in '{MANUSCRIPT}'"
        hint = f"write a chapter, for example {MANUSCRIPT}/01-introduction.md"
        report(Diagnostic("project-empty", message, hint=hint))
    drafts = read_drafts(folder, entries, article_file(folder), report)
    texts = read_texts(
        markups_in((values, *((one.entry.title, one.head.values) for one in drafts))),
        smart=values.get("smart", True),
    )
    for path in links_outside(folder, "styles"):
        message = f"'{path}' is not inside the project folder"
        hint = "copy the file into the project"
        report(Diagnostic("project-outside", message, Place(path), hint))
    bibliographies = _bibliographies(folder, values, report)
    values = _with_files(folder, values, report)
    metadata = _with_title(book_metadata(values, texts, report), folder)
    style = _citation_style(folder, values, report)
    settings = book_settings(values, texts, style, report)
    return Project(
        folder=folder,
        metadata=metadata,
        settings=replace(settings, output_name=settings.output_name or file_stem(metadata.title)),
        chapters=chapter_sources(drafts, values, texts, report),
        bibliographies=bibliographies,
        filters=filters_of(folder, values, report, allow=allow_filters),
        places=values.every_place(),
    )


def _with_title(metadata: Metadata, folder: Path) -> Metadata:
    """Return the metadata with a title, which every edition must have: the folder's name."""
    if metadata.title:
        return metadata
    return replace(
        metadata, title=words(re.sub(r"[-_\s]+", " ", folder.name).strip() or "Untitled")
    )


def file_stem(title: Inlines) -> str:
    """Return a file name without suffix: the title's letters and digits, joined by hyphens."""
    text = unicodedata.normalize("NFC", plain_text(title).lower()).replace("’", "")
    plain = "".join(_without_accent(letter) for letter in text)
    words_only = re.sub(r"\W+", "-", plain)
    whole = words_only.strip("-_")
    cut = whole if len(whole) <= _LONGEST_NAME else whole[:_LONGEST_NAME].rpartition("-")[0]
    return cut or whole[:_LONGEST_NAME] or "book"


def _without_accent(letter: str) -> str:
    """Return a Latin letter without its accent; й is a letter of its own."""
    base = unicodedata.normalize("NFKD", letter)[0]
    return base if base.isascii() else letter


def _bibliographies(folder: Path, values: Values, report: Report) -> tuple[Path, ...]:
    given: tuple[Given, ...] | None = values.get("bibliography")
    if given is not None:
        for one in given:
            _check_suffix(one, report)
        found = (_found(folder, one, "bibliography", ("", MANUSCRIPT), report) for one in given)
        return tuple(dict.fromkeys(folder / path for path in found if path))
    near = [
        f"{start}{stem}{suffix}"
        for start in ("", f"{MANUSCRIPT}/")
        for stem in _BIBLIOGRAPHIES
        for suffix in (".bib", ".json", ".yaml")
    ]
    present = (path for path in near if is_inside(folder, path) and (folder / path).is_file())
    return tuple(folder / path for path in present)


def _check_suffix(given: Given, report: Report) -> None:
    if not given.text.lower().endswith(_BIBLIOGRAPHY_SUFFIXES):
        known = ", ".join(_BIBLIOGRAPHY_SUFFIXES)
        message = f"expected a file that ends in one of {known}, found '{given.text}'"
        report(Diagnostic("settings-wrong-value", message, given.place))


def _found(
    folder: Path, given: Given, what: str, near: tuple[str, ...], report: Report
) -> str | None:
    wanted = Wanted(given.text, given.place, what, near)
    try:
        return find_file(folder, wanted, lambda: files_below(folder, ""))
    except PublishError as error:
        for one in error.diagnostics:
            report(one)
        return None


def _citation_style(folder: Path, values: Values, report: Report) -> str:
    """Return the name of a style, or its file relative to the project; "" if none is given."""
    given: Given | None = values.get("csl")
    if given is None:
        return ""
    page = re.fullmatch(r"https?://(?:www\.)?zotero\.org/styles/([\w-]+)/?", given.text)
    if page:
        return page[1]
    if given.text.endswith(".csl") or "/" in given.text or "\\" in given.text:
        near = ("", "styles", MANUSCRIPT)
        return _found(folder, given, "citation style", near, report) or ""
    own = f"styles/{given.text}.csl"
    return own if is_inside(folder, own) and (folder / own).is_file() else given.text


def _with_files(folder: Path, values: Values, report: Report) -> Values:
    """Return the settings with the files that they name as paths from the project."""
    values = _with_file(folder, values, "cover-image", ("", MANUSCRIPT), report)
    for group, names in (("press", ("profile",)), ("cover", ("mark", "wrap-image"))):
        inner: Values | None = values.get(group)
        if inner is None:
            continue
        for name in names:
            inner = _with_file(folder, inner, name, ("", "styles", MANUSCRIPT), report)
        values = replace(values, values={**values.values, group: inner})
    return values


def _with_file(
    folder: Path, values: Values, name: str, near: tuple[str, ...], report: Report
) -> Values:
    given: Given | None = values.get(name)
    if given is None:
        return values
    what = "cover" if name == "cover-image" else name
    path = _found(folder, given, what, near, report)
    return replace(values, values={**values.values, name: Given(path or "", given.place)})
