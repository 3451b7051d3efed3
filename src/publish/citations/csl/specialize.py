"""Cut a layout down to what it can print for items of one shape.

Nearly all conditions of a style follow from an item's type, from which variables it has and
from where the cite stands. Items that agree in these share one layout without choices and
without the variables that are absent, which is several times as quick to evaluate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.citations.csl import elements as e
from publish.citations.csl.conditions import holds
from publish.citations.csl.context import Context

# Variables that a cite or the run has, not the item.
_DYNAMIC = frozenset(
    ["locator", "citation-number", "first-reference-note-number", "year-suffix", "citation-label"]
)


def shape_of(context: Context) -> tuple[object, ...]:
    """Return all that decides the conditions of a style."""
    position, locators = context.position, context.locators
    return (
        context.item.shape,
        context.area,
        position.bits,
        position.first_note > 0,
        context.citation_number > 0,
        locators[0][0] if locators else None,
        context.locator_is_numeric,
    )


def specialized(context: Context, children: e.Elements) -> e.Elements:
    """Return elements for the shape of the context's item and cite."""
    if len(context.locators) > 1:
        return children  # each locator decides the conditions anew
    key = (id(children), shape_of(context))
    found = context.env.specialized.get(key)
    if found is None:
        found = context.env.specialized[key] = _all(context, children)
    return found


def _all(context: Context, children: e.Elements) -> e.Elements:
    return tuple(new for child in children for new in _one(context, child))


def _one(context: Context, element: e.Element) -> Iterable[e.Element]:
    """Return what stands for an element: itself, parts of it, or nothing."""
    match element:
        case e.Choose():
            return _choose(context, element)
        case e.Group() | e.TextMacro():
            return _group(context, element)
        case e.Names(variables=names) if not any(name in context.item.names for name in names):
            if not element.substitute:
                return (e.ABSENT,)
            return (replace(element, substitute=_all(context, element.substitute)),)
        case e.TextVariable(variable=name, form=form):
            item = context.item
            is_there = name in _DYNAMIC or item.has(name) or bool(item.text(name, form))
            return (element,) if is_there else (e.ABSENT,)
        case e.Date(variable=name) | e.Number(variable=name):
            is_there = name in _DYNAMIC or context.item.has(name)
            return (element,) if is_there else (e.ABSENT,)
        case e.Label(variable=name):
            return (element,) if name in _DYNAMIC or context.item.has(name) else ()
    return (element,)


def _choose(context: Context, element: e.Choose) -> Iterable[e.Element]:
    tests = {test for branch in element.branches for test in branch.tests}
    if any(kind == "disambiguate" or value == "year-suffix" for kind, value in tests):
        branches = (
            replace(branch, children=_all(context, branch.children)) for branch in element.branches
        )
        return (e.Choose(tuple(branches)),)
    for branch in element.branches:
        if not branch.tests or holds(context, branch):
            return _all(context, branch.children)
    return ()


def _group(context: Context, element: e.Group | e.TextMacro) -> Iterable[e.Element]:
    children = _all(context, element.children)
    if all(isinstance(child, _CONSTANT) for child in children):
        if any(child is e.ABSENT for child in children):
            return (e.ABSENT,)
        if not children:
            return ()
    kept = tuple(child for child in children if child is not e.ABSENT)
    if len(kept) < len(children):
        kept = (*kept, e.ABSENT)  # one is enough to say that a variable was called
    return (replace(element, children=kept),)


# Elements that print without a variable, or never.
_CONSTANT = (e.TextTerm, e.TextValue, e.Absent)
