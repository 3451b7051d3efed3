"""The list of rules, and what `publish explain CODE` says about every code.

A rule is one small function for one code. Its docstring is the explanation an author reads:
the first line says what is wrong, the rest why it matters and what to do.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from importlib import import_module
from pathlib import Path

from publish.check.looked import Looked, look
from publish.citations.styles import StyleError, find_style
from publish.citations.types import Library
from publish.diagnostics import Diagnostic
from publish.model.document import Document
from publish.structure import cross_reference_keys, names_in


@dataclass(frozen=True)
class Draft:
    """All that a rule may look at: the book as written, its bibliography, its folder."""

    document: Document
    library: Library
    folder: Path

    @cached_property
    def references(self) -> frozenset[str]:
        """The keys of cites that are cross references."""
        return cross_reference_keys(self.document)

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that something in the book has or will get."""
        return names_in(self.document)

    @cached_property
    def makes_notes(self) -> bool:
        """Whether citations in the text become notes, by the style that was chosen."""
        try:
            return find_style(self.document.settings.csl, self.document.folder).is_note_style
        except (StyleError, ValueError):
            return False  # `style-unknown` and `style-invalid` tell of that

    def picture(self, url: str) -> Looked:
        """Return what is known of the file of a picture."""
        if url not in self._pictures:
            self._pictures[url] = look(self.folder, url)
        return self._pictures[url]

    @cached_property
    def _pictures(self) -> dict[str, Looked]:
        return {}


@dataclass(frozen=True)
class OneFile(Draft):
    """What a rule on files is shown of a draft: one of them, and what it may know of the others."""

    references: frozenset[str] = frozenset()
    makes_notes: bool = False


class Scope(Enum):
    """From what the findings of a rule follow, and where it is asked again.

    A rule on texts is shown no blocks and no library: what is written in a file, and the language.
    A rule on files is shown the chapters of one file, its text, and what `OneFile` has besides.
    Both are asked again only where any of that changed; a rule on the book is asked every time.
    """

    TEXT = "text"
    FILE = "file"
    BOOK = "book"


Rule = Callable[[Draft], Iterator[Diagnostic]]
_RULES: dict[str, Rule] = {}
_SCOPES: dict[str, Scope] = {}
_SAID_ELSEWHERE: dict[str, str] = {}


def rule(code: str, scope: Scope = Scope.BOOK) -> Callable[[Rule], Rule]:
    """Enter a function into the list of rules, under the code of its findings."""

    def enter(function: Rule) -> Rule:
        if code in _RULES or code in _SAID_ELSEWHERE:
            raise ValueError(f"two rules with the code {code}")
        _RULES[code] = function
        _SCOPES[code] = scope
        return function

    return enter


def describe(**texts: str) -> None:
    """Explain codes that no rule finds but a step of the build does (`bib_syntax="..."`)."""
    for name, text in texts.items():
        _SAID_ELSEWHERE[name.replace("_", "-")] = inspect.cleandoc(text).strip()


def _complete() -> None:
    """Have all rules and explanations entered."""
    import_module("publish.check.draft")


def rules(scope: Scope = Scope.BOOK) -> tuple[Rule, ...]:
    """Return the rules of one scope, in order of their codes."""
    _complete()
    return tuple(_RULES[code] for code in sorted(_RULES) if _SCOPES[code] is scope)


def is_rule(code: str) -> bool:
    """Tell whether a rule on the draft finds a code, and no step of the build."""
    _complete()
    return code in _RULES


def codes() -> tuple[str, ...]:
    """Return every code there is, sorted."""
    _complete()
    return tuple(sorted({**_RULES, **_SAID_ELSEWHERE}))


def explain(code: str) -> str | None:
    """Return what a code means and what to do about it, or None for a code that is not ours."""
    _complete()
    if code in _SAID_ELSEWHERE:
        return _SAID_ELSEWHERE[code]
    return inspect.getdoc(_RULES[code]) if code in _RULES else None
