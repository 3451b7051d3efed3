"""What the page in the browser shows, and how those who look at it hear of what is new."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from threading import Condition
from typing import Any

from publish.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class ChapterShown:
    """A chapter of the EPUB: its file there, a mark of what it says, the words it has by kind."""

    name: str
    file: str
    title: str
    mark: str
    words: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page of the PDF: a mark of what is on it, its printed number, the chapter it belongs to."""

    mark: str
    label: str
    size_pt: tuple[float, float]
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class SpotShown:
    """The place of the last change. `number` tells changes apart.

    `block` counts the blocks of the chapter, `page` the pages of the PDF, both from 0; `down` is
    the place on that page, 0 its top and 1 its foot. A page not known is -1.
    """

    number: int
    chapter: str
    block: int
    page: int = -1
    down: float = 0.0


@dataclass(frozen=True, slots=True)
class Book:
    """What is shown of the book. `style` is a mark of the EPUB's stylesheet and fonts."""

    title: str = ""
    lang: str = ""
    style: str = ""
    chapters: tuple[ChapterShown, ...] = ()
    pages: tuple[PageShown, ...] = ()
    words_at_first: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """One moment. Times are in seconds: `since` of the clock, the others how long it took.

    `of` names for the panes, `chapters` and `pages`, and for `files` when what they show was
    saved; a pane behind the newest save is told by its time.
    """

    doing: str = "starting"
    is_busy: bool = True
    has_failed: bool = False
    saved: float = 0.0
    since: float = 0.0
    done: int = 0  # chapters laid out, of `of_all`
    of_all: int = 0
    shown: Mapping[str, float] = field(default_factory=dict)
    took: Mapping[str, float] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    spot: SpotShown | None = None
    book: Book = field(default_factory=Book)
    is_over: bool = False


class Board:
    """Holds the newest state; readers wait for the next."""

    def __init__(self) -> None:
        self._state = State()
        self._number = 0
        self._changed = Condition()

    @property
    def state(self) -> State:
        """The newest state."""
        return self._state

    def change(self, **values: Any) -> State:
        """Put fields of the state anew, and wake up whoever waits."""
        return self.update(lambda state: replace(state, **values))

    def change_book(self, **values: Any) -> State:
        """Put fields of the book anew."""
        return self.update(lambda state: replace(state, book=replace(state.book, **values)))

    def update(self, changed: Callable[[State], State]) -> State:
        """Put another state in place of the newest, and wake up whoever waits."""
        with self._changed:
            self._state = changed(self._state)
            self._number += 1
            self._changed.notify_all()
            return self._state

    def after(self, number: int, seconds: float) -> tuple[int, State]:
        """Return the newest state and its number, later than `number` if one comes in time."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number, seconds)
            return self._number, self._state
