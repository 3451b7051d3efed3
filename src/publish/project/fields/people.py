"""The settings of persons and institutions, as Quarto has them."""

from __future__ import annotations

from publish.project.groups import Field, Group
from publish.project.kinds import Either, Flag, Formatted, ListOf, Text, WithoutEffect

AFFILIATION = Group(
    tuple(
        Field(name, Text(), about)
        for name, about in (
            ("id", "A name by which authors refer to this affiliation."),
            ("index", "A number by which authors refer to this affiliation."),
            ("ref", "The `id` of one of the book's `affiliations`."),
            ("name", "The institution."),
            ("department", "The department."),
            ("group", "The group."),
            ("address", "The street."),
            ("city", "The city."),
            ("region", "The state or region."),
            ("state", "The state or region."),
            ("country", "The country."),
            ("postal-code", "The postal code."),
            ("url", "The institution's page."),
            ("ror", "The institution's ROR identifier."),
            ("isni", "The institution's ISNI."),
            ("ringgold", "The institution's Ringgold number."),
        )
    ),
    "an affiliation",
)
AFFILIATIONS = ListOf(Either(Text("the name of an institution"), AFFILIATION))

NAME = Group(
    (
        Field("literal", Text(), "The name in the form to print."),
        Field("given", Text(), "Given names."),
        Field("family", Text(), "Family name."),
        Field("dropping-particle", Text(), "Particle that is dropped with the given name."),
        Field("non-dropping-particle", Text(), "Particle that stays with the family name."),
        Field("suffix", Text(), "Jr., III."),
    ),
    "a name",
)
PERSON = Group(
    (
        Field("name", Either(Text("a name"), NAME), "The name, `Given Family`, or its parts."),
        Field("text", Text("a name"), same_as="name"),
        Field("literal", Text("a name"), "A name that is not to be divided, as of an institution."),
        Field("given", Text(), "Given names."),
        Field("family", Text(), "Family name."),
        Field("role", Text(), "`editor`, `translator`... or a MARC relator code."),
        Field("orcid", Text(), "ORCID iD."),
        Field("email", Text(), "E-mail address."),
        Field("url", Text(), "The person's own page."),
        Field("affiliation", AFFILIATIONS, "Where the person works."),
        Field("affiliations", AFFILIATIONS, same_as="affiliation"),
        Field("note", Formatted(), "A sentence about the person."),
        Field("bio", Formatted(), same_as="note"),
        Field("corresponding", Flag(), "Whether letters go to this person."),
        Field("correspondence", Flag(), same_as="corresponding"),
        Field("file-as", Text(), "The form for sorting: `Family, Given`."),
        Field("roles", WithoutEffect(), "CRediT roles."),
        *(
            Field(name, WithoutEffect())
            for name in (
                "equal-contributor",
                "attributes",
                "degrees",
                "id",
                "number",
                "deceased",
                "acknowledgements",
                "phone",
                "fax",
                "type",
                "metadata",
            )
        ),
    ),
    "a person",
)
PEOPLE = ListOf(Either(Text("a name"), PERSON))
