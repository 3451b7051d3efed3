"""The settings at the head of a chapter's file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.diagnostics import Diagnostic, Place, PublishError, Severity
from publish.project.fields import CHAPTER
from publish.project.groups import Group, Values
from publish.project.kinds import Report, Wrong
from publish.project.yaml import read_yaml

# pandoc's rule: three hyphens on the first line, text on the second, three hyphens or dots at
# the end. Anything else is a rule across the page.
_OPENING = re.compile(r"---[ \t]*\n(?=[^\n]*\S)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Headed:
    """A chapter file: its settings, and its text with their lines left empty."""

    values: Values
    text: str


def has_front_matter(source: str) -> bool:
    """Tell whether a file begins with settings."""
    return bool(_OPENING.match(source))


def read_front_matter(source: str, path: str, report: Report, group: Group = CHAPTER) -> Headed:
    """Return the settings at the head of a file, and the text below on its own lines."""
    opening = _OPENING.match(source)
    if not opening:
        return Headed(Values(), source)
    closing = _CLOSING.search(source, opening.end())
    if not closing:
        message = "'---' opens settings that no second '---' closes"
        hint = "close them, or leave a line empty after '---' if it is a rule across the page"
        place = Place(path, 1, 1)
        report(Diagnostic("settings-not-closed", message, place, hint, Severity.WARNING))
        return Headed(Values(), source)
    empty_lines = "\n" * source.count("\n", 0, closing.end())
    values = _values(source[opening.end() : closing.start()], path, report, group)
    return Headed(values, empty_lines + source[closing.end() :])


def _values(text: str, path: str, report: Report, group: Group) -> Values:
    try:
        root = read_yaml(text, path, first_line=2)
        return Values() if root is None else group.read(root, report)
    except PublishError as error:
        for found in error.diagnostics:
            report(found)
    except Wrong:
        pass  # reported where it was seen
    return Values()
