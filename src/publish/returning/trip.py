"""The whole return trip: read, compare, plan, prove."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import Diagnostic, Place, PublishError, stop_on_errors
from publish.project import Project, load_project
from publish.provenance import Manifest, read_manifests
from publish.returning.exporting import Export, Exporter
from publish.returning.proof import Prover, settle_overlaps
from publish.returning.received import Received, receive
from publish.returning.referred import settle_references
from publish.returning.sides import Accepts
from publish.returning.since import settle_changes_since
from publish.returning.steps import Planner
from publish.returning.strands import Comparison, compare
from publish.returning.work import Work


@dataclass(frozen=True, slots=True)
class Trip:
    """What came of a file that was returned: the changes, those proved, and the new texts."""

    project: Project
    received: Received
    manifest: Manifest | None
    base: Export
    comparison: Comparison
    works: tuple[Work, ...]
    texts: dict[str, str]
    places: Mapping[str, Place]  # of the entries of the bibliography, by key


def take_back(
    folder: Path, file: Path, authors: Sequence[str] = (), *, allow_filters: bool = False
) -> Trip:
    """Compare a returned file with the book in `folder`; nothing is written.

    `authors` are those whose tracked changes are accepted; without any, all are.
    Raises: PublishError if the file cannot be read, or the book cannot be built.
    """
    project = load_project(folder, allow_filters=allow_filters)
    stop_on_errors(project.diagnostics)
    received = receive(file)
    manifest = _manifest(project.folder, received)
    exporter = Exporter.of(project)
    base = exporter.export()
    wanted = {name.casefold() for name in authors}
    accepts: Accepts = lambda one: not wanted or one.author.casefold() in wanted  # noqa: E731
    comparison = compare(received.wording, base.traces, accepts)
    settle_changes_since(comparison, manifest)
    planner = Planner(base, comparison, received.wording.notes, smart=project.settings.smart)
    works = planner.works()
    settle_overlaps(works)
    settle_references(works, base.sources)
    texts = Prover(exporter, planner, works).prove()
    if not comparison.body.pairs:
        message = "no paragraph of this file is from this book"
        hint = "name the project that it was made from with -C"
        raise PublishError([Diagnostic("return-file", message, Place(file.as_posix()), hint)])
    places = exporter.library.places
    return Trip(project, received, manifest, base, comparison, tuple(works), texts, places)


def _manifest(folder: Path, received: Received) -> Manifest | None:
    """Return what is remembered of the file: the manifest that has most of its marks."""
    marks = {mark for one in received.wording.paragraphs for mark in one.marks}
    best, most = None, 0
    for one in read_manifests(folder):
        common = len(marks & one.marks)
        if common > most:
            best, most = one, common
    return best
