"""Format citations and reference lists by a CSL 1.0.2 style, with an evaluator of our own.

`render` takes CSL JSON and gives HTML; `format_citations` takes values and gives values. The
evaluator is loaded when it is asked for the first time: a book that cites what it did when it was
last built does without.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from publish.citations.csl.engine import (
        Bibliography,
        Cite,
        Cluster,
        Document,
        Entry,
        Mark,
        Mode,
        Rendered,
        RenderedCluster,
        Run,
        Runs,
        Style,
        format_citations,
        load_style,
        read_style,
        render,
    )

__all__ = [
    "Bibliography",
    "Cite",
    "Cluster",
    "Document",
    "Entry",
    "Mark",
    "Mode",
    "Rendered",
    "RenderedCluster",
    "Run",
    "Runs",
    "Style",
    "format_citations",
    "load_style",
    "read_style",
    "render",
]


def __getattr__(name: str) -> Any:
    """Return what is asked of this package from the evaluator."""
    if name in __all__:
        return getattr(import_module("publish.citations.csl.engine"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
