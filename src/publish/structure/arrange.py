"""The steps between reading and citing: after them every name, number and link is settled."""

from __future__ import annotations

from dataclasses import replace

from publish.model.document import Document
from publish.structure.conditional import with_editions
from publish.structure.crossrefs import References
from publish.structure.descriptions import with_descriptions
from publish.structure.dialect import normalise
from publish.structure.front_matter import with_front_matter
from publish.structure.glossary import with_glossary_links, with_named_terms
from publish.structure.identifiers import with_unique_ids
from publish.structure.index import with_index_place
from publish.structure.numbering import number
from publish.structure.words import words_for


def arrange(document: Document) -> Document:
    """Return the book with generated pages, unique ids, numbers and resolved cross references.

    Cites of sources stay for `citations`; quotation marks, contents and index for `finish`.
    """
    document = prepared(document)
    book_words = words_for(document.metadata.lang)
    numbering = number(document, book_words)
    settings = document.settings
    references = References(
        numbering.targets, book_words, settings.figure_prefix, settings.table_prefix
    )
    chapters = tuple(
        replace(one, blocks=references.resolve(one.blocks)) for one in numbering.chapters
    )
    document = replace(document, chapters=chapters, words=book_words.table)
    return with_glossary_links(with_descriptions(document, book_words))


def prepared(document: Document) -> Document:
    """Return the book in one dialect, with generated pages, and with unique ids.

    This is as far as a draft with mistakes in it can go, so `check` looks at it.
    """
    book_words = words_for(document.metadata.lang)
    normal = tuple(
        with_index_place(with_editions(replace(one, blocks=normalise(one.blocks, book_words))))
        for one in document.chapters
    )
    document = replace(document, chapters=with_named_terms(normal))
    document = replace(document, chapters=with_front_matter(document, book_words))
    return replace(document, chapters=with_unique_ids(document.chapters))
