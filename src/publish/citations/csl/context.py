"""What one rendering of one item knows: the cite, the options in force, what was called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publish.citations.csl.elements import Elements, SortKey, Style
from publish.citations.csl.item import Item
from publish.citations.csl.locale import Locale
from publish.citations.csl.nameform import NameSetter
from publish.citations.csl.nameregistry import NameRegistry
from publish.citations.csl.numbers import is_numeric

Locators = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a cite stands among the cites of its item."""

    is_first: bool = True
    is_subsequent: bool = False
    is_ibid: bool = False
    is_ibid_with_locator: bool = False
    is_near: bool = False
    first_note: int = 0

    @property
    def bits(self) -> int:
        """The five claims as one number."""
        return (
            self.is_first
            + 2 * self.is_subsequent
            + 4 * self.is_ibid
            + 8 * self.is_ibid_with_locator
            + 16 * self.is_near
        )

    def matches(self, name: str) -> bool:
        """Return whether the `position` condition with this value holds."""
        return bool(
            {
                "first": self.is_first,
                "subsequent": self.is_subsequent,
                "ibid": self.is_ibid,
                "ibid-with-locator": self.is_ibid_with_locator,
                "near-note": self.is_near,
            }.get(name)
        )


FIRST = Position()
SUBSEQUENT = Position(is_first=False, is_subsequent=True, is_near=True)


@dataclass(frozen=True, slots=True)
class Shown:
    """What disambiguation adds to an item.

    `names[i]` is how many names the i-th name list of a cite shows at least, `levels[i][j]`
    how much of its j-th name; `conditions` is how many of the
    "disambiguate" conditions met in order hold.
    """

    names: tuple[int, ...] = ()
    levels: tuple[tuple[int, ...], ...] = ()
    conditions: int = 0
    year_suffix: str = ""


NOTHING_ADDED = Shown()


@dataclass(slots=True)
class Environment:
    """What all renderings of a run share. `registry` is there once names are told apart."""

    style: Style
    locale: Locale
    setter: NameSetter
    abbreviations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    registry: NameRegistry | None = None
    specialized: dict[tuple[object, ...], Elements] = field(default_factory=dict)
    printed: dict[int, tuple[Elements, frozenset[str]]] = field(default_factory=dict)
    book_lang: str = ""  # of a book, where we may better what other processors print
    calls_all_pages: bool | None = None  # whether a page's word is before any locator, once known
    has_bare_labels: bool | None = None  # whether locator labels lose their periods, once known


class Context:
    """The state of one rendering; a fresh one is made for each."""

    __slots__ = (
        "area",
        "called",
        "citation_number",
        "conditions_met",
        "env",
        "filled",
        "has_names",
        "in_substitute",
        "is_comparing",
        "is_one_of_several",
        "is_year_shown",
        "item",
        "list_index",
        "locale",
        "locators",
        "name_lists",
        "omit_names",
        "position",
        "shown",
        "sort_key",
        "style",
        "suppressed",
        "used",
    )  # fmt: skip

    def __init__(
        self,
        env: Environment,
        item: Item,
        area: str,
        *,
        shown: Shown = NOTHING_ADDED,
        position: Position = FIRST,
        locators: Locators = (),
        citation_number: int = 0,
        sort_key: SortKey | None = None,
        omit_names: bool = False,
        is_comparing: bool = False,
    ) -> None:
        self.env = env
        self.style = env.style
        self.locale = env.locale
        self.item = item
        self.area = area
        self.shown = shown
        self.position = position
        self.locators = locators
        self.citation_number = citation_number
        self.sort_key = sort_key
        self.omit_names = omit_names  # leave out the first names, as a collapsed cite does
        self.is_comparing = is_comparing  # to see whether cites are ambiguous
        self.is_one_of_several = False  # whether the locator stands beside others
        self.has_names = False
        self.called = False  # whether the group being rendered called a variable
        self.filled = False  # whether a variable that it called had a value
        self.suppressed: set[str] = set()
        self.used: list[str] = []
        self.in_substitute = False
        self.is_year_shown = False
        self.list_index = 0
        self.conditions_met = 0

    def use(self, *variables: str) -> None:
        """Note that variables were printed; those that substitute are printed once."""
        self.filled = True
        self.used.extend(variables)
        if self.in_substitute:
            self.suppressed.update(variables)

    @property
    def locator_is_numeric(self) -> bool:
        """Whether there is a locator made of numbers only."""
        return bool(self.locators) and is_numeric(self.locators[0][1])

    @property
    def is_english(self) -> bool:
        """Whether the item's titles are English, by its language or else the text's."""
        if self.item.language:
            return self.item.language.lower().startswith("en")
        return self.locale.is_english
