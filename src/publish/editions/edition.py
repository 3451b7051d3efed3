"""What an edition is: a name, a suffix and a function from a book to bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.diagnostics import Diagnostic
from publish.model.document import Document


@dataclass(frozen=True, slots=True)
class Design:
    """The files that give a book its looks, later ones laid over earlier ones."""

    print_css: tuple[Path, ...]
    epub_css: tuple[Path, ...]
    reference_docx: Path | None = None
    fonts: tuple[Path, ...] = ()  # folders with font files


@dataclass(frozen=True, slots=True)
class Pagination:
    """What the print layout tells the other editions.

    `folios` maps the id of an element to the page number printed where it begins ("xii", "43");
    `page_count` counts sheets' sides, blank ones included.
    """

    folios: Mapping[str, str] = field(default_factory=dict)
    page_count: int = 0


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file, not yet on disk."""

    edition: str
    name: str  # file name with suffix
    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One form of a book. `render` gets a document in which nothing is left to resolve."""

    name: str
    suffix: str
    title: str  # for messages: "print PDF"
    render: Callable[[Document, Design], Artifact]
