"""Finds the word with which each page begins, from the engine's boxes.

Every visible character of a chapter is followed to its page: the boxes of an element hold its
text in order, so counting tells which part of it a box shows. The boxes are looked at, not
imported, as in `words`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from publish.editions.pdf.proofs import PageStarts
from publish.editions.reading import OBJECT, Sign, is_shown, signs, words_of

_HYPHENS = frozenset("-\u2010")
_PARTS = ("::first-letter", "::first-line")  # generated boxes that show text of the element


@dataclass(slots=True)
class _Owned:
    """The text of one element: folded characters, and which sign each belongs to."""

    element: Any
    characters: list[str] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    shown: int = 0  # how many of them the pages so far have shown


@dataclass(slots=True)
class _Follower:
    """Follows signs through the pages. `first` is what a page shows first, by page."""

    owned: dict[Any, _Owned]
    set_later: Collection[Any]  # elements that stand behind what was written after them
    first: list[int | None] = field(default_factory=list)
    first_whole: list[int | None] = field(default_factory=list)  # of the elements that begin there
    strange: str = ""

    def page(self, page: Any) -> None:
        """Follow the boxes of the next page."""
        self.first.append(None)
        self.first_whole.append(None)
        for box in page.descendants(placeholders=True):
            tag = box.element_tag or ""
            owned = self.owned.get(box.element)
            if owned is None or ("::" in tag and not tag.endswith(_PARTS)):
                continue
            if owned.characters[0] == OBJECT:
                self._show(owned, OBJECT)
            elif hasattr(box, "text"):
                self._show(owned, box.text)

    def _show(self, owned: _Owned, text: str) -> None:
        if owned.shown == len(owned.characters):
            return  # the head of a table, repeated on its next page
        begins, first = owned.shown == 0, owned.signs[owned.shown]
        characters = list(filter(is_shown, text.casefold()))
        end = owned.shown + len(characters)
        if owned.characters[owned.shown : end] == characters:
            owned.shown = end
        else:
            self._compare(owned, characters)
        if characters and owned.element not in self.set_later:
            self.first[-1] = _least(self.first[-1], first)
            if begins:
                self.first_whole[-1] = _least(self.first_whole[-1], first)

    def _compare(self, owned: _Owned, characters: list[str]) -> None:
        """Go on character by character: the text of a box is not what comes next as it is."""
        for index, character in enumerate(characters):
            if owned.characters[owned.shown : owned.shown + 1] == [character]:
                owned.shown += 1
            elif index < len(characters) - 1 or character not in _HYPHENS:
                self.strange += character


def page_starts(
    body: Any, pages: Iterable[Any], set_later: Collection[Any] = ()
) -> tuple[PageStarts, ...]:
    """Return for every section of `body` its words, and with which of them pages begin.

    No page begins with what was `set_later` than it was written: it is out of the order.
    """
    sections = [signs(section) for section in body]
    follower = _Follower(_owners(sections), set_later)
    for page in pages:
        follower.page(page)
    lost = "".join("".join(owned.characters[owned.shown :]) for owned in follower.owned.values())
    unread = lost + follower.strange
    first = follower.first_whole if unread else follower.first
    made = []
    begin = 0
    for found in sections:
        end = begin + len(found)
        own = [(page, at - begin) for page, at in enumerate(first) if at is not None]
        starts = tuple(_words_at(found, [one for one in own if 0 <= one[1] < len(found)]))
        made.append(PageStarts(tuple(words_of(found)), starts, unread))
        begin = end
    return tuple(made)


def _owners(sections: list[list[Sign]]) -> dict[Any, _Owned]:
    owned: dict[Any, _Owned] = {}
    for number, (text, owner, *_) in enumerate(chain.from_iterable(sections)):
        one = owned.get(owner)
        if one is None:
            one = owned[owner] = _Owned(owner)
        # Stylesheets can set text in capitals, which has more letters than written: "ß", "SS".
        for character in text.casefold():
            one.characters.append(character)
            one.signs.append(number)
    return owned


def _words_at(found: list[Sign], starts: list[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Yield page and word number for page and sign number; part of a word counts to the next."""
    opens = [index for index, sign in enumerate(found) if sign.opens_word]
    last = -1
    for page, at in starts:
        number = next((word for word, index in enumerate(opens) if index >= at), None)
        # A page that shows only part of a word begins none: the next page does.
        if number is not None and number > last:
            yield page, number
            last = number


def _least(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)
