"""All files of a project, with what tells whether they are still the same.

A build reads nothing of its author's outside the project folder: pictures, stylesheets with all
that they import, fonts, bibliographies, styles and profiles are refused there. So whatever could
change its result is a file of the folder that changed, came or went.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# Size, time of the last change, time of the last change of anything about it, number on its disk.
Status = tuple[int, int, int, int]

# What builds and their programs leave there themselves.
_MADE = frozenset({"dist", ".publish", ".publish-cache"})
# Large, and nearly never part of a book: entered if a source of the book names one.
_ASIDE = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", ".tox", "node_modules", "__pycache__"}
    | {".tools", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".ipynb_checkpoints"}
)
_SOURCES = (".md", ".markdown", ".qmd", ".rmd", ".yaml", ".yml", ".css", ".csl", ".svg")
# These tell of the project, not of the book: how it is installed (`.venv/bin/publish`).
_ABOUT = frozenset({"readme", "license", "changelog", "contributing"})
_STYLES = "styles"
NO_FILE: Status = (-1, 0, 0, 0)
_PIECE_BYTES = 1 << 20
_MOST_BYTES = 100_000_000  # pictures end at half of it: see `editions.images`


def files_of(folder: Path, entered: Iterable[str] = ()) -> dict[str, Status]:
    """Return the files of a project, relative to it, each with its status.

    `entered` names folders that are else left aside (see `named_aside`). A link to a folder is
    listed as what it says, and entered only below `styles/` and if it leads out of the project:
    fonts may lie elsewhere.
    """
    walk = _Walk(os.path.realpath(folder), _ASIDE - frozenset(entered))
    return dict(walk.below(str(folder), ""))


class _Walk:
    """One way through a project."""

    def __init__(self, root: str, left: frozenset[str]) -> None:
        self._root = root
        self._left = left
        self._seen: set[str] = set()  # folders outside

    def below(self, folder: str, start: str) -> Iterator[tuple[str, Status]]:
        """Yield the files of a folder; `start` is its name in the project, with a slash."""
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            yield start, NO_FILE
            return
        for entry in found:
            if entry.name in self._left or (not start and entry.name in _MADE):
                continue
            name = start + entry.name
            if entry.is_symlink():
                yield f"{name} -> {Path(entry.path).readlink()}", NO_FILE
            if not entry.is_dir():
                yield name, status_of(entry.path)
            elif not entry.is_symlink() or (
                name.startswith(_STYLES) and self._leads_out(entry.path)
            ):
                yield from self.below(entry.path, f"{name}/")

    def _leads_out(self, link: str) -> bool:
        """Tell whether a link leads to a folder outside that was not met yet."""
        place = os.path.realpath(link)
        inside = place == self._root or place.startswith(self._root + os.sep)
        if inside or place in self._seen or self._root.startswith(place + os.sep):
            return False
        self._seen.add(place)
        return True


def status_of(path: str | Path) -> Status:
    """Return the status of a file after every link, `NO_FILE` of what is none."""
    try:
        found = os.stat(path)  # noqa: PTH116, a Path costs as much again, for thousands of files
    except OSError:
        return NO_FILE
    if not stat.S_ISREG(found.st_mode):
        return NO_FILE
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def digest_of(path: Path) -> str:
    """Return a digest of what a file holds, "" of what cannot be read.

    Of a file larger than any that a book may have, and of a link, which may lead out of the project
    and to what is not to be read, the digest is that of its status.
    """
    size, changed_ns, *_ = status_of(path)
    if size < 0:
        return ""
    if size > _MOST_BYTES or path.is_symlink():
        return f"{size} {changed_ns}"
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()


def _is_source(name: str) -> bool:
    """Tell whether a book may be made from a file. Settings are in no hidden one: queues' are."""
    file = name.rpartition("/")[2]
    is_hidden = name.startswith(".") or "/." in name
    if file.partition(".")[0] in _ABOUT or (is_hidden and file.endswith((".yaml", ".yml"))):
        return False
    return file.endswith(_SOURCES)


def named_aside(folder: Path, files: Mapping[str, Status]) -> frozenset[str]:
    """Return the folders left aside that a source of the book names, as `node_modules/font.css`."""
    found: set[str] = set()
    for name in files:
        if files[name] == NO_FILE or not _is_source(name.lower()):
            continue
        if not (folder / name).is_symlink():
            try:
                data = (folder / name).read_bytes()
            except OSError:
                continue
            found |= {aside for aside in _ASIDE - found if f"{aside}/".encode() in data}
    return frozenset(found)
