"""Index marks in the text: `[words]{.index}`."""

from __future__ import annotations

from typing import Any

from publish.model.nodes import Span


def is_mark(node: Any) -> bool:
    """Tell whether a node is an index mark."""
    return isinstance(node, Span) and "index" in node.attr.classes
