"""Render `cs:names`: name lists, et al., labels and substitutes. Source: CSL 1.0.2, "Names"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from publish.citations.csl import elements as e
from publish.citations.csl.apply import formatted
from publish.citations.csl.context import Context
from publish.citations.csl.people import Person, is_cjk
from publish.citations.csl.sortname import sort_name
from publish.citations.csl.tree import Box, Leaf, Node, joined

_Renderer = Callable[[Context, e.Element, str], list[Node]]
_BOTH = ("editor", "translator")


@dataclass(frozen=True, slots=True)
class NameList:
    """What a rendered name list shows: its persons, how many of them, under which options."""

    variable: str
    people: tuple[Person, ...]
    shown: int
    index: int
    options: e.NameOptions


def render_names(context: Context, element: e.Names, render: _Renderer) -> list[Node]:
    """Return the names of the element's variables, or what substitutes for them."""
    is_first = not context.has_names
    context.has_names = True
    context.called = True
    lists = _people(context, element)
    if lists:
        context.use(*element.variables)
        nodes = _rendered(context, element, lists)
    elif element.substitute:
        nodes = _substituted(context, element, render)
    else:
        nodes = []
    if not nodes:
        context.has_names = not is_first
        return []
    if is_first and context.omit_names and not context.in_substitute:
        return []
    return nodes if element.name.form == "count" else [Box(nodes, (), "names")]


def _people(context: Context, element: e.Names) -> list[tuple[str, tuple[Person, ...]]]:
    names = context.item.names
    wanted = [name for name in element.variables if name not in context.suppressed]
    found = [(name, names[name]) for name in wanted if name in names]
    if len(found) == 2 and sorted(name for name, _ in found) == [*_BOTH]:
        joint = _joint_term(context, element)
        if found[0][1] == found[1][1] and joint:
            return [(joint, found[0][1])]
    return found


def _joint_term(context: Context, element: e.Names) -> str:
    form = element.label.form if element.label else "long"
    for name in ("editortranslator", "editor-translator"):
        if context.locale.term(name, form) is not None:
            return name if context.locale.text(name, form) else ""
    return ""


def _rendered(
    context: Context, element: e.Names, lists: list[tuple[str, tuple[Person, ...]]]
) -> list[Node]:
    if element.name.form == "count":
        # A number to sort by, not a list of names: nothing is set beside it.
        return [Leaf(str(sum(_count(context, element.name, people) for _, people in lists)))]
    parts = [_list(context, element, variable, people) for variable, people in lists]
    return formatted(joined(parts, element.delimiter), element.format)


def _count(context: Context, options: e.NameOptions, people: tuple[Person, ...]) -> int:
    """Return how many names are shown, the last behind "…" among them."""
    shown = _shown(context, options, people)
    return shown + (options.et_al_use_last and len(people) >= shown + 2)


def _list(
    context: Context, element: e.Names, variable: str, people: tuple[Person, ...]
) -> list[Node]:
    options = element.name
    index = context.list_index
    context.list_index += 1
    shown = _shown(context, options, people, index)
    if shown == 0:
        return []
    nodes = _setting(context, element, people, shown, index)
    nodes = [Box(nodes, (), "name-list", NameList(variable, people, shown, index, options))]
    label = _label(context, element, variable, len(people))
    return [*label, *nodes] if element.is_label_first else [*nodes, *label]


def _label(context: Context, element: e.Names, variable: str, count: int) -> list[Node]:
    label = element.label
    if label is None or context.sort_key is not None:
        return []
    plural = label.plural == "always" or (label.plural == "contextual" and count > 1)
    words = context.locale.text(variable, label.form, plural=plural)
    if not words:
        return []
    return formatted([Leaf(words)], label.format)


def _shown(
    context: Context, options: e.NameOptions, people: tuple[Person, ...], index: int = -1
) -> int:
    """Return how many names are shown."""
    minimum, first = options.et_al_min, options.et_al_use_first
    if context.position.is_subsequent:
        minimum = options.et_al_subsequent_min or minimum
        first = options.et_al_subsequent_use_first or first
    key = context.sort_key
    if key is not None:
        minimum, first = key.names_min or minimum, key.names_use_first or first
    # "and others" of BibTeX, which CSL data write as a last name of that wording.
    named = len(people) - (len(people) > 1 and people[-1].literal == "others")
    if not minimum or first < 0 or len(people) < minimum:
        return named
    if 0 <= index < len(context.shown.names):
        first = max(first, context.shown.names[index])
    return min(first, named)


def _setting(
    context: Context, element: e.Names, people: tuple[Person, ...], shown: int, index: int
) -> list[Node]:
    options = element.name
    if context.sort_key is not None:
        names = [sort_name(person, options, context.style) for person in people[:shown]]
        uses_last = options.et_al_use_last
        if context.sort_key.names_use_last is not None:
            uses_last = context.sort_key.names_use_last
        if uses_last and len(people) >= shown + 2:
            names.append(sort_name(people[-1], options, context.style))
        return [Leaf(", ".join(names))]
    boxes: list[Node] = [
        context.env.setter.name(
            person, options, _is_inverted(options, place), _level(context, index, place, person)
        )
        for place, person in enumerate(people[:shown])
    ]
    if shown == len(people):
        return _with_and(context, options, people, boxes)
    nodes = joined([[box] for box in boxes], options.delimiter)
    is_open = people[-1].literal == "others"
    if options.et_al_use_last and len(people) >= shown + 2 and not is_open:
        last = context.env.setter.name(
            people[-1],
            options,
            options.sort_order == "all",
            _level(context, index, len(people) - 1, people[-1]),
        )
        start = options.delimiter if _is_parted(options, shown) else " "
        return [*nodes, Leaf(f"{start}… "), last]
    return _with_et_al(context, element, people, nodes, shown)


def _level(context: Context, index: int, place: int, person: Person) -> int:
    """Return how much of a name to show, more than the style asks where that is needed."""
    levels = context.shown.levels
    own = levels[index][place] if index < len(levels) and place < len(levels[index]) else 0
    registry = context.env.registry
    if registry is None or (registry.only_primary and (index or place)):
        return own
    return max(own, registry.level(person))


def _is_inverted(options: e.NameOptions, place: int) -> bool:
    return options.sort_order == "all" or (options.sort_order == "first" and place == 0)


def _uses_delimiter(rule: str, options: e.NameOptions, before: int, *, context_min: int) -> bool:
    """Return whether the name delimiter stands before "and" or "et al."."""
    if rule == "contextual":
        return before >= context_min
    if rule == "after-inverted-name":
        return _is_inverted(options, before - 1)
    return rule == "always"


def _is_parted(options: e.NameOptions, before: int) -> bool:
    """Return whether the delimiter stands before "…": not behind one name, unless it is asked for.

    A rule for the last name matters only where that name is inverted, as in "Doe, J., … Roe".
    """
    is_inverted = options.precedes_last == "after-inverted-name" and _is_inverted(options, 0)
    return before > 1 or is_inverted or options.precedes_et_al == "always"


def _with_and(
    context: Context, options: e.NameOptions, people: tuple[Person, ...], boxes: list[Node]
) -> list[Node]:
    if len(boxes) < 2 or not options.and_:
        return joined([[box] for box in boxes], options.delimiter)
    nodes = joined([[box] for box in boxes[:-1]], options.delimiter)
    is_sign = options.and_ == "symbol"
    word = (context.locale.symbol("and") or "&") if is_sign else context.locale.text("and")
    if is_cjk(word[:1]) or word[-1:].isspace():
        # Scripts without spaces join names by the word alone, and a term may bring its own space.
        start = options.delimiter if options.precedes_last == "always" else ""
        return [*nodes, *([Leaf(start)] if start else []), Leaf(word), boxes[-1]]
    if _uses_delimiter(options.precedes_last, options, len(boxes) - 1, context_min=2):
        start = options.delimiter
    else:
        start = " "
    if not start.endswith(" "):
        start += " "
    return [*nodes, Leaf(start), Leaf(f"{word} "), boxes[-1]]


def _with_et_al(
    context: Context,
    element: e.Names,
    people: tuple[Person, ...],
    nodes: list[Node],
    shown: int,
) -> list[Node]:
    word = context.locale.text(element.et_al.term)
    if not word:
        return nodes
    options = element.name
    if _uses_delimiter(options.precedes_et_al, options, shown, context_min=2):
        start = options.delimiter
    else:
        start = "" if is_cjk(word[:1]) else " "
    term = formatted([Box([Leaf(word)], (), "term", "et-al")], element.et_al.format)
    return [*nodes, Leaf(start), *term] if start else [*nodes, *term]


def _substituted(context: Context, element: e.Names, render: _Renderer) -> list[Node]:
    was_inside, context.in_substitute = context.in_substitute, True
    for child in element.substitute:
        before = len(context.used)
        nodes = render(context, child, "")
        if nodes:
            context.suppressed.update(context.used[before:])
            context.in_substitute = was_inside
            is_count = isinstance(child, e.Names) and child.name.form == "count"
            return nodes if is_count else formatted(nodes, element.format)
    context.in_substitute = was_inside
    return []
