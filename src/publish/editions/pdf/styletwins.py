"""Works out each style once, for all elements that have it, and only where it is asked for.

WeasyPrint 70.0 shares a style among brothers that the same rules apply to. An element with an id,
and all that is in it, has styles of its own, worked out property by property, in every layout of
every chapter: each note of a book is one. Here a style has a twin, which all styles share whose
rules and whose parents' rules are the same, and asks it for what it was not yet asked itself; in
one layout elements with the same twin have one style. Six pseudo-elements of each element have
styles in WeasyPrint, for marks of notes and lists; here only those that are looked for.

The twin is nobody's own, so that what WeasyPrint writes into a style stays there. Styles of boxes
that are no elements, which follow from those around them, have twins in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from math import inf
from types import ModuleType
from typing import Any

_OWN = "anchor"  # the id of an element: the one property that is not shared
_MOST_TWINS = 20_000
_BY_VALUE = ("lang", "width", "height")  # what WeasyPrint makes of attributes; others are of rules
_TWINS = "style_twins"
_NO_RULES: dict[str, Any] = {}

_Rules = dict[str, Any]  # by property: value and weight
_Found = list[tuple[Any, ...]]  # what selects an element: sheet and rule, in rising order


class _Sizes(dict[str, Any]):
    """Tells a twin the size of the first page, and remembers that it was asked for it."""

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[str, Any] = {}
        self.was_asked = False

    def __getitem__(self, name: str) -> Any:
        self.was_asked = True
        return self.now[name]


class _Twins(dict[Any, Any]):
    """The twins for one set of stylesheets, by what made them.

    `merged` are the rules of elements and their pseudo-elements, by what selects them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sizes = _Sizes()
        self.merged: dict[Any, dict[str | None, _Rules]] = {}
        self.sheets: list[Any] = []  # of `merged`

    def serve(self, style_for: Any) -> None:
        """Get ready for another layout; its pages may have another size."""
        if self.sizes.now is not style_for.initial_page_sizes:
            if self.sizes.was_asked or len(self) > _MOST_TWINS:
                self.clear()
                self.sizes = _Sizes()
            self.sizes.now = style_for.initial_page_sizes
        if self.sheets != style_for._sheets:
            self.merged.clear()
            self.sheets = list(style_for._sheets)


class _Styles(dict[Any, Any]):
    """The styles of a layout, by element and pseudo-element; the latter made when looked for."""

    def __init__(self, make: Callable[[Any, str], Any]) -> None:
        super().__init__()
        self.waiting: dict[Any, dict[str | None, _Rules]] = {}
        self._make = make

    def get(self, key: Any, default: Any = None) -> Any:
        """Return a style, None for pseudo-elements without any."""
        found = super().get(key)
        if found is None and key[1] in self.waiting.get(key[0], _NO_RULES):
            found = self[key] = self._make(*key)
        return default if found is None else found

    def clear(self) -> None:
        """Forget all styles, and what makes them, which holds this."""
        super().clear()
        self.__dict__.clear()


class StyleTwins:
    """Stands in for three functions of WeasyPrint's `css` module."""

    def __init__(self, css: ModuleType) -> None:
        self._css: Any = css
        self._computed: Any = css.ComputedStyle
        self._work_out: Callable[[Any, str], Any] = css.ComputedStyle.__missing__
        self._create: Callable[..., None] = css.StyleFor.set_computed_styles

    def install(self, css: ModuleType) -> None:
        """Take the place of the functions."""
        apply, create, missing = self.apply, self.create, self.missing
        css.Style.twin = None
        css.ComputedStyle.__missing__ = lambda style, name: missing(style, name)
        css.AnonymousStyle.__missing__ = _of_twin_or(css.AnonymousStyle.__missing__)
        css.Style.anonymous_style = cached_property(partial(_anonymous, css.AnonymousStyle))
        css.Style.anonymous_style.__set_name__(css.Style, "anonymous_style")
        css.StyleFor.__init__ = lambda style_for, *given: apply(style_for, *given)
        css.StyleFor.set_computed_styles = lambda style_for, *given, **named: create(
            style_for, *given, **named
        )

    def missing(self, style: Any, name: str) -> Any:
        """Return a property of a style that it was not asked for yet."""
        if style.twin is None or name == _OWN:
            return self._work_out(style, name)
        value = style[name] = style.twin[name]
        return value

    def apply(
        self, style_for: Any, html: Any, sheets: Any, hints: bool, fonts: Any, collector: Any
    ) -> None:
        """Find the styles of all elements of a document."""
        root = html.etree_element
        style_for._sheets, style_for.font_config = sheets, fonts
        style_for.initial_page_sizes = {"box": None, "area": None}
        style_for._cascaded_styles = {}
        twins = self._twins(style_for)
        shared: dict[int, Any] = {}

        def make(rules: _Rules, own: Any, parent: Any, pseudo_type: str | None = None) -> Any:
            top = styles[root, None] if parent is not None else self._css.InitialStyle(fonts)
            twin = self._twin(twins, rules, (parent, top), pseudo_type, html.base_url, fonts)
            style = None if own else shared.get(id(twin))
            if style is None:
                if own and (_OWN not in rules or rules[_OWN][1] < own[1]):
                    rules = {**rules, _OWN: own}
                given = pseudo_type, top, html.base_url, fonts, style_for.initial_page_sizes
                style = _bound(self._computed(parent, rules, *given), twin)
                if style[_OWN]:
                    collector.collect_anchor(style[_OWN])
                else:
                    shared[id(twin)] = style
            return style

        def make_pseudo(element: Any, pseudo_type: str) -> Any:
            rules = styles.waiting[element][pseudo_type]
            return make(rules, None, styles[element, None], pseudo_type)

        styles = style_for._computed_styles = _Styles(make_pseudo)
        declared, anchors = self._attributes(html, hints)
        for element in html.wrapper_element.iter_subtree():
            node = element.etree_element
            rules = self._rules(twins, element, declared.get(node, ()))
            parent = styles[element.parent.etree_element, None] if element.parent else None
            styles[node, None] = make(rules.get(None, _NO_RULES), anchors.get(node), parent)
            styles.waiting[node] = rules
        for node, rules in styles.waiting.items():
            for pseudo_type, one in rules.items():
                if pseudo_type and _OWN in one:
                    styles.get((node, pseudo_type))

    def create(
        self,
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        """Find the style of a page, or of one of its margins."""
        self._create(style_for, element, parent, root, pseudo_type, base_url, target_collector)
        style = style_for.get_computed_styles()[element, pseudo_type]
        twins = self._twins(style_for)
        key = tuple(sorted((_rule(name, *one) for name, one in style.cascaded.items()), key=_name))
        rules = twins.merged.setdefault(key, {None: style.cascaded})[None]
        around = style.parent_style, style.root_style
        _bound(style, self._twin(twins, rules, around, pseudo_type, base_url, style.font_config))

    def _twins(self, style_for: Any) -> _Twins:
        twins: _Twins = style_for.font_config.__dict__.setdefault(_TWINS, _Twins())
        twins.serve(style_for)
        return twins

    def _twin(
        self,
        twins: _Twins,
        rules: _Rules,
        around: tuple[Any, Any],
        pseudo_type: str | None,
        base_url: str | None,
        fonts: Any,
    ) -> Any:
        """Return the twin of a style; `around` are the styles of its parent and of the root."""
        above, top = (getattr(one, "twin", None) for one in around)
        key = id(above), id(top), pseudo_type, base_url, id(rules)
        twin = twins.get(key)
        if twin is None:
            given = pseudo_type, top or around[1], base_url, fonts, twins.sizes
            # It keeps its parent and its rules, too: their identity is part of the key.
            twin = twins[key] = self._computed(above, rules, *given)
        return twin

    def _attributes(
        self, html: Any, hints: bool
    ) -> tuple[dict[Any, list[tuple[Any, ...]]], dict[Any, Any]]:
        """Return what attributes say of elements, and apart from that their anchors."""
        css = self._css
        declared: dict[Any, list[tuple[Any, ...]]] = {}
        anchors: dict[Any, Any] = {}
        found = css.find_style_attributes(html.etree_element, hints, html.base_url)
        for specificity, element, declarations, base_url in found:
            for name, value, importance in css.preprocess_declarations(base_url, declarations):
                weight = css.declaration_precedence("author", importance), inf, specificity
                if name == _OWN:
                    anchors[element] = value, weight
                else:
                    declared.setdefault(element, []).append((name, value, weight))
        return declared, anchors

    def _rules(
        self, twins: _Twins, element: Any, declared: Iterable[tuple[Any, ...]]
    ) -> dict[str | None, _Rules]:
        """Return the rules that apply to an element and to its pseudo-elements."""
        found: _Found = []
        for number, (sheet, _, _) in enumerate(twins.sheets):
            for specificity, order, pseudo_type, (declarations, layer) in sheet.matcher.match(
                element
            ):
                layer_order = inf if layer is None else sheet.layers.index(layer)
                found.append((number, order, layer_order, specificity, pseudo_type, declarations))
        key = tuple(_rule(*one) for one in declared), tuple(one[:3] for one in found)
        rules = twins.merged.get(key)
        if rules is None:
            rules = twins.merged[key] = {}
            for pseudo_type, name, value, weight in self._weighed(twins, found, declared):
                known = rules.setdefault(pseudo_type, {})
                if name not in known or known[name][1] <= weight:
                    known[name] = value, weight
        return rules

    def _weighed(
        self, twins: _Twins, found: _Found, declared: Iterable[tuple[Any, ...]]
    ) -> Iterator[tuple[str | None, str, Any, Any]]:
        for name, value, weight in declared:
            yield None, name, value, weight
        for number, _, layer_order, specificity, pseudo_type, declarations in found:
            _, origin, of_sheet = twins.sheets[number]
            for name, value, importance in declarations:
                precedence = self._css.declaration_precedence(origin, importance)
                yield pseudo_type, name, value, (precedence, layer_order, of_sheet or specificity)


def twin_of(style: Any, *names: str) -> Any:
    """Return what may keep what follows from a style, for all that have the same: its twin.

    That is the style itself where it has none, or has other properties of these `names`.
    """
    twin = getattr(style, "twin", None)
    if twin is None or any(style[name] != twin[name] for name in names):
        return style
    return twin


def _anonymous(make: Callable[[Any], Any], style: Any) -> Any:
    """Return the style of boxes in one with a style that are no elements; it has a twin, too."""
    made = make(style)
    # WeasyPrint has leaders and bullets keep their spaces: it writes so into their style.
    twin = twin_of(style, "white_space")
    if twin is not style:
        made.twin = twin.anonymous_style
        made.update(made.twin)
    return made


def _of_twin_or(work_out: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Return what finds a property of an anonymous style that it was not asked for yet."""

    def missing(style: Any, name: str) -> Any:
        if style.twin is None:
            return work_out(style, name)
        value = style[name] = style.twin[name]
        return value

    return missing


def _bound(style: Any, twin: Any) -> Any:
    """Return a style that asks its twin for what it does not say itself."""
    style.specified = twin.specified
    own = dict(style)
    style.update(twin)
    style.update(own)
    style.twin = twin
    return style


def _name(rule: tuple[Any, ...]) -> str:
    return str(rule[0])


def _rule(name: str, value: Any, weight: tuple[Any, Any, Any]) -> tuple[Any, ...]:
    """Return what tells a rule from others: its value by identity, as it is the same for all."""
    what = repr(value) if name in _BY_VALUE else id(value)
    precedence, layer, specificity = weight
    return name, what, precedence, layer, tuple(specificity)
