"""What is said to an author about a book: a place, a severity, a sentence and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from publish.hints import USUAL_HINTS


class Severity(StrEnum):
    """How much a finding matters. An error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in what the author wrote.

    `path` is relative to the project folder, with forward slashes; `line` and `column` count
    from 1 in characters, 0 means unknown.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return the form that editors open on a click: `path:line:column`."""
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding: at its place `old` becomes `new`. Given only where that is safe."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is stable and of the form `area-problem` (`cite-unknown-key`)."""

    code: str
    message: str
    place: Place | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR
    fix: Fix | None = None

    def __str__(self) -> str:
        """Return the finding as the command line shows it, the hint on a line of its own."""
        where = f"{self.place}: " if self.place else ""
        text = f"{where}{self.severity}[{self.code}]: {self.message}"
        return f"{text}\n  hint: {self.hint}" if self.hint else text


class PublishError(Exception):
    """The book cannot be built. `diagnostics` holds all that was found, not the first only."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_reading_order(diagnostics)
        super().__init__("\n".join(str(found) for found in self.diagnostics))


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings by file, line and column, each once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (found.place or Place(""), found.code)))


def with_hints(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings, those without a hint of their own with the usual one of their code."""
    return tuple(
        one if one.hint else replace(one, hint=USUAL_HINTS.get(one.code, "")) for one in diagnostics
    )


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return only the findings that stop a build."""
    return tuple(found for found in diagnostics if found.severity is Severity.ERROR)


def stop_on_errors(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise `PublishError` with every finding if one of them is an error."""
    found = tuple(diagnostics)
    if errors(found):
        raise PublishError(found)
