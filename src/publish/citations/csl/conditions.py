"""Decide the conditions of `cs:if` and `cs:else-if`. Source: CSL 1.0.2, "Choose"."""

from __future__ import annotations

from publish.citations.csl.context import Context
from publish.citations.csl.elements import Branch
from publish.citations.csl.numbers import is_numeric
from publish.citations.csl.parse_locale import term_name


def holds(context: Context, branch: Branch) -> bool:
    """Return whether a branch is the one to render."""
    results = (_test(context, condition, value) for condition, value in branch.tests)
    if branch.match == "any":
        return any(results)
    if branch.match == "none":
        return not any(results)
    return all(results)


def _test(context: Context, condition: str, value: str) -> bool:
    match condition:
        case "type":
            return context.item.type in value.split()
        case "variable":
            return _has(context, value)
        case "is-numeric":
            return is_numeric(_number_text(context, value))
        case "is-uncertain-date":
            date = context.item.dates.get(value)
            return date is not None and date.is_circa
        case "locator":
            return bool(context.locators) and _label(context) == value
        case "position":
            return context.area == "citation" and context.position.matches(value)
        case "disambiguate":
            context.conditions_met += 1
            return (context.conditions_met <= context.shown.conditions) == (value == "true")
    return False


def _label(context: Context) -> str:
    return term_name(context.locators[0][0] or "page").replace(" ", "-")


def _has(context: Context, variable: str) -> bool:
    match variable:
        case "locator":
            return bool(context.locators)
        case "citation-number":
            return bool(context.citation_number)
        case "first-reference-note-number":
            return bool(context.position.first_note)
        case "year-suffix":
            return bool(context.shown.year_suffix)
    return context.item.has(variable)


def _number_text(context: Context, variable: str) -> str:
    match variable:
        case "locator":
            return context.locators[0][1] if context.locators else ""
        case "citation-number":
            return str(context.citation_number or "")
        case "first-reference-note-number":
            return str(context.position.first_note or "")
    return context.item.text(variable)
