"""From keys in the text to notes and reference lists.

`render` is the door for other programs: CSL JSON in, HTML out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["render"]


def render(
    style: str | Path,
    items: Iterable[Mapping[str, Any]],
    clusters: Sequence[Mapping[str, Any]],
    *,
    lang: str | None = None,
    uncited: bool = False,
) -> dict[str, Any]:
    """Return `{"citations": [html, ...], "bibliography": [[id, html], ...]}`.

    `style` is a path or a style's name; `items` are CSL JSON; a cluster is
    `{"note": int, "items": [{"id", "locator"?, "label"?, "prefix"?, "suffix"?, "mode"?}]}`, in
    reading order, with note 0 in running text and the modes "author-in-text" and
    "suppress-author". The bibliography has what is cited; all items where `uncited` is set or
    nothing is cited. The HTML is that of the CSL test suite. Besides, "in_text" has what an
    "author-in-text" cite puts into the sentence before its note.
    Raises: FileNotFoundError if there is no such style, ValueError if it cannot be used.
    """
    # Not at the top: whoever reads only a bibliography needs no evaluator of styles.
    from publish.citations.csl import engine

    return engine.render(style, items, clusters, lang=lang, uncited=uncited)
