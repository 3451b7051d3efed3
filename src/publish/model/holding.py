"""What nodes hold: in which fields, of which kinds, and where among words.

What is known of one is remembered, since nodes do not change.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from publish.model.nodes import Holder, SoftBreak, Space, Str

# Annotations of fields that never hold nodes; all others are looked into.
_PLAIN = frozenset(
    {"str", "int", "bool", "object", "float | None", "Place | None", "Attr", "Target"}
    | {"ListAttributes", "QuoteKind", "MathKind", "CiteMode"}
)
_CHILDREN: dict[type, tuple[str, ...] | None] = {}
WORDS = frozenset({Str, Space, SoftBreak})
LEAVES: set[type] = set()  # nodes that hold none, as far as they were met: most of a book


def fields_of(kind: type) -> tuple[str, ...] | None:
    """Return the fields of a type that can hold nodes, in reading order; None: it is no node."""
    if kind not in _CHILDREN:
        _CHILDREN[kind] = None
        if is_dataclass(kind):
            names = (field.name for field in fields(kind) if str(field.type) not in _PLAIN)
            _CHILDREN[kind] = tuple(names)
        if _CHILDREN[kind] == ():
            LEAVES.add(kind)
    return _CHILDREN[kind]


def kinds_of(node: Any) -> frozenset[type]:
    """Return the types of a node and of all within. They are remembered: nodes do not change."""
    try:
        return node.kinds_within  # type: ignore[no-any-return]
    except AttributeError:
        kinds = {type(node)}
        for name in fields_of(type(node)) or ():
            _gather(getattr(node, name), kinds)
        held = frozenset(kinds)
        held = _SETS.setdefault(held, held)  # one for all that hold the same
        if isinstance(node, Holder):
            object.__setattr__(node, "kinds_within", held)
        return held


def other_places(node: Any) -> tuple[int, ...]:
    """Return where the `content` of a node has something else than words; it is remembered."""
    try:
        return node.other_places  # type: ignore[no-any-return]
    except AttributeError:
        found = tuple([n for n, one in enumerate(node.content) if type(one) not in WORDS])
        object.__setattr__(node, "other_places", found)
        return found


def _gather(value: Any, kinds: set[type]) -> None:
    if isinstance(value, tuple):
        found = set(map(type, value))
        kinds |= found & LEAVES
        if not found <= LEAVES:
            for one in value:
                if type(one) not in LEAVES:
                    _gather(one, kinds)
    elif isinstance(value, Holder):
        kinds |= kinds_of(value)
    elif names := fields_of(type(value)):
        kinds.add(type(value))
        for name in names:
            _gather(getattr(value, name), kinds)
    elif names is not None:
        kinds.add(type(value))


_SETS: dict[frozenset[type], frozenset[type]] = {}
