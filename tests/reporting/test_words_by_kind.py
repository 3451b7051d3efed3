"""Words are counted by what they are. The numbers are counted by hand."""

from __future__ import annotations

import pytest

from publish.model.wordcount import word_count
from publish.pipeline import examine
from publish.reporting.counting import Kind, figures_of

CHAPTER = """# The Air above Us

Five words stand here now.[^n] And *em*phasis is one word.

[^n]: A note of five words.

> Quoted words, two more -- done.

| Year | Wind |
|------|------|
| 1999 | west |

: A caption of the table. {#tbl-a}

Somebody cites.[@doe, 12]

::: {#refs}
:::
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("one two", 2),
        ("a well-known don't", 3),
        ("before – after", 2),  # a dash is no word
        ("12 % of them", 3),
        ("слово и дело", 3),
        ("東京は", 3),  # each character, as word processors count
        ("see 東京 now", 4),
    ],
)
def test_what_a_word_is(text: str, count: int) -> None:
    """What stands between spaces and has a letter or a digit."""
    assert word_count(text) == count


def test_words_are_counted_by_kind(book) -> None:
    """A note is not text, a caption not table, and markup is nothing."""
    examined = examine(
        book({"01-air.md": CHAPTER, "front/preface.md": "# Preface\n\nThree short words\n"})
    )
    assert examined.document is not None
    assert examined.is_resolved

    figures = figures_of(examined.document, 7)

    assert figures.words[Kind.TEXT] == 5 + 5 + 5 + 2
    assert figures.words[Kind.OTHER] == 3
    assert figures.words[Kind.HEADINGS] == 4 + 1
    # The note, and "Jane Doe, Winds (Press, 1999), 12." made from the citation.
    assert figures.words[Kind.NOTES] == 5 + 6
    assert figures.words[Kind.TABLES] == 4
    assert figures.words[Kind.CAPTIONS] == 2 + 5  # "Table 1.1" or "Table 1" before it
    assert figures.words[Kind.BIBLIOGRAPHY] == 5  # Doe, Jane. Winds. Press, 1999.
    assert (figures.notes, figures.citations, figures.cited, figures.sources) == (2, 1, 1, 7)
    assert (figures.figures, figures.tables) == (0, 1)
    assert [(one.title, one.words, one.notes) for one in figures.chapters] == [
        ("Preface", 3, 0),
        ("The Air above Us", 17, 2),
    ]
