"""What no validator tells about a finished EPUB file: rules on the bytes that leave the house."""

from __future__ import annotations

from publish.diagnostics import Diagnostic
from publish.editions.epub.lint import markup_rules, navigation_rules, package_rules
from publish.editions.epub.lint.finished import Finished, open_book

RULES = (*markup_rules.RULES, *navigation_rules.RULES, *package_rules.RULES)


def lint(data: bytes) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an EPUB file beyond what EPUBCheck and Ace look at."""
    return lint_book(open_book(data))


def lint_book(book: Finished) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a file that was opened already."""
    return tuple(dict.fromkeys(finding for rule in RULES for finding in rule(book)))


__all__ = ["RULES", "Finished", "lint", "lint_book", "open_book"]
