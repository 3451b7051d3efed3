"""What is known about a book besides its text: title, people, dates, identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.model.nodes import Blocks, Inlines


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who made the book. `role` is a MARC relator code (`aut`, `edt`, `trl`, `ill`).

    `name` is the form to print; `family` and `given` are for sorting, family empty where the
    name has one part only.
    """

    name: str
    given: str = ""
    family: str = ""
    role: str = "aut"
    affiliations: tuple[str, ...] = ()
    email: str = ""
    orcid: str = ""
    url: str = ""
    note: Inlines = ()
    corresponding: bool = False

    @property
    def sort_name(self) -> str:
        """Return the name as a library files it: `Family, Given`."""
        return f"{self.family}, {self.given}" if self.family and self.given else self.name


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that names the book: `scheme` is `isbn`, `doi`, `issn`, `uuid` or the author's."""

    scheme: str
    value: str
    edition: str = ""  # "pdf", "epub" or "docx" where the number belongs to one edition only


@dataclass(frozen=True, slots=True)
class Series:
    """A series and the book's place in it."""

    title: str
    position: str = ""
    issn: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the book is about. `authority` names the scheme that `term` is a code of.

    Spelled as EPUB 3.3 (D.3.2) has it: `BISAC`, `Thema`, `LCSH`; empty for plain words.
    """

    text: str
    authority: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The book's own data. Texts that may hold markup are inlines or blocks.

    `lang` is a BCP 47 tag, `original_lang` that of a translated book's original; `date` is `YYYY`,
    `YYYY-MM`, `YYYY-MM-DD` or free text.
    """

    title: Inlines = ()
    subtitle: Inlines = ()
    people: tuple[Person, ...] = ()
    lang: str = "en-US"
    direction: str = ""  # "rtl" or "ltr"; empty: as the language has it
    date: str = ""
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    series: Series | None = None
    identifiers: tuple[Identifier, ...] = ()
    rights: Inlines = ()
    license: str = ""  # a link
    abstract: Blocks = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    original_lang: str = ""
    original_title: str = ""
    dedication: Blocks = ()
    acknowledgments: Blocks = ()
    funding: Blocks = ()  # grants that paid for the work
    cover_image: str = ""  # relative to the project folder
    cover_image_alt: str = ""

    @property
    def authors(self) -> tuple[Person, ...]:
        """Return the people whose names stand on the title page as authors."""
        return tuple(person for person in self.people if person.role == "aut")

    def isbn(self, edition: str) -> str:
        """Return the ISBN of one edition, else the one given for the book as a whole."""
        found = [one for one in self.identifiers if one.scheme == "isbn"]
        own = [one.value for one in found if one.edition == edition]
        shared = [one.value for one in found if not one.edition]
        return next(iter(own + shared), "")


def is_isbn(number: str) -> bool:
    """Tell whether ten or thirteen characters are an ISBN, hyphens left out (ISO 2108)."""
    if re.fullmatch(r"97[89][0-9]{10}", number):
        return sum(int(one) * (1, 3)[at % 2] for at, one in enumerate(number)) % 10 == 0
    return bool(re.fullmatch(r"[0-9]{9}[0-9X]", number)) and _weighted(number, 10) % 11 == 0


def is_issn(number: str) -> bool:
    """Tell whether eight characters are an ISSN, hyphens left out (ISO 3297)."""
    return bool(re.fullmatch(r"[0-9]{7}[0-9X]", number)) and _weighted(number, 8) % 11 == 0


def _weighted(number: str, most: int) -> int:
    values = [10 if one == "X" else int(one) for one in number]
    return sum(value * (most - at) for at, value in enumerate(values))
