import pytest

from publish.model.metadata import Person
from publish.project import load_project
from publish.project.people import split_name


def people(write, settings: str) -> tuple[Person, ...]:
    folder = write({"manuscript/book.yaml": f"title: T\n{settings}", "manuscript/01.md": "# One\n"})
    return load_project(folder).metadata.people


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jane Doe", ("Jane", "Doe")),
        ("Ludwig van Beethoven", ("Ludwig", "van Beethoven")),
        ("María de la Cruz", ("María", "de la Cruz")),
        ("Martin Luther King, Jr.", ("Martin Luther", "King")),
        ("Plato", ("", "")),
        ("山田 太郎", ("", "")),
    ],
)
def test_names_are_divided_for_sorting(name: str, parts: tuple[str, str]):
    """Particles in small letters go with the family name; suffixes with neither."""
    assert split_name(name) == parts


def test_one_author_is_enough(write):
    """A name alone, without a list."""
    assert people(write, "author: Jane Doe\n") == (Person("Jane Doe", "Jane", "Doe"),)


def test_people_in_every_form(write):
    """Authors as Quarto has them, affiliations by reference, editors with their role."""
    found = people(
        write,
        """\
author:
  - Jane Doe
  - name: {given: Erik, family: Berg, non-dropping-particle: von}
    orcid: https://orcid.org/0000-0002-1825-0097
    email: e@example.org
    corresponding: true
    affiliations:
      - ref: press
      - {name: University, department: History, city: Lund}
  - {literal: The Reading Group, affiliation: 2}
editor: Ann Roe
contributor: {name: Bo Li, role: illustrator}
affiliations:
  - {id: press, name: The Press}
  - {index: 2, name: The Library}
""",
    )
    assert found == (
        Person("Jane Doe", "Jane", "Doe"),
        Person(
            "Erik von Berg",
            "Erik",
            "von Berg",
            affiliations=("The Press", "History, University, Lund"),
            email="e@example.org",
            orcid="0000-0002-1825-0097",
            corresponding=True,
        ),
        Person("The Reading Group", affiliations=("The Library",)),
        Person("Ann Roe", "Ann", "Roe", "edt"),
        Person("Bo Li", "Bo", "Li", "ill"),
    )


def test_a_role_that_is_none_is_reported(findings):
    """With the nearest that is one."""
    assert findings("title: T\ncontributor: {name: Bo, role: ilustrator}\n") == [
        "manuscript/book.yaml:2:31: error[settings-wrong-value]: expected a role such as editor,"
        " translator or a MARC relator code, found 'ilustrator' -- did you mean 'illustrator'?"
    ]
