"""Works out each style once, for all elements that have it.

WeasyPrint 70.0 shares a style among brothers that the same rules apply to. An element with an id,
and all that is in it, has styles of its own, worked out property by property, in every layout of
every chapter: each note of a book is one. Here a style has a twin, which all styles share whose
rules and whose parents' rules are the same, and asks it for what it was not yet asked itself.

The twin is nobody's own, so that what WeasyPrint writes into a style stays there.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

_OWN = "anchor"  # the id of an element: the one property that is not shared
_MOST_TWINS = 20_000
_BY_VALUE = ("lang", "width", "height")  # what WeasyPrint makes of attributes; others are of rules
_TWINS = "style_twins"


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
    """The twins for one set of stylesheets, by what made them."""

    def __init__(self) -> None:
        super().__init__()
        self.sizes = _Sizes()

    def serve(self, style_for: Any) -> None:
        """Get ready for another layout; its pages may have another size."""
        if self.sizes.now is not style_for.initial_page_sizes:
            if self.sizes.was_asked or len(self) > _MOST_TWINS:
                self.clear()
                self.sizes = _Sizes()
            self.sizes.now = style_for.initial_page_sizes


def share_styles(css: ModuleType) -> None:
    """Give styles their twins, and have them ask these."""
    style_for_type: Any = css.StyleFor
    computed_type: Any = css.ComputedStyle
    create: Callable[..., None] = style_for_type.set_computed_styles
    work_out: Callable[[Any, str], Any] = computed_type.__missing__

    def set_computed_styles(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **more: Any
    ) -> None:
        create(self, element, parent, root, pseudo_type, **more)
        style = self.get_computed_styles()[element, pseudo_type]
        twins = self.font_config.__dict__.setdefault(_TWINS, _Twins())
        twins.serve(self)
        above, top = style.parent_style, style.root_style
        above = above.twin if above is not None else None
        top = getattr(top, "twin", None)
        if style.parent_style is not None and (above is None or top is None):
            return
        rules = [_rule(name, *one) for name, one in style.cascaded.items() if name != _OWN]
        key = (id(above), id(top), pseudo_type, style.base_url, *sorted(rules, key=_name))
        twin = twins.get(key)
        if twin is None:
            twin = computed_type(
                above,
                style.cascaded,
                pseudo_type,
                top or style.root_style,
                style.base_url,
                self.font_config,
                twins.sizes,
            )
            # The parents are kept too: their identity is part of the key.
            twins[key] = twin
        style.specified = twin.specified
        own = dict(style)
        style.update(twin)
        style.update(own)
        style.twin = twin

    def missing(self: Any, key: str) -> Any:
        twin = self.twin
        if twin is None or key == _OWN:
            return work_out(self, key)
        value = self[key] = twin[key]
        return value

    computed_type.twin = None
    computed_type.__missing__ = missing
    style_for_type.set_computed_styles = set_computed_styles


def _name(rule: tuple[Any, ...]) -> str:
    return str(rule[0])


def _rule(name: str, value: Any, weight: tuple[Any, Any, Any]) -> tuple[Any, ...]:
    """Return what tells a rule from others: its value by identity, as it is the same for all."""
    what = repr(value) if name in _BY_VALUE else id(value)
    precedence, layer, specificity = weight
    return name, what, precedence, layer, tuple(specificity)
