"""Commands about what is sent to a printer."""

from __future__ import annotations

import argparse

from publish.cli.commands import answer, exit_code, show
from publish.diagnostics import Diagnostic


def print_files(options: argparse.Namespace) -> int:
    """Write the files that a printer wants, and say which of its rules are not kept."""
    from publish.printjob import print_for

    outcome = print_for(
        options.project, options.printer, options.output, allow_filters=options.allow_filters
    )
    show(outcome.diagnostics, options)
    for path in outcome.paths:
        answer(str(path))
    return exit_code(outcome.diagnostics, options)


def judged(options: argparse.Namespace) -> tuple[Diagnostic, ...]:
    """Answer with the outcome of every rule of a printer, and return those that are broken."""
    from publish.check.printing import judge_print
    from publish.editions.printing.printer import find_printer

    printer = find_printer(options.printer, options.project)
    found: list[Diagnostic] = []
    for path in options.files:
        outcomes, broken = judge_print(path, printer)
        for number, one in enumerate(outcomes, 1):
            answer(one.line(number))
        found += broken
    return tuple(found)


def impose_file(options: argparse.Namespace) -> int:
    """Put the pages of a PDF on sheets, and answer with the file."""
    from publish.editions.edition import Artifact
    from publish.imposing import imposed
    from publish.pipeline import write

    file, form = options.file, options.form
    output = options.output or file.with_name(f"{file.stem}-{form}.pdf")
    data = imposed(file, form, options.pages, options.creep, is_rtl=options.rtl)
    (path,) = write([Artifact("pdf", output.name, data)], output.parent)
    answer(str(path))
    return 0


def draft(options: argparse.Namespace) -> int:
    """Write a draft copy."""
    from publish.draftcopy import draft_copy

    outcome = draft_copy(
        options.project,
        options.label,
        options.watermark,
        options.output,
        allow_filters=options.allow_filters,
    )
    show(outcome.diagnostics, options)
    for path in outcome.paths:
        answer(str(path))
    return exit_code(outcome.diagnostics, options)
