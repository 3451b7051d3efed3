"""Several locators in one cite: what parts them, and which of them are named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from csl_examples import book, style_xml

Cite = Callable[..., list[str]]
SHORT = '<label variable="locator" form="short"/><text variable="locator"/>'
LABELLED = style_xml(
    '<group delimiter=", "><names variable="author"><name form="short"/></names>'
    f'<group delimiter=" ">{SHORT}</group></group>'
)
# As the Chicago Manual has it: a page has no label, what is not a page has one.
BARE_PAGES = style_xml(
    '<group delimiter=", "><names variable="author"><name form="short"/></names>'
    '<choose><if locator="page"><text variable="locator"/></if>'
    f'<else><group delimiter=" ">{SHORT}</group></else></choose></group>'
)
LONG = LABELLED.replace('form="short"/><text', "/><text")
VOLUMES = [
    ["volume", "8"],
    ["page", "930, 938, 1232"],
    ["volume", "10"],
    ["part", "1"],
    ["page", "569"],
    ["part", "2"],
    ["page", "652"],
]
TWO_VOLUMES = "vol. 8, pp. 930, 938, 1232; vol. 10, pt. 1, p. 569; pt. 2, p. 652"


@pytest.mark.parametrize("style", [LABELLED, BARE_PAGES, LONG])
def test_a_new_place_begins_after_a_semicolon(cite: Cite, style: str) -> None:
    """A comma goes deeper, a semicolon begins anew; among several every label is short."""
    shown = cite(style, [book("a")], [{"id": "a", "locators": VOLUMES}])

    assert shown == [f"(Doe, {TWO_VOLUMES})"]


@pytest.mark.parametrize(
    ("locators", "wanted"),
    [
        ([["page", "5"], ["note", "3"]], "5, n. 3"),
        ([["page", "5"]], "5"),
        ([["chapter", "3"], ["page", "5-9"]], "chap. 3, pp. 5–9"),
        ([["page", "5"], ["part", "2"], ["page", "7"]], "5; pt. 2, p. 7"),
        ([["page", "5"], ["page", "9"]], "5, 9"),
    ],
)
def test_a_page_after_another_label_is_named(
    cite: Cite, locators: list[list[str]], wanted: str
) -> None:
    """A style without "p." prints it where a bare number could be anything."""
    shown = cite(BARE_PAGES, [book("a")], [{"id": "a", "locators": locators}])

    assert shown == [f"(Doe, {wanted})"]


def test_words_of_the_style_come_once(cite: Cite) -> None:
    """The word "ibid" stands before the first locator only, and hides no label."""
    style = style_xml(
        '<choose><if position="ibid-with-locator"><group delimiter=" "><text term="ibid"/>'
        '<text variable="locator"/></group></if>'
        '<else><names variable="author"/></else></choose>',
        kind="note",
        layout="",
    )
    place = {"id": "a", "locators": [["volume", "2"], ["page", "7"]]}

    assert cite(style, [book("a")], ["a"], [place], note=1)[1] == "Ibid. vol. 2, p. 7"
