"""Processes that read a finished file back, each some of its pages, while ours looks at its tree.

PDFium takes some milliseconds for each page, and one process reads one page at a time. If anything
goes wrong in one, nobody hears of it: who asked then reads its pages, and can tell what it was.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Set
from typing import BinaryIO, cast

from publish.editions.pdf.finished import FinishedPage, Share, read_pages
from publish.editions.pdf.pagemarks import page_marks
from publish.editions.pdf.worker import receive, send
from publish.processes import end

# -P: else the folder that we stand in, which a stranger may have filled, is searched first.
COMMAND = (sys.executable, "-P", "-m", "publish.editions.pdf.readers")
PAGES_THAT_PAY = 40  # for a process: it takes as long to start as it does to read these
Marked = tuple[str, FinishedPage]


class Readers:
    """The processes. They start while the file that they shall read is still put together."""

    def __init__(self, count: int) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        with contextlib.suppress(OSError):  # a system that has no more of them
            for _ in range(count):
                started = subprocess.Popen(COMMAND, stdin=pipe, stdout=pipe, stderr=nothing)
                self.processes.append(started)

    def read(self, data: bytes, known: Set[str] | None) -> list[Marked]:
        """Return the pages of a file, each with what `read_share` tells of it."""
        count = len(self.processes) or 1
        shares = [Share(turn, count) for turn in range(count)]
        for process, share in zip(self.processes, shares, strict=False):
            with contextlib.suppress(BrokenPipeError):
                send(cast(BinaryIO, process.stdin), (data, share, known))
        found: dict[int, Marked] = {}
        for share in shares:
            found |= self._answer(share.turn) or read_share(data, share, known)
        return [found[number] for number in sorted(found)]

    def close(self) -> None:
        """End the processes, whatever they do."""
        for process in self.processes:
            end(process)

    def _answer(self, number: int) -> dict[int, Marked]:
        if number < len(self.processes):
            with contextlib.suppress(EOFError, pickle.UnpicklingError):
                answers = cast(BinaryIO, self.processes[number].stdout)
                return cast("dict[int, Marked]", receive(answers))
        return {}


def read_share(data: bytes, share: Share, known: Set[str] | None) -> dict[int, Marked]:
    """Return pages of a file by their numbers, each with its mark; "" if nothing can be `known`.

    Of those whose marks are known only the labels are read.
    """
    if known is None:
        return {number: ("", page) for number, page in read_pages(data, share).items()}
    marks = page_marks(data, share)
    before = {number for number, mark in marks.items() if mark in known}
    pages = read_pages(data, share, before)
    return {number: (mark, pages[number]) for number, mark in marks.items()}


def main() -> None:
    """Read what is asked for, until nobody asks any more."""
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with contextlib.suppress(EOFError):
        while True:
            send(answers, read_share(*receive(questions)))


if __name__ == "__main__":
    main()
