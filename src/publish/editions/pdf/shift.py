"""Gives work to engine processes while it still comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition
from types import TracebackType

from publish.editions.pdf.child import Child

_MOST_PROCESSES = 1000
_FEW = 1  # names that wait while others are still made


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    home: Child | None
    size: int


class Shift:
    """Calls `serve` for names in all processes side by side, as the names are added.

    `staff` is told how many names there are so far and returns the processes at hand. Names that
    have a home go to that process, before all others; these go to whichever is free, the largest
    of those that wait first, so that all processes end at about the same time. At the end of the
    `with` block all is done; the first error goes to the caller.
    """

    def __init__(
        self, staff: Callable[[int], Sequence[Child]], serve: Callable[[Child, str], None]
    ) -> None:
        self._staff, self._serve = staff, serve
        self._waiting: list[_Task] = []
        self._count = 0
        self._is_over = self._has_failed = False
        self._changed = Condition()
        self._working: dict[Child, Future[None]] = {}
        self._threads = ThreadPoolExecutor(_MOST_PROCESSES)  # as many threads as are needed

    def __enter__(self) -> Shift:
        return self

    def add(self, name: str, home: Child | None = None, size: int = 0) -> None:
        """Have a name served."""
        with self._changed:
            self._waiting.append(_Task(name, home, size))
            self._count += 1
            self._changed.notify_all()
        for child in self._staff(self._count):
            if child not in self._working:
                self._working[child] = self._threads.submit(self._work, child)

    def wait_until_few_wait(self) -> None:
        """Wait until some process will soon have nothing to do, or one has failed."""
        with self._changed:
            self._changed.wait_for(lambda: self._has_failed or len(self._waiting) <= _FEW)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        with self._changed:
            self._is_over = True
            if error is not None:
                self._waiting.clear()
            self._changed.notify_all()
        self._threads.shutdown()
        if error is None:
            for one in self._working.values():
                one.result()

    def _work(self, child: Child) -> None:
        try:
            while (task := self._next(child)) is not None:
                self._serve(child, task.name)
        except BaseException:
            with self._changed:
                self._has_failed = True
                self._changed.notify_all()
            raise

    def _next(self, child: Child) -> _Task | None:
        """Return what a process does next, None when nothing more will come."""
        with self._changed:
            while True:
                fit = [one for one in self._waiting if one.home in (None, child)]
                if fit:
                    first = min(fit, key=lambda one: (one.home is None, -one.size))
                    self._waiting.remove(first)
                    self._changed.notify_all()
                    return first
                if self._is_over:
                    return None
                self._changed.wait()
