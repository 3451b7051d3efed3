"""Commands about what is sent to a journal."""

from __future__ import annotations

import argparse

from publish.cli.commands import answer
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
