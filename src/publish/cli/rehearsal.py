"""Says what a journal or a printer would have against the book, and writes nothing."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from publish.diagnostics import Diagnostic


def rehearsed(options: argparse.Namespace) -> tuple[Diagnostic, ...]:
    """Return the findings of making all files of a submission, or for a printer.

    Raises: PublishError if the book has errors or there is no such profile.
    """
    with tempfile.TemporaryDirectory(prefix="publish-") as folder:
        if options.profile:
            from publish.submission import submit

            made = submit(
                options.project,
                options.profile,
                Path(folder) / "out",
                allow_filters=options.allow_filters,
                is_sent=False,
            )
        else:
            from publish.printjob import print_for

            made = print_for(
                options.project,
                options.printer,
                Path(folder) / "out",
                allow_filters=options.allow_filters,
            )
    return made.diagnostics
