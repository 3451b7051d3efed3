"""Starts the processes of engines, and ends them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from publish.editions.pdf.worker import receive
from publish.processes import end

# -P: else the folder that we stand in, which a stranger may have filled, is searched first.
COMMAND = (sys.executable, "-P", "-m", "publish.editions.pdf.worker")
# The same pages for everybody: Pango measures the boxes for missing letters with words of the
# user's language, and picks faces by it; names of files may have letters that a locale has not.
_LOCALE = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
_TONGUES = ("LANGUAGE", "PANGO_LANGUAGE")


@dataclass(slots=True)
class EngineProcess:
    """A process that loads the engine, and waits to be told of a book.

    It is one that we started, or a copy of one, made as soon as that has the engine: whose number
    is then the first thing that it says.
    """

    questions: BinaryIO
    answers: BinaryIO
    errors: BinaryIO
    running: subprocess.Popen[bytes] | None = None  # None: a copy
    number: int = field(default=0, init=False)

    def greet(self) -> None:
        """Wait until there is a process.

        Raises: EOFError if there will be none.
        """
        if self.running is None and not self.number:
            self.number = receive(self.answers)

    def kill(self) -> None:
        """End it, whatever it does."""
        if self.running is not None:
            self.running.kill()
        elif self.number:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)

    def stop(self) -> None:
        """End it, wait for that, and close its files."""
        if self.running is not None:
            end(self.running)
        else:
            with contextlib.suppress(EOFError):
                self.greet()
            self.kill()
            while self.answers.read(1 << 20):  # until nobody can write there any more
                pass
            with contextlib.suppress(BrokenPipeError):  # of what was asked and never read
                self.questions.close()
            self.answers.close()
        self.errors.close()


def start_engines(count: int) -> list[EngineProcess]:
    """Start so many processes.

    On Linux one loads the engine, and becomes several. On macOS the system's own libraries end a
    copy that uses them.

    Raises: OSError if the system refuses one.
    """
    if sys.platform != "linux":
        return [_start([]) for _ in range(count)]
    with contextlib.ExitStack() as on_failure, contextlib.ExitStack() as theirs:
        copies: list[EngineProcess] = []
        given: list[tuple[int, int, int]] = []
        for _ in range(count - 1):
            reads, ours = os.pipe()
            theirs.callback(os.close, reads)
            questions = on_failure.enter_context(os.fdopen(ours, "wb"))
            own, writes = os.pipe()
            theirs.callback(os.close, writes)
            answers = on_failure.enter_context(os.fdopen(own, "rb"))
            errors = on_failure.enter_context(_errors())
            copies.append(EngineProcess(questions, answers, errors))
            given.append((reads, writes, errors.fileno()))
        first = _start(given)
        on_failure.pop_all()  # they are closed in `stop`
    return [first, *copies]


def _start(copies: list[tuple[int, int, int]]) -> EngineProcess:
    """Start a process, and have it copied: each copy gets three files of its own."""
    environment = {name: value for name, value in os.environ.items() if name not in _TONGUES}
    environment |= _LOCALE
    # fontTools writes the time into every font that it cuts down, unless it is told one.
    environment.setdefault("SOURCE_DATE_EPOCH", "0")
    with contextlib.ExitStack() as on_failure:
        errors = on_failure.enter_context(_errors())
        running = subprocess.Popen(
            (*COMMAND, *(",".join(map(str, files)) for files in copies)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
            pass_fds=[number for files in copies for number in files],
        )
        on_failure.pop_all()  # it is closed in `stop`
    questions, answers = cast(BinaryIO, running.stdin), cast(BinaryIO, running.stdout)
    return EngineProcess(questions, answers, errors, running)


def _errors() -> BinaryIO:
    return cast(BinaryIO, tempfile.TemporaryFile())


_ahead: list[EngineProcess] = []  # those that nobody has asked for yet


@contextlib.contextmanager
def engines_ahead(count: int) -> Iterator[None]:
    """Start so many processes for the books inside, before anything is known of these.

    They take most of a second to load the engine, as our own process does with the rest.
    """
    with contextlib.suppress(OSError):  # whoever needs one says what the system refuses
        _ahead.extend(start_engines(count))
    try:
        yield
    finally:
        while _ahead:
            _ahead.pop(0).stop()  # who is copied before the copies


def take_engines(count: int) -> list[EngineProcess]:
    """Return so many processes: those that were started ahead, and more if these are too few."""
    found = [_ahead.pop(0) for _ in range(min(count, len(_ahead)))]
    return found + start_engines(count - len(found)) if count > len(found) else found
