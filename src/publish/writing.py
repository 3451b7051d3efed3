"""Puts files in their place whole: nobody ever meets half of one, whatever ends the writing.

Every file is first written aside, under a name of its own, and locked for as long as its writer
lives. The system takes the lock from a process that is gone, so that the next writer can tell a
file that is being written from one that was left behind, and sweeps that one away. Where a file
system has no locks, what was left behind stays.
"""

from __future__ import annotations

import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where what was left behind stays
    fcntl = None  # type: ignore[assignment]

_SUFFIX = ".part"


def write_whole(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, all aside first, then each put in its place at once.

    Writers of one folder put their files in place one after the other, so that files made together
    stay together. Raises: OSError, with the name of the file, if one cannot be written; none is
    put in place then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    targets = [folder / name for name in files]
    for target in targets:
        if target.is_dir():
            raise IsADirectoryError(21, "a folder of that name is there", str(target))
    with contextlib.ExitStack() as open_files:
        asides = [
            open_files.enter_context(_aside(target, data))
            for target, data in zip(targets, files.values(), strict=True)
        ]
        with _alone(folder), _undisturbed():
            for aside, target in zip(asides, targets, strict=True):
                aside.replace(target)
    return targets


def put(target: Path, data: bytes) -> None:
    """Write one file that may be lost in a power cut; `sweep` removes what a killed writer left.

    Raises: OSError if it cannot be written.
    """
    handle, aside = _open_aside(target)
    try:
        with os.fdopen(handle, "wb", closefd=False) as file:
            file.write(data)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove what writers that are gone have left behind in a folder."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):
        for path in sorted(folder.glob(f".*{_SUFFIX}")):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            except OSError:
                continue  # somebody is writing it
            finally:
                os.close(handle)


@contextlib.contextmanager
def _aside(target: Path, data: bytes) -> Iterator[Path]:
    """Write a file beside its target and lock it; what still stands there at the end is removed."""
    with _named(target):
        handle, path = _open_aside(target)
    try:
        with _named(target), os.fdopen(handle, "wb", closefd=False) as file:
            file.write(data)
            file.flush()
            # Without this, a power cut could leave an empty file under the final name.
            os.fsync(handle)
        yield path
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


@contextlib.contextmanager
def _named(target: Path) -> Iterator[None]:
    """Let errors name the file that was to be written: a full disk names none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error


def _open_aside(target: Path) -> tuple[int, Path]:
    folder, start = target.parent, f".{target.name}."
    while True:
        handle, name = tempfile.mkstemp(prefix=start, suffix=_SUFFIX, dir=folder)
        path = Path(name)
        _lock(handle)
        if path.exists():
            mask = os.umask(0)
            os.umask(mask)
            with contextlib.suppress(OSError):  # FAT has no permissions
                path.chmod(0o666 & ~mask)  # as a file that is opened has it, mkstemp's is secret
            return handle, path
        os.close(handle)  # swept away before it was locked


def _lock(handle: int) -> None:
    """Lock an open file or folder for this process, where the file system has locks."""
    if fcntl is not None:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until no other writer puts files in place in this folder."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Let an interruption wait: putting files in place takes less than a thousandth of a second."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
