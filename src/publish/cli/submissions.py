"""Commands about what is sent to a journal."""

from __future__ import annotations

import argparse

from publish.cli.commands import answer, exit_code, show
from publish.diagnostics import Diagnostic


def judged(options: argparse.Namespace) -> tuple[Diagnostic, ...]:
    """Answer with the outcome of every rule of a journal, and return those that are broken."""
    from publish.check import judge_file
    from publish.editions.docx.profiles import find_profile

    profile = find_profile(options.profile, options.project)
    found: list[Diagnostic] = []
    for path in options.files:
        outcomes, broken = judge_file(path, profile, options.hide)
        for number, one in enumerate(outcomes, 1):
            answer(one.line(number))
        found += broken
    return tuple(found)


def submit(options: argparse.Namespace) -> int:
    """Write the files that a journal wants, and say which of its rules are not kept."""
    from publish.submission import submit as write_submission

    outcome = write_submission(
        options.project,
        options.profile,
        options.output,
        options.hide,
        allow_filters=options.allow_filters,
    )
    show(outcome.diagnostics, options)
    for path in outcome.paths:
        answer(str(path))
    return exit_code(outcome.diagnostics, options)
