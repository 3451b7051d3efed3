"""What a project folder says, before any text is read: settings, chapters, bibliographies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from publish.diagnostics import Diagnostic, Place
from publish.model.document import Matter, Role
from publish.model.metadata import Metadata, Person
from publish.model.nodes import Blocks, Inlines
from publish.model.settings import Settings


@dataclass(frozen=True, slots=True)
class ChapterSource:
    """One file of the manuscript, or a part that is only a title in `book.yaml`.

    `text` is the Markdown with the front matter's lines left empty, so that line numbers are
    those of the file. `title` is empty where the file's heading is the title.
    """

    path: str  # relative to the project folder, with forward slashes
    name: str  # unique in the book: the file name without suffix
    role: Role = Role.CHAPTER
    matter: Matter = Matter.BODY
    text: str = ""
    title: Inlines = ()
    subtitle: Inlines = ()
    abstract: Blocks = ()
    keywords: tuple[str, ...] = ()
    date: str = ""
    authors: tuple[Person, ...] = ()
    lang: str = ""  # empty: the book's
    is_numbered: bool = True
    in_contents: bool = True
    ends_part: bool = False
    editions: tuple[str, ...] = ("pdf", "epub", "docx")
    place: Place | None = None  # where the title stands, else the first line


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder, read and found sound. `places` says where a setting was written.

    `filters` are those that may run: files relative to the folder, none unless it was allowed.
    """

    folder: Path
    metadata: Metadata
    settings: Settings
    chapters: tuple[ChapterSource, ...] = ()
    bibliographies: tuple[Path, ...] = ()
    filters: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
