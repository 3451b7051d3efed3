"""Names. Source: BibTeXing, section 4; biblatex manual 3.20, 2.2.1, 2.3.3, 3.1.3 (useprefix)."""

from __future__ import annotations

from typing import Any

import pytest
from bib_entries import item


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Sheila Fitzpatrick", {"family": "Fitzpatrick", "given": "Sheila"}),
        ("Fitzpatrick, Sheila", {"family": "Fitzpatrick", "given": "Sheila"}),
        ("Plato", {"family": "Plato"}),
        (
            "Ludwig van Beethoven",
            {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        ),
        (
            "Charles Louis Xavier Joseph de la Vall{\\'e}e Poussin",
            {
                "family": "Vallée Poussin",
                "given": "Charles Louis Xavier Joseph",
                "dropping-particle": "de la",
            },
        ),
        (
            "von der Schulenburg, Friedrich",
            {"family": "Schulenburg", "given": "Friedrich", "dropping-particle": "von der"},
        ),
        (
            "King, Jr., Martin Luther",
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ),
        ("{Institut istorii RAN}", {"literal": "Institut istorii RAN"}),
        ("{Simon and Schuster, Inc.}", {"literal": "Simon and Schuster, Inc."}),
        (r"{\v C}apek, Karel", {"family": "Čapek", "given": "Karel"}),
        (r"Franti{\v s}ek {\v S}orm", {"family": "Šorm", "given": "František"}),
        ("{von Neumann}, John", {"family": "von Neumann", "given": "John", "parse-names": False}),
        ("Kahn, Ts.~B.", {"family": "Kahn", "given": "Ts. B."}),
        (
            "family=Harman, given=Hans, prefix=von, useprefix=true",
            {"family": "Harman", "given": "Hans", "non-dropping-particle": "von"},
        ),
        (
            "given={Jean-Paul}, given-i={JP}, family=Sartre",
            {"family": "Sartre", "given": "Jean-Paul"},
        ),
        ("La Fontaine, Jean de", {"family": "La Fontaine", "given": "Jean de"}),
        ("Doe, Jane,", {"family": "Doe", "given": "Jane"}),
        ("Doe, Jane and", {"family": "Doe", "given": "Jane"}),
        ("Толстой, Лев Николаевич", {"family": "Толстой", "given": "Лев Николаевич"}),
    ],
)
def test_the_parts_of_a_name(written: str, name: dict[str, Any]) -> None:
    """Every form of a name gives its parts."""
    assert item(f"title={{T}}, author={{{written}}}")["author"] == [name]


def test_names_are_joined_by_and() -> None:
    """An "and" in braces joins nothing; line ends are blanks; "others" stands for the rest."""
    book = item(
        "title={T}, editor={Sevost'ianov, G. N. AND {Barnes and Noble} and\n Doe, Jane and others}"
    )

    assert book["editor"] == [
        {"family": "Sevost’ianov", "given": "G. N."},
        {"literal": "Barnes and Noble"},
        {"family": "Doe", "given": "Jane"},
        {"literal": "others"},
    ]


def test_the_option_useprefix_keeps_particles_with_the_name() -> None:
    """The option `options = {useprefix=true}` holds for all names of an entry (manual, 3.1.3)."""
    book = item("title={T}, author={van Gogh, Vincent}, options={useprefix=true}")

    assert book["author"] == [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}
    ]


@pytest.mark.parametrize(
    ("fields", "role", "family"),
    [
        ("editor={Doe, J.}", "editor", "Doe"),
        ("editor={Doe, J.}, editortype={compiler}", "compiler", "Doe"),
        ("editora={Doe, J.}, editoratype={organizer}", "organizer", "Doe"),
        ("editora={Doe, J.}", "contributor", "Doe"),
        ("editor={Doe, J.}, editortype={redactor}", "editor", "Doe"),
        ("editor={Doe, J.}, editortype={director}", "director", "Doe"),
        ("translator={Doe, J.}", "translator", "Doe"),
        ("introduction={Doe, J.}", "contributor", "Doe"),
        ("foreword={Doe, J.}", "contributor", "Doe"),
        ("afterword={Doe, J.}", "contributor", "Doe"),
        ("bookauthor={Doe, J.}", "container-author", "Doe"),
        ("holder={Doe, J.}", "author", "Doe"),
        ("recipient={Doe, J.}", "recipient", "Doe"),
    ],
)
def test_roles(fields: str, role: str, family: str) -> None:
    """People stand in CSL's roles (manual, 2.2.2 and 2.3.6)."""
    assert [name["family"] for name in item(f"title={{T}}, {fields}")[role]] == [family]
