"""Names as CSL 1.0.2 sets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from csl_examples import style_xml

from publish.citations.csl.initials import shortened
from publish.citations.csl.people import Person, read_person

GOGH = {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "III"}
HUMBOLDT = {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}
MAO = {"family": "毛", "given": "澤東"}


def named(cite: Callable[..., list[str]], person: dict[str, str], name: str, demote: str) -> str:
    style = style_xml(
        f'<names variable="author"><name {name}/></names>',
        layout="",
        attributes=f'demote-non-dropping-particle="{demote}"',
    )
    item: dict[str, Any] = {"id": "a", "type": "book", "author": [person]}
    return cite(style, [item], ["a"])[0]


@pytest.mark.parametrize(
    ("person", "name", "demote", "wanted"),
    [
        (GOGH, "", "never", "Vincent van Gogh III"),
        (GOGH, 'name-as-sort-order="all"', "never", "van Gogh, Vincent, III"),
        (GOGH, 'name-as-sort-order="all"', "sort-only", "van Gogh, Vincent, III"),
        (GOGH, 'name-as-sort-order="all"', "display-and-sort", "Gogh, Vincent van, III"),
        (GOGH, 'form="short"', "display-and-sort", "van Gogh"),
        (HUMBOLDT, 'form="short"', "never", "Humboldt"),
        (HUMBOLDT, 'name-as-sort-order="all"', "never", "Humboldt, Alexander von"),
        (MAO, "", "never", "毛澤東"),
        (MAO, 'name-as-sort-order="all"', "never", "毛澤東"),
        (MAO, 'form="short"', "never", "毛"),
    ],
)
def test_order_of_parts(
    cite: Callable[..., list[str]], person: dict[str, str], name: str, demote: str, wanted: str
) -> None:
    """The examples of "Name-part Order"."""
    assert named(cite, person, name, demote) == wanted


@pytest.mark.parametrize(
    ("given", "ending", "all_words", "wanted"),
    [
        ("John Edward", ". ", True, "J. E."),
        ("Jean-Luc", ".", True, "J.-L."),
        ("James T Kirk", ".", False, "James T. Kirk"),
        ("Ph.M.E.", ".", True, "Ph.M.E."),
        ("John Bertrand de Cusance", ". ", True, "J. B. de C."),
    ],
)
def test_initials(given: str, ending: str, all_words: bool, wanted: str) -> None:
    """Given names become initials, or only get periods where they are initials."""
    assert shortened(given, ending, all_words=all_words, keep_hyphen=True) == wanted


@pytest.mark.parametrize(
    ("family", "given", "wanted"),
    [
        ("van Gogh", "Vincent", Person("Gogh", "Vincent", non_dropping="van")),
        ("d'Ormesson", "Jean", Person("Ormesson", "Jean", non_dropping="d'")),
        ("La Fontaine", "Jean de", Person("La Fontaine", "Jean", dropping="de")),
        ("al-Hakim", "Tawfiq", Person("Hakim", "Tawfiq", non_dropping="al-")),
        ("Getty", "J. Arch", Person("Getty", "J. Arch")),
    ],
)
def test_particles_are_found(family: str, given: str, wanted: Person) -> None:
    """Particles are told from plain names by their small letters."""
    assert read_person({"family": family, "given": given}) == wanted


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ('et-al-min="3" et-al-use-first="1"', "A. Doe et al."),
        ('et-al-min="3" et-al-use-first="2"', "A. Doe, B. Roe, et al."),
        ('et-al-min="3" et-al-use-first="1" et-al-use-last="true"', "A. Doe … D. Poe"),
        ('et-al-min="4" et-al-use-first="2" et-al-use-last="true"', "A. Doe, B. Roe, … D. Poe"),
        ('and="text"', "A. Doe, B. Roe, C. Low, and D. Poe"),
        ('and="symbol" delimiter-precedes-last="never"', "A. Doe, B. Roe, C. Low &#38; D. Poe"),
    ],
)
def test_lists(cite: Callable[..., list[str]], options: str, wanted: str) -> None:
    """Et al., "and" and the delimiters before them."""
    people = [{"family": f, "given": g} for f, g in zip(
        ("Doe", "Roe", "Low", "Poe"), ("A.", "B.", "C.", "D."), strict=True)]  # fmt: skip
    style = style_xml(f'<names variable="author"><name {options}/></names>', layout="")

    assert cite(style, [{"id": "a", "type": "book", "author": people}], ["a"]) == [wanted]


def test_what_substitutes_is_not_printed_again(cite: Callable[..., list[str]]) -> None:
    """An editor in the author's place does not come a second time ("Substitute")."""
    style = style_xml(
        """<group delimiter=", "><names variable="author"><name/><label prefix=" "/><substitute>
        <names variable="editor"/></substitute></names><names variable="editor"/>
        <text variable="title"/></group>""",
        layout="",
    )
    item = {"id": "a", "type": "book", "title": "T", "editor": [{"family": "Roe"}]}

    assert cite(style, [item], ["a"]) == ["Roe editor, T"]
