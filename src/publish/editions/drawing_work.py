"""How much there is to draw in an SVG when every reference in it is followed.

A shape that uses another ten times, which uses a third ten times, is a small file and endless work
for whoever draws it; programs that draw follow such references without counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.editions import markup
from publish.editions.markup import Element

# Maps of a country have some ten thousand shapes; a program draws this many in about a minute.
MOST_SHAPES = 300_000
# Elements in elements, through references too. Drawing programs nest about ten.
_DEEPEST = 200
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
_RULE = re.compile(r"(?<![^{}])([^{}]*+)\{([^{}]*+)\}")
_NAME = re.compile(r"[\w-]+|\*")


class TooMuchToDrawError(Exception):
    """A drawing asks for endless work. The message says how."""


def count_shapes(root: Element) -> int:
    """Return how many elements are drawn.

    Raises: TooMuchToDrawError if there are more than `MOST_SHAPES`, if something is drawn within
    itself, or if elements nest too deep.
    """
    return _Counter(root).count(root, 0)


class _Counter:
    """What was counted so far, and what is being counted."""

    def __init__(self, root: Element) -> None:
        self._by_id = {str(one.get("id")): one for one in root.iter() if one.get("id")}
        self._rules = list(_rules(root))
        self._known: dict[Element, int] = {}
        self._open: set[Element] = set()

    def count(self, element: Element, depth: int) -> int:
        if element in self._known:
            return self._known[element]
        if element in self._open:
            raise TooMuchToDrawError("something in it is drawn within itself")
        if depth > _DEEPEST:
            raise TooMuchToDrawError(f"its shapes nest more than {_DEEPEST} deep")
        self._open.add(element)
        total = 1
        for other in (*element, *self._drawn_by(element)):
            if isinstance(other.tag, str):
                total += self.count(other, depth + 1)
                if total > MOST_SHAPES:
                    raise TooMuchToDrawError(f"it draws more than {MOST_SHAPES:,} shapes")
        self._open.discard(element)
        self._known[element] = total
        return total

    def _drawn_by(self, element: Element) -> Iterator[Element]:
        """Yield what an element draws from elsewhere: `<use href="#a">`, `fill="url(#b)"`."""
        if markup.local(element) == "a":
            return  # leads there, and draws nothing
        for name, value in element.attrib.items():
            text = str(value)
            if str(name).rpartition("}")[2] == "href" and text.startswith("#"):
                yield from self._named([text[1:]])
            elif "url(" in text:
                yield from self._named(_REFERENCE.findall(text))
        if self._rules:
            own = {markup.local(element), str(element.get("id")), "*"}
            own.update(str(element.get("class") or "").split())
            for names, references in self._rules:
                if names & own:
                    yield from self._named(references)

    def _named(self, names: list[str]) -> Iterator[Element]:
        yield from (self._by_id[name] for name in names if name in self._by_id)


def _rules(root: Element) -> Iterator[tuple[set[str], list[str]]]:
    """Yield rules of style sheets that draw something: words of the selector, what is drawn."""
    for style in root.iter(f"{{{markup.SVG}}}style"):
        for selector, declarations in _RULE.findall(style.text or ""):
            references = _REFERENCE.findall(declarations)
            if references:
                yield set(_NAME.findall(selector)), references
