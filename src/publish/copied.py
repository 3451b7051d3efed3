"""Work in a copy of our own process, which has all that we have read and need be told nothing."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, NoReturn, TypeVar

T = TypeVar("T")
_END_WITH_PARENT = 1  # prctl(2), PR_SET_PDEATHSIG
_STANDARD_STREAMS = (0, 1, 2)


def can_copy() -> bool:
    """Tell whether our process can be copied safely.

    On macOS the system's own libraries end a copy that uses them. A thread other than the first may
    have others beside it that hold what the copy would wait for.
    """
    return sys.platform == "linux" and threading.current_thread() is threading.main_thread()


class Copied(Generic[T]):
    """A call in a copy of our process, which begins at once. Its value is pickled on the way."""

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        original = os.getpid()
        self._answer, writes = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            _answer_and_end(call, writes, original)
        os.close(writes)

    def result(self) -> T:
        """Return what the call returns; called once. If the copy fails, the call is made here."""
        with os.fdopen(self._answer, "rb") as stream:
            data = stream.read()
        _, status = os.waitpid(self.process, 0)
        if status == 0:
            return pickle.loads(data)  # type: ignore[no-any-return]
        return self._call()


def _close_all_but(kept: int) -> None:
    """Close what our original has open: others wait for the end of its pipes."""
    for number in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        if number not in (*_STANDARD_STREAMS, kept):
            with contextlib.suppress(OSError):  # that of the listing itself
                os.close(number)


def _answer_and_end(call: Callable[[], object], answer: int, original: int) -> NoReturn:
    """Be the copy: nothing of what it shares with its original is tidied up at its end."""
    failed = 1
    try:
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != original:  # it has ended already
            os._exit(failed)
        _close_all_but(answer)
        gc.disable()
        data = pickle.dumps(call())
        with os.fdopen(answer, "wb") as stream:
            stream.write(data)
        failed = 0
    finally:
        os._exit(failed)
