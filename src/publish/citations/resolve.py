"""Citations of a book to words: notes, references in the text, links and reference lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from publish.citations.clusters import (
    Standing,
    find_clusters,
    merge_neighbours,
    with_sources_apart,
    without_cites,
    without_cites_in_descriptions,
)
from publish.citations.formatted import render_once
from publish.citations.innotes import in_note, settled_in_notes
from publish.citations.livesources import cited_sources
from publish.citations.notes import citation_note, is_raised, place_notes, raised_mark
from publish.citations.references import (
    CitedKeys,
    cited_keys,
    empty_lists,
    entry_ids,
    listed_keys,
    with_reference_lists,
)
from publish.citations.sentences import in_brackets, in_words, into_sentences
from publish.citations.styles import Style, StyleError, find_style
from publish.citations.types import Cluster, Library, Rendered, RenderedCluster
from publish.citations.unprinted import unprinted_archives, unprinted_locators
from publish.diagnostics import PublishError
from publish.model.cited import cited, cited_entry
from publish.model.document import Document
from publish.model.nodes import (
    Attr,
    Cite,
    CiteMode,
    Inlines,
    Link,
    Space,
    Span,
    Str,
    Strong,
    Target,
)
from publish.model.walk import plain_text, rewrite


def resolve_citations(document: Document, library: Library) -> Document:
    """Return the book with every citation as words, and its reference lists filled.

    Raises: PublishError if the citation style cannot be found or read.
    """
    try:
        style = find_style(document.settings.csl, document.folder)
    except StyleError as error:
        raise PublishError([error.diagnostic]) from error
    document = with_sources_apart(without_cites_in_descriptions(document))
    if style.is_note_style:
        document = merge_neighbours(document)
    keys = cited_keys(document)
    clusters, standings = find_clusters(document, in_notes=style.is_note_style)
    rendered = render_once(
        document.folder,
        clusters,
        library,
        style,
        lang=document.metadata.lang,
        listed=_uncited(document, library),
    )
    links = _links(document, library, style, rendered, keys)
    texts = _texts(links, style, rendered, clusters, standings)
    cited = _with_texts(document, texts)
    finished = with_reference_lists(cited, rendered, library, keys)
    return replace(
        finished,
        citation_style=rendered.layout,
        sources=cited_sources(clusters, library, style, document.settings.csl),
        diagnostics=(
            *document.diagnostics,
            *rendered.diagnostics,
            *unprinted_archives(clusters, rendered, library),
            *unprinted_locators(clusters, rendered),
            *empty_lists(cited, rendered, library, keys),
        ),
    )


def _uncited(document: Document, library: Library) -> tuple[str, ...]:
    """Return the keys that the list has without being cited (`nocite`)."""
    names = [name.removeprefix("@") for name in document.settings.nocite]
    return tuple(library.items) if "*" in names else tuple(names)


@dataclass(frozen=True, slots=True)
class _Text:
    """What takes the place of one citation in the text."""

    content: Inlines
    is_in_note: bool


def _texts(
    links: dict[str, str],
    style: Style,
    rendered: Rendered,
    clusters: Sequence[Cluster],
    standings: Sequence[Standing],
) -> Iterator[_Text]:
    """Yield the words of every citation in reading order."""
    triples = zip(clusters, standings, rendered.clusters, strict=True)
    for number, (cluster, standing, words) in enumerate(triples, 1):
        text = _linked(words.text, links, is_note=style.is_note_style)
        if not text and (style.is_note_style or not words.author):
            text = _missing(cluster)
        keys = [cite.key for cite in cluster.cites]
        shown = RenderedCluster(cited(text, number, keys), cited(words.author, number, keys, "a"))
        content = _as_note(shown, standing) if style.is_note_style else _in_text(shown, cluster)
        yield _Text(content, standing.is_in_note and style.is_note_style)


def _as_note(words: RenderedCluster, standing: Standing) -> Inlines:
    if standing.is_in_note:
        return words.text
    return (*in_words(words.author), citation_note(words.text))


def _in_text(words: RenderedCluster, cluster: Cluster) -> Inlines:
    if is_raised(words.text):
        return (*words.author, raised_mark(words.text))
    if words.author:
        return (*words.author, Space(), *words.text) if words.text else in_words(words.author)
    is_sentence = plain_text(cluster.cites[0].prefix)[:1].isupper()
    return words.text if is_sentence else (in_brackets(words.text),)


def _missing(cluster: Cluster) -> Inlines:
    """Return what stands for a citation of keys that the library has not."""
    names = ", ".join(f"{cite.key}?" for cite in cluster.cites)
    return (Strong((Str(f"({names})"),)),)


def _links(
    document: Document, library: Library, style: Style, rendered: Rendered, keys: CitedKeys
) -> dict[str, str]:
    """Return the entry's id for every key whose citation is a link."""
    if not document.settings.link_citations:
        return {}
    ids = entry_ids([key for key, _ in rendered.entries])
    return {key: ids[key] for key in listed_keys(document, rendered, library, keys)}


def _linked(content: Inlines, links: dict[str, str], *, is_note: bool) -> Inlines:
    """Return a cluster's words with each cite as a link, or as plain words if it has no entry.

    In a note, where a cite is long and has links of its own, it is only marked.
    """

    def linked(node: object) -> object:
        if not isinstance(node, Span) or "cite" not in node.attr.classes:
            return None
        identifier = links.get(node.attr.get("key"))
        if not identifier:
            return node.content
        if is_note:
            return cited_entry(node.content, identifier)
        # A link in a link is no link: the address gives way to the entry, which has it too.
        inner = rewrite(
            node.content, lambda one: one.content if isinstance(one, Link) else None, Link
        )
        return Link(Attr("", ("citation",)), inner, Target(f"#{identifier}"))

    return rewrite(content, linked, Span)


# --- putting the words in their places -------------------------------------------------------


def _with_texts(document: Document, texts: Iterator[_Text]) -> Document:
    chapters = []
    for chapter in document.chapters:
        blocks = rewrite(chapter.blocks, lambda node: _replaced(node, texts), Cite)
        blocks = into_sentences(settled_in_notes(blocks))
        lang = chapter.lang or document.metadata.lang
        title = without_cites(chapter.title)
        chapters.append(replace(chapter, blocks=place_notes(blocks, lang), title=title))
    return replace(document, chapters=tuple(chapters))


def _replaced(node: object, texts: Iterator[_Text]) -> object:
    if not isinstance(node, Cite):
        return None
    text = next(texts)
    if not text.is_in_note:
        return text.content
    first = node.citations[0].mode
    return in_note(text.content, is_bracketed=first is not CiteMode.AUTHOR_IN_TEXT)
