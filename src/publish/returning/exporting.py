"""The book as it is now, exported once more: what a file that came back is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from publish.citations.library import read_library
from publish.citations.types import Library
from publish.diagnostics import PublishError
from publish.editions.design import find_design
from publish.editions.docx import DOCX
from publish.editions.docx.package import Package
from publish.editions.docx.wording import Wording, read_wording
from publish.editions.edition import Design
from publish.manuscript import read_manuscript
from publish.model.cited import citation_keys
from publish.model.document import Document
from publish.model.pagination import Pagination
from publish.pipeline import resolve
from publish.project import Project
from publish.provenance import Source, Traces, sources_of, trace
from publish.structure import for_edition, with_pages
from publish.structure.identifiers import ids


@dataclass(frozen=True, slots=True)
class Export:
    """The words of the Word file that the sources make, and where each comes from."""

    wording: Wording
    sources: tuple[Source, ...]
    traces: Traces
    citations: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Exporter:
    """Makes the Word file of a project, as it is or with other texts. Nothing is written."""

    project: Project
    library: Library
    design: Design

    @classmethod
    def of(cls, project: Project) -> Exporter:
        """Return what exports a project.

        Raises: PublishError if its bibliography or design cannot be read.
        """
        return cls(project, read_library(project), find_design(project))

    def export(self, texts: Mapping[str, str] | None = None) -> Export:
        """Return the words of the book, with `texts` in place of the files they are named by.

        Raises: PublishError if the book cannot be built.
        """
        given = texts or {}
        chapters = tuple(
            replace(one, text=given.get(one.path, one.text)) for one in self.project.chapters
        )
        project = replace(self.project, chapters=chapters)
        document = self._document(project)
        made = DOCX.render(document, self.design)
        wording = read_wording(Package.read(made.data))
        sources = sources_of(project)
        keys = citation_keys(tuple(one.blocks for one in document.chapters))
        return Export(wording, sources, trace(wording, sources), keys)

    def _document(self, project: Project) -> Document:
        document = for_edition(resolve(read_manuscript(project), self.library), "docx")
        # No pages are laid out: a number is a field's, and what fields show is not compared.
        folios = {name: "0" for one in document.chapters for name in (one.id, *ids(one.blocks))}
        return with_pages(document, Pagination(folios))


def exports(exporter: Exporter, texts: Mapping[str, str]) -> Export | None:
    """Return the export with other texts, None where the book cannot be built with them."""
    try:
        return exporter.export(texts)
    except PublishError:
        return None
