"""The list of rules, and what `publish explain CODE` says about every code.

A rule is one small function for one code. Its docstring is the explanation an author reads:
the first line says what is wrong, the rest why it matters and what to do.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

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


Rule = Callable[[Draft], Iterator[Diagnostic]]
_RULES: dict[str, Rule] = {}
_OF_TEXT: set[str] = set()
_SAID_ELSEWHERE: dict[str, str] = {}


def rule(code: str, *, of_text: bool = False) -> Callable[[Rule], Rule]:
    """Enter a function into the list of rules, under the code of its findings.

    With `of_text`, what it finds in a file follows from what is written there and from the
    language alone: it is shown no blocks and no library, and asked again only where these changed.
    """

    def enter(function: Rule) -> Rule:
        if code in _RULES or code in _SAID_ELSEWHERE:
            raise ValueError(f"two rules with the code {code}")
        _RULES[code] = function
        if of_text:
            _OF_TEXT.add(code)
        return function

    return enter


def describe(**texts: str) -> None:
    """Explain codes that no rule finds but a step of the build does (`bib_syntax="..."`)."""
    for name, text in texts.items():
        _SAID_ELSEWHERE[name.replace("_", "-")] = inspect.cleandoc(text).strip()


def rules(*, of_text: bool = False) -> tuple[Rule, ...]:
    """Return the rules on the book, or those on the text of its files, in order of their codes."""
    return tuple(_RULES[code] for code in sorted(_RULES) if (code in _OF_TEXT) is of_text)


def is_rule(code: str) -> bool:
    """Tell whether a rule on the draft finds a code, and no step of the build."""
    return code in _RULES


def codes() -> tuple[str, ...]:
    """Return every code there is, sorted."""
    return tuple(sorted({**_RULES, **_SAID_ELSEWHERE}))


def explain(code: str) -> str | None:
    """Return what a code means and what to do about it, or None for a code that is not ours."""
    if code in _SAID_ELSEWHERE:
        return _SAID_ELSEWHERE[code]
    return inspect.getdoc(_RULES[code]) if code in _RULES else None
