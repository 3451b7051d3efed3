"""Ends copies of this process at the steps by which they keep results, or refuses them those steps.

    python cache_kills.py keep PROJECT                     keeps two results, and first a secret
    python cache_kills.py build PROJECT POINTS EDITION...  builds, with nothing kept (0: all points)

Each copy begins with nothing. It is killed before a step, or in the middle of writing, and another
one then does the same and ends well; or from a step on the disk is full, which is to end well too.
Prints a line of JSON for each: what befell it where, and what lies in the project and in the state
folder at the end, as path -> SHA-256. The first line is of a copy that nothing befell.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kills import Action, chosen, die, in_copy, shape

RESULTS = {name: name.encode() * 10_000 * (1 + number) for number, name in enumerate("ab")}
STATE = Path(os.environ["XDG_STATE_HOME"])


def refuse(step: str) -> None:
    """Say that the disk is full; what is there can still be removed."""
    if not step.startswith(("os.remove", "os.rmdir")):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def keep(project: Path) -> None:
    """Keep results. Whatever lies there, what is given back is right."""
    from publish.caching import Cache, key_of

    cache = Cache(project)
    for name, data in RESULTS.items():
        make: Callable[[], bytes] = lambda data=data: data  # type: ignore[misc] # noqa: E731
        assert cache.once("chapter", key_of(name), (), make) == data
    cache.trim()


def forget(project: Path) -> None:
    """Remove all that was made and kept, and the secret that seals it."""
    for folder in (*(project / name for name in (".publish-cache", ".publish", "dist")), STATE):
        shutil.rmtree(folder, ignore_errors=True)


def ended_at(size: int, action: Action) -> None:
    """Do something, ended by the system at the byte of a file that is one too many.

    Source: setrlimit(2), RLIMIT_FSIZE; Python ignores the signal, and gets an error instead.
    """
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    action()


def main() -> None:
    """Do what the arguments say."""
    from publish.pipeline import build

    kind, project = sys.argv[1], Path(sys.argv[2])
    points, editions = (int(sys.argv[3]), sys.argv[4:]) if kind == "build" else (0, [])
    action = partial(build, project, editions) if kind == "build" else partial(keep, project)
    within = ".publish" if kind == "build" else ""  # the cache, and what Word files said

    def tell(what: str) -> None:
        print(json.dumps([what, shape(project) | shape(STATE)]), flush=True)

    def heal(what: str) -> None:
        assert in_copy(action).code == 0, what
        tell(what)

    def meet(point: int, fate: Callable[[str], None]) -> tuple[str, int]:
        """Begin with nothing, and meet a fate at a step; return what that was, and how it ended.

        Two threads may both make what neither finds kept: a copy can have fewer steps than the
        first one. A step that it did not come to is looked for nearer its beginning.
        """
        forget(project)
        while len((copy := in_copy(action, point, fate, within)).steps) < point:
            point = len(copy.steps)
            forget(project)
        return copy.steps[point - 1], copy.code

    forget(project)
    if kind == "build":
        action()  # what is read once in a process is not read in every copy
        forget(project)
    steps, code = in_copy(action, within=within)
    assert code == 0
    tell("nothing")
    for point in chosen(len(steps), points or len(steps)):
        step, code = meet(point, die)
        assert code == -signal.SIGKILL
        heal(f"killed before {step}")
        step, code = meet(point, refuse)
        assert code == 0, step
        tell(f"refused {step}")
    for data in RESULTS.values() if kind == "keep" else ():
        forget(project)
        assert in_copy(partial(ended_at, len(data) // 2, action)).code == -signal.SIGXFSZ
        heal("killed in the middle of writing")


if __name__ == "__main__":
    main()
