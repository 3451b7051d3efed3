"""Does something again and again in copies of this process, and kills each at another moment.

    python kills.py build PROJECT POINTS EDITION...     builds a book
    python kills.py write FOLDER                        puts four files in place, all points

The moments are the steps by which a build leaves a trace outside its memory: a file opened for
writing, a name changed or removed, a lock, a program started. Python tells of them beforehand
(PEP 578, audit hooks), so that the code under test knows nothing of it. A copy (fork) kills itself
as no handler of signals can prevent.

Prints a line of JSON for each copy: the step before which it was killed, and what then lay in the
folder, as path -> SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

Action = Callable[[], object]
Fate = Callable[[str], None]
NEW = {f"book.{kind}": kind.encode() * 100_000 for kind in ("pdf", "epub", "docx", "onix.xml")}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_STEPS = (
    *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink"),
    *("fcntl.flock", "subprocess.Popen", "shutil.rmtree", "tempfile.mkstemp"),
)


def step_of(event: str, arguments: tuple[object, ...]) -> str:
    """Return what a step does, or "" if it leaves no trace."""
    if event == "open" and isinstance(arguments[2], int):
        return f"open {arguments[0]}" if arguments[2] & _WRITES else ""
    return f"{event} {arguments[0]}" if event in _STEPS and arguments else ""


def die(_: str) -> None:
    """End this process as no handler of signals can prevent."""
    os.kill(os.getpid(), signal.SIGKILL)


class Copy(NamedTuple):
    """What became of a copy: the steps that it came to, and its exit code."""

    steps: list[str]
    code: int  # below zero: the signal that ended it


def in_copy(action: Action, last: int = 0, fate: Fate = die, within: str = "") -> Copy:
    """Do something in a copy of this process; from step `last` on, every step meets its fate.

    Steps that say nothing of `within` do not count.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if child:
        os.close(writes)
        with os.fdopen(reads) as file:
            steps = file.read().splitlines()
        return Copy(steps, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    number, ours = 0, os.getpid()

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal number
        if os.getpid() != ours:  # a copy that checks the book: it ends with us
            return
        step = step_of(event, arguments)
        if step and (within in step or event == "fcntl.flock"):
            number += 1
            os.write(writes, f"{step}\n".encode())
            if 0 < last <= number:
                fate(step)

    sys.addaudithook(hook)
    try:
        action()
    except Exception:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def shape(folder: Path) -> dict[str, str]:
    """Return every file of a folder with the digest of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def chosen(length: int, points: int) -> list[int]:
    """Return so many steps of a way, the first and the last among them, evenly."""
    return sorted({1 + n * (length - 1) // (points - 1) for n in range(points)})


def kill(action: Action, folder: Path, points: Iterable[int], tidy: Action) -> None:
    """Kill one copy at each point; every other one meets what the one before left behind."""
    for number, point in enumerate(points):
        if number % 2:
            tidy()
        steps = in_copy(action, point).steps
        print(json.dumps([steps[-1], shape(folder)]), flush=True)


def main() -> None:
    """Do what the arguments say."""
    from publish.pipeline import build, check
    from publish.writing import sweep, write_whole

    folder = Path(sys.argv[2])
    if sys.argv[1] == "write":
        length = len(in_copy(lambda: write_whole(folder.parent / "trial", NEW)).steps)
        points = range(1, length + 20)  # more where leftovers are swept first
        kill(lambda: write_whole(folder, NEW), folder, points, lambda: sweep(folder))
        return
    points, editions = int(sys.argv[3]), sys.argv[4:]
    check(folder)  # what is read once in a process is not read in every copy
    if not points:
        build(folder, editions)
        print(json.dumps(["", shape(folder)]))
        return
    length = len(in_copy(lambda: build(folder, editions, folder.parent / "trial")).steps)
    tidy: Action = lambda: sweep(folder / "dist")  # noqa: E731
    kill(lambda: build(folder, editions), folder, chosen(length, points), tidy)


if __name__ == "__main__":
    main()
