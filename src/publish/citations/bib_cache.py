"""A bibliography that has not changed is not read twice (see `caching`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publish.caching import Cache, code_mark, key_of
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Fix, Place, Severity

# Below this size (about 30 entries) reading takes as long as looking for what was read.
_LEAST_BYTES = 10_000
_TYPES = (Library, Diagnostic, Fix, Place, Severity)


def read_once(project: Path, name: str, data: bytes, read: Callable[[], Library]) -> Library:
    """Return what `read` gives, from the last time where that was of the same `data`.

    `name` tells the bibliographies of a project apart, and ways of reading one.
    """
    if len(data) < _LEAST_BYTES:
        return read()
    key = key_of(code_mark(), name, data)
    return Cache(project).once("bibliography", key, _TYPES, read)
