"""Shows how far a build is: a line that changes on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from publish.progress import Progress

_EVERY_S = 0.25
_CLEAR = "\r\x1b[K"  # ECMA-48: to the start of the line, erase to its end


class Lines(Progress):
    """A line for every step that has ended."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def ends(self, step: str, seconds: float) -> None:
        """Write the step and its seconds."""
        self._stream.write(f"{seconds:6.2f} s  {step}\n")
        self._stream.flush()


class LiveLine(Lines):
    """The same, and below them one line of what is running: steps, chapters done, seconds."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._started = time.perf_counter()
        self._running: dict[str, str] = {}  # step -> chapters done
        self._lock = threading.Lock()
        self._is_over = threading.Event()
        self._clock = threading.Thread(target=self._tick, daemon=True)
        self._clock.start()

    def begins(self, step: str) -> None:
        """Show the step with those that run."""
        with self._lock:
            self._running[step] = ""
            self._draw()

    def counts(self, step: str, done: int, of: int) -> None:
        """Show how many chapters are done."""
        with self._lock:
            self._running[step] = f" {done} of {of}"
            self._draw()

    def ends(self, step: str, seconds: float) -> None:
        """Let the step be a line of its own."""
        with self._lock:
            self._running.pop(step, None)
            self._stream.write(_CLEAR)
            super().ends(step, seconds)
            self._draw()

    def close(self) -> None:
        """Take the changing line away."""
        self._is_over.set()
        self._clock.join()
        with self._lock:
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _tick(self) -> None:
        while not self._is_over.wait(_EVERY_S):
            with self._lock:
                self._draw()

    def _draw(self) -> None:
        seconds = time.perf_counter() - self._started
        steps = ", ".join(f"{step}{done}" for step, done in self._running.items())
        width = shutil.get_terminal_size().columns
        self._stream.write(_CLEAR + f"{seconds:6.0f} s  {steps}"[: width - 1])
        self._stream.flush()


@contextmanager
def shown_progress(*, is_told: bool) -> Iterator[Progress]:
    """Give what shows a build on stderr; nothing is shown unless `is_told`."""
    if not is_told:
        yield Progress()
    elif not sys.stderr.isatty() or os.environ.get("TERM") == "dumb" or "CI" in os.environ:
        yield Lines(sys.stderr)
    else:
        line = LiveLine(sys.stderr)
        try:
            yield line
        finally:
            line.close()
