"""From arguments to an exit code, whatever happens in between."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import errno
import gc
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import FrameType

from publish import __version__
from publish.cli.arguments import parser
from publish.cli.commands import COMMANDS, MISSING_PROGRAM, exit_code, say, show
from publish.cli.printing import draft, impose_file, print_files
from publish.cli.references import cite
from publish.cli.returns import take_back
from publish.cli.submissions import submit
from publish.cli.watching import watch
from publish.diagnostics import Diagnostic, PublishError
from publish.digits import allow_long_numbers

# A book is made of many small values that all live to the end of a build, a thousand or so a page;
# the usual 700 make Python look through them again and again for nothing.
_COLLECT_AFTER = 2_000_000
INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_AS_THEY_WERE = "the files of the last build are as they were"
# What a system says when it has no more room, of whatever kind; the first is Python's own, where no
# temporary folder takes a file.
_NO_ROOM = (
    *(errno.ENOENT, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS),
    *(errno.EMFILE, errno.ENFILE, errno.ENOMEM),
)


class _Ended(BaseException):
    """Somebody ended the process: time to remove what only it needs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    0 done, 1 the book has errors, 2 wrong usage or settings, 3 warnings under `--strict`,
    4 a needed program is missing.
    """
    options = parser().parse_args(arguments)
    gc.set_threshold(_COLLECT_AFTER)
    # At its end all goes anyway: to look through it once more takes most of the time it has left.
    atexit.register(gc.freeze)
    allow_long_numbers()
    try:
        with _tidy_end():
            code = _commands()[options.command](options)
        sys.stdout.flush()
        return code
    except PublishError as error:
        show(error.diagnostics, options)
        return exit_code(error.diagnostics, options)
    except KeyboardInterrupt:
        say(f"interrupted; {_AS_THEY_WERE}")
        return INTERRUPTED
    except _Ended as error:
        say(f"ended; {_AS_THEY_WERE}")
        return 128 + int(error.args[0])
    except BrokenPipeError:
        # Whoever read our output has gone; what Python still holds must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the one place: a mistake of ours must not look like the author's
        return _failed(error, options)


@contextlib.contextmanager
def _tidy_end() -> Iterator[None]:
    """Let the signals that end a process be exceptions, so that its helpers and folders go too."""

    def end(number: int, _: FrameType | None) -> None:
        raise _Ended(number)

    before: dict[int, object] = {}
    for name in ("SIGTERM", "SIGHUP"):
        with contextlib.suppress(AttributeError, ValueError):  # Windows; not the main thread
            number = getattr(signal, name)
            if signal.getsignal(number) == signal.SIG_DFL:
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number in before:
            signal.signal(number, signal.SIG_DFL)


def _commands() -> dict[str, Callable[[argparse.Namespace], int]]:
    printing = {"print": print_files, "impose": impose_file, "draft": draft}
    return {
        **COMMANDS,
        **printing,
        "cite": cite,
        "submit": submit,
        "return": take_back,
        "watch": watch,
    }


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
    if isinstance(error, OSError) and (error.filename or error.errno in _NO_ROOM):
        where = error.filename or os.environ.get("TMPDIR", "temporary files")
        why = (error.strerror or str(error)).lower()
        show([Diagnostic("file-access", f"'{where}': {why}", hint=_AS_THEY_WERE)], options)
        return 1
    if not options.verbose:
        message = f"publish itself failed, and not your book: {_kept(error)}"
        show([Diagnostic("publish-defect", message, hint=_AS_THEY_WERE)], options)
    return 1


def _kept(error: Exception) -> str:
    """Write the traceback to a file and say where it is."""
    name = type(error).__name__
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="publish-defect-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(f"publish {__version__}, Python {sys.version}\n")
            file.write(f"command: {' '.join(sys.argv[1:])}\n\n")
            traceback.print_exception(error, file=file)
    except OSError:  # not even that can be written
        traceback.print_exception(error)
        return name
    return f"{name}; details are in {Path(file.name)}"
