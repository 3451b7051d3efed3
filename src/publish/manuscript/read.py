"""Chapter files to a `Document`, each file read on its own.

pandoc would join the files first: then a note label used in two chapters is one note, and both
calls get the last text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from urllib.parse import unquote

from publish.caching import Cache, key_of
from publish.diagnostics import Diagnostic, Place, PublishError
from publish.manuscript.cells import with_cells_as_code
from publish.manuscript.filtering import with_filters
from publish.manuscript.marks import mark, settle
from publish.model.document import Chapter, Document, Matter
from publish.model.kinds import NODES
from publish.model.nodes import Attr, Blocks, Header, Image, Inlines, Target
from publish.model.settings import Settings
from publish.model.walk import plain_text, rewrite
from publish.pandoc import PandocLimitError, read_markdown, start_readers
from publish.pandocreaders import PandocReaders
from publish.project import ChapterSource, Project
from publish.unchanged import surroundings_mark

Parsed = MutableMapping[tuple[str, str, str], Blocks]  # path, text, pandoc's extensions -> blocks
_READERS = 3  # pandoc is a child process: threads mostly wait for it


def read_manuscript(project: Project, known: Parsed | None = None) -> Document:
    """Return the book as the author wrote it, chapters in reading order, nothing resolved.

    `known` has the texts that were read before; those of this book are put in, others taken out.
    """
    before = dict(known or {})
    with start_readers() as readers, ThreadPoolExecutor(_READERS) as pool:
        read = list(
            pool.map(lambda one: read_file(one, project, before, readers), project.chapters)
        )
        if known is not None:
            known.clear()
            sources = zip(project.chapters, read, strict=True)
            known.update({_key(one, project): blocks for one, blocks in sources})
        done = list(pool.map(with_filters, project.chapters, read, [project] * len(read)))
    texts = [blocks for blocks, _ in done]
    said = (one for _, found in done for one in found)
    as_sections = _level_one_is_section(project.settings, project.chapters, texts)
    chapters = [
        chapter
        for source, blocks in zip(project.chapters, texts, strict=True)
        for chapter in _marked(source, blocks, project, as_sections)
    ]
    return Document(
        metadata=project.metadata,
        settings=project.settings,
        folder=project.folder,
        chapters=tuple(_with_unique_names(chapters)),
        diagnostics=(*project.diagnostics, *said),
        places=project.places,
    )


def read_file(
    source: ChapterSource, project: Project, known: Parsed, readers: PandocReaders | None = None
) -> Blocks:
    """Return what one file says, from `known` if it was read before; it is put in there.

    That is before the author's filters: what they do is never remembered.
    """
    key = _key(source, project)
    if key not in known:
        known[key] = _kept(source, key[2], Cache(project.folder), readers)
    return known[key]


def _key(source: ChapterSource, project: Project) -> tuple[str, str, str]:
    return source.path, source.text, "" if project.settings.smart else "-smart"


def _kept(
    source: ChapterSource, extensions: str, cache: Cache, readers: PandocReaders | None
) -> Blocks:
    """Return the blocks of a file, from the last build where that was of the same text."""
    if not source.text:
        return ()
    key = key_of(surroundings_mark(), extensions, source.path, source.text)
    return cache.once("chapter", key, NODES, lambda: _blocks(source, extensions, readers))


def _blocks(source: ChapterSource, extensions: str, readers: PandocReaders | None) -> Blocks:
    marked = mark(with_cells_as_code(source.text), source.path)
    try:
        tree = read_markdown(marked.text, extensions=extensions, readers=readers)
    except PandocLimitError as error:
        message = f"pandoc did not understand this file {error.limit}"
        found = Diagnostic("manuscript-too-hard", message, Place(source.path), error.hint)
        raise PublishError([found]) from error
    blocks = settle(tree.blocks, marked.marks)
    folder = posixpath.dirname(source.path)
    return rewrite(blocks, lambda node: _from_project_folder(node, folder), Image)


def _from_project_folder(node: object, folder: str) -> Image | None:
    """Name a picture relative to the project folder; web addresses stay for `check` to see."""
    if not isinstance(node, Image) or re.match(r"[a-z][a-z0-9+.-]+:|/", node.target.url, re.I):
        return None
    url = posixpath.normpath(posixpath.join(folder, unquote(node.target.url)))
    return replace(node, target=Target(url, node.target.title))


def _marked(
    source: ChapterSource, blocks: Blocks, project: Project, as_sections: bool
) -> Iterator[Chapter]:
    """Yield the chapters of a file with their marks. Nobody knows what the author's filters do."""
    title = project.metadata.title
    key = key_of(*_key(source, project), repr(source.title or title), str(as_sections))
    for number, chapter in enumerate(_chapters(source, blocks, title, as_sections)):
        if not project.filters:
            object.__setattr__(chapter, "mark", f"{key}-{number}")
        yield chapter


def _level_one_is_section(
    settings: Settings, sources: tuple[ChapterSource, ...], texts: list[Blocks]
) -> bool:
    """Tell whether level-1 headings divide one essay, as in an article, and not a book."""
    if settings.top_level_division:
        return settings.top_level_division == "section"
    body = [
        blocks
        for source, blocks in zip(sources, texts, strict=True)
        if source.matter is Matter.BODY
    ]
    return len(body) == 1 and _level_one(body[0]) != [0]


def _level_one(blocks: Blocks) -> list[int]:
    return [n for n, block in enumerate(blocks) if isinstance(block, Header) and block.level == 1]


def _chapters(
    source: ChapterSource, blocks: Blocks, book_title: Inlines, as_sections: bool
) -> Iterator[Chapter]:
    place = Place(source.path, 1, 1)
    if source.matter is Matter.BODY and as_sections:
        blocks = _demoted(blocks, source.title or book_title, place)
    elif source.title and not _opens_with(blocks, source.title):
        headings_below = _lowered(blocks) if _level_one(blocks) else blocks
        blocks = (Header(1, Attr(), source.title, place), *headings_below)
    for number, piece in enumerate(_split(blocks), start=1):
        yield Chapter(
            name=source.name if number == 1 else f"{source.name}-{number}",
            blocks=piece,
            place=_place_of(piece) or place,
            role=source.role,
            matter=source.matter,
            title=source.title if number == 1 else (),
            authors=source.authors,
            subtitle=source.subtitle if number == 1 else (),
            abstract=source.abstract if number == 1 else (),
            lang=source.lang,
            is_numbered=source.is_numbered,
            in_contents=source.in_contents,
            ends_part=source.ends_part,
            editions=source.editions,
        )


def _demoted(blocks: Blocks, title: Inlines, place: Place) -> Blocks:
    """Return an essay under one heading: its title, with the sections one level down."""
    if _opens_with(blocks, title):
        return (blocks[0], *_lowered(blocks[1:]))
    return (Header(1, Attr(), title, place), *_lowered(blocks)) if title else _lowered(blocks)


def _opens_with(blocks: Blocks, title: Inlines) -> bool:
    """Tell whether the first block is a level-1 heading that says the title."""
    first = blocks[0] if blocks else None
    return (
        isinstance(first, Header)
        and first.level == 1
        and plain_text(first.content).casefold() == plain_text(title).casefold()
    )


def _lowered(blocks: Blocks) -> Blocks:
    def lower(node: object) -> Header | None:
        return replace(node, level=node.level + 1) if isinstance(node, Header) else None

    return rewrite(blocks, lower, Header)


def _split(blocks: Blocks) -> list[Blocks]:
    """Return the chapters of one file: a level-1 heading after text opens another."""
    openings = [n for n in _level_one(blocks) if n > 0]
    edges = [0, *openings, len(blocks)]
    return [blocks[start:end] for start, end in pairwise(edges)]


def _place_of(blocks: Blocks) -> Place | None:
    first = blocks[0] if blocks else None
    return first.place if isinstance(first, Header) else None


def _with_unique_names(chapters: list[Chapter]) -> Iterator[Chapter]:
    seen: dict[str, int] = {}
    for chapter in chapters:
        count = seen[chapter.name] = seen.get(chapter.name, 0) + 1
        yield chapter if count == 1 else replace(chapter, name=f"{chapter.name}-{count}")
