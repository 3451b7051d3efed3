"""All rules, run over one draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from publish.caching import Cache, key_of

# Importing these enters their rules and explanations into the catalogue.
from publish.check import (  # noqa: F401
    citations,
    dialects,
    explanations,
    files,
    finished_docx,
    finished_epub,
    finished_pdf,
    lacks,
    links,
    needs,
    pictures,
    printing,
    quotation,
    repeats,
    returned,
    safety,
    sources,
    spaces,
    structure,
    typed_notes,
    typography,
    waivers,
)
from publish.check.catalogue import Draft, OneFile, Scope, rules
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Fix, Place, Severity, in_reading_order
from publish.manuscript.places import source_text
from publish.model.document import Chapter, Document
from publish.model.metadata import Metadata
from publish.model.settings import Settings
from publish.unchanged import surroundings_mark

_TYPES = (Diagnostic, Fix, Place, Severity)


def check_draft(draft: Draft) -> tuple[Diagnostic, ...]:
    """Return all that the rules find, in reading order, with what the steps before found."""
    found = [finding for rule in rules() for finding in rule(draft)]
    before = (*draft.document.diagnostics, *draft.library.diagnostics)
    return in_reading_order([*before, *found, *_about_files(draft)])


def _about_files(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what the rules on texts and on files find; of a file that they know, what they did."""
    cache = Cache(draft.folder)
    by_path: dict[str, list[Chapter]] = {}
    for chapter in draft.document.chapters:
        by_path.setdefault(chapter.place.path if chapter.place else "", []).append(chapter)
    for path, chapters in by_path.items():
        text = source_text(draft.folder, path) if path else ""
        if path:
            shown = _text_only(draft, chapters[0])
            lang, smart = shown.document.metadata.lang, shown.document.settings.smart
            key = key_of(surroundings_mark(), path, text, lang, str(smart))
            yield from cache.once("said", key, _TYPES, partial(_found, Scope.TEXT, shown))
        file = _file_only(draft, chapters)
        if all(one.mark for one in chapters):
            key = key_of(surroundings_mark(), *_known_by(file), text)
            yield from cache.once("found", key, _TYPES, partial(_found, Scope.FILE, file))
        else:
            yield from _found(Scope.FILE, file)


def _text_only(draft: Draft, chapter: Chapter) -> Draft:
    """Return what a rule on texts is shown of a file: no more than its findings are kept by."""
    whole = draft.document
    document = Document(
        metadata=Metadata(lang=chapter.lang or whole.metadata.lang),
        settings=Settings(smart=whole.settings.smart),
        folder=whole.folder,
        chapters=(Chapter("", place=chapter.place),),
    )
    return Draft(document, Library(), draft.folder)


def _file_only(draft: Draft, chapters: Iterable[Chapter]) -> OneFile:
    """Return what a rule on files is shown of one: no more than its findings are kept by."""
    document = Document(
        metadata=Metadata(lang=draft.document.metadata.lang),
        settings=Settings(),
        folder=draft.document.folder,
        chapters=tuple(chapters),
    )
    return OneFile(document, Library(), draft.folder, draft.references, draft.makes_notes)


def _known_by(file: OneFile) -> Iterator[str]:
    """Yield all that a rule on files is shown of one whose chapters are as they were read."""
    yield file.document.metadata.lang
    yield str(file.makes_notes)
    yield repr(sorted(file.references))
    for chapter in file.document.chapters:
        yield chapter.mark
        yield repr(replace(chapter, blocks=()))


def _found(scope: Scope, draft: Draft) -> tuple[Diagnostic, ...]:
    return tuple(finding for rule in rules(scope) for finding in rule(draft))
