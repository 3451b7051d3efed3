"""All rules, run over one draft."""

from __future__ import annotations

from collections.abc import Iterator
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
    quotation,
    repeats,
    safety,
    sources,
    spaces,
    structure,
    typed_notes,
    typography,
)
from publish.check.catalogue import Draft, rules
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
    return in_reading_order([*before, *found, *_about_texts(draft)])


def _about_texts(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what the rules on texts find, file by file; of a text that they know, what they did."""
    cache = Cache(draft.folder)
    first: dict[str, Chapter] = {}
    for chapter in draft.document.chapters:
        if chapter.place:
            first.setdefault(chapter.place.path, chapter)
    for path, chapter in first.items():
        shown = _text_only(draft, chapter)
        lang, smart = shown.document.metadata.lang, shown.document.settings.smart
        text = source_text(draft.folder, path)
        key = key_of(surroundings_mark(), path, text, lang, str(smart))
        yield from cache.once("said", key, _TYPES, partial(_found, shown))


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


def _found(draft: Draft) -> tuple[Diagnostic, ...]:
    return tuple(finding for rule in rules(of_text=True) for finding in rule(draft))
