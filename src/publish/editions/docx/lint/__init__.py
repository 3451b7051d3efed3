"""What no validator tells about a finished Word file, and what only some of them tell."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator

from publish.diagnostics import Diagnostic, Severity
from publish.editions.docx.lint import (
    access_rules,
    package_rules,
    reading_rules,
    reference_rules,
    text_rules,
)
from publish.editions.docx.lint.finished import Finished, finding, open_file
from publish.editions.docx.package import Package
from publish.editions.markup import MarkupError

RULES = (
    *package_rules.RULES,
    *text_rules.RULES,
    *reference_rules.RULES,
    *access_rules.RULES,
    *reading_rules.RULES,
)


def lint(data: bytes) -> tuple[Diagnostic, ...]:
    """Return what is wrong with any Word file, whoever made it."""
    try:
        file = open_file(Package.read(data))
    except (zipfile.BadZipFile, MarkupError, KeyError) as error:
        message = f"the file cannot be read as a Word file: {error}"
        return (finding("docx-unreadable", message, severity=Severity.ERROR),)
    return (*_entries(data), *lint_file(file))


def _entries(data: bytes) -> Iterator[Diagnostic]:
    """Yield what is wrong with the archive itself: folders and names given twice."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    for name, count in Counter(names).items():
        if name.endswith("/"):
            message = f"the archive has an entry for the folder {name}, which Word takes for damage"
            yield finding("docx-part", message, severity=Severity.ERROR)
        elif count > 1:
            message = f"the archive has {name} {count} times"
            yield finding("docx-part", message, severity=Severity.ERROR)


def lint_file(file: Finished) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file that was opened already."""
    return tuple(dict.fromkeys(one for rule in RULES for one in rule(file)))


def access_findings(file: Finished) -> tuple[Diagnostic, ...]:
    """Return what shuts readers out of a file: those with a screen reader, and others."""
    rules = (*access_rules.RULES, *reading_rules.RULES)
    found = dict.fromkeys(one for rule in rules for one in rule(file))
    return tuple(one for one in found if one.severity is not Severity.NOTE)


__all__ = ["RULES", "Finished", "access_findings", "lint", "lint_file", "open_file"]
