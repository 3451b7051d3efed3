"""Rules on finished files, whoever made them: the judgement of `publish check FILE`."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from publish.check.catalogue import describe
from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.docx.lint import lint as lint_docx
from publish.editions.epub.lint import lint as lint_epub
from publish.editions.markup import MarkupError

describe(
    file_unreadable="""
    A finished file that was to be checked cannot be read.

    It is missing, damaged, or of another kind than its name says.
    """,
    file_unknown_kind="""
    A file was to be checked that is of a kind without rules.

    `publish check FILE` takes EPUB and Word files; `publish check` alone looks at a manuscript.
    """,
)


def check_files(paths: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with finished files, each finding with the file's name."""
    return tuple(
        replace(found, place=Place(path.as_posix())) for path in paths for found in _check(path)
    )


def _check(path: Path) -> tuple[Diagnostic, ...]:
    rules = _RULES.get(path.suffix.lower())
    if rules is None:
        kinds = " or ".join(sorted(_RULES))
        message = f"there are no rules for {path.suffix or 'this'} files, only for {kinds}"
        return (Diagnostic("file-unknown-kind", message, severity=Severity.ERROR),)
    try:
        return rules(path.read_bytes())
    except OSError as error:
        return (_unreadable((error.strerror or str(error)).lower()),)


def _epub(data: bytes) -> tuple[Diagnostic, ...]:
    try:
        return lint_epub(data)
    except (zipfile.BadZipFile, MarkupError) as error:
        return (_unreadable(str(error)),)
    except KeyError as error:
        hint = "EPUBCheck and Ace judge EPUBs of other tools"
        return (_unreadable(f"it is not laid out as publish lays out an EPUB: {error}", hint),)


def _unreadable(why: str, hint: str = "") -> Diagnostic:
    return Diagnostic("file-unreadable", f"the file cannot be read: {why}", hint=hint)


_RULES: Mapping[str, Callable[[bytes], tuple[Diagnostic, ...]]] = {
    ".docx": lint_docx,
    ".epub": _epub,
}
