"""What long work tells while it runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Progress:
    """Hears of the steps of a build; several may run side by side. This one keeps silent."""

    def begins(self, step: str) -> None:
        """Hear that a step begins."""

    def counts(self, step: str, done: int, of: int) -> None:
        """Hear how many chapters of a step are done."""

    def ends(self, step: str, seconds: float) -> None:
        """Hear that a step has ended, and how long it took. Not called for one that fails."""

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Tell of what is done inside."""
        started = time.perf_counter()
        self.begins(name)
        yield
        self.ends(name, time.perf_counter() - started)
