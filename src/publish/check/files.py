"""Rules on finished files, whoever made them: the judgement of `publish check FILE`."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.check.catalogue import describe
from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.markup import MarkupError

if TYPE_CHECKING:
    from publish.editions.docx.profiles import Outcome, Profile

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

describe(
    submission_drawing="""
    A drawing goes to the journal as dots, though the journal takes lines (EPS).

    Lines stay sharp at any size. Poppler's program `pdftops` makes them where it is installed;
    without it, and for drawings with shades, pictures or something transparent in them, the first
    format that the journal takes is made, with many dots to the inch. Send the SVG file if you are
    asked for lines.
    """,
    submission_rule="""
    A Word file does not keep a rule of the journal that it is for.

    The rules are those of the profile that `--profile` names, as they were when it was collected.
    Check the journal's current page: it is right where the two differ.
    """,
    settings_unknown_profile="""
    There is no submission profile of this name.

    Profiles are YAML files in `styles/profiles/` of the project, or those that ship with the tool.
    """,
    settings_profile="""
    A submission profile of the project has a key or a value that means nothing.

    Look into `styles/profiles/`; the hint names what may stand there.
    """,
)


def judge_file(
    path: Path, profile: Profile, secrets: Sequence[str] = ()
) -> tuple[tuple[Outcome, ...], tuple[Diagnostic, ...]]:
    """Return what became of each rule of a journal, and a finding for each that is broken."""
    # Not at the top, here and below: whoever checks a manuscript needs none of these.
    from publish.editions.docx.lint import open_file
    from publish.editions.docx.package import Package
    from publish.editions.docx.profiles import judge, judge_name

    try:
        outcomes = judge(open_file(Package.read(path.read_bytes())), profile, secrets)
        outcomes += tuple(judge_name(path.name, profile, secrets))
    except (OSError, zipfile.BadZipFile, MarkupError, KeyError) as error:
        return (), (replace(_unreadable(str(error)), place=Place(path.as_posix())),)
    broken = [one for one in outcomes if not one.is_kept]
    hint = f"{profile.journal}: check the journal's current page"
    return outcomes, tuple(
        Diagnostic("submission-rule", f"{one.rule}: {one.why}", Place(path.as_posix()), hint)
        for one in broken
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


def _docx(data: bytes) -> tuple[Diagnostic, ...]:
    from publish.editions.docx.lint import lint

    return lint(data)


def _epub(data: bytes) -> tuple[Diagnostic, ...]:
    from publish.editions.epub.lint import lint

    try:
        return lint(data)
    except (zipfile.BadZipFile, MarkupError) as error:
        return (_unreadable(str(error)),)
    except KeyError as error:
        hint = "EPUBCheck and Ace judge EPUBs of other tools"
        return (_unreadable(f"it is not laid out as publish lays out an EPUB: {error}", hint),)


def _unreadable(why: str, hint: str = "") -> Diagnostic:
    return Diagnostic("file-unreadable", f"the file cannot be read: {why}", hint=hint)


_RULES: Mapping[str, Callable[[bytes], tuple[Diagnostic, ...]]] = {
    ".docx": _docx,
    ".epub": _epub,
}
