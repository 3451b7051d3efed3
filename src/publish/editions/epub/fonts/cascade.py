"""Which characters a stylesheet sets in which face: the only door to tinycss2 and cssselect2.

Of CSS only what chooses a face is looked at: family, slope, weight and capitals. Whatever stands
in `@media` or `@supports` counts as if it held, so that no face is missing where it does.

Source: CSS Fonts 4; CSS Cascading 4; HTML 15.3 (what browsers do without a stylesheet).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import cssselect2
import tinycss2

from publish.editions import markup
from publish.editions.markup import MATHML, SVG, Element

_BROWSER = """
em, i, cite, dfn, var, address { font-style: italic }
strong, b, th, h1, h2, h3, h4, h5, h6 { font-weight: bold }
code, pre, kbd, samp { font-family: monospace }
"""
_BOLD = 600  # CSS Fonts 4, 5.2: from here on a bold face is looked for first
_OWN_FACES = frozenset({f"{{{MATHML}}}math", f"{{{SVG}}}svg"})  # readers set these their own way


@dataclass(frozen=True, slots=True)
class Look:
    """What chooses a face. `families` are in the order in which a reader tries them."""

    families: tuple[str, ...] = ()
    is_italic: bool = False
    is_bold: bool = False
    has_small_capitals: bool = False
    is_transformed: bool = False  # letters are shown as capitals or small ones


@dataclass(slots=True)
class Cascade:
    """A stylesheet, ready to tell how an element looks."""

    matcher: Any = field(default_factory=cssselect2.Matcher)
    generated: set[str] = field(default_factory=set)  # characters that only the stylesheet has

    def looks(self, page: Element) -> list[tuple[Look, str]]:
        """Return every piece of text of a page with its look."""
        found: list[tuple[Look, str]] = []
        self._read(cssselect2.ElementWrapper.from_html_root(page), Look(), found)
        return found

    def _read(self, node: Any, inherited: Look, found: list[tuple[Look, str]]) -> None:
        element: Element = node.etree_element
        if element.tag in _OWN_FACES or markup.local(element) == "head":
            return
        look = self._look(node, inherited)
        found.append((look, element.text or ""))
        for child in node.iter_children():
            self._read(child, look, found)
            found.append((look, child.etree_element.tail or ""))

    def _look(self, node: Any, inherited: Look) -> Look:
        changes: dict[str, Any] = {}
        for _, _, pseudo, declarations in self.matcher.match(node):
            if pseudo is None:
                changes.update(declarations)
        return replace(inherited, **changes) if changes else inherited


def read_cascade(css: str) -> Cascade:
    """Return a stylesheet as rules on faces, over what browsers do by themselves."""
    cascade = Cascade()
    for text in (_BROWSER, css):
        _add(cascade, tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    return cascade


def _add(cascade: Cascade, rules: Iterable[Any]) -> None:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            _add(cascade, tinycss2.parse_rule_list(rule.content or [], True, True))
        if rule.type != "qualified-rule":
            continue
        declarations = tinycss2.parse_blocks_contents(rule.content, True, True)
        changes: dict[str, Any] = {}
        for one in declarations:
            if one.type == "declaration":
                changes.update(_changes(one.lower_name, one.value))
                if one.lower_name == "content":
                    cascade.generated.update(*(_strings(one.value)))
        if changes:
            _add_rule(cascade, rule.prelude, changes)


def _add_rule(cascade: Cascade, prelude: Any, changes: dict[str, Any]) -> None:
    try:
        selectors = cssselect2.compile_selector_list(prelude)
    except cssselect2.SelectorError:
        return  # a selector that browsers know and cssselect2 0.10 does not
    for selector in selectors:
        cascade.matcher.add_selector(selector, changes)


def _strings(tokens: Sequence[Any]) -> Iterator[str]:
    return (str(one.value) for one in tokens if one.type == "string")


def _changes(name: str, tokens: Sequence[Any]) -> dict[str, Any]:
    """Return what a declaration changes in a look; nothing for most of them."""
    words = [one.lower_value for one in tokens if one.type == "ident"]
    if "inherit" in words:
        return {}
    match name:
        case "font-family":
            return {"families": tuple(_families(tokens))}
        case "font-style":
            return {"is_italic": not {"italic", "oblique"}.isdisjoint(words)}
        case "font-weight":
            return {"is_bold": _is_bold(tokens)}
        case "font-variant-caps" | "font-variant":
            return {"has_small_capitals": any("small-caps" in word for word in words)}
        case "text-transform":
            return {"is_transformed": "none" not in words}
        case "font":
            return {
                "is_italic": not {"italic", "oblique"}.isdisjoint(words),
                "is_bold": _is_bold(tokens),
                "has_small_capitals": "small-caps" in words,
                "families": tuple(_families(_after_size(tokens))),
            }
    return {}


def _is_bold(tokens: Sequence[Any]) -> bool:
    words = {one.lower_value for one in tokens if one.type == "ident"}
    numbers = [one.value for one in tokens if one.type == "number"]
    return not words.isdisjoint({"bold", "bolder"}) or any(one >= _BOLD for one in numbers)


def _after_size(tokens: Sequence[Any]) -> Sequence[Any]:
    """Return what follows the size in `font: italic 1em/1.5 "A Family", serif`."""
    sizes = [n for n, one in enumerate(tokens) if one.type in ("dimension", "percentage")]
    if not sizes:
        return ()
    rest = tokens[sizes[-1] + 1 :]
    slash = [n for n, one in enumerate(rest) if one == "/"]
    numbers = [n for n, one in enumerate(rest) if one.type == "number"]
    return rest[numbers[0] + 1 :] if slash and numbers else rest


def _families(tokens: Sequence[Any]) -> Iterator[str]:
    """Yield the names of families as they are written."""
    words: list[str] = []
    for one in [*tokens, None]:
        if one is None or one == ",":
            if words:
                yield " ".join(words)
            words = []
        elif one.type in ("ident", "string"):
            words.append(str(one.value))
