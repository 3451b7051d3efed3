"""Several locators in one cite: the part of a style that prints a locator is repeated.

CSL knows one locator a cite. Where there are more, each outermost element that prints
nothing but the locator and its label is evaluated once for each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from publish.citations.csl import elements as e
from publish.citations.csl.context import Context
from publish.citations.csl.tree import Node, joined

_Renderer = Callable[[Context, e.Element, str], list[Node]]


def is_locator_block(context: Context, element: e.Element) -> bool:
    """Return whether an element prints a locator and no other variable."""
    known = context.env.locator_blocks
    # By identity, since to hash a tree of elements is as slow as to walk it; the element is
    # kept so that no other can take its place in memory.
    found = known.get(id(element))
    if found is None:
        found = known[id(element)] = (element, _variables(element) == {"locator"})
    return found[1]


def _variables(element: e.Element) -> set[str]:
    match element:
        case (
            e.TextVariable(variable=name)
            | e.Number(variable=name)
            | e.Date(variable=name)
            | e.Label(variable=name)
        ):
            return {name}
        case e.TextMacro(children=children) | e.Group(children=children):
            return _all(children)
        case e.Choose(branches=branches):
            return set().union(*(_all(branch.children) for branch in branches))
        case e.Names(variables=names):
            return set(names)
    return set()


def _all(children: e.Elements) -> set[str]:
    return set().union(*(_variables(child) for child in children))


def each_locator(context: Context, element: e.Element, render: _Renderer) -> list[Node]:
    """Return the element's output for every locator, joined by commas."""
    locators = context.locators
    parts = []
    for place, locator in enumerate(locators):
        context.locators = (locator,)
        parts.append(render(context, _inner(element, place, len(locators)), ""))
    context.locators = locators
    return joined(parts, ", ")


def _inner(element: e.Element, place: int, count: int) -> e.Element:
    """Return an element that keeps its prefix at the first place only, its suffix at the last."""
    if isinstance(element, e.Choose | e.Absent) or not (
        element.format.prefix or element.format.suffix
    ):
        return element
    look = replace(
        element.format,
        prefix=element.format.prefix if place == 0 else "",
        suffix=element.format.suffix if place == count - 1 else "",
    )
    return replace(element, format=look)
