"""Positions, disambiguation and collapsing: the examples of CSL 1.0.2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from csl_examples import AUTHOR_DATE, book, style_xml

Cite = Callable[..., list[str]]
NOTES = """<choose><if position="ibid-with-locator"><text value="IBID+"/></if>
<else-if position="ibid"><text value="IBID"/></else-if>
<else-if position="near-note"><text value="NEAR"/></else-if>
<else-if position="subsequent"><text value="LATER"/></else-if>
<else><text value="FIRST"/></else></choose>
<text variable="first-reference-note-number" prefix=" "/>"""


def page(key: str, locator: str) -> dict[str, str]:
    return {"id": key, "locator": locator, "label": "page"}


def test_positions(cite: Cite) -> None:
    """First, ibid. with the same and another page, and plain after a cite with a page."""
    style = style_xml(NOTES, layout="", kind="note")
    found = cite(
        style, [book("a"), book("b")],
        ["a"], ["a"], [page("a", "5")], [page("a", "5")], [page("a", "6")], ["a"], ["b"], ["a"],
        note=1,
    )  # fmt: skip

    assert found == [
        "FIRST", "IBID 1", "IBID+ 1", "IBID 1", "IBID+ 1", "NEAR 1", "FIRST", "NEAR 1",
    ]  # fmt: skip


def test_notes_between_end_ibid_and_count_for_distance() -> None:
    """A note of the author's own parts two cites, and six are too far for "near"."""
    from publish.citations.csl.engine import render

    style = style_xml(NOTES, layout="", kind="note")
    clusters = [{"note": n, "items": [{"id": "a"}]} for n in (1, 3, 9)]

    assert render(style, [book("a")], clusters)["citations"] == ["FIRST", "NEAR 1", "LATER 1"]


@pytest.mark.parametrize(
    ("people", "wanted"),
    [
        (("Homer", "Bart"), "(H. Simpson 2005; B. Simpson 2005)"),
        (("John", "Jane"), "(John Simpson 2005; Jane Simpson 2005)"),
    ],
)
def test_given_names_tell_cites_apart(cite: Cite, people: tuple[str, str], wanted: str) -> None:
    """Initials where they are enough, else the full name."""
    items = [book(name, "Simpson", 2005, given=name) for name in people]
    style = style_xml(AUTHOR_DATE, options='disambiguate-add-givenname="true"')

    assert cite(style, items, list(people)) == [wanted]


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("by-cite", "(Doe 1950; Doe 2000)"),
        ("all-names", "(Jane Doe 1950; John Doe 2000)"),
        ("primary-name", "(Jane Doe 1950; John Doe 2000)"),
    ],
)
def test_names_in_cites_that_are_clear(cite: Cite, rule: str, wanted: str) -> None:
    """Names are told apart everywhere by all rules but "by-cite"."""
    items = [book("a", year=1950, given="Jane"), book("b", year=2000, given="John")]
    options = f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}"'

    assert cite(style_xml(AUTHOR_DATE, options=options), items, ["a", "b"]) == [wanted]


def test_names_are_added(cite: Cite) -> None:
    """Names that et al. hides come back one by one until the cites differ."""
    families = (("Doe", "Roe", "Low"), ("Doe", "Roe", "Poe"))
    items: list[dict[str, Any]] = [
        {**book(str(n), year=2000), "author": [{"family": f} for f in names]}
        for n, names in enumerate(families)
    ]
    options = 'disambiguate-add-names="true" et-al-min="2" et-al-use-first="1"'

    assert cite(style_xml(AUTHOR_DATE, options=options), items, ["0", "1"]) == [
        "(Doe, Roe, &#38; Low 2000; Doe, Roe, &#38; Poe 2000)"
    ]


def test_condition_only_where_it_helps(cite: Cite) -> None:
    """What stands under the "disambiguate" condition is printed for ambiguous cites only."""
    title = '<choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose>'
    items = [book("a", title="Air"), book("b", title="Sea"), book("c", "Roe", title="Land")]

    assert cite(style_xml(AUTHOR_DATE + title), items, ["a", "b", "c"]) == [
        "(Doe 1999 Air; Doe 1999 Sea; Roe 1999)"
    ]


YEARS = [book(str(n), year=2000) for n in range(5)]


@pytest.mark.parametrize(
    ("collapse", "wanted"),
    [
        ('collapse="year"', "(Doe 2000a,2000b,2000c,2000e)"),
        ('collapse="year-suffix" year-suffix-delimiter=","', "(Doe 2000a,b,c,e)"),
        ('collapse="year-suffix-ranged" year-suffix-delimiter=","', "(Doe 2000a–c,e)"),
    ],
)
def test_collapsed_years(cite: Cite, collapse: str, wanted: str) -> None:
    """The author, the year, then ranges of suffixes are left out ("Cite Collapsing")."""
    options = f'disambiguate-add-year-suffix="true" cite-group-delimiter="," {collapse}'
    every = [str(n) for n in range(5)]

    found = cite(style_xml(AUTHOR_DATE, options=options), YEARS, every, ["0", "1", "2", "4"])

    assert found[1] == wanted


def test_collapsed_numbers(cite: Cite) -> None:
    """Three numbers in a row become a range, and only in rising order."""
    style = style_xml(
        '<text variable="citation-number"/>',
        options='collapse="citation-number"',
        layout='prefix="[" suffix="]" delimiter=", "',
    )
    items = [book(key) for key in "abcde"]

    assert cite(style, items, list("abcde"), list("abce"), list("cba")) == [
        "[1–5]",
        "[1–3, 5]",
        "[3, 2, 1]",
    ]


def test_several_locators(cite: Cite) -> None:
    """Each locator gets its own label, and its number its own plural."""
    style = style_xml(
        """<text variable="title"/><group prefix=", " delimiter=" ">
        <label variable="locator" form="short"/><text variable="locator"/></group>""",
        layout="",
    )
    locators = [["volume", "8"], ["page", "118, 160"]]

    assert cite(style, [book("a", title="T")], [{"id": "a", "locators": locators}]) == [
        "T, vol. 8, pp. 118, 160"
    ]


def test_author_in_the_sentence(cite: Cite) -> None:
    """The author stands before the citation, or is left out of it."""
    modes = [{"id": "a", "mode": mode} for mode in ("author-in-text", "suppress-author")]

    found = cite(style_xml(AUTHOR_DATE), [book("a")], *([mode] for mode in modes))

    assert found == ["Doe (1999)", "(1999)"]


def test_note_begins_with_a_capital(cite: Cite) -> None:
    """A term at the start of a note is capitalized, after the author's words it is not."""
    style = style_xml('<text term="ibid"/>', layout="", kind="note")

    assert cite(style, [book("a")], ["a"], [{"id": "a", "prefix": "but see"}], note=1) == [
        "Ibid.",
        "but see ibid.",
    ]
