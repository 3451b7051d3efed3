"""What is sent to a journal: title page, manuscript, a copy without names, figures, a checklist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publish.check import Draft, check_draft, without_waived
from publish.citations.library import read_library
from publish.diagnostics import Diagnostic, Place, Severity, in_reading_order, stop_on_errors
from publish.editions.design import find_design
from publish.editions.docx.lint import open_file
from publish.editions.docx.profiles import Outcome, Profile, find_profile
from publish.editions.docx.profiles.hidden import secrets_of
from publish.editions.docx.profiles.reading import Manuscript
from publish.editions.edition import Artifact
from publish.manuscript import read_manuscript
from publish.pipeline import dist_of, write
from publish.project import load_project
from publish.provenance import keep
from publish.submission.checklist import checklist
from publish.submission.figures import drawn_in_dots
from publish.submission.files import make
from publish.submission.masking import without_names
from publish.submission.outcomes import outcomes
from publish.unchanged import Outcome as Built


def submit(
    folder: Path,
    name: str,
    output: Path | None = None,
    hidden: Iterable[str] = (),
    *,
    allow_filters: bool = False,
    is_sent: bool = True,
) -> Built:
    """Write the files of a submission into a folder.

    Files that are sent are remembered, for their return (`publish return`). `hidden` are words that
    an anonymous copy may not hold besides the names of the book's people.
    Raises: PublishError if the book has errors or there is no such profile.
    """
    project = load_project(folder, allow_filters=allow_filters)
    profile = find_profile(name, project.folder)
    design = replace(find_design(project), reference_docx=None)  # the journal's rules, not ours
    document, library = read_manuscript(project), read_library(project)
    findings = check_draft(Draft(document, library, project.folder))
    stop_on_errors(findings)
    made = make(document, library, design, profile)
    said = [*findings, *made.diagnostics]
    stop_on_errors(said)
    secrets = (*secrets_of(document.metadata), *hidden)
    kept = tuple(outcomes(made, profile, secrets))
    said += [_broken(one, profile, made.judged.name) for one in kept if not one.is_kept]
    manuscript = Manuscript(open_file(made.judged.package))
    names = (*(one.name for one in made.files), *(one.name for one in made.figures))
    said_of = checklist(profile, manuscript, kept, names, made.own_words)
    lines = "\n".join((*said_of, *drawn_in_dots(made.figures))) + "\n"
    artifacts = [Artifact("docx", one.name, one.package.write()) for one in made.files]
    artifacts += [Artifact("docx", one.name, one.data) for one in made.figures]
    artifacts.append(Artifact("docx", "checklist.txt", lines.encode()))
    target = output or dist_of(project.folder) / f"submission-{name}"
    paths = write(artifacts, target)
    for file, one in zip(made.files, artifacts, strict=False) if is_sent else ():
        said += keep(one.name, one.data, file.document, project)
    return Built(tuple(paths), in_reading_order(without_waived(said, document)))


def _broken(outcome: Outcome, profile: Profile, file: str) -> Diagnostic:
    hint = f"{profile.journal}: check the journal's current page"
    message = f"{outcome.rule}: {outcome.why}"
    return Diagnostic("submission-rule", message, Place(file), hint, Severity.WARNING)


__all__ = ["submit", "without_names"]
