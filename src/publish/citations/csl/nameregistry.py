"""Tell apart persons who read the same, in the whole document.

Source: CSL 1.0.2, "Given Name Disambiguation Rules" (all but "by-cite").
"""

from __future__ import annotations

from publish.citations.csl.elements import NameOptions
from publish.citations.csl.nameform import FULL, INITIALS, SHORT, NameSetter
from publish.citations.csl.people import Person
from publish.citations.csl.tree import plain


class NameRegistry:
    """The persons that cites show, by how they read in the short form."""

    def __init__(self, rule: str, setter: NameSetter) -> None:
        self.only_initials = rule.endswith("-with-initials")
        self.only_primary = rule.startswith("primary-name")
        self.setter = setter
        self.bases: dict[str, dict[Person, NameOptions]] = {}
        self.levels: dict[Person, int] = {}

    def add(self, person: Person, options: NameOptions) -> bool:
        """Take in a person who is shown; return whether that is news."""
        if person.literal:
            return False
        base = f"{person.non_dropping} {person.family or person.given}"
        group = self.bases.setdefault(base, {})
        if person in group:
            return False
        group[person] = options
        self._settle(group)
        return True

    def level(self, person: Person) -> int:
        """Return how much of a person's name must be shown."""
        return self.levels.get(person, SHORT)

    def _text(self, person: Person, options: NameOptions, level: int) -> str:
        text = plain([self.setter.name(person, options, False, level)])
        if person.dropping and level != SHORT:
            # "Tom Hill" and "Tom von Hill" are not told apart by showing what drops.
            text = text.replace(f"{person.dropping} ", "")
        return text

    def _settle(self, group: dict[Person, NameOptions]) -> None:
        by_initials: dict[str, set[str]] = {}
        full: dict[str, set[str]] = {}
        for person, options in group.items():
            # "J. J." and "J.J." are the same name.
            text = self._text(person, options, FULL).replace(" ", "")
            by_initials.setdefault(self._text(person, options, INITIALS), set()).add(text)
            full.setdefault(text, set()).add(text)
        for person, options in group.items():
            self.levels[person] = self._needed(person, options, len(full), by_initials)

    def _needed(
        self,
        person: Person,
        options: NameOptions,
        different: int,
        by_initials: dict[str, set[str]],
    ) -> int:
        if different < 2:
            return SHORT
        has_initials = options.initialize_with is not None and options.initialize
        # A style that never shortens given names has no initials to stop at (apa-no-initials).
        if self.only_initials and options.initialize:
            return INITIALS if has_initials and len(by_initials) > 1 else SHORT
        if has_initials and len(by_initials[self._text(person, options, INITIALS)]) == 1:
            return INITIALS
        return FULL
