"""Runs commands of `publish`, each in a process of its own that does not begin with its imports.

Reads a line of JSON for each: the folder to stand in, the file for all that is said, the limit of
processor time in seconds, the words of the command. Writes a line for each: its exit code (below
zero the signal that ended it), processor seconds and megabytes, as the system tells them of that
process and all that it waited for (wait4(2), getrusage(2): the time of all, the memory of the
largest). The copies begin with the memory of this process, so that it does nothing else.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

GUARD_BYTES = 12 << 30  # of addresses: pandoc's program reserves many that it never touches
_BOOK = "title: T\nauthor: A\nepub: {page-list: false}\n"
Main = Callable[[Sequence[str]], int]


def warm_up(main: Main) -> None:
    """Import what every command needs, by a build of a book without a bomb."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "manuscript").mkdir()
        (Path(folder) / "manuscript" / "book.yaml").write_text(_BOOK)
        (Path(folder) / "manuscript" / "01-a.md").write_text("# One\n\nWords [@a].\n")
        (Path(folder) / "bibliography.bib").write_text("@book{a, author={Doe, J}, title={T}}")
        main(["build", "epub", "docx", "-q", "-C", folder])


def run(main: Main, folder: str, said: str, guard_s: int, command: Sequence[str]) -> int:
    """Run one command in this process, which is its own from now on."""
    resource.setrlimit(resource.RLIMIT_AS, (GUARD_BYTES, GUARD_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (guard_s, guard_s))
    os.chdir(folder)
    for stream, file in enumerate((os.devnull, said, said)):
        os.dup2(os.open(file, os.O_RDWR | os.O_APPEND), stream)
    return main(command)


def launch(main: Main) -> None:
    """Run what is asked for, one after the other."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            sys.exit(run(main, *json.loads(line)))
        _, status, usage = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        seconds = usage.ru_utime + usage.ru_stime
        print(json.dumps([code, seconds, usage.ru_maxrss / 1024]), flush=True)


if __name__ == "__main__":
    from publish.cli import main

    with Path(os.devnull).open("w") as nobody, contextlib.redirect_stdout(nobody):
        warm_up(main)
    gc.freeze()  # else each copy looks through it all at its end, and has it all for its own
    launch(main)
