"""One engine process: questions in, answers out."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from publish.diagnostics import Diagnostic, PublishError
from publish.editions.own_design import DesignError
from publish.editions.pdf.pango import install_hint
from publish.editions.pdf.proofs import Setup
from publish.editions.pdf.worker import receive, send
from publish.processes import end

# -P: else the folder that we stand in, which a stranger may have filled, is searched first.
COMMAND = (sys.executable, "-P", "-m", "publish.editions.pdf.worker")
TIMEOUT_S = 300  # for one chapter; WeasyPrint has loops that do not end


# The same pages for everybody: Pango measures the boxes for missing letters with words of the
# user's language, and picks faces by it; names of files may have letters that a locale has not.
_LOCALE = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
_TONGUES = ("LANGUAGE", "PANGO_LANGUAGE")
_ahead: list[_Process] = []  # those that nobody has asked for yet


@dataclass(frozen=True, slots=True)
class _Process:
    """A process that loads the engine, and waits to be told of a book."""

    running: subprocess.Popen[bytes]
    errors: BinaryIO

    def stop(self) -> None:
        end(self.running)
        self.errors.close()


def _start() -> _Process:
    environment = {name: value for name, value in os.environ.items() if name not in _TONGUES}
    environment |= _LOCALE
    # fontTools writes the time into every font that it cuts down, unless it is told one.
    environment.setdefault("SOURCE_DATE_EPOCH", "0")
    with contextlib.ExitStack() as on_failure:
        errors = on_failure.enter_context(tempfile.TemporaryFile())
        running = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
        )
        on_failure.pop_all()  # it is closed in `stop`
    return _Process(running, cast(BinaryIO, errors))


@contextlib.contextmanager
def engines_ahead(count: int) -> Iterator[None]:
    """Start so many processes for the books inside, before anything is known of these.

    They take most of a second to load the engine, as our own process does with the rest.
    """
    with contextlib.suppress(OSError):  # whoever needs one says what the system refuses
        _ahead.extend(_start() for _ in range(count))
    try:
        yield
    finally:
        while _ahead:
            _ahead.pop().stop()


class Child:
    """One engine process for a book. `config` is the file that tells it which fonts there are."""

    def __init__(self, setup: Setup, config: Path) -> None:
        self._process = _ahead.pop() if _ahead else _start()
        self._owed = 0  # answers to what was told without waiting for them
        send(self._stdin, (str(config), setup))

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """Return what runs."""
        return self._process.running

    @property
    def _stdin(self) -> BinaryIO:
        return cast(BinaryIO, self.process.stdin)

    def ask(self, method: str, *arguments: Any) -> Any:
        """Return what a method of the engine returns.

        Raises: PublishError if Pango is missing; OSError if the system refused the engine a file;
        DesignError if the engine failed.
        """
        match self._answer(method, arguments):
            case ("done", value):
                return value
            case ("missing", reason):
                message = f"the print PDF needs the library Pango: {reason.splitlines()[0]}"
                raise PublishError([Diagnostic("pdf-pango-missing", message, hint=install_hint())])
            case ("refused", (number, why, path)):
                raise OSError(number, why, path or tempfile.gettempdir())
            case (_, reason):
                raise DesignError(f"the layout engine failed: {reason}")

    def tell(self, method: str, *arguments: Any) -> None:
        """Have a method of the engine called; what it returns is not waited for."""
        with contextlib.suppress(BrokenPipeError):  # the next `ask` says why
            send(self._stdin, (method, arguments))
            self._owed += 1

    def _answer(self, method: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        watch = threading.Timer(TIMEOUT_S, self.process.kill)
        watch.start()
        try:
            send(self._stdin, (method, arguments))
            answers = cast(BinaryIO, self.process.stdout)
            while self._owed:
                receive(answers)
                self._owed -= 1
            return cast(tuple[str, Any], receive(answers))
        except (EOFError, BrokenPipeError):
            self._process.errors.seek(0)
            said = self._process.errors.read().decode("utf-8", "replace")
            return "failed", f"its process ended, or took more than {TIMEOUT_S} s\n{said}"
        finally:
            watch.cancel()

    def stop(self) -> None:
        """End the process."""
        self._process.stop()
