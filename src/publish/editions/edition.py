"""What an edition is: a name, a suffix and a function from a book to bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.model.document import Document
from publish.model.pagination import Pagination

__all__ = ["Artifact", "Companion", "Design", "Edition", "Pagination"]


@dataclass(frozen=True, slots=True)
class Design:
    """The files that give a book its looks, later ones laid over earlier ones."""

    print_css: tuple[Path, ...]
    epub_css: tuple[Path, ...]
    reference_docx: Path | None = None
    fonts: tuple[Path, ...] = ()  # folders with font files
    sources: tuple[Path, ...] = ()  # the author's own files, which an archive may want to keep


@dataclass(frozen=True, slots=True)
class Companion:
    """A finished file that goes with an edition: a cover for shops, a record."""

    name: str  # file name with suffix
    data: bytes


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file, not yet on disk, and those that are written beside it."""

    edition: str
    name: str  # file name with suffix
    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    beside: tuple[Companion, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One form of a book. `render` gets a document in which nothing is left to resolve."""

    name: str
    suffix: str
    title: str  # for messages: "print PDF"
    render: Callable[[Document, Design], Artifact]
