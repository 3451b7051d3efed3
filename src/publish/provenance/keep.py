"""Keeps the manifest of a Word file that was just made."""

from __future__ import annotations

from collections.abc import Sequence

from publish.diagnostics import Diagnostic, Place, Severity
from publish.editions.docx.package import Package
from publish.editions.docx.wording import read_wording
from publish.model.cited import citation_keys
from publish.model.document import Document
from publish.project import Project
from publish.provenance.manifest import FOLDER, Manifest, manifest_of, write_manifest
from publish.provenance.trace import Source, trace


def sources_of(project: Project) -> tuple[Source, ...]:
    """Return the files of a manuscript, in reading order."""
    return tuple(Source.of(one.path, one.text) for one in project.chapters if one.text)


def remembered(name: str, data: bytes, document: Document, sources: Sequence[Source]) -> Manifest:
    """Return the manifest of the Word file in `data`, made from a resolved document."""
    wording = read_wording(Package.read(data))
    chapters = tuple(one.blocks for one in document.chapters)
    return manifest_of(name, wording, trace(wording, sources), sources, citation_keys(chapters))


def keep(name: str, data: bytes, document: Document, project: Project) -> tuple[Diagnostic, ...]:
    """Remember a Word file in its project. Says so where that cannot be written to."""
    return write_down(remembered(name, data, document, sources_of(project)), project)


def write_down(manifest: Manifest, project: Project) -> tuple[Diagnostic, ...]:
    """Write a manifest into its project. Says so where that cannot be done."""
    try:
        write_manifest(manifest, project.folder)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"what {manifest.name} said cannot be remembered: {reason}"
        hint = f"make {FOLDER} writable if the file will come back with changes"
        place = Place(FOLDER.as_posix())
        return (Diagnostic("return-not-remembered", message, place, hint, Severity.NOTE),)
    return ()
