"""One engine process: questions in, answers out."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from pathlib import Path
from typing import Any, cast

from publish.diagnostics import Diagnostic, PublishError
from publish.editions.own_design import DesignError
from publish.editions.pdf.enginestart import EngineProcess
from publish.editions.pdf.pango import install_hint
from publish.editions.pdf.proofs import Setup
from publish.editions.pdf.worker import receive, send

TIMEOUT_S = 300  # for one chapter; WeasyPrint has loops that do not end


class Child:
    """One engine process for a book. `config` is the file that tells it which fonts there are.

    Several threads may ask it; each gets its own answer.
    """

    def __init__(self, process: EngineProcess, setup: Setup, config: Path) -> None:
        self.process = process
        self._lock = threading.Lock()
        self._owed = 0  # answers to what was told without waiting for them
        with contextlib.suppress(BrokenPipeError):  # the first `ask` says why
            send(process.questions, (str(config), setup))

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
        with self._lock, contextlib.suppress(BrokenPipeError):  # the next `ask` says why
            send(self.process.questions, (method, arguments))
            self._owed += 1

    def _answer(self, method: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        with self._lock:
            return self._answered(method, arguments)

    def _answered(self, method: str, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        watch = threading.Timer(TIMEOUT_S, self.process.kill)
        watch.start()
        try:
            self.process.greet()
            send(self.process.questions, (method, arguments))
            while self._owed:
                receive(self.process.answers)
                self._owed -= 1
            return cast(tuple[str, Any], receive(self.process.answers))
        except (EOFError, BrokenPipeError):
            self.process.errors.seek(0)
            said = self.process.errors.read().decode("utf-8", "replace")
            return "failed", f"its process ended, or took more than {TIMEOUT_S} s\n{said}"
        finally:
            watch.cancel()

    def stop(self) -> None:
        """End the process."""
        self.process.stop()
