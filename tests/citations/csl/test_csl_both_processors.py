"""Small points on which pandoc's citeproc and citeproc-js agree, and the specification with them.

The texts were read from both processors, given the same styles and items.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from csl_examples import style_xml

from publish.citations.csl.engine import render

Cite = Callable[..., list[str]]
NAMES: list[dict[str, str]] = [{"family": "Doe", "given": "J"}, {"family": "Roe", "given": "K"}]
YEAR = '<date variable="issued" prefix=" "><date-part name="year"/></date>'


def people(*names: tuple[str, str]) -> list[dict[str, str]]:
    return [{"family": family, "given": given} for family, given in names]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("the o’neil of it", "The o’neil of It"),
        ("bees e.g. i.e.", "Bees e.g. i.e."),
        ("the x<sup>2</sup> test", "The x<sup>2</sup> Test"),
        ("plan b for the d-day", "Plan b for the D-Day"),
    ],
)
def test_a_lone_letter_stays_small_in_title_case(cite: Cite, title: str, wanted: str) -> None:
    """A letter by itself, or before an apostrophe or a raised sign, is no word."""
    style = style_xml('<text variable="title" text-case="title"/>', layout="")

    assert cite(style, [{"id": "a", "title": title}], ["a"]) == [wanted]


def test_case_of_a_macro_spares_names(cite: Cite) -> None:
    """Names have text-case attributes of their own ("Name-part Formatting")."""
    macro = '<macro name="m"><names variable="author"/><text value=" of x"/></macro>'
    style = style_xml('<text macro="m" text-case="uppercase"/>', layout="")
    style = style.replace("<citation", f"{macro}<citation", 1)

    assert cite(style, [{"id": "a", "author": NAMES[:1]}], ["a"]) == ["J Doe OF X"]


@pytest.mark.parametrize(
    ("locale", "and_", "wanted"),
    [
        ("zh-CN", "text", "J Doe和K Roe"),
        ("es-ES", "text", "J Doe y K Roe"),
        ("es-ES", "symbol", "J Doe &#38; K Roe"),
    ],
)
def test_and_between_names(cite: Cite, locale: str, and_: str, wanted: str) -> None:
    """Chinese sets no space around "and"; no language's word stands in for the sign."""
    layout = f'<names variable="author"><name and="{and_}"/></names>'
    style = style_xml(layout, layout="", attributes=f'default-locale="{locale}"')

    assert cite(style, [{"id": "a", "author": NAMES}], ["a"]) == [wanted]


def test_numbers_are_counted_down(cite: Cite) -> None:
    """A list sorted by falling citation numbers has its last number at the top."""
    style = style_xml(
        '<text variable="citation-number"/>',
        bibliography='<text variable="citation-number" suffix=" "/><text variable="title"/>',
    ).replace(
        "<bibliography >",
        '<bibliography><sort><key variable="citation-number" sort="descending"/></sort>',
    )
    items = [{"id": key, "title": key} for key in "abc"]
    done = render(style, items, [{"items": [{"id": key} for key in "abc"]}])

    assert [text for _, text in done["bibliography"]] == ["3 c", "2 b", "1 a"]
    assert done["citations"] == ["(1; 2; 3)"]


@pytest.mark.parametrize(
    ("affixes", "wanted"),
    [
        ('prefix="-"', "(Doe 2000-a,-b,-c)"),
        ('prefix="(" suffix=")"', "(Doe 2000(a),(b),(c))"),
    ],
)
def test_collapsed_year_suffix_keeps_its_affixes(cite: Cite, affixes: str, wanted: str) -> None:
    """A suffix that the style prints itself looks the same with and without its year."""
    layout = f'<names variable="author"><name form="short"/></names>{YEAR}'
    style = style_xml(
        f'{layout}<text variable="year-suffix" {affixes}/>',
        options='collapse="year-suffix" disambiguate-add-year-suffix="true" '
        'year-suffix-delimiter=","',
    )
    issued = {"date-parts": [[2000]]}
    items = [{"id": k, "author": NAMES[:1], "issued": issued, "title": k} for k in "abc"]

    assert cite(style, items, ["a", "b", "c"]) == [wanted]


def test_names_out_of_sight_make_a_name_ambiguous(cite: Cite) -> None:
    """With "all-names" the persons behind "et al." count too."""
    style = style_xml(
        '<names variable="author"><name form="short" initialize-with=". "/></names>',
        options='et-al-min="3" et-al-use-first="1" disambiguate-add-givenname="true" '
        'givenname-disambiguation-rule="all-names"',
        layout='delimiter="; "',
    )
    first = people(("Brown", "John"), ("Smith", "A"), ("Jones", "B"))
    second = people(("Poe", "C"), ("Smith", "A"), ("Brown", "Ann"))
    items = [{"id": "a", "author": first}, {"id": "b", "author": second}]

    assert cite(style, items, ["a", "b"]) == ["J. Brown et al.; Poe et al."]


@pytest.mark.parametrize(
    ("suffix", "wanted"),
    [
        (" now!", "Aa now!; Bb"),
        (" now?", "Aa now?; Bb"),
        (" now.", "Aa now. Bb"),
        (" “now.”", "Aa “now.”; Bb"),
    ],
)
def test_delimiter_after_the_authors_words(cite: Cite, suffix: str, wanted: str) -> None:
    """Only a comma, a period or a semicolon of the author's own stands for the delimiter."""
    style = style_xml('<text variable="title"/>', layout='delimiter="; "')
    items = [{"id": "a", "title": "Aa"}, {"id": "b", "title": "Bb"}]

    assert cite(style, items, [{"id": "a", "suffix": suffix}, {"id": "b"}]) == [wanted]


@pytest.mark.parametrize(
    ("title", "locale", "wanted"),
    [
        ('"Whole?"', "en-US", "“Whole?” Z"),
        ('"Whole?"', "en-GB", "‘Whole?’ Z"),
        ('"Whole,"', "en-GB", "‘Whole,’: Z"),
    ],
)
def test_colon_behind_quotation_marks(cite: Cite, title: str, locale: str, wanted: str) -> None:
    """A title's own mark stays within the quotes, and takes the place of a weaker one behind."""
    style = style_xml(
        '<text variable="title" suffix=": "/><text value="Z"/>',
        layout="",
        attributes=f'default-locale="{locale}"',
    )

    assert cite(style, [{"id": "a", "title": title}], ["a"]) == [wanted]


@pytest.mark.parametrize(
    ("field", "form", "wanted"),
    [
        ("1—3", "ordinal", "1—3"),
        ("iv-vi", "numeric", "iv–vi"),
        ("1–3", "ordinal", "1st–3rd"),
        ("2, 3", "roman", "ii, iii"),
    ],
)
def test_numbers(cite: Cite, field: str, form: str, wanted: str) -> None:
    """A dash between sentences is none between numbers; a range in roman numerals is one."""
    style = style_xml(f'<number variable="volume" form="{form}"/>', layout="")

    assert cite(style, [{"id": "a", "volume": field}], ["a"]) == [wanted]


@pytest.mark.parametrize(("pages", "wanted"), [("3-B", "pages"), ("10-", "pages"), ("3", "page")])
def test_label_is_plural_where_a_number_stands_before_a_dash(
    cite: Cite, pages: str, wanted: str
) -> None:
    """A dash behind a number leads to another."""
    style = style_xml('<label variable="page"/>', layout="")

    assert cite(style, [{"id": "a", "page": pages}], ["a"]) == [wanted]


def test_formatting_of_a_locales_date(cite: Cite) -> None:
    """A `cs:date` of a locale may be formatted ("Localized Date Formats")."""
    locale = (
        '<locale><date form="text" font-style="italic"><date-part name="year"/></date></locale>'
    )
    style = style_xml('<date variable="issued" form="text"/>', layout="")
    style = style.replace("<citation", f"{locale}<citation", 1)
    items: list[dict[str, Any]] = [{"id": "a", "issued": {"date-parts": [[2000]]}}]

    assert cite(style, items, ["a"]) == ["<i>2000</i>"]


def test_open_range_has_no_suffix_before_its_dash(cite: Cite) -> None:
    """The dash follows the year, as in a closed range."""
    style = style_xml(
        '<date variable="issued"><date-part name="year" suffix=":"/></date>', layout=""
    )
    items: list[dict[str, Any]] = [{"id": "a", "issued": {"date-parts": [[1987], [0]]}}]

    assert cite(style, items, ["a"]) == ["1987–"]


def test_capital_at_the_start_of_a_note(cite: Cite) -> None:
    """A bracket before it is no hindrance; a style that wants lower case has its way."""
    bracketed = style_xml('<text term="ibid" prefix="("/>', layout="", kind="note")
    lower = style_xml('<text term="ibid" text-case="lowercase"/>', layout="", kind="note")
    items = [{"id": "a", "title": "A"}]

    assert cite(bracketed, items, ["a"], note=1) == ["(Ibid."]
    assert cite(lower, items, ["a"], note=1) == ["ibid."]


def test_suppressed_author_stays_in_its_group(cite: Cite) -> None:
    """The sentence names the author, so no later cite of the group does."""
    style = style_xml(
        f'<names variable="author"/>{YEAR}', options='collapse="year"', layout='delimiter="; "'
    )
    items = [
        {"id": str(year), "author": NAMES[:1], "issued": {"date-parts": [[year]]}}
        for year in (1999, 2000)
    ]

    assert cite(style, items, [{"id": "1999", "mode": "suppress-author"}, {"id": "2000"}]) == [
        " 1999, 2000"
    ]


def test_added_names_are_told_apart(cite: Cite) -> None:
    """Names that adding names brought to sight are expanded where they still read the same."""
    style = style_xml(
        '<names variable="author"><name form="short" initialize-with=". "/></names>',
        options='et-al-min="3" et-al-use-first="1" disambiguate-add-names="true" '
        'disambiguate-add-givenname="true"',
        layout='delimiter="; "',
    )
    items = [
        {"id": key, "title": key, "author": people(("Smith", "John"), ("Benson", "John"), last)}
        for key, last in zip(
            "abc", [("Brown", "Ann"), ("Brown", "John"), ("Low", "Jim")], strict=True
        )
    ]

    assert cite(style, items, ["a", "b", "c"]) == [
        "Smith, Benson, A. Brown; Smith, Benson, J. Brown; Smith, Benson, Low"
    ]


def test_exclamation_mark_stays_outside_quotes(cite: Cite) -> None:
    """Only a comma or a period moves inside ("Locale Options")."""
    style = style_xml('<text variable="title" quotes="true" suffix="!"/>', layout="")

    assert cite(style, [{"id": "a", "title": "Aa"}], ["a"]) == ["“Aa”!"]


@pytest.mark.parametrize(
    ("cited", "listed", "wanted"),
    [
        (True, False, ("(Doe 2000-a)", "One 2000")),
        (False, True, ("(Doe 2000)", "One 2000-a")),
        (True, True, ("(Doe 2000-a)", "One 2000-a")),
        (False, False, ("(Doe 2000a)", "One 2000a")),
    ],
)
def test_a_year_suffix_that_is_placed_in_one_of_the_two_is_in_no_date(
    cited: bool, listed: bool, wanted: tuple[str, str]
) -> None:
    """Where the style prints it itself, no date has it ("Disambiguation")."""
    suffix = '<text variable="year-suffix" prefix="-"/>'
    layout = f'<names variable="author"><name form="short"/></names>{YEAR}{suffix * cited}'
    listing = f'<text variable="title"/>{YEAR}{suffix * listed}'
    style = style_xml(layout, options='disambiguate-add-year-suffix="true"', bibliography=listing)
    items = [
        {"id": key, "title": title, "author": NAMES[:1], "issued": {"date-parts": [[2000]]}}
        for key, title in (("a", "One"), ("b", "Two"))
    ]
    made = render(style, items, [{"note": 0, "items": [{"id": key}]} for key in "ab"])

    assert (made["citations"][0], made["bibliography"][0][1]) == wanted
