"""A large bibliography that has not changed is not read twice.

What was read is kept in the project's `.publish-cache/`, one file for each bibliography, and is
good only for the very bytes it was made of and for the reader that made it. It begins with a mark
of these and of what follows, so that whatever is wrong with the kept file, even one letter, the
bibliography is read anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Place, Severity
from publish.writing import write_whole

FOLDER = ".publish-cache"
# Below this size (about 500 entries) reading takes less than a tenth of a second.
_LEAST_BYTES = 150_000


def read_once(project: Path, name: str, data: bytes, read: Callable[[], Library]) -> Library:
    """Return what `read` gives, from the last time where that was of the same `data`.

    `name` tells the bibliographies of a project apart, and ways of reading one.
    """
    if len(data) < _LEAST_BYTES:
        return read()
    path = project / FOLDER / f"bibliography-{_digest(name.encode())[:16]}.json"
    mark = _digest(_reader_mark().encode() + name.encode() + data)
    kept = _kept(path, mark)
    if kept is not None:
        return kept
    library = read()
    _keep(path, mark, library)
    return library


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def _reader_mark() -> str:
    """Return a mark of the reader itself: its source, so that no change of ours goes unnoticed."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return _digest(b"".join(path.read_bytes() for path in sources))


def _kept(path: Path, mark: str) -> Library | None:
    if path.is_symlink() or not path.is_file():
        return None  # neither leads out of the project nor goes on without end
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        return _library(json.loads(body)) if head == _head(mark, body) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _head(mark: str, body: bytes) -> bytes:
    return f"{mark} {_digest(body)}".encode()


def _keep(path: Path, mark: str, library: Library) -> None:
    """Write the file whole: another build never meets half of it."""
    if path.parent.is_symlink():
        return  # it could lead out of the project
    body = json.dumps(_plain(library), ensure_ascii=False).encode()
    # A project that cannot be written to is built all the same.
    with contextlib.suppress(OSError):
        write_whole(path.parent, {path.name: _head(mark, body) + b"\n" + body})


def _plain(library: Library) -> dict[str, Any]:
    return {
        "items": library.items,
        "places": {key: _place(place) for key, place in library.places.items()},
        "diagnostics": [
            [d.code, d.message, d.place and _place(d.place), d.hint, str(d.severity)]
            for d in library.diagnostics
        ],
    }


def _place(place: Place) -> list[str | int]:
    return [place.path, place.line, place.column]


def _library(data: dict[str, Any]) -> Library:
    return Library(
        items=data["items"],
        places={key: Place(*place) for key, place in data["places"].items()},
        diagnostics=tuple(
            Diagnostic(code, message, place and Place(*place), hint, Severity(severity))
            for code, message, place, hint, severity in data["diagnostics"]
        ),
    )
