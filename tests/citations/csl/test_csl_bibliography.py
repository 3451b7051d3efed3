"""Reference lists: order, repeated authors, layout."""

from __future__ import annotations

from typing import Any

import pytest
from csl_examples import style_xml

from publish.citations.csl.collation import collation_key
from publish.citations.csl.engine import format_citations, load_style, render

WORKS = [
    ("Doe", 1999), ("Doe", 2000), ("Doe Johnson Williams", 2001), ("Doe Smith", 2002),
    ("Doe Stevens Miller", 2003), ("Doe Stevens Miller", 2004),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("complete-all", ["Doe. 1999", "---. 2000", "Doe, Johnson &#38; Williams. 2001",
                          "Doe &#38; Smith. 2002", "Doe, Stevens &#38; Miller. 2003",
                          "---. 2004"]),
        ("complete-each", ["Doe. 1999", "---. 2000", "Doe, Johnson &#38; Williams. 2001",
                           "Doe &#38; Smith. 2002", "Doe, Stevens &#38; Miller. 2003",
                           "---, --- &#38; ---. 2004"]),
        ("partial-each", ["Doe. 1999", "---. 2000", "---, Johnson &#38; Williams. 2001",
                          "--- &#38; Smith. 2002", "---, Stevens &#38; Miller. 2003",
                          "---, --- &#38; ---. 2004"]),
        ("partial-first", ["Doe. 1999", "---. 2000", "---, Johnson &#38; Williams. 2001",
                           "--- &#38; Smith. 2002", "---, Stevens &#38; Miller. 2003",
                           "---, Stevens &#38; Miller. 2004"]),
    ],
)  # fmt: skip
def test_repeated_authors(rule: str, wanted: list[str]) -> None:
    """The four rules of "Reference Grouping"."""
    style = style_xml(
        '<text variable="title"/>',
        bibliography="""<group delimiter=". "><names variable="author"><name form="short"
        and="symbol" delimiter-precedes-last="never"/></names><date variable="issued">
        <date-part name="year"/></date></group>""",
        bibliography_options=f"""subsequent-author-substitute="---"
        subsequent-author-substitute-rule="{rule}" """,
    )
    items: list[dict[str, Any]] = [
        {"id": str(n), "type": "book", "issued": {"date-parts": [[year]]},
         "author": [{"family": name} for name in names.split()]}
        for n, (names, year) in enumerate(WORKS)
    ]  # fmt: skip

    assert [text for _, text in render(style, items, [])["bibliography"]] == wanted


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Aalto", "Čapek", "Cooper", "Ørsted", "Oslo", "Zinoviev"]),
        ("cs", ["Cibulka", "Čapek", "Havel", "Chalupa", "Ibsen"]),
        ("sv", ["Zorn", "Åberg", "Ängel", "Öberg"]),
        ("es", ["Nunez", "Nzo", "Ñandu", "Ortiz"]),
        ("ru", ["Doe", "Адамов", "Ёлкин", "Жуков"]),
    ],
)
def test_collation(language: str, words: list[str]) -> None:
    """Names stand where readers of the language look for them."""
    assert sorted(set(words), key=lambda word: collation_key(word, language)) == words


def test_shorter_name_comes_first() -> None:
    """The family name decides: Doe, John comes before Doerr, Al."""
    style = style_xml(
        '<text variable="title"/>', bibliography='<names variable="author"/>'
    ).replace("<layout><names", '<sort><key variable="author"/></sort><layout><names')
    items = [
        {"id": "a", "type": "book", "author": [{"family": "Doerr", "given": "Al"}]},
        {"id": "b", "type": "book", "author": [{"family": "Doe", "given": "John"}]},
    ]

    assert [key for key, _ in render(style, items, [])["bibliography"]] == ["b", "a"]


def test_layout_data_and_second_field() -> None:
    """Spacing, indent and the two blocks of an entry are handed on."""
    xml = style_xml(
        '<text variable="citation-number"/>',
        bibliography='<text variable="citation-number" suffix="."/><text variable="title"/>',
        bibliography_options='second-field-align="flush" hanging-indent="true" entry-spacing="0"',
    )
    done = format_citations(
        load_style(xml), [{"id": "a", "type": "book", "title": "Air"}], [], listed=["a"]
    ).bibliography

    assert (done.hanging_indent, done.second_field_align, done.entry_spacing) == (True, "flush", 0)
    assert [(run.text, run.marks[0].name) for run in done.entries[0].runs] == [
        ("1.", "display:left-margin"),
        ("Air", "display:right-inline"),
    ]
