"""The record of the last build of a project: what it was made of, what it made and said."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from publish.caching import Cache, key_of, pack, unpack
from publish.diagnostics import Diagnostic, Fix, Place, Severity
from publish.unchanged.inputs import Status, digest_of, files_of, named_aside, status_of
from publish.unchanged.surroundings import surroundings_mark

_STEP = "build"
_MEMORY = Path(".publish")  # what is remembered of Word files; see `provenance`
# A file that changes twice within the grain of the clock shows one time: within this of the record,
# times are not believed. FAT has the coarsest clock.
_GRAIN_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: the files, in the order asked for, and all that is to be said."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """A file when the record was written."""

    status: Status
    digest: str


@dataclass(frozen=True, slots=True)
class _Record:
    made_ns: int  # the system's clock
    entered: tuple[str, ...]  # folders that are mostly left aside
    inputs: Mapping[str, _File]
    outputs: Mapping[str, _File]
    paths: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The state of a project before a build reads it."""

    folder: Path
    asked: str
    files: Mapping[str, Status]
    entered: frozenset[str]
    known: Mapping[str, _File]
    young: Mapping[str, str]  # digests of what has just changed

    def remember(self, outcome: Outcome) -> None:
        """Keep what the build made and said, unless the project changed under it."""
        cache = Cache(self.folder)
        cache.trim()
        made = {_shown(self.folder, path.resolve()) for path in outcome.paths}
        after = _without(files_of(self.folder, self.entered), made)
        if after != _without(self.files, made):
            return
        inputs = {name: self._file(name, status) for name, status in after.items()}
        if any(inputs[name].digest != self.young[name] for name in self.young.keys() - made):
            return
        memory = (one for one in (self.folder / _MEMORY).rglob("*") if one.is_file())
        made.update(_shown(self.folder, one) for one in memory)
        record = _Record(
            time.time_ns(),
            tuple(sorted(self.entered)),
            inputs,
            {name: self._file(name, status_of(self.folder / name)) for name in sorted(made)},
            tuple(_shown(self.folder, path.absolute()) for path in outcome.paths),
            outcome.diagnostics,
        )
        if all(status_of(self.folder / name) == status for name, status in after.items()):
            cache.keep(_STEP, self.asked, pack(record))

    def _file(self, name: str, status: Status) -> _File:
        known = self.known.get(name)
        is_known = known is not None and known.status == status and name not in self.young
        return known if known and is_known else _File(status, digest_of(self.folder / name))


def _without(files: Mapping[str, Status], names: Set[str]) -> dict[str, Status]:
    return {name: status for name, status in files.items() if name not in names}


def begin(folder: Path, editions: Sequence[str], output: Path) -> Beginning:
    """Return the state of a project before it is read; its `remember` comes after the build."""
    root = folder.resolve()
    asked = _asked(root, editions, output)
    if not (root / "manuscript").is_dir():  # it could be anything, of any size
        return Beginning(root, asked, {}, frozenset(), {}, {})
    files = files_of(root)
    entered = named_aside(root, files)
    if entered:
        files = files_of(root, entered)
    edge = time.time_ns() - _GRAIN_NS
    young = {
        name: digest_of(root / name) for name, status in files.items() if max(status[1:3]) > edge
    }
    last = _last(root, asked)
    sure = last.made_ns - _GRAIN_NS if last else 0
    known = {
        name: file
        for name, file in (last.inputs.items() if last else ())
        if max(file.status[1:3]) < sure
    }
    return Beginning(root, asked, files, entered, known, young)


def recall(folder: Path, editions: Sequence[str], output: Path) -> Outcome | None:
    """Return what the last such build made and said if nothing has changed since, else None."""
    root = folder.resolve()
    asked = _asked(root, editions, output)
    record = _last(root, asked)
    if record is None:
        return None
    files = files_of(root, record.entered)
    if files.keys() - record.inputs.keys() - record.outputs.keys():
        return None
    made = {name: status_of(root / name) for name in record.outputs}
    edge = record.made_ns - _GRAIN_NS
    inputs = _compared(record.inputs, root, files, edge)
    outputs = _compared(record.outputs, root, made, edge)
    if inputs is None or outputs is None:
        return None
    if inputs != record.inputs or outputs != record.outputs:  # touched: not to be read each time
        now = replace(record, inputs=inputs, outputs=outputs, made_ns=time.time_ns())
        cache = Cache(root)
        cache.trim()
        cache.keep(_STEP, asked, pack(now))
    return Outcome(tuple(root / path for path in record.paths), record.diagnostics)


def _last(root: Path, asked: str) -> _Record | None:
    data = Cache(root).find(_STEP, asked)
    if data is None:
        return None
    try:
        record = unpack(data, (_Record, _File, Diagnostic, Place, Severity, Fix))
    except ValueError:
        return None
    return record if isinstance(record, _Record) else None


def _compared(
    known: Mapping[str, _File], root: Path, statuses: Mapping[str, Status], edge: int
) -> dict[str, _File] | None:
    """Return files with their status of today, None if one of them is no longer what it was."""
    found = {}
    for name, file in known.items():
        status = statuses.get(name)
        if status is None or status[0] != file.status[0]:
            return None
        is_sure = status == file.status and max(status[1:3]) < edge
        if not is_sure and digest_of(root / name) != file.digest:
            return None
        found[name] = _File(status, file.digest)
    return found


def _shown(root: Path, path: Path) -> str:
    """Return a file's name in the project, or the whole path of one that is elsewhere."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _asked(root: Path, editions: Sequence[str], output: Path) -> str:
    """Return the key of a build's record: what was asked for, where, and of which program."""
    return key_of(surroundings_mark(), root.name, _shown(root, output.resolve()), *editions)
