"""The Lua filters that the settings name: programs, which run only where the reader allows it."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import Diagnostic, PublishError
from publish.project.files import MANUSCRIPT, Wanted, files_below, find_file
from publish.project.groups import Values, no_effect
from publish.project.kinds import Given, Report
from publish.project.yaml import Scalar

NOT_ALLOWED = "settings-filter-not-allowed"
# What these programs do for pandoc and Quarto is done here in any case.
_DONE_HERE = frozenset({"citeproc", "pandoc-citeproc", "pandoc-crossref", "quarto"})
_SUFFIX = ".lua"


def filters_of(folder: Path, values: Values, report: Report, *, allow: bool) -> tuple[str, ...]:
    """Return the filters that may run, relative to the project, in their order.

    Without `allow` there are none, and an error says so: a book must not silently lack what its
    filters do, and a program from a stranger must not silently run.
    """
    found = []
    for given in _named(values):
        if given.text in _DONE_HERE:
            report(no_effect(Scalar(given.text, given.place), "it is done without a filter"))
        elif path := _file(folder, given, report):
            found.append(path)
            if not allow:
                report(_not_allowed(path, given))
    return tuple(dict.fromkeys(found)) if allow else ()


def _named(values: Values) -> list[Given]:
    named = (
        one.get("path") if isinstance(one, Values) else one for one in values.get("filters", ())
    )
    return [one for one in named if one is not None]


def _file(folder: Path, given: Given, report: Report) -> str:
    if not given.text.endswith(_SUFFIX):
        message = f"expected a Lua file in the project, found '{given.text}'"
        hint = "other programs are not run; take it out, or write it in Lua"
        report(Diagnostic("settings-wrong-value", message, given.place, hint))
        return ""
    wanted = Wanted(given.text, given.place, "filter", ("", "filters", MANUSCRIPT))
    try:
        return find_file(folder, wanted, lambda: files_below(folder, ""))
    except PublishError as error:
        for one in error.diagnostics:
            report(one)
        return ""


def _not_allowed(path: str, given: Given) -> Diagnostic:
    message = f"the book wants to run a program on this computer, the filter '{path}'"
    hint = "read it; if you trust it, say --allow-filters, else take it out of the settings"
    return Diagnostic(NOT_ALLOWED, message, given.place, hint)
