"""The only door to watchfiles: tells which files of a project were saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import watchfiles

# An editor that saves writes aside, renames, sets times: what follows within this time is one save.
QUIET_MS = 40
_MOST_MS = 400  # a program that writes on and on is answered all the same
_OWN = frozenset({"dist", ".publish-cache", ".publish", ".git", "__pycache__", "node_modules"})
_NOT_WRITTEN_BY_AUTHORS = (".part", ".tmp", ".swp", ".swx", ".swo", "~", ".crdownload")


def saves(folder: Path, ended: Event, aside: Path | None = None) -> Iterator[frozenset[str]]:
    """Yield what was saved, together what was saved together, until `ended` is set.

    Paths are relative to the project, with forward slashes. What builds write is left out: `dist/`,
    the caches, and the folder `aside` where finished files go.

    Raises: KeyboardInterrupt on Ctrl-C.
    """
    root = folder.resolve()
    apart = aside.resolve() if aside else None
    for changes in watchfiles.watch(
        root,
        watch_filter=None,
        debounce=_MOST_MS,
        step=QUIET_MS,
        stop_event=ended,
        rust_timeout=500,
    ):
        paths = {Path(path) for _, path in changes}
        names = {
            path.relative_to(root).as_posix()
            for path in paths
            if path.is_relative_to(root) and not (apart and path.is_relative_to(apart))
        }
        if wanted := frozenset(name for name in names if is_source(name)):
            yield wanted


def is_source(name: str) -> bool:
    """Tell whether a file of a project, named from its folder, can matter to the book."""
    parts = name.split("/")
    if any(part in _OWN or part.startswith((".", "#")) for part in parts):
        return False
    return not parts[-1].endswith(_NOT_WRITTEN_BY_AUTHORS) and parts[-1] != "4913"  # vim's probe
