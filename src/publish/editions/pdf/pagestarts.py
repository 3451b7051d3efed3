"""Finds the word with which each page begins, from the engine's boxes.

Every visible character of a chapter is followed to its page: the boxes of an element hold its
text in order, so counting tells which part of it a box shows. The boxes are looked at, not
imported, as in `words`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.editions.pdf.proofs import PageStarts
from publish.editions.reading import OBJECT, Piece, is_shown, pieces, words_of

_HYPHENS = frozenset("-\u2010")
_PARTS = ("::first-letter", "::first-line")  # generated boxes that show text of the element


@dataclass(slots=True)
class _Owned:
    """The text of one element, folded, and where it stands in the chapter's.

    A piece of it begins at each of `starts`, which are places in its own text; `places` are those
    in the chapter's.
    """

    element: Any
    text: str = ""
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    shown: int = 0  # how many of its characters the pages so far have shown

    def add(self, piece: str, place: int) -> None:
        """Add a piece, and where it stands in the chapter's text."""
        self.starts.append(len(self.text))
        self.places.append(place)
        self.text += piece

    def place(self) -> int:
        """Return where in the chapter's text stands what is shown next."""
        piece = bisect_right(self.starts, self.shown) - 1
        return self.places[piece] + self.shown - self.starts[piece]


@dataclass(slots=True)
class _Follower:
    """Follows texts through the pages. `first` is what a page shows first, by page."""

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
            if owned.text[0] == OBJECT:
                self._show(owned, OBJECT)
            elif hasattr(box, "text"):
                self._show(owned, box.text)

    def _show(self, owned: _Owned, text: str) -> None:
        if owned.shown == len(owned.text):
            return  # the head of a table, repeated on its next page
        begins, first = owned.shown == 0, owned.place()
        shown = "".join(filter(is_shown, text.casefold()))
        if owned.text.startswith(shown, owned.shown):
            owned.shown += len(shown)
        else:
            self._compare(owned, shown)
        if shown and owned.element not in self.set_later:
            self.first[-1] = _least(self.first[-1], first)
            if begins:
                self.first_whole[-1] = _least(self.first_whole[-1], first)

    def _compare(self, owned: _Owned, shown: str) -> None:
        """Go on character by character: the text of a box is not what comes next as it is."""
        for index, character in enumerate(shown):
            if owned.text.startswith(character, owned.shown):
                owned.shown += 1
            elif index < len(shown) - 1 or character not in _HYPHENS:
                self.strange += character


def page_starts(
    body: Any, pages: Iterable[Any], set_later: Collection[Any] = ()
) -> tuple[PageStarts, ...]:
    """Return for every section of `body` its words, and with which of them pages begin.

    No page begins with what was `set_later` than it was written: it is out of the order.
    """
    text = _Text()
    sections = [text.add(pieces(section)) for section in body]
    follower = _Follower(text.owned, set_later)
    for page in pages:
        follower.page(page)
    unread = "".join(one.text[one.shown :] for one in text.owned.values()) + follower.strange
    first = follower.first_whole if unread else follower.first
    return tuple(
        PageStarts(section.words, tuple(section.starts(first)), unread) for section in sections
    )


@dataclass(frozen=True, slots=True)
class _Section:
    """The words of a section, and where in the chapter's text each begins."""

    words: tuple[str, ...]
    opens: list[int]
    end: int

    def starts(self, first: Iterable[int | None]) -> Iterator[tuple[int, int]]:
        """Yield page and number of the first word that begins there.

        `first` is what each page shows first: a place in the text.
        """
        last = -1
        for page, place in enumerate(first):
            if place is None or not self.opens or not self.opens[0] <= place < self.end:
                continue
            number = bisect_left(self.opens, place)
            # A page that shows only part of a word begins none: the next page does.
            if last < number < len(self.opens):
                yield page, number
                last = number


@dataclass(slots=True)
class _Text:
    """The text of a chapter, by the elements that own it. `end` is its length so far."""

    owned: dict[Any, _Owned] = field(default_factory=dict)
    end: int = 0

    def add(self, found: Sequence[Piece]) -> _Section:
        """Add a section."""
        opens = []
        for text, owner, opens_word in found:
            if opens_word:
                opens.append(self.end)
            # Stylesheets can set text in capitals, which has more letters than written: "ß", "SS".
            folded = text.casefold()
            one = self.owned.get(owner)
            if one is None:
                one = self.owned[owner] = _Owned(owner)
            one.add(folded, self.end)
            self.end += len(folded)
        return _Section(tuple(words_of(found)), opens, self.end)


def _least(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)
