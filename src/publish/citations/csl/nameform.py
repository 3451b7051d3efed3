"""Set one person's name: order of the parts, particles, initials, formatting.

Source: CSL 1.0.2, "Name-part Order" and "Name-part Formatting".
"""

from __future__ import annotations

from publish.citations.csl.apply import formatted
from publish.citations.csl.elements import Format, NameOptions
from publish.citations.csl.initials import shortened
from publish.citations.csl.people import Person, is_cjk
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.tongues import beside_name
from publish.citations.csl.tree import Box, Leaf, Node

SHORT, INITIALS, FULL = 0, 1, 2


class NameSetter:
    """Sets names under the global options of a style."""

    def __init__(self, demote: str, keep_hyphen: bool) -> None:
        self.demote = demote
        self.keep_hyphen = keep_hyphen
        self.cache: dict[tuple[int, int, bool, int], Box] = {}

    def name(self, person: Person, options: NameOptions, is_inverted: bool, level: int) -> Box:
        """Return a name; `level` (SHORT, INITIALS, FULL) shows more of it than `form` asks."""
        key = (id(person), id(options), is_inverted, level)
        found = self.cache.get(key)
        if found is None:
            nodes = self._nodes(person, options, is_inverted, level)
            nodes = formatted(nodes, options.format)  # the "and" between names stays plain
            if person.script and (options.form != "short" or level != SHORT):
                nodes = [*nodes, *beside_name(person.script)]
            found = self.cache[key] = Box(nodes, (), "name", person)
        return found

    def _nodes(
        self, person: Person, options: NameOptions, is_inverted: bool, level: int
    ) -> list[Node]:
        family, given = options.family, options.given
        if person.literal:
            return _bare(person.literal, family)
        is_short = options.form == "short" and level == SHORT
        if person.is_east_asian:
            parts = formatted(parse_rich(person.family), family)
            return parts if is_short else parts + formatted(parse_rich(person.given), given)
        if is_short or not person.family or not (person.given or person.dropping or person.suffix):
            return _family(person, family)
        has_full_names = options.initialize_with is None or not options.initialize
        if is_cjk(person.script[:1]) and has_full_names:
            # "Hua Linfu 華林甫", in notes and lists alike (Chicago, 18th ed., 8.15 and 13.84).
            return _words([_bare(person.family, family), _bare(person.given, given)])
        first = self._given(person, options, level)
        if is_inverted:
            return self._inverted(person, first, options)
        pieces = _given_part([first, person.dropping], given)
        suffix = _suffix(person, options)
        shown = "" if person.has_comma_suffix else suffix
        pieces = _spaced(pieces, _affixed_family(person, shown, family))
        if suffix and person.has_comma_suffix:
            pieces.append(Leaf(", " + suffix))
        return pieces

    def _given(self, person: Person, options: NameOptions, level: int) -> str:
        if options.initialize_with is None:
            return person.given
        all_words = options.initialize and level != FULL
        if level == FULL and options.initialize:
            return person.given
        return shortened(
            person.given,
            options.initialize_with,
            all_words=all_words,
            keep_hyphen=self.keep_hyphen,
        )

    def _inverted(self, person: Person, first: str, options: NameOptions) -> list[Node]:
        demoted = person.non_dropping if self.demote == "display-and-sort" else ""
        kept = "" if demoted else person.non_dropping
        pieces = formatted(_particle(kept, person.family, options.family), _affixes(options.family))
        rest = [_bare(first, options.given), _bare(person.dropping, options.given)]
        if demoted:
            rest.append(_bare(demoted, options.family))
        given = formatted(_words(rest), _affixes(options.given))
        separator = options.sort_separator
        if given:
            pieces = [*pieces, Leaf(separator), *given]
        if suffix := _suffix(person, options):
            pieces = [*pieces, Leaf(separator), *parse_rich(suffix)]
        return pieces


def _suffix(person: Person, options: NameOptions) -> str:
    """Return "Jr", without a period in styles that print none after initials."""
    initials = options.initialize_with
    has_no_periods = initials is not None and "." not in initials
    return person.suffix.replace(".", "") if has_no_periods else person.suffix


def _affixes(look: Format) -> Format:
    return Format(prefix=look.prefix, suffix=look.suffix)


def _without_affixes(look: Format) -> Format:
    return Format(marks=look.marks, text_case=look.text_case)


def _bare(text: str, look: Format) -> list[Node]:
    return formatted(parse_rich(text), _without_affixes(look))


def _words(parts: list[list[Node]]) -> list[Node]:
    nodes: list[Node] = []
    for part in parts:
        nodes = _spaced(nodes, part)
    return nodes


def _spaced(left: list[Node], right: list[Node]) -> list[Node]:
    """Join two parts with a space, none after an apostrophe or a hyphen."""
    if not left or not right:
        return left or right
    last = _last_letter(left)
    return [*left, *([] if last in "’'-‐" or last.isspace() else [Leaf(" ")]), *right]


def _last_letter(nodes: list[Node]) -> str:
    node = nodes[-1]
    while isinstance(node, Box):
        node = node.children[-1]
    return node.text[-1]


def _given_part(parts: list[str], look: Format) -> list[Node]:
    return formatted(_words([_bare(part, look) for part in parts]), _affixes(look))


def _particle(particle: str, family: str, look: Format) -> list[Node]:
    return _words([_bare(particle, look), _bare(family, look)])


def _family(person: Person, look: Format) -> list[Node]:
    if not person.family:
        return _bare(person.given, look)
    return formatted(_particle(person.non_dropping, person.family, look), _affixes(look))


def _affixed_family(person: Person, suffix: str, look: Format) -> list[Node]:
    nodes = _particle(person.non_dropping, person.family, look)
    if suffix:
        nodes = _spaced(nodes, parse_rich(suffix))
    return formatted(nodes, _affixes(look))
