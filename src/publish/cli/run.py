"""From arguments to an exit code, whatever happens in between."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from publish.cli.arguments import parser
from publish.cli.commands import COMMANDS, MISSING_PROGRAM, exit_code, say, show
from publish.cli.references import cite
from publish.cli.submissions import submit
from publish.diagnostics import PublishError

# A book is made of many small values that all live to the end of a build; the usual 700 make
# Python look through them again and again for nothing.
_COLLECT_AFTER = 200_000
INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 the book has errors, 2 wrong usage or settings, 3 warnings under `--strict`,
    4 a needed program is missing.
    """
    options = parser().parse_args(arguments)
    gc.set_threshold(_COLLECT_AFTER)
    try:
        code = {**COMMANDS, "cite": cite, "submit": submit}[options.command](options)
        sys.stdout.flush()
        return code
    except PublishError as error:
        show(error.diagnostics, options)
        return exit_code(error.diagnostics, options)
    except KeyboardInterrupt:
        say("interrupted; the files of the last build are as they were")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; what Python still holds must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the one place: a mistake of ours must not look like the author's
        return _failed(error, options)


def _failed(error: Exception, options: argparse.Namespace) -> int:
    """Say what went wrong with us: a program that is missing, or a defect."""
    if isinstance(error, (OSError, ImportError)):
        from publish.doctor import missing

        absent = missing()
        for part in absent:
            say(f"error[program-missing]: {part.name} is missing\n  hint: {part.remedy}")
        if absent:
            return MISSING_PROGRAM
    if options.verbose:
        traceback.print_exception(error)
        return 1
    if isinstance(error, OSError) and error.filename:
        say(f"error[file-access]: {error.filename}: {error.strerror}")
        return 1
    say(f"error[publish-defect]: publish itself failed, and not your book: {_kept(error)}")
    return 1


def _kept(error: Exception) -> str:
    """Write the traceback to a file and say where it is."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="publish-defect-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        traceback.print_exception(error, file=file)
    return f"{type(error).__name__}; details are in {Path(file.name)}"
