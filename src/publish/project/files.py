"""Files of a project: which there are, what they say, and that none lies outside."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from errno import ENOENT
from pathlib import Path, PurePosixPath

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.model.document import Matter
from publish.project.roles import folder_matter

MANUSCRIPT = "manuscript"
MARKDOWN = (".md", ".markdown", ".qmd", ".rmd")
_NOT_CHAPTERS = frozenset({"readme", "license", "changelog", "contributing"})


def read_source(folder: Path, path: str) -> str:
    """Return the text of a file with plain line ends and without a byte order mark.

    Raises: PublishError if the file lies outside `folder`, cannot be read, or is not UTF-8.
    """
    stop_outside(folder, path, Place(path))
    # Not `utf-8-sig`: it counts the places of its errors without the mark.
    data = _bytes(folder / path, path).removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PublishError([_not_utf8(path, data, error)]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_profile(path: Path, project: Path | None) -> tuple[str, str]:
    """Return the text of a file, and its name in findings: in a project relative to that.

    Raises: PublishError as `read_source` does.
    """
    if project is not None and path.is_relative_to(project):
        shown = path.relative_to(project).as_posix()
        return read_source(project, shown), shown
    return read_source(path.parent, path.name), path.name


def _bytes(file: Path, path: str) -> bytes:
    try:
        # A named pipe would be waited for without end.
        if not file.is_file():
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
        return file.read_bytes()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise PublishError([Diagnostic("manuscript-unreadable", message, Place(path))]) from error


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].decode("utf-8")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = f"byte {data[error.start]:#04x} is not UTF-8"
    hint = "save the file with the encoding UTF-8"
    return Diagnostic("manuscript-not-utf8", message, place, hint)


def stop_outside(folder: Path, path: str, place: Place) -> None:
    """Raise `PublishError` if `path` leads out of the project, by `..` or by a link."""
    if not is_inside(folder, path):
        message = f"'{path}' is not inside the project folder"
        hint = "copy the file into the project"
        raise PublishError([Diagnostic("project-outside", message, place, hint)])


def is_inside(folder: Path, path: str) -> bool:
    """Tell whether a file is in the project folder after all links are followed."""
    try:
        return (folder / path).resolve(strict=True).is_relative_to(folder.resolve())
    except FileNotFoundError:
        return (folder / path).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False  # a name that is too long, a ring of links, a zero byte


def links_outside(folder: Path, start: str) -> Iterator[str]:
    """Yield what below the folder `start` is a link out of the project, the folder itself too."""
    if not is_inside(folder, start):
        yield start
        return
    for parent, folders, names in os.walk(folder / start):
        for name in sorted((*folders, *names)):
            path = Path(parent, name)
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink() and not is_inside(folder, shown):
                yield shown


def files_below(folder: Path, start: str) -> tuple[str, ...]:
    """Return all files below the folder `start`, relative to `folder`; links are not entered."""
    found = []
    for parent, folders, names in os.walk(folder / start):
        folders[:] = [name for name in folders if name[0] not in "._"]
        below = Path(parent).relative_to(folder)
        found += [(below / name).as_posix() for name in names if name[0] not in "._"]
    return tuple(sorted(found, key=_natural))


def chapter_files(folder: Path) -> tuple[str, ...]:
    """Return the Markdown files of the manuscript in reading order.

    That is: `front/`, everything else by name, `back/`. Numbers count as numbers: 2 before 10.
    """
    markdown = [path for path in files_below(folder, MANUSCRIPT) if _is_chapter(path)]
    order = {Matter.FRONT: 0, None: 1, Matter.BODY: 1, Matter.BACK: 2}
    return tuple(sorted(markdown, key=lambda path: (order[folder_matter(path)], _natural(path))))


def _is_chapter(path: str) -> bool:
    file = PurePosixPath(path)
    return file.suffix.lower() in MARKDOWN and file.stem.lower() not in _NOT_CHAPTERS


def _natural(path: str) -> list[tuple[int, int, str]]:
    pieces = re.split(r"(\d+)", path.casefold())
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a setting names: its text, where that stands, and what it is for messages."""

    text: str
    place: Place
    what: str  # "chapter", "bibliography"
    near: tuple[str, ...] = ()  # folders to look in, relative to the project; "" is the project


def find_file(folder: Path, wanted: Wanted, known: Callable[[], Sequence[str]]) -> str:
    """Return the path of a named file, relative to the project.

    `known` lists the files to name the nearest of; it is asked only if there is none of the name.
    Raises: PublishError if there is none, or if it lies outside the project.
    """
    paths = [PurePosixPath(start, wanted.text).as_posix() for start in wanted.near]
    for path in paths:
        if is_inside(folder, path) and (folder / path).is_file():
            return os.path.normpath(path).replace(os.sep, "/")
    for path in paths:
        if os.path.isfile(folder / path):  # noqa: PTH113 - not inside; pathlib raises for a long name
            stop_outside(folder, path, wanted.place)
    if not any(is_inside(folder, path) for path in paths):
        stop_outside(folder, paths[0], wanted.place)
    message = f"no file '{wanted.text}' for this {wanted.what}"
    hint = _nearest_file(wanted, known())
    raise PublishError([Diagnostic("settings-missing-file", message, wanted.place, hint)])


def _nearest_file(wanted: Wanted, known: Sequence[str]) -> str:
    names = {_below(path, wanted.near): path for path in known}
    near = get_close_matches(wanted.text, names, n=1, cutoff=0.5)
    return f"did you mean '{near[0]}'?" if near else ""


def _below(path: str, folders: tuple[str, ...]) -> str:
    """Return a path as the author would write it: relative to the first folder that holds it."""
    holders = [start for start in folders if start and path.startswith(f"{start}/")]
    return path[len(holders[0]) + 1 :] if holders else path
