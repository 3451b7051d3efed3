"""All types that a tree is made of, for whoever reads one that was kept (see `caching`)."""

from __future__ import annotations

from dataclasses import is_dataclass
from enum import Enum

from publish.diagnostics import Place
from publish.model import nodes


def _is_kind(value: object) -> bool:
    return isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum))


NODES: tuple[type, ...] = (Place, *filter(_is_kind, vars(nodes).values()))
