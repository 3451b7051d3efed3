"""The glossary: its terms have names, and the text leads to them."""

from __future__ import annotations

from typing import Any

import pytest
from small_books import book, chapter, text

from publish.model.document import Document, Role
from publish.model.nodes import Link, Span
from publish.model.walk import every
from publish.structure import arrange, unknown_uses

GLOSSARY = """# Glossary

NKVD
:   The police, which wrote [summaries](#gls-summary).

oral history
:   What people say.

[summary]{#own}
:   A paper.

    doubt
    :   A word inside.
"""


def with_glossary(*texts: str, role: Role = Role.CHAPTER, **settings: Any) -> Document:
    return arrange(
        book(*(chapter(one, role) for one in texts), chapter(GLOSSARY, Role.GLOSSARY), **settings)
    )


def uses(document: Document) -> list[tuple[str, str]]:
    """Return the words that lead to the glossary, and where they lead."""
    return [
        (text(link), link.target.url)
        for one in document.chapters
        for link in every(Link, one.blocks)
        if "glossary-link" in link.attr.classes
    ]


def test_terms_are_named_by_their_words_or_by_the_author() -> None:
    """`#gls-` and the words; a name that is there stays."""
    made = with_glossary("# Text")
    named = [
        (one.attr.id, text(one))
        for one in every(Span, made.chapters[-1].blocks)
        if "glossary-term" in one.attr.classes
    ]
    assert named == [
        ("gls-nkvd", "NKVD"),
        ("gls-oral-history", "oral history"),
        ("own", "summary"),
        ("gls-doubt", "doubt"),
    ]


def test_the_first_use_in_each_chapter_leads_there() -> None:
    """Once a chapter, also over a line's end and in italics, at a sentence's head, in any list."""
    made = with_glossary(
        "# One\n\nThe NKVD and the NKVD.\n\n- *Oral\n  history*, said.",
        "# Two\n\n> Summary of the NKVD’s.",
    )
    assert uses(made) == [
        ("NKVD", "#gls-nkvd"),
        ("Oral history", "#gls-oral-history"),
        ("Summary", "#own"),
        ("NKVD", "#gls-nkvd"),
    ]
    assert text(made.chapters[-3].blocks[1:]) == "The NKVD and the NKVD.\nOral history, said."


@pytest.mark.parametrize(
    "words",
    [
        "nkvd",  # another word than the abbreviation
        "summarys",
        "`summary`",
        "[summary](#own)",
        "a ^[note on a summary]",
        "![a summary](x.png)",
        "$summary$",
    ],
)
def test_what_is_no_use(words: str) -> None:
    """Code, links, notes, pictures and formulas are left alone, and so are longer words."""
    assert uses(with_glossary(f"# One\n\n{words}\n\n## A summary of the NKVD")) == []


@pytest.mark.parametrize("role", [Role.DEDICATION, Role.EPIGRAPH, Role.BIBLIOGRAPHY, Role.INDEX])
def test_pieces_that_are_not_read_have_no_links(role: Role) -> None:
    assert uses(with_glossary("The NKVD.", role=role)) == []


def test_marked_words_always_lead_there() -> None:
    """Inflected words name their term; a mark counts as the first use."""
    marked = '# One\n\nIn [summaries]{.glossary term="summary"}, a summary, [NKVD]{.glossary}.'
    wanted = [("summaries", "#own"), ("NKVD", "#gls-nkvd")]
    assert uses(with_glossary(marked)) == wanted
    assert uses(with_glossary(marked + " Oral history.", glossary_links=False)) == wanted


def test_a_division_may_be_a_glossary_too() -> None:
    """In a chapter of any role."""
    made = arrange(book(chapter("# A\n\nOf doubt.\n\n::: {.glossary}\ndoubt\n:   No belief.\n:::")))
    assert uses(made) == [("doubt", "#gls-doubt")]


def test_marks_without_a_term_are_found() -> None:
    """Whatever the glossary does not explain."""
    draft = book(
        chapter('# A\n\n[belief]{.glossary} [doubts]{.glossary term="doubt"}'),
        chapter(GLOSSARY, Role.GLOSSARY),
    )
    assert [text(span) for _, span in unknown_uses(draft)] == ["belief"]
    assert uses(with_glossary("# A\n\n[belief]{.glossary}")) == []
