"""Marks of what a build depends on beside its project: libraries, pandoc, the environment."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from publish.caching import code_mark, key_of

# What decides how text is laid out and is in no Python package: files to load, and what tells
# the version. Each has one name on Linux, one on macOS and one on Windows.
_LIBRARIES = (
    (("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0-0.dll"), "pango_version_string"),
    (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz.dll"), "hb_version_string"),
    (("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "harfbuzz-subset.dll"), ""),
    (("libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig-1.dll"), "FcGetVersion"),
    (("libfreetype.so.6", "libfreetype.6.dylib", "freetype-6.dll"), ""),
)
# Read by us (the first) and by what we call.
_VARIABLES = ("SOURCE_DATE_EPOCH", "PYPANDOC_PANDOC")


@cache
def surroundings_mark() -> str:
    """Return a mark of all that a build depends on and that is not in the project."""
    variables = [f"{name}={os.environ.get(name)}" for name in _VARIABLES]
    python = f"{sys.version} {sys.platform} {sys.getfilesystemencoding()}"
    return key_of(code_mark(), packages_mark(), pandoc_mark(), _libraries(), python, *variables)


@cache
def packages_mark() -> str:
    """Return a mark of the Python packages that are installed, with their versions."""
    return key_of(*sorted(set(_packages())))


def _packages() -> Iterator[str]:
    """Yield what installers leave for each package: `weasyprint-70.0.dist-info`."""
    for folder in dict.fromkeys(filter(os.path.isdir, sys.path)):
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    yield entry.name


@cache
def pandoc_mark() -> str:
    """Return a mark of the pandoc that is on the search path, and of what users lay over its data.

    The one that a Python package brings is among the packages.
    """
    program = os.environ.get("PYPANDOC_PANDOC") or shutil.which("pandoc") or ""
    home = Path.home()
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "pandoc"
    return key_of(
        *(part for place in (Path(program), data, home / ".pandoc") for part in _in(place))
    )


def _in(place: Path) -> Iterator[str]:
    """Yield the statuses of a file, or of all in a folder; nothing where there is neither."""
    if place.is_file():
        yield _status(place, place.name)
    for path in sorted(place.rglob("*")) if place.name and place.is_dir() else ():
        yield _status(path, path.relative_to(place).as_posix())


def _status(path: Path, name: str) -> str:
    try:
        status = path.stat()
    except OSError:
        return f"{name} -"
    return f"{name} {status.st_size} {status.st_mtime_ns}"


def _libraries() -> str:
    return " ".join(_version(names, function) for names, function in _LIBRARIES)


def _version(names: tuple[str, ...], function: str) -> str:
    """Return the version of a library, "there" where it tells none, "" where there is none."""
    for name in names:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        if not function:
            return "there"
        call = getattr(library, function)
        if function == "FcGetVersion":
            return str(call())
        call.restype = ctypes.c_char_p
        return str(call().decode("ascii", "replace"))
    return ""
