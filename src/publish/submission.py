"""What is sent to a journal: title page, manuscript, a copy without names, and a checklist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from publish.check import Draft, check_draft, without_waived
from publish.citations.library import read_library
from publish.citations.types import Library
from publish.diagnostics import Diagnostic, Place, Severity, in_reading_order, stop_on_errors
from publish.editions.design import find_design
from publish.editions.docx.lint import open_file
from publish.editions.docx.package import Package
from publish.editions.docx.profiles import Outcome, Profile, find_profile, judge
from publish.editions.docx.profiles.hidden import secrets_of
from publish.editions.docx.profiles.make import submission
from publish.editions.docx.profiles.reading import Manuscript
from publish.editions.edition import Artifact, Design
from publish.manuscript import read_manuscript
from publish.model.document import Chapter, Document, Matter, Role
from publish.model.metadata import Person
from publish.model.nodes import Attr, Block, Div, Inlines, Para, Span
from publish.model.walk import words
from publish.pipeline import Outcome as Built
from publish.pipeline import dist_of, resolve, write
from publish.project import load_project
from publish.provenance import keep
from publish.structure import for_edition

# Chapters that say who wrote the book.
_NAMING = frozenset({Role.ACKNOWLEDGMENTS, Role.CONTRIBUTORS, Role.DEDICATION, Role.COPYRIGHT})
# English only: other languages are left to the author's eye, as the checklist says.
_FIRST_PERSON = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+){0,2}"
    r"(?:book|books|article|articles|essay|essays|work|study|studies|paper|papers|monograph)\b"
    r"|\b(?:I|we)\s+have\s+(?:\w+\s+)?(?:argued|shown|written|discussed)\b",
    re.IGNORECASE,
)
# Other people say "my" and "our" in what is quoted.
_QUOTED = re.compile("“[^”]*”")
_CLASSES = ("body", "notes", "bibliography", "captions", "abstract", "tables")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    package: Package
    diagnostics: tuple[Diagnostic, ...]
    document: Document


def submit(
    folder: Path, name: str, output: Path | None = None, hidden: Iterable[str] = ()
) -> Built:
    """Write the files of a submission into a folder.

    `hidden` are words that an anonymous copy may not hold besides the names of the book's people.
    Raises: PublishError if the book has errors or there is no such profile.
    """
    project = load_project(folder)
    target = output or dist_of(project.folder) / f"submission-{name}"
    profile = find_profile(name, project.folder)
    design = find_design(project)
    document, library = read_manuscript(project), read_library(project)
    findings = check_draft(Draft(document, library, project.folder))
    stop_on_errors(findings)
    files = list(_files(document, library, design, profile))
    said = [*findings, *(found for one in files for found in one.diagnostics)]
    stop_on_errors(said)
    judged = files[-1]
    secrets = (*secrets_of(document.metadata), *hidden)
    outcomes = judge(open_file(judged.package), profile, secrets)
    said += [_broken(one, profile, judged.name) for one in outcomes if not one.is_kept]
    checklist = "\n".join(_checklist(profile, judged, outcomes)) + "\n"
    made = [Artifact("docx", one.name, one.package.write()) for one in files]
    made.append(Artifact("docx", "checklist.txt", checklist.encode()))
    paths = write(made, target)
    for file, one in zip(files, made, strict=False):
        said += keep(one.name, one.data, file.document, project)
    return Built(tuple(paths), in_reading_order(without_waived(said, document)))


def _files(
    document: Document, library: Library, design: Design, profile: Profile
) -> Iterator[_File]:
    """Yield the files; the one that the journal's rules are for comes last."""
    # One count through the whole: a journal numbers the notes of an article from 1.
    document = replace(document, settings=replace(document.settings, note_numbering="book"))
    resolved = for_edition(resolve(document, library), "docx")
    yield _File("title-page.docx", *submission(_title_page(resolved), design, profile), resolved)
    yield _File("manuscript.docx", *submission(resolved, design, profile), resolved)
    if profile.anonymous:
        masked = for_edition(resolve(without_names(document), library), "docx")
        yield _File("anonymous.docx", *submission(masked, design, profile), masked)


def without_names(document: Document) -> Document:
    """Return a book, not yet resolved, without what says who made it."""
    metadata = replace(
        document.metadata, people=(), acknowledgments=(), dedication=(), rights=(), identifiers=()
    )
    settings = replace(document.settings, copyright_page=False, output_name="anonymous")
    chapters = tuple(
        replace(one, authors=()) for one in document.chapters if one.role not in _NAMING
    )
    return replace(document, metadata=metadata, settings=settings, chapters=chapters)


def _title_page(document: Document) -> Document:
    """Return a document of one page: title, people with their addresses, keywords, thanks."""
    metadata = document.metadata
    lines: list[Block] = [_line("title", metadata.title)]
    if metadata.subtitle:
        lines.append(_line("subtitle", metadata.subtitle))
    for person in metadata.authors:
        lines += _person(person)
    if metadata.keywords:
        lines.append(_line("keywords", words(", ".join(metadata.keywords))))
    thanks = [*metadata.acknowledgments]
    for one in document.of(Role.ACKNOWLEDGMENTS):
        thanks += [] if one.is_generated else one.blocks[1:]
    page = Chapter(
        name="title-page",
        blocks=(Div(Attr("", ("title-page",)), tuple(lines)), *thanks),
        role=Role.TITLE_PAGE,
        matter=Matter.FRONT,
        id="title-page",
    )
    return replace(document, chapters=(page,), contents=(), figures=(), tables=())


def _person(person: Person) -> Iterator[Block]:
    yield _line("author", words(person.name))
    for text in (*person.affiliations, person.email, person.orcid):
        if text:
            yield _line("affiliation", words(text))


def _line(name: str, content: Inlines) -> Para:
    return Para((Span(Attr("", (name,)), content),))


def _broken(outcome: Outcome, profile: Profile, file: str) -> Diagnostic:
    hint = f"{profile.journal}: check the journal's current page"
    message = f"{outcome.rule}: {outcome.why}"
    return Diagnostic("submission-rule", message, Place(file), hint, Severity.WARNING)


def _checklist(profile: Profile, file: _File, outcomes: Iterable[Outcome]) -> Iterator[str]:
    manuscript = Manuscript(open_file(file.package))
    yield f"{profile.journal} ({profile.stage} submission): {file.name}"
    yield f"Rules from {profile.source}, collected {profile.seen}."
    yield "Check the journal's current page: it is right where the two differ."
    yield ""
    yield from (one.line(number) for number, one in enumerate(outcomes, 1))
    yield ""
    yield "Words: " + ", ".join(f"{name} {manuscript.words[name]:,}" for name in _CLASSES)
    if profile.anonymous:
        yield ""
        yield "The author's own works, spoken of in the first person (English only):"
        texts = [_QUOTED.sub("“…”", one.text) for one in manuscript.paragraphs]
        spoken = [text for text in texts if _FIRST_PERSON.search(text)]
        yield from (f"- {_around(text)}" for text in spoken)
        if not spoken:
            yield "- none found"


def _around(text: str) -> str:
    found = _FIRST_PERSON.search(text)
    at = found.start() if found else 0
    return f"...{text[max(0, at - 40) : at + 60].strip()}..."
