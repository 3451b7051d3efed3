"""Work in a copy of our process: its value, its failures, and what it leaves alone."""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from pathlib import Path

import pytest

from publish.copied import Copied, can_copy

pytestmark = pytest.mark.skipif(not can_copy(), reason="this system's processes are not copied")


def test_a_copy_knows_what_we_know_and_changes_nothing_here() -> None:
    known = ["read"]
    copied = Copied(lambda: (known.append("there"), os.getpid(), *known))
    nothing, process, *words = copied.result()

    assert (nothing, words, known) == (None, ["read", "there"], ["read"])
    assert process != os.getpid()


def test_what_a_copy_cannot_do_is_done_here() -> None:
    """An exception, a value that cannot be pickled, a copy that the system ends."""
    ours = os.getpid()

    def fail() -> int:
        if os.getpid() != ours:
            raise ZeroDivisionError
        return 1

    def end() -> int:
        if os.getpid() != ours:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2

    assert [Copied(fail).result(), Copied(end).result()] == [1, 2]
    assert Copied(lambda: lambda: 3).result()() == 3


def test_half_an_answer_is_none() -> None:
    """A copy that is ended while it answers has filled the pipe, and no more."""
    copied = Copied(lambda: bytes(10_000_000))
    select.select([copied._answer], [], [], 10)
    os.kill(copied.process, signal.SIGKILL)

    assert copied.result() == bytes(10_000_000)


def test_what_fails_in_both_is_told() -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Copied(fail).result()


def test_a_copy_holds_no_pipe_open() -> None:
    """Else an engine would live on while its build, killed, has a copy that is still at work."""
    reads, writes = os.pipe()
    ours = os.getpid()

    def wait() -> str:
        if os.getpid() != ours:
            signal.pause()
        return "here"

    copied = Copied(wait)
    os.close(writes)
    with os.fdopen(reads, "rb") as stream:
        ended, _, _ = select.select([stream], [], [], 10)
        assert ended and stream.read() == b""
    os.kill(copied.process, signal.SIGKILL)

    assert copied.result() == "here"


def test_a_thread_makes_no_copies() -> None:
    """Others beside it may hold what a copy would wait for."""
    said: list[bool] = []
    thread = threading.Thread(target=lambda: said.append(can_copy()))
    thread.start()
    thread.join()

    assert said == [False]


def test_a_copy_ends_with_its_original() -> None:
    """However that ends: nothing is written when nobody waits for it any more."""
    reads, writes = os.pipe()
    original = os.fork()
    if original == 0:
        copied = Copied(signal.pause)
        os.write(writes, str(copied.process).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(original, 0)
    copy = int(os.read(reads, 20))
    for number in (reads, writes):
        os.close(number)

    for _ in range(100):
        if not _runs(copy):
            return
        time.sleep(0.1)
    pytest.fail("the copy is still there")


def _runs(process: int) -> bool:
    """Tell whether a process runs; one that has ended may wait for somebody to ask for its end."""
    try:
        status = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
