"""What a session writes is what a first build of the same sources writes."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from publish.pipeline import build
from publish.watching import Order
from publish.watching.board import Board
from publish.watching.display import Display
from publish.watching.shelf import Shelf
from publish.watching.workshop import Workshop
from watching.conftest import paragraphs

KITCHEN, CORRIDOR = "manuscript/01-kitchen.md", "manuscript/02-corridor.md"
NOTE = "Door number 2.[^x]\n\n[^x]: Compare [@davies, 12].\n\n"
# One upon another, each in a file: what stood there, and what comes in its place.
EDITS = (
    ((CORRIDOR, "Door number 3.", "Door number 3, a wicket."),),
    ((KITCHEN, "Pot number 1.", f"{paragraphs('pan', 9)}\n\nPot number 1."),),  # moves all pages
    ((CORRIDOR, "Door number 2.", NOTE), (KITCHEN, "Pot number 2.", "Pot *number* 2.")),
    ((CORRIDOR, ", a wicket", ""), (KITCHEN, paragraphs("pan", 9), "")),
)


class Runs:
    """A workshop without a server, and what it told."""

    def __init__(self, folder: Path) -> None:
        self.board = Board()
        self.told: list[str] = []
        self.folder = folder
        display = Display(self.board, Shelf(), self.told.append)
        self.workshop = Workshop(folder, Order(("pdf", "epub")), display)

    def save(self, *edits: tuple[str, str, str]) -> None:
        """Make edits and build once."""
        for name, old, new in edits:
            file = self.folder / name
            text = file.read_text("utf-8")
            assert old in text
            file.write_text(text.replace(old, new, 1), "utf-8")
        self.workshop._build(
            frozenset(name for name, _, _ in edits) or frozenset({""}), time.time()
        )
        assert self.told[-1].startswith("up to date"), self.told

    def files(self) -> dict[str, bytes]:
        """Return what lies in dist/."""
        return {path.name: path.read_bytes() for path in sorted((self.folder / "dist").iterdir())}


@pytest.fixture
def runs(small_book: Path) -> Runs:
    return Runs(small_book)


def clean(folder: Path, away: Path) -> dict[str, bytes]:
    """Return what a first build of the same sources writes."""
    left = shutil.ignore_patterns("dist", ".publish*")
    copy = shutil.copytree(folder, away, ignore=left)
    build(copy, ("pdf", "epub"))
    return {path.name: path.read_bytes() for path in sorted((copy / "dist").iterdir())}


@pytest.mark.slow
def test_after_any_edits_the_files_are_those_of_a_first_build(runs: Runs, tmp_path: Path) -> None:
    """Warm processes, kept pages and new words set ahead leave no trace."""
    runs.save()
    for number, edits in enumerate(EDITS):
        runs.save(*edits)
        assert runs.files() == clean(runs.folder, tmp_path / f"clean{number}"), edits


@pytest.mark.slow
def test_words_are_set_ahead_and_found_again_by_the_layout(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The chapter with the new word is laid out once: for the page, and not again for the book."""
    laid_out: list[str] = []
    monkeypatch.setattr(Workshop, "_count", lambda _, name: laid_out.append(name))
    runs.save()
    laid_out.clear()

    runs.save((CORRIDOR, "Door number 3.", "Door number 3, a wicket."))

    assert laid_out.count("02-corridor") == 1
    assert "01-kitchen" not in laid_out
    state = runs.board.state
    assert state.spot is not None
    assert state.spot.chapter == "02-corridor"
    page = state.book.pages[state.spot.page]
    assert page.chapter == "02-corridor"
    assert 0 < state.spot.down < 1
    assert set(state.took) == {"chapters", "pages", "files"}


@pytest.mark.slow
def test_an_overtaken_build_leaves_nothing_out(runs: Runs) -> None:
    """What it had not shown yet is shown, and pointed at, by the next."""
    runs.save()
    file = runs.folder / CORRIDOR
    file.write_text(file.read_text("utf-8").replace("Door number 3.", "Gate number 3."), "utf-8")
    runs.workshop._saved.add(KITCHEN)  # somebody saved another file meanwhile
    runs.workshop._build(frozenset({CORRIDOR}), time.time())
    assert runs.told[-1] == "overtaken by another save"
    runs.workshop._saved.clear()

    runs.save((KITCHEN, "Pot number 9.", "Pan number 9."))

    shelf = runs.workshop.display.shelf
    for name, words in (("01-kitchen", b"Pan number 9."), ("02-corridor", b"Gate number 3.")):
        found = shelf.file(f"{name}.xhtml")
        assert found is not None
        assert words in found[1]


def test_errors_leave_what_was_shown(runs: Runs) -> None:
    """The first build may fail too: then there is nothing to show, and the findings say why."""
    (runs.folder / "bibliography.bib").write_text("", "utf-8")
    runs.workshop._build(frozenset({""}), time.time())

    state = runs.board.state
    assert state.has_failed
    assert not state.is_busy
    assert "cite-unknown-key" in [found.code for found in state.findings]
    assert state.book.pages == ()
