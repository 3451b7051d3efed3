"""Results of steps that cost time, kept in the project by what they were made of.

An entry's name says the step and holds a digest of all that the result depends on, so an entry is
never out of date, only no longer asked for. A project may come from a stranger with its cache. So
each entry begins with a seal, made with a secret that its user has beside no project (RFC 2104,
HMAC): whatever somebody else wrote or damage did, it is as if it were not there. And entries are
plain data; nothing in them can be executed (see `unpack`).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import os
import pickle
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from publish.writing import put, sweep

FOLDER = ".publish-cache"
MOST_BYTES = 500_000_000
T = TypeVar("T")
_SEAL_BYTES = 32  # of SHA-256
_KEY = Path("publish", "cache.key")


class Cache:
    """The kept results of one project."""

    def __init__(self, project: Path, most_bytes: int = MOST_BYTES) -> None:
        self.folder = project / FOLDER
        self.most_bytes = most_bytes

    def has(self, step: str, key: str) -> bool:
        """Tell whether something is kept for a step under a key, without a look at what it is."""
        with contextlib.suppress(OSError):  # before Python 3.14 `is_file` says "permission denied"
            return not self.folder.is_symlink() and self._path(step, key).is_file()
        return False

    def find(self, step: str, key: str) -> bytes | None:
        """Return what was kept for a step under a key (see `key_of`), None if nothing whole is."""
        path = self._path(step, key)
        try:
            if self.folder.is_symlink() or path.is_symlink() or not path.is_file():
                return None  # neither leads out of the project nor goes on without end
            if path.stat().st_size > self.most_bytes:
                return None
            whole = path.read_bytes()
            with contextlib.suppress(OSError):
                os.utime(path)  # what was asked for last goes last: see `trim`
        except OSError:
            return None
        data = whole[_SEAL_BYTES:]
        is_ours = hmac.compare_digest(_seal(path.name, data), whole[:_SEAL_BYTES])
        return data if is_ours else None

    def keep(self, step: str, key: str, data: bytes) -> None:
        """Keep a result. A project that cannot be written to is built all the same."""
        if self.folder.is_symlink():
            return  # it could lead out of the project
        with contextlib.suppress(OSError):
            self.folder.mkdir(exist_ok=True)
            path = self._path(step, key)
            _remove_folder(path)
            # Not waiting for the disk: the seal tells an entry that a power cut left empty.
            put(path, _seal(path.name, data) + data)

    def once(self, step: str, key: str, types: Iterable[type], make: Callable[[], T]) -> T:
        """Return what was kept for a step under a key; else what `make` gives, which is kept.

        `types` are those of which the value is made: see `unpack`.
        """
        data = self.find(step, key)
        if data is not None:
            with contextlib.suppress(ValueError):
                return unpack(data, types)  # type: ignore[no-any-return]
        value = make()
        self.keep(step, key, pack(value))
        return value

    def trim(self) -> None:
        """Remove entries not asked for the longest, until the rest keeps to the size limit.

        What a killed build left half written goes too.
        """
        if self.folder.is_symlink():
            return
        sweep(self.folder)
        with contextlib.suppress(OSError):
            entries = [(path, path.lstat()) for path in self.folder.iterdir()]
            room = self.most_bytes
            for path, status in sorted(entries, key=lambda one: -one[1].st_mtime):
                room -= status.st_size
                if room < 0:
                    _remove_folder(path)
                    path.unlink(missing_ok=True)

    def _path(self, step: str, key: str) -> Path:
        return self.folder / f"{step}-{key[:40]}"


def _remove_folder(path: Path) -> None:
    """Remove a folder that stands where an entry belongs."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)


def _seal(name: str, data: bytes) -> bytes:
    """Return what only this user can write before an entry of this name."""
    seal = hmac.new(_secret(), name.encode(), hashlib.sha256)
    seal.update(data)
    return seal.digest()


@cache
def _secret() -> bytes:
    """Return this user's secret, made at the first build.

    Where it cannot be kept there is another for every process, and no entry is ever found again.
    """
    fresh = secrets.token_bytes(_SEAL_BYTES)
    try:
        path = _state_folder() / _KEY
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(fresh)
        kept = path.read_bytes()
    except (OSError, RuntimeError):  # RuntimeError: nobody's home is known
        return fresh
    if len(kept) != _SEAL_BYTES:  # a full disk, or another build has just begun to write it
        sweep(path.parent)
        with contextlib.suppress(OSError):
            put(path, fresh)
    return kept if len(kept) == _SEAL_BYTES else fresh


def _state_folder() -> Path:
    """Return where programs keep what is theirs. Source: XDG Base Directory Specification."""
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        place = Path(os.environ.get(name, ""))
        if place.is_absolute():
            return place
    return Path.home() / ".local" / "state"


def key_of(*parts: str | bytes) -> str:
    """Return a digest of parts in their order, as hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def code_mark() -> str:
    """Return a mark of this program's own files, so that no change of ours goes unnoticed.

    Its tables and its default design are files of it too.
    """
    here = Path(__file__).parent
    styles = here.parents[1] / "styles"  # in a checkout; see `editions.design`
    roots = [here, *([styles] if (styles / "print.css").is_file() else ())]
    return key_of(*(part for root in roots for part in _contents(str(root), "")))


def _contents(folder: str, start: str) -> Iterator[str | bytes]:
    """Yield names and contents, in their order: the same wherever and whenever installed."""
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _contents(entry.path, f"{start}{entry.name}/")
        else:
            yield start + entry.name
            yield Path(entry.path).read_bytes()


def files_mark(folders: Iterable[Path]) -> str:
    """Return a mark of all files in some folders: their names and contents, wherever these lie."""
    return key_of(
        *(
            part
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
            for part in (path.relative_to(folder).as_posix(), _digest_of(path))
        )
    )


def _digest_of(path: Path) -> str:
    """Return a digest of a file; while it stays as it is, it is read once by our process."""
    found = path.stat()
    return _digest(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@lru_cache(maxsize=1000)
def _digest(path: Path, *status: int) -> str:
    try:
        return key_of(path.read_bytes())
    except OSError:  # whoever needs it says so
        return ""


def pack(value: Any) -> bytes:
    """Return a value of plain types and frozen dataclasses as bytes: see `unpack`."""
    target = io.BytesIO()
    _Pickler(target, protocol=5).dump(value)
    return target.getvalue()


class _Pickler(pickle.Pickler):
    """Writes frozen dataclasses as calls of their types, which are read in a third of the time.

    As Python 3.11 has it they would be made empty, and filled field by field.
    """

    def reducer_override(self, obj: object) -> Any:
        """Return how an object is made again; see `pickle`."""
        kind: type = type(obj)
        names = _arguments(kind)
        if names is None:
            return NotImplemented
        return kind, tuple([getattr(obj, name) for name in names])


@cache
def _arguments(kind: type) -> tuple[str, ...] | None:
    """Return what a frozen dataclass is made with; None if it is none or more is to be done."""
    parameters = getattr(kind, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen or hasattr(kind, "__post_init__"):
        return None
    known = fields(kind)
    is_plain = all(one.init and not one.kw_only for one in known)
    return tuple(one.name for one in known) if is_plain else None


def unpack(data: bytes, types: Iterable[type]) -> Any:
    """Return a packed value made of plain containers and the given dataclasses, of nothing else.

    Raises: ValueError if the data name anything else, or are no packed value.
    """
    try:
        return _Unpickler(data, types).load()
    except Exception as error:  # pickle raises nearly anything for damaged data
        raise ValueError("not a kept result") from error


class _Unpickler(pickle.Unpickler):
    """Makes only values of the types that it was given."""

    def __init__(self, data: bytes, types: Iterable[type]) -> None:
        super().__init__(io.BytesIO(data))
        self._types = {(one.__module__, one.__qualname__): one for one in types}

    def find_class(self, module: str, name: str) -> type:
        return self._types[module, name]
