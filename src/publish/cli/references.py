"""The command `cite`: prints references for a shell."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from publish.cli.commands import answer, exit_code, show
from publish.diagnostics import Diagnostic, PublishError, stop_on_errors

if TYPE_CHECKING:
    from publish.citations.listing import Reference
    from publish.citations.types import Library
    from publish.project import Project

_FALLBACK_LANG = "en-US"


def cite(options: argparse.Namespace) -> int:
    """Print the references of some keys, or of all."""
    from publish.citations.listing import empty_references, list_references, unknown_keys
    from publish.citations.styles import StyleError, find_style

    project = _project(options)
    library = _library(options, project)
    style_name = options.style or (project.settings.csl if project else "")
    try:
        style = find_style(style_name, options.project, is_project=project is not None)
    except StyleError as error:
        raise PublishError([error.diagnostic]) from error
    findings = [*library.diagnostics, *unknown_keys(options.keys, library)]
    if not library.items or any(found.code == "cite-unknown-key" for found in findings):
        stop_on_errors(findings)
    lang = options.lang or (project.metadata.lang if project else "") or _FALLBACK_LANG
    references = list_references(style, library, options.keys, lang)
    findings += empty_references(references, library)
    _print(references, options.format)
    show(findings, options)
    return exit_code(findings, options)


def _project(options: argparse.Namespace) -> Project | None:
    """Return the project for what the command line leaves open, None where it says all."""
    if options.bibliography and options.style:
        return None
    from publish.project import load_project

    if (options.project / "manuscript").is_dir():
        return load_project(options.project)
    missing = "--style" if options.bibliography else "--bibliography"
    message = f"no project in {options.project}, so {missing} must be given"
    hint = "publish cite --style apa --bibliography sources.bib KEY"
    raise PublishError([Diagnostic("settings-no-project", message, hint=hint)])


def _library(options: argparse.Namespace, project: Project | None) -> Library:
    from publish.citations.library import read_bibliographies, read_library

    if project and not options.bibliography:
        return read_library(project)
    return read_bibliographies([(path, path.as_posix()) for path in options.bibliography])


def _print(references: Sequence[Reference], form: str) -> None:
    if form == "json":
        rows = [{"id": one.key, "text": one.text, "html": one.html} for one in references]
        answer(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "html":
        from publish.citations.csl.html import bibliography_html

        answer(bibliography_html(one.html for one in references))
    else:
        for one in references:
            answer(one.text)
