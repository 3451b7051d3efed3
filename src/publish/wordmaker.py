"""Makes the Word file in a process of its own, beside the pages and the EPUB.

It needs most of the time of the three, and two threads of one Python share one processor. What is
made is the same: the same functions do it, in here as in our own process. If anything goes wrong
in here, nobody hears of it: it is then done again by who asked, who can tell what it was.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
from threading import Thread
from types import FrameType
from typing import Any, BinaryIO, cast

from publish.caching import pack
from publish.diagnostics import Diagnostic
from publish.digits import allow_long_numbers
from publish.editions import find_edition
from publish.editions.edition import Artifact, Design, Pagination
from publish.model.document import Document
from publish.processes import close_pipes
from publish.project import Project
from publish.provenance import remembered, sources_of, write_down
from publish.structure import with_pages

# -P: else the folder that we stand in, which a stranger may have filled, is searched first.
COMMAND = (sys.executable, "-P", "-m", "publish.wordmaker")


class WordMaker:
    """The process. It makes one file of a project, then remembers what it says."""

    def __init__(self, project: Project) -> None:
        self._process = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # It begins with the manuscript while the book is worked through, as soon as it can read.
        self._beginning = Thread(target=self._tell, args=(project,))
        self._beginning.start()

    def give(self, document: Document, pagination: Pagination, design: Design) -> None:
        """Have the file made of a document for this edition, which lacks only its page numbers."""
        self._beginning.join()
        # A book nested too deep for pickle is made without us.
        with contextlib.suppress(RecursionError):
            self._tell((document, pagination, design))

    def artifact(self) -> Artifact | None:
        """Return the file, None if it could not be made here."""
        return cast("Artifact | None", self._answer())

    def remember(self) -> tuple[Diagnostic, ...] | None:
        """Write down what the file says, now that it is in its place; None if that failed."""
        self._tell(True)
        return cast("tuple[Diagnostic, ...] | None", self._answer())

    def close(self) -> None:
        """End the process, whatever it does."""
        self._process.terminate()
        self._process.wait()
        self._beginning.join()
        close_pipes(self._process)

    def _tell(self, value: Any) -> None:
        data = pack(value)
        stream = cast(BinaryIO, self._process.stdin)
        with contextlib.suppress(BrokenPipeError):
            stream.write(data)
            stream.flush()

    def _answer(self) -> Any:
        try:
            return pickle.load(cast(BinaryIO, self._process.stdout))
        except (EOFError, pickle.UnpicklingError):
            return None


def main() -> None:
    """Make one file: see `WordMaker` for what comes in and goes out."""
    signal.signal(signal.SIGTERM, _end)  # so that temporary folders go too
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked ends us
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.disable()  # all that is made lives to the end, which is near
    allow_long_numbers()
    edition = find_edition("docx")
    project = pickle.load(questions)
    sources = sources_of(project)
    document, pagination, design = pickle.load(questions)
    made = edition.render(with_pages(document, pagination), design)
    pickle.dump(made, answers)
    answers.flush()
    manifest = remembered(made.name, made.data, document, sources)
    pickle.load(questions)
    pickle.dump(write_down(manifest, project), answers)
    answers.flush()


def _end(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
