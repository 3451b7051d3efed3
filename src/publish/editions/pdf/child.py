"""One engine process: questions in, answers out."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from typing import Any, BinaryIO, cast

from publish.diagnostics import Diagnostic, PublishError
from publish.editions.own_design import DesignError
from publish.editions.pdf.pango import install_hint
from publish.editions.pdf.proofs import Setup
from publish.editions.pdf.worker import receive, send

# -P: else the folder that we stand in, which a stranger may have filled, is searched first.
COMMAND = (sys.executable, "-P", "-m", "publish.editions.pdf.worker")
TIMEOUT_S = 300  # for one chapter; WeasyPrint has loops that do not end


class Child:
    """One engine process."""

    def __init__(self, setup: Setup, environment: Mapping[str, str]) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115, closed in `stop`
        self.process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=dict(environment),
        )
        self._owed = 0  # answers to what was told without waiting for them
        send(self._stdin, setup)

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
            self._errors.seek(0)
            said = self._errors.read().decode("utf-8", "replace")
            return "failed", f"its process ended, or took more than {TIMEOUT_S} s\n{said}"
        finally:
            watch.cancel()

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self._errors):
            with contextlib.suppress(OSError):  # a pipe that the process left half read
                cast(BinaryIO, stream).close()
