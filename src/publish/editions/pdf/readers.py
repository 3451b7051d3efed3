"""Processes that read a finished file back, each some of its pages, while ours looks at its tree.

PDFium takes some milliseconds for each page, and one process reads one page at a time. If anything
goes wrong in one, nobody hears of it: who asked then reads its pages, and can tell what it was.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Set
from itertools import zip_longest
from typing import BinaryIO, cast

from publish.editions.pdf.finished import FinishedPage, read_pages
from publish.editions.pdf.pagemarks import page_marks
from publish.editions.pdf.worker import receive, send

# -P: else the folder that we stand in, which a stranger may have filled, is searched first.
COMMAND = (sys.executable, "-P", "-m", "publish.editions.pdf.readers")
PAGES_THAT_PAY = 40  # for a process: it takes as long to start as it does to read these
Marked = tuple[str, FinishedPage]


class Readers:
    """The processes. They start while the file that they shall read is still put together."""

    def __init__(self, count: int) -> None:
        self.processes = [
            subprocess.Popen(
                COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            for _ in range(count)
        ]

    def read(self, data: bytes, known: Set[str] | None) -> list[Marked]:
        """Return the pages of a file as `read_part` does."""
        count = len(self.processes) or 1
        parts = [slice(first, None, count) for first in range(count)]
        for process, part in zip(self.processes, parts, strict=False):
            with contextlib.suppress(BrokenPipeError):
                send(cast(BinaryIO, process.stdin), (data, part, known))
        found = [self._answer(n) or read_part(data, part, known) for n, part in enumerate(parts)]
        turns = zip_longest(*found)  # the last of them may have a page less
        return [one for turn in turns for one in turn if one is not None]

    def close(self) -> None:
        """End the processes, whatever they do."""
        for process in self.processes:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    cast(BinaryIO, stream).close()

    def _answer(self, number: int) -> list[Marked]:
        if number < len(self.processes):
            with contextlib.suppress(EOFError):
                return cast("list[Marked]", receive(cast(BinaryIO, self.processes[number].stdout)))
        return []


def read_part(data: bytes, part: slice, known: Set[str] | None) -> list[Marked]:
    """Return some pages of a file, each with its mark; without, if nothing can be `known`.

    Of those whose marks are known only the labels are read.
    """
    if known is None:
        return [("", page) for page in read_pages(data, part)]
    marks, step = page_marks(data, part), part.step or 1
    before = {(part.start or 0) + step * n for n, mark in enumerate(marks) if mark in known}
    return [*zip(marks, read_pages(data, part, before), strict=True)]


def main() -> None:
    """Read what is asked for, until nobody asks any more."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(EOFError):
        while True:
            send(answers, read_part(*receive(questions)))


if __name__ == "__main__":
    main()
