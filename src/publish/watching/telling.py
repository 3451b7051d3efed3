"""What is told to the page in the browser, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from publish.diagnostics import Diagnostic
from publish.watching.board import Book, State
from publish.watching.counting import KINDS, total

Link = Callable[[str, int, int], str]


def state_as_json(state: State, link: Link) -> dict[str, Any]:
    """Return a state without the book itself. `link` gives a place's address for an editor."""
    spot = state.spot
    return {
        "doing": state.doing,
        "isBusy": state.is_busy,
        "hasFailed": state.has_failed,
        "isOver": state.is_over,
        "saved": state.saved,
        "since": state.since,
        "shown": dict(state.shown),
        "took": dict(state.took),
        "files": list(state.files),
        "findings": [_finding(found, link) for found in state.findings],
        "spot": None
        if spot is None
        else {
            "number": spot.number,
            "chapter": spot.chapter,
            "block": spot.block,
            "page": spot.page,
            "down": spot.down,
        },
    }


def book_as_json(book: Book) -> dict[str, Any]:
    """Return what is shown of a book: its chapters, its pages, its words by kind."""
    return {
        "title": book.title,
        "lang": book.lang,
        "style": book.style,
        "kinds": list(KINDS),
        "words": total(one.words for one in book.chapters),
        "wordsAtFirst": dict(book.words_at_first),
        "chapters": [
            {
                "name": one.name,
                "file": one.file,
                "title": one.title,
                "mark": one.mark,
                "words": dict(one.words),
            }
            for one in book.chapters
        ],
        "pages": [
            {"mark": one.mark, "label": one.label, "size": one.size_pt, "chapter": one.chapter}
            for one in book.pages
        ],
    }


def _finding(found: Diagnostic, link: Link) -> dict[str, Any]:
    place = found.place
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "hint": found.hint,
        "place": str(place) if place else "",
        "path": place.path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "link": link(place.path, place.line, place.column) if place else "",
    }
