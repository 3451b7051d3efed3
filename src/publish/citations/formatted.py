"""Citations and reference list of a book that cites as it did are those of the last build."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.caching import Cache, key_of, pack, unpack
from publish.citations.styles import Style
from publish.citations.types import Cluster, Library, Rendered, RenderedCluster
from publish.model.document import CitationLayout
from publish.model.kinds import NODES
from publish.unchanged import surroundings_mark

_TYPES = (*NODES, Rendered, RenderedCluster, CitationLayout)
_STEP = "citations"


def render_once(
    project: Path,
    clusters: Sequence[Cluster],
    library: Library,
    style: Style,
    *,
    lang: str,
    listed: Sequence[str],
) -> Rendered:
    """Return what `render` gives, from the last time where that was of the same citations.

    Where there is something to say of a source it is asked again: places are no part of what is
    kept.
    """
    cache = Cache(project)
    key = key_of(surroundings_mark(), *_asked(clusters, library, style), lang, repr(listed))
    data = cache.find(_STEP, key)
    if data is not None:
        with contextlib.suppress(ValueError):
            return unpack(data, _TYPES)  # type: ignore[no-any-return]
    from publish.citations.formatting import render  # the evaluator of CSL is some forty files

    rendered = render(clusters, library, style, lang=lang, listed=listed)
    if not rendered.diagnostics:
        cache.keep(_STEP, key, pack(rendered))
    return rendered


def _asked(clusters: Sequence[Cluster], library: Library, style: Style) -> Iterator[str | bytes]:
    """Yield all that decides how citations are printed."""
    yield style.path.read_bytes()
    yield style.lang
    yield repr(library.items)
    for cluster in clusters:
        cites = [(one.key, one.locators, one.prefix, one.suffix, one.mode) for one in cluster.cites]
        yield repr((cites, cluster.note, cluster.section))
