"""What is waited for most is shown first: the page with the new word."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.diagnostics import Diagnostic, PublishError
from publish.editions.pdf import Press
from publish.watching import Order, workshop
from publish.watching.board import Board
from publish.watching.display import Display
from publish.watching.pages import Printed
from publish.watching.shelf import Shelf
from publish.watching.workshop import Workshop

CORRIDOR = "manuscript/02-corridor.md"
Save = Callable[[str, str], None]


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def session(small_book: Path, told: list[str]) -> Workshop:
    """A workshop that has built its book once."""
    made = Workshop(small_book, Order(("pdf",)), Display(Board(), Shelf(), told.append))
    made._build(frozenset({""}), time.time())
    assert told[-1].startswith("up to date"), told
    told.clear()
    return made


@pytest.fixture
def save(session: Workshop) -> Save:
    """Change the text of a chapter, and build."""

    def saved(old: str, new: str) -> None:
        file = session.folder / CORRIDOR
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        session._build(frozenset({CORRIDOR}), time.time())

    return saved


def steps(told: list[str]) -> list[str]:
    """Return what was shown or done, in order, without the seconds."""
    return [line.split(" s  ")[-1].split(" after")[0] for line in told if "wrote" not in line]


@pytest.mark.slow
def test_the_page_is_shown_before_the_book_is_checked(
    session: Workshop, save: Save, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And its chapter is drawn once: the layout of the book finds it as it is."""
    check, draw = workshop.check_draft, Press.draw

    def checked(*arguments: Any) -> Any:
        told.append("checks")
        return check(*arguments)

    def drawn(press: Press, first_folios: Any) -> Any:
        told.extend(f"drawing {name}" for name in sorted(first_folios))
        return draw(press, first_folios)

    monkeypatch.setattr(workshop, "check_draft", checked)
    monkeypatch.setattr(Press, "draw", drawn)
    save("Door number 3.", "Door number 3, a wicket.")

    before_files = steps(told)[: steps(told).index("checks") + 1]
    assert before_files == ["chapters", "drawing 02-corridor", "pages", "checks"]
    of_book = steps(told)[len(before_files) :]
    # Once more with the whole book, for the finished file.
    assert of_book.count("drawing 02-corridor") == 1
    assert of_book[-2:] == ["files", "up to date"]


@pytest.mark.slow
def test_the_pdf_is_written_before_the_other_editions_are_made(
    session: Workshop, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has it open sees it sooner; an edition that fails leaves it there, and its own file."""
    session.order = Order(("epub", "pdf"))
    save("Door number 3.", "Door number 3, a wicket.")
    files = {path.suffix: path for path in (session.folder / "dist").iterdir()}
    before = {suffix: path.read_bytes() for suffix, path in files.items()}
    find = workshop.find_edition

    def found(name: str) -> Any:
        if name == "epub":
            assert files[".pdf"].read_bytes() != before[".pdf"]
            raise PublishError([Diagnostic("epub-active-content", "it cannot be made")])
        return find(name)

    monkeypatch.setattr(workshop, "find_edition", found)
    save("a wicket", "a gate")

    assert [one.code for one in session.display.board.state.findings] == ["epub-active-content"]
    assert files[".pdf"].read_bytes() != before[".pdf"]
    assert files[".epub"].read_bytes() == before[".epub"]


@pytest.mark.slow
def test_an_error_found_later_is_told_and_the_page_stays(
    session: Workshop, save: Save, told: list[str]
) -> None:
    """The page does not wait for the checks, nor do they take it back."""
    (session.folder / "bibliography.bib").write_text("", "utf-8")
    save("Door number 3.", "Door number 3, a wicket.")

    assert steps(told)[:2] == ["chapters", "pages"]
    state = session.display.board.state
    assert state.has_failed
    assert "cite-unknown-key" in [found.code for found in state.findings]
    assert state.spot is not None
    assert state.book.pages[state.spot.page].chapter == "02-corridor"


@pytest.mark.slow
def test_a_save_overtakes_while_the_page_is_waited_for(
    session: Workshop, save: Save, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved first is on the page that the second brings, too."""
    lay_out, is_wanted = Press.lay_out, threading.Event()
    ahead: list[str] = []

    def waiting(press: Press, texts: Any) -> Any:
        texts = [*texts]
        if [name for name, _ in texts] == ["02-corridor"]:
            ahead.append(texts[0][1].xhtml)
        if not is_wanted.is_set():
            session.wake(frozenset({CORRIDOR}))  # somebody saves while the page is set
            assert is_wanted.wait(60)
        return lay_out(press, texts)

    monkeypatch.setattr(Press, "lay_out", waiting)
    save("Door number 3.", "Door number 3, a wicket.")
    assert steps(told) == ["chapters", "overtaken by another save"]
    session._saved.clear()
    is_wanted.set()
    save("Door number 4.", "Door number 4, a grille.")

    assert ["a wicket" in one for one in ahead] == [True, True]
    assert ["a grille" in one for one in ahead] == [False, True]
    assert steps(told)[-1] == "up to date"


@pytest.mark.slow
def test_pages_of_an_earlier_save_are_not_told_to_be_of_the_last(
    session: Workshop, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are shown, but the page in the browser still says that it waits for the last."""
    done: list[Callable[[], None]] = []
    monkeypatch.setattr(Printed, "go_ahead", lambda *given: done.append(given[-1]))
    save("Door number 3.", "Door number 3, a wicket.")
    display = session.display
    shown = display.board.state.shown["pages"]

    display.begin(time.time(), {CORRIDOR})
    done[0]()

    assert display.board.state.shown["pages"] == shown
