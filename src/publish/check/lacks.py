"""A rule about what the chosen citation style prints and an entry does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from publish.caching import Cache, key_of
from publish.check.catalogue import Draft, rule
from publish.citations.styles import Style, StyleError, find_style
from publish.diagnostics import Diagnostic, Severity
from publish.model.nodes import Cite
from publish.model.walk import every
from publish.unchanged import surroundings_mark

_MOST_SHOWN = 5  # keys in one message
# What the kinds of sources are found by, and how a bibliography file calls it.
# Source: The Chicago Manual of Style, 18th ed., 13.18 to 13.25 (basic structure of references).
_NEEDED = {
    "book": ("issued", "publisher", "publisher-place"),
    "chapter": ("issued", "container-title", "publisher", "publisher-place"),
    "article-journal": ("issued", "container-title", "volume", "page"),
    "article-magazine": ("issued", "container-title"),
    "article-newspaper": ("issued", "container-title"),
    "thesis": ("issued", "publisher"),
    "paper-conference": ("issued", "container-title"),
    "report": ("issued", "publisher"),
    "webpage": ("URL",),
    "post-weblog": ("URL",),
}
_FIELDS = {
    "issued": "date",
    "publisher": "publisher",
    "publisher-place": "location",
    "container-title": "journaltitle or booktitle",
    "volume": "volume",
    "page": "pages",
    "URL": "url",
}


@dataclass(frozen=True, slots=True)
class _Lack:
    field: str
    kind: str
    keys: tuple[str, ...]


@rule("bib-style-field")
def style_field(draft: Draft) -> Iterator[Diagnostic]:
    """Sources that are cited lack a field that the chosen citation style prints.

    Their references come out shorter than those beside them, so that a reader sees the gap. One
    finding names all sources of a kind that lack the same field; it stands at the first of them.
    What an entry should have whatever the style is said by `bib-missing-field`.
    """
    settings = draft.document.settings
    try:
        lacks = list(_lacks(draft, find_style(settings.csl, draft.document.folder)))
    except (StyleError, ValueError):
        return  # `style-unknown` and `style-invalid` tell of that
    for lack in lacks:
        shown = ", ".join(lack.keys[:_MOST_SHOWN])
        shown += ", …" if len(lack.keys) > _MOST_SHOWN else ""
        count = (
            f"{len(lack.keys)} cited sources have" if len(lack.keys) > 1 else "a cited source has"
        )
        message = f"{count} no {lack.field!r}, which this style prints: {shown}"
        place = draft.library.places.get(lack.keys[0])
        hint = f"add it, or choose another type than that of a {lack.kind}"
        yield Diagnostic("bib-style-field", message, place, hint, Severity.NOTE)


def _lacks(draft: Draft, style: Style) -> Iterator[_Lack]:
    cites = (one for chapter in draft.document.chapters for one in every(Cite, chapter.blocks))
    cited = dict.fromkeys(citation.key for cite in cites for citation in cite.citations)
    listed = (name.removeprefix("@") for name in draft.document.settings.nocite)
    cited |= dict.fromkeys(listed)
    if "*" in cited:
        cited |= dict.fromkeys(draft.library.items)
    for kind, names in _NEEDED.items():
        items = {
            key: draft.library.items[key]
            for key in cited
            if key not in draft.references and draft.library.items.get(key, {}).get("type") == kind
        }
        lacking = {
            name: tuple(key for key, item in items.items() if not item.get(name)) for name in names
        }
        wanted = [name for name in names if lacking[name]]
        printed = _printed(draft, style, kind, wanted) if wanted else frozenset()
        for name in wanted:
            if name in printed:
                yield _Lack(_FIELDS[name], kind.replace("-", " "), lacking[name])


def _printed(draft: Draft, style: Style, kind: str, wanted: Collection[str]) -> frozenset[str]:
    """Return which fields a style prints, or what was found out when it was last asked."""
    lang = draft.document.metadata.lang
    text = style.path.read_bytes()
    key = key_of(surroundings_mark(), text, style.lang, lang, kind, repr(wanted))

    def probe() -> frozenset[str]:
        from publish.citations.probing import printed_fields  # the evaluator of CSL: forty files

        return printed_fields(style, kind, wanted, lang)

    return Cache(draft.folder).once("printed", key, (), probe)
