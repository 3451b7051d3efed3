"""Several locators in one cite: the part of a style that prints a locator is repeated.

CSL knows one locator a cite. Where there are more, each outermost element that prints
nothing but the locator and its label is evaluated once for each, and nothing is left
ambiguous: "vol. 8, pp. 930, 938; vol. 10, pt. 1, p. 569; pt. 2, p. 652". Some styles write the
word for a page before any locator; it goes where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from publish.citations.csl import elements as e
from publish.citations.csl.context import Context, Environment, Locators
from publish.citations.csl.numbers import is_several
from publish.citations.csl.tree import Box, Leaf, Node

_Renderer = Callable[[Context, e.Element, str], list[Node]]
# Units that contain those after them.
_UNITS = ("volume", "book", "part", "issue", "chapter", "section", "page")
_NONE, _LOCATOR, _OTHER = frozenset[str](), frozenset(["locator"]), frozenset(["other"])
_RANKS = {label: rank for rank, label in enumerate(_UNITS)} | {"folio": 6, "column": 6}
# "p. " and its like in a style's own prefix, behind what parts it from the words before.
_PAGE_WORD = re.compile(
    r"(?P<before>.*?)"
    r"(?P<word>\b(?:pp?|pgs?|S|с|сс|стр|pages?|Seiten?|págs?|str|s)\b\.?[ \xa0\u202f]*)"
)


def is_misnamed(context: Context, element: e.Element) -> bool:
    """Return whether an element would call a volume or a chapter a page."""
    label = context.locators[0][0]
    is_read = bool(context.env.book_lang) and label not in ("page", "")
    is_read = is_read and _calls_all_pages(context.env)
    return is_read and _says_page(element) and is_locator_block(context, element)


def _calls_all_pages(env: Environment) -> bool:
    """Return whether the style has its own word for a page before any locator, as few have."""
    if env.calls_all_pages is None:
        env.calls_all_pages = _say_page(env.style.citation.children, set())
    return env.calls_all_pages


def _says_page(element: e.Element) -> bool:
    return _say_page((element,), set())


def _say_page(elements: Iterable[e.Element], seen: set[int]) -> bool:
    """Return whether an element says the word before the locator.

    What was `seen` is not looked at again: a style with macros in macros names some of them a
    thousand times.
    """
    for element in elements:
        if id(element) not in seen:
            seen.add(id(element))
            if _is_page(element, seen):
                return True
    return False


def _is_page(element: e.Element, seen: set[int]) -> bool:
    match element:
        case e.TextVariable(variable="locator") | e.Number(variable="locator"):
            return _PAGE_WORD.fullmatch(element.format.prefix) is not None
        case e.TextMacro(children=children) | e.Group(children=children):
            return _say_page(children, seen)
        case e.Choose(branches=branches):
            return any(_say_page(branch.children, seen) for branch in branches)
    return False


def is_locator_block(context: Context, element: e.Element) -> bool:
    """Return whether an element prints a locator and no other variable."""
    return _variables(context, element) == _LOCATOR


def _variables(context: Context, element: e.Element) -> frozenset[str]:
    """Return the variables that an element may print; all but the locator count as one."""
    match element:
        case (
            e.TextVariable(variable=name)
            | e.Number(variable=name)
            | e.Date(variable=name)
            | e.Label(variable=name)
        ):
            return _LOCATOR if name == "locator" else _OTHER
        case e.TextMacro(children=children) | e.Group(children=children):
            return _all(context, children)
        case e.Choose(branches=branches):
            found = (_all(context, branch.children) for branch in branches)
            return _NONE.union(*found)
        case e.Names():
            return _OTHER
    return _NONE


def _all(context: Context, children: e.Elements) -> frozenset[str]:
    # Macros are one tree wherever they are called, so each is looked at once; by identity,
    # since to hash a tree is as slow as to walk it. The tree is kept in the table so that no
    # other can take its place in memory.
    known = context.env.printed
    found = known.get(id(children))
    if found is None:
        variables = _NONE.union(*(_variables(context, child) for child in children))
        found = known[id(children)] = (children, variables)
    return found[1]


def each_locator(context: Context, element: e.Element, render: _Renderer) -> list[Node]:
    """Return the element's output for every locator, in the author's order."""
    locators = context.locators
    merged = _merged(locators)
    nodes: list[Node] = []
    context.is_one_of_several = len(merged) > 1
    for place, (delimiter, locator) in enumerate(_delimited(merged)):
        context.locators = (locator,)
        part = render(context, _worded(_inner(element, place, len(merged)), locator, place), "")
        if part and (len(merged) > 1 or _says_page(element)):
            part = _unambiguous(context, part, is_first=place == 0)
        if nodes and part:
            part = _without_lead(part)
            nodes.append(Leaf(delimiter))
        nodes.extend(part)
    context.locators = locators
    context.is_one_of_several = False
    return nodes


def _without_lead(nodes: list[Node]) -> list[Node]:
    """Return nodes without the marks that part them from what came before."""
    first = nodes[0]
    if isinstance(first, Leaf):
        text = first.text.lstrip(",;: \xa0\u202f")
        return [Leaf(text, first.is_inner), *nodes[1:]] if text else nodes[1:]
    if first.tag == "locator" or not first.children:
        return nodes
    inner = _without_lead(first.children)
    return [Box(inner, first.marks, first.tag, first.value), *nodes[1:]]


def _merged(locators: Locators) -> Locators:
    """Return locators with neighbours of one kind as one: "p. 5, p. 9" is "pp. 5, 9"."""
    found: list[tuple[str, str]] = []
    for label, value in locators:
        if found and found[-1][0] == label:
            found[-1] = (label, f"{found[-1][1]}, {value}")
        else:
            found.append((label, value))
    return tuple(found)


def _delimited(locators: Locators) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each locator with what stands before it: a semicolon where a new place begins."""
    path: list[str] = []
    for label, value in locators:
        above = _RANKS.get(path[-1], -1) if path else -1
        is_new = label in path or _RANKS.get(label, above) < above
        if label in path:
            del path[path.index(label) :]
        elif is_new:
            path = [unit for unit in path if _RANKS.get(unit, above) < _RANKS[label]]
        path.append(label)
        yield "; " if is_new else ", ", (label, value)


def _inner(element: e.Element, place: int, count: int) -> e.Element:
    """Return an element that keeps its prefix at the first place only, its suffix at the last.

    Words of the style, as "ibid.", are printed at the first place only.
    """
    if place:
        element = _without_words(element)
    if isinstance(element, e.Choose | e.Absent) or not (
        element.format.prefix or element.format.suffix
    ):
        return element
    is_worded = _PAGE_WORD.fullmatch(element.format.prefix) is not None
    look = replace(
        element.format,
        prefix=element.format.prefix if place == 0 or is_worded else "",
        suffix=element.format.suffix if place == count - 1 else "",
    )
    return replace(element, format=look)


def _worded(element: e.Element, locator: tuple[str, str], place: int) -> e.Element:
    """Return an element that has the style's own word for a page before pages only."""
    match element:
        case e.TextVariable(variable="locator") | e.Number(variable="locator"):
            found = _PAGE_WORD.fullmatch(element.format.prefix)
            if not found:
                return element
            before = found["before"] if place == 0 else ""
            prefix = before + found["word"] if locator[0] in ("page", "") else before
            return replace(element, format=replace(element.format, prefix=prefix))
        case e.TextMacro(children=children) | e.Group(children=children):
            return replace(element, children=tuple(_worded(c, locator, place) for c in children))
        case e.Choose(branches=branches):
            own = (
                replace(one, children=tuple(_worded(c, locator, place) for c in one.children))
                for one in branches
            )
            return replace(element, branches=tuple(own))
    return element


def _without_words(element: e.Element) -> e.Element:
    match element:
        case e.TextMacro(children=children) | e.Group(children=children):
            return replace(element, children=_only_locators(children))
        case e.Choose(branches=branches):
            bare = (replace(one, children=_only_locators(one.children)) for one in branches)
            return replace(element, branches=tuple(bare))
    return element


def _only_locators(children: e.Elements) -> e.Elements:
    words = (e.TextTerm, e.TextValue)
    return tuple(_without_words(child) for child in children if not isinstance(child, words))


def _unambiguous(context: Context, nodes: list[Node], *, is_first: bool) -> list[Node]:
    """Return one locator with its label, though the style prints none; a first page needs none."""
    label, value = context.locators[0]
    if (is_first and label in ("page", "")) or _has_label(nodes):
        return nodes
    word = context.locale.text(label or "page", "short", plural=is_several(value))
    if word and _has_bare_labels(context):
        word = word.replace(".", "")
    return list(_labelled(nodes, f"{word} ")) if word else nodes


def _has_bare_labels(context: Context) -> bool:
    """Return whether the style's labels of locators have no periods."""
    env = context.env
    if env.has_bare_labels is None:
        labels = list(_labels(env.style.citation.children, set()))
        env.has_bare_labels = any(label.format.strip_periods for label in labels)
    return env.has_bare_labels


def _labels(elements: e.Elements, seen: set[int]) -> Iterator[e.Label]:
    if id(elements) in seen:
        return
    seen.add(id(elements))
    for element in elements:
        match element:
            case e.Label(variable="locator"):
                yield element
            case e.TextMacro(children=children) | e.Group(children=children):
                yield from _labels(children, seen)
            case e.Choose(branches=branches):
                for branch in branches:
                    yield from _labels(branch.children, seen)


def _has_label(nodes: Iterable[Node]) -> bool:
    """Return whether there are letters, or a sign as "§", beside the locator itself."""
    for node in nodes:
        if isinstance(node, Leaf):
            if any(letter.isalpha() or letter in "§¶#" for letter in node.text):
                return True
        elif node.tag != "locator" and node.value != "ibid" and _has_label(node.children):
            return True
    return False


def _labelled(nodes: Iterable[Node], word: str) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        elif node.tag == "locator":
            yield from (Leaf(word), node)
        else:
            yield Box(list(_labelled(node.children, word)), node.marks, node.tag, node.value)
