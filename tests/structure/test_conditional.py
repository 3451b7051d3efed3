"""What one edition has and another has not."""

from __future__ import annotations

import pytest
from small_books import book, chapter, text

from publish.model.nodes import Link
from publish.model.walk import every
from publish.structure import arrange, finish, for_edition, unknown_formats


def editions(markdown):
    """Return the words of the first chapter's text in PDF, EPUB and DOCX."""
    made = finish(arrange(book(chapter(f"# Air\n\n{markdown}", name="air"), chapter("# Water"))))
    texts = []
    for name in ("pdf", "epub", "docx"):
        (air,) = (one for one in for_edition(made, name).chapters if one.name == "air")
        texts.append(" ".join(text(air.blocks[1:]).split()))
    return texts


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('::: {.content-visible when-format="pdf"}\na\n:::', ["a", "", ""]),
        ('::: {.content-visible when-format="print"}\na\n:::', ["a", "", ""]),
        ('::: {.content-visible when-format="html"}\na\n:::', ["", "a", ""]),
        ('::: {.content-hidden when-format="docx"}\na\n:::', ["a", "a", ""]),
        ('::: {.content-visible unless-format="epub"}\na\n:::', ["a", "", "a"]),
        ('::: {.content-visible when-format="pdf, docx"}\na\n:::', ["a", "", "a"]),
        ('b [a]{.content-visible when-format="epub"}', ["b", "b a", "b"]),
    ],
)
def test_divisions_and_spans(written, read):
    """Quarto's names of formats count; several may be named."""
    assert editions(written) == read


def test_a_heading_takes_its_section_with_it():
    """Up to the next heading of its level."""
    written = '## One {.content-visible when-format="pdf"}\n\na\n\n### Below\n\nb\n\n## Two\n\nc'

    assert editions(written) == ["One a Below b Two c", "Two c", "Two c"]


def test_a_chapter_for_one_edition_is_in_its_contents_only():
    """The mark on a level-1 heading is on the chapter."""
    only = chapter('# Print {.content-visible when-format="pdf"}\n\nx', name="print")
    made = finish(arrange(book(only, chapter("# Air"))))

    assert [
        [entry.chapter for entry in for_edition(made, name).contents if entry.chapter == "print"]
        for name in ("pdf", "epub")
    ] == [["print"], []]


def test_a_link_to_what_an_edition_lacks_is_only_words():
    """No edition has a link that leads nowhere, and no contents entry either."""
    markdown = (
        '# Air\n\nSee [there](#sec-x).\n\n## X {#sec-x .content-visible when-format="pdf"}\n\na'
    )
    made = finish(arrange(book(chapter(markdown, name="air"), chapter("# Water"))))
    links = {
        n: list(every(Link, for_edition(made, n).chapters[-2].blocks)) for n in ("pdf", "epub")
    }
    entries = {n: [e.id for e in for_edition(made, n).contents] for n in ("pdf", "epub")}

    assert [len(found) for found in links.values()] == [1, 0]
    assert ["sec-x" in found for found in entries.values()] == [True, False]


def test_a_format_that_is_no_edition_is_reported():
    """A misspelt name would hide the words for ever."""
    document = book(chapter('# A\n\n::: {.content-visible when-format="pfd"}\nx\n:::'))

    assert [d.code for d in unknown_formats(document, lambda one, _: one.place)] == [
        "edition-unknown"
    ]
