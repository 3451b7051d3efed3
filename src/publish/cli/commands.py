"""What each command does: calls the step that knows, shows what it found."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

from publish.cli.findings import as_github, as_json, as_sarif, as_text, summary
from publish.cli.options import EDITIONS
from publish.cli.progress import shown_progress
from publish.diagnostics import (
    Diagnostic,
    PublishError,
    Severity,
    errors,
    in_reading_order,
    with_hints,
)
from publish.writing import sweep

DONE, BOOK_HAS_ERRORS, WRONG_SETTINGS, WARNINGS, MISSING_PROGRAM = range(5)
# Findings about the settings, whichever step makes them; and about the machine.
_SETTINGS_CODES = ("settings-", "style-unknown", "print-unknown-", "output-outside")
_MACHINE_CODES = ("pdf-pango-missing",)
_BUILT = (".pdf", ".epub", ".docx", ".onix.xml", "-cover.jpg")
_BESIDE = ("checklist.txt", "job-sheet.txt", "report.html")
CACHE = ".publish-cache"
# What is remembered of the Word files that were sent out.
STATE = ".publish"


def say(text: str) -> None:
    """Write a line to stderr."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def answer(text: str) -> None:
    """Write a line to stdout: what the caller asked for."""
    sys.stdout.write(f"{text}\n")


def show(findings: Sequence[Diagnostic], options: argparse.Namespace) -> None:
    """Write findings to stderr in the format asked for; with `--quiet`, errors only."""
    shown = with_hints(errors(findings) if options.quiet else findings)
    if options.format == "json":
        say(as_json(shown))
        return
    if options.format == "sarif":
        from publish import __version__

        say(as_sarif(shown, __version__, options.project.as_posix()))
        return
    for found in shown:
        if options.format == "github":
            say(as_github(found, options.project.as_posix()))
        else:
            say(as_text(found, with_colour=_has_colour()))
    if shown and options.format == "text":
        say(summary(shown))


def _has_colour() -> bool:
    plain = "NO_COLOR" in os.environ or "CI" in os.environ or os.environ.get("TERM") == "dumb"
    return not plain and sys.stderr.isatty()


def exit_code(findings: Sequence[Diagnostic], options: argparse.Namespace) -> int:
    """Return the exit code that findings lead to."""
    wrong = errors(findings)
    if any(found.code in _MACHINE_CODES for found in wrong):
        return MISSING_PROGRAM
    if any(found.code.startswith(_SETTINGS_CODES) for found in wrong):
        return WRONG_SETTINGS
    if wrong:
        return BOOK_HAS_ERRORS
    has_warnings = any(found.severity is Severity.WARNING for found in findings)
    return WARNINGS if options.strict and has_warnings else DONE


def new(options: argparse.Namespace) -> int:
    """Lay out a new project."""
    from publish.scaffold import Author, lay_out_project

    written = lay_out_project(options.folder, Author(options.title, options.author))
    for path in written:
        answer(_shown(path))
    if not options.quiet:
        say(f"a new book in {options.folder}; build it with: publish build -C {options.folder}")
    return DONE


def build(options: argparse.Namespace) -> int:
    """Write the editions."""
    from publish.unchanged import recall

    chosen = EDITIONS if "all" in options.editions else tuple(dict.fromkeys(options.editions))
    started = time.perf_counter()
    outcome = recall(options.project, chosen, options.output or options.project / "dist")
    if outcome is None:
        with (
            _engines_ahead(options, chosen),
            shown_progress(is_told=_tells(options)) as progress,
        ):
            from publish.pipeline import build as build_book

            outcome = build_book(
                options.project,
                chosen,
                options.output,
                progress,
                options.jobs,
                allow_filters=options.allow_filters,
            )
    elif _tells(options):
        say("nothing changed since the last build; its files are as they were")
    show(outcome.diagnostics, options)
    for path in outcome.paths:
        answer(_shown(path))
    if _tells(options):
        say(f"done in {time.perf_counter() - started:.1f} s")
    return exit_code(outcome.diagnostics, options)


def _engines_ahead(
    options: argparse.Namespace, editions: Sequence[str]
) -> AbstractContextManager[None]:
    """Start what lays pages out while the rest of the program is loaded."""
    if editions and "pdf" not in editions:
        return nullcontext()
    from publish.editions.pdf.enginestart import engines_ahead

    # Of a book that was built before, few pages will be missing.
    was_built = (options.project / CACHE).is_dir()
    return engines_ahead(1 if was_built else options.jobs)


def _tells(options: argparse.Namespace) -> bool:
    return not options.quiet and options.format == "text"


def _shown(path: Path) -> str:
    """Return a path as short as it can be typed from here."""
    here = Path.cwd()
    absolute = path.resolve()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def check(options: argparse.Namespace) -> int:
    """Say all that is wrong with the book, or with the finished files that are named."""
    if options.report is not None and (options.files or options.profile or options.printer):
        say("error[usage]: --report is about the book, not about finished files")
        return WRONG_SETTINGS
    if options.files:
        from publish.check import check_files

        files = [] if options.printer else options.files
        findings, praise = check_files(files), "nothing to say of these files"
        if options.printer:
            from publish.cli.printing import judged as judged_by_printer

            findings = judged_by_printer(options)
        elif options.profile:
            from publish.cli.submissions import judged

            findings = (*findings, *judged(options))
    elif options.profile or options.printer:
        from publish.cli.rehearsal import rehearsed

        findings, praise = rehearsed(options), "nothing to say: every rule is kept"
    else:
        findings = _examined(options)
        praise = "nothing to say: the book is ready to build"
    show(findings, options)
    if not findings and _tells(options):
        say(praise)
    return exit_code(findings, options)


def _examined(options: argparse.Namespace) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the book, after mending it and writing a report if asked to."""
    from publish.pipeline import examine

    examined = examine(options.project, allow_filters=options.allow_filters)
    if options.fix:
        from publish.check import apply_fixes
        from publish.pipeline import check as check_book

        def again() -> tuple[Diagnostic, ...]:
            return check_book(options.project, allow_filters=options.allow_filters)

        for path in apply_fixes(options.project, examined.diagnostics, again):
            answer(_shown(path))
        examined = examine(options.project, allow_filters=options.allow_filters)
    if options.links and examined.document is not None and examined.library is not None:
        from publish.check.links import check_links

        dead = check_links(examined.document, examined.library)
        examined = replace(examined, diagnostics=in_reading_order([*examined.diagnostics, *dead]))
    if options.report is not None and (options.project / "manuscript").is_dir():
        from publish.reporting import write_report

        file = options.report if options.report.name else None
        try:
            answer(_shown(write_report(examined, options.project, file)))
        except PublishError as error:  # what was found is told all the same
            return (*examined.diagnostics, *error.diagnostics)
    return examined.diagnostics


def doctor(options: argparse.Namespace) -> int:
    """Tell what is installed and what is not."""
    from publish.doctor import Part, examine

    def line(part: Part) -> str:
        state = "ok" if part.is_found else "MISSING" if part.is_needed else "without"
        text = f"{state:8} {part.name:24} {part.version:14} {part.where}".rstrip()
        return f"{text}\n         -> {part.remedy}" if part.remedy else text

    parts = examine()
    for part in parts:
        if part.is_missing or not options.quiet:
            answer(line(part))
    absent = [part.name for part in parts if part.is_missing]
    if absent:
        say(f"missing: {', '.join(absent)}")
    return MISSING_PROGRAM if absent else DONE


def explain(options: argparse.Namespace) -> int:
    """Say what a code means, or list all codes."""
    from publish.check.catalogue import codes
    from publish.check.catalogue import explain as explanation

    if not options.code:
        for code in codes():
            first = (explanation(code) or "").partition("\n")[0]
            answer(f"{code:28} {first}".rstrip())
        return DONE
    text = explanation(options.code)
    if text is None:
        from difflib import get_close_matches

        near = get_close_matches(options.code, codes(), n=1)
        hint = f"\n  hint: did you mean '{near[0]}'?" if near else ""
        say(f"error[unknown-code]: there is no finding '{options.code}'{hint}")
        return WRONG_SETTINGS
    answer(text)
    return DONE


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of the settings."""
    from publish.project.schema import schema_text

    sys.stdout.write(schema_text())
    return DONE


def clean(options: argparse.Namespace) -> int:
    """Remove finished editions, the cache and what is remembered of files that were sent out.

    Files of any other kind in dist/ stay.
    """
    project: Path = options.project
    dist, cache = project / "dist", project / CACHE
    if not (project / "manuscript").is_dir():
        say(f"error[settings-no-project]: no folder 'manuscript' in {project}")
        return WRONG_SETTINGS
    if not dist.is_symlink():
        _clean_dist(dist, is_quiet=options.quiet)
    for folder in (cache, project / STATE):
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
    return DONE


def _clean_dist(dist: Path, *, is_quiet: bool) -> None:
    for folder in (dist, *dist.glob("submission-*/"), *dist.glob("print-*/")):
        sweep(folder)
    jobs = sorted([*dist.glob("submission-*/*"), *dist.glob("print-*/*")])
    for path in (*jobs, *sorted(dist.glob("*"))):
        is_ours = path.name.endswith(_BUILT) or path.name in _BESIDE
        if is_ours and path.is_file():
            path.unlink()
            if not is_quiet:
                say(f"removed {path}")
        elif (
            path.is_dir()
            and path.name.startswith(("submission-", "print-"))
            and not any(path.iterdir())
        ):
            path.rmdir()
    if dist.is_dir() and not any(dist.iterdir()):
        dist.rmdir()


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "new": new,
    "build": build,
    "check": check,
    "doctor": doctor,
    "explain": explain,
    "schema": schema,
    "clean": clean,
}
