"""Persons and bodies as CSL JSON gives them, with particles found in plain names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# "van der Berg", "d'Ormesson", "al-Hakim": lower-case words before a name that has a capital.
_LEADING = re.compile(
    r"^((?:(?:[’']?[^\W\d_]+(?:\.[^\W\d_]+)*[’'.]?\s+)|(?:[^\W\d_]{1,3}[’'\-‐]))+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A name's parts; `literal` alone for a body or a name that has no parts."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    non_dropping: str = ""
    suffix: str = ""
    has_comma_suffix: bool = False
    literal: str = ""
    script: str = ""  # the whole name in another script, as it is printed beside this one

    @property
    def is_east_asian(self) -> bool:
        """Whether the family name comes first because of the script."""
        return is_cjk((self.family or self.given)[:1])


def is_cjk(letter: str) -> bool:
    """Return whether a letter is of a script that sets names without a space, family first."""
    return bool(letter) and (
        "\u2e80" <= letter <= "\u9fff"
        or "\uac00" <= letter <= "\ud7af"
        or "\u1100" <= letter <= "\u11ff"
        or "\uf900" <= letter <= "\ufaff"
        or "\uff66" <= letter <= "\uffdc"
        or "\U00020000" <= letter <= "\U0003ffff"
    )


def read_people(data: object) -> tuple[Person, ...]:
    """Return the persons of a CSL JSON name variable, without those that are empty."""
    if not isinstance(data, Sequence) or isinstance(data, str):
        return ()
    people = (read_person(entry) for entry in data if isinstance(entry, Mapping))
    return tuple(person for person in people if person != Person())


def read_person(data: Mapping[str, Any]) -> Person:
    """Return one person from CSL JSON."""

    def get(name: str) -> str:
        value = data.get(name)
        return str(value).strip() if isinstance(value, str | int) else ""

    script = get("script")
    if literal := get("literal"):
        return Person(literal=literal, script=script)
    family, given, suffix = get("family"), get("given"), get("suffix")
    if not given and not get("non-dropping-particle") and data.get("isInstitution"):
        return Person(literal=family, script=script)
    dropping, non_dropping = get("dropping-particle"), get("non-dropping-particle")
    if len(family) > 2 and family[0] == family[-1] == '"':
        family = family[1:-1]
    elif data.get("parse-names", True) not in (False, 0, "false"):
        if not non_dropping:
            non_dropping, family = _split_leading(family)
        if not dropping and given:
            given, dropping = _split_trailing(given)
        if not suffix and "," in given:
            given, suffix = (part.strip() for part in given.split(",", 1))
            has_comma = suffix.startswith("!")  # "John,! Jr." asks for the comma to be printed
            own = suffix.lstrip("! ")
            return Person(family, given, dropping, non_dropping, own, has_comma, script=script)
    return Person(
        family=family,
        given=given,
        dropping=dropping,
        non_dropping=non_dropping,
        suffix=suffix,
        has_comma_suffix=data.get("comma-suffix") in (True, 1, "true"),
        script=script,
    )


def _split_leading(family: str) -> tuple[str, str]:
    match = _LEADING.match(family)
    if not match or not _is_lower(match[1]) or not any(c.isupper() for c in family[match.end() :]):
        return "", family
    particle = match[1].strip()
    # "de' Medici" keeps its space, "d'Ormesson" has none.
    space = " " if particle[-1] in "’'" and match[1][-1].isspace() else ""
    return particle + space, family[match.end() :]


def _split_trailing(given: str) -> tuple[str, str]:
    """Return given name and particle: lower-case words after a word that is not."""
    words = given.split()
    keep = len(words)
    while keep > 1 and _is_lower(words[keep - 1]) and words[keep - 1][0].isalpha():
        keep -= 1
    if keep == len(words):
        return given, ""
    return " ".join(words[:keep]), " ".join(words[keep:])


def _is_lower(text: str) -> bool:
    return any(c.isalpha() for c in text) and text == text.lower() and text != text.upper()
