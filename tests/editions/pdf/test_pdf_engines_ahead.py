"""Engines that are started before anybody knows of a book."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from pdf_books import FILLER, chapter, design, document

from publish.editions.pdf import child, render
from publish.editions.pdf.child import engines_ahead


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Return the list to which every engine's process is added that is started."""
    running: list[subprocess.Popen[bytes]] = []
    start = child._start

    def recorded() -> child._Process:
        process = start()
        running.append(process.running)
        return process

    monkeypatch.setattr(child, "_start", recorded)
    return running


def test_books_take_them_and_the_others_end(
    tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    """A book takes what is there before it starts any of its own."""
    book = document([chapter("one", f"# One\n\n{FILLER}")], tmp_path)
    with engines_ahead(3):
        assert len(started) == 3
        made = render(book, design()).data
        assert len(started) == 3
        assert any(one.poll() is None for one in started)
    assert render(book, design()).data == made
    assert all(one.poll() is not None for one in started[:3])


def test_one_that_is_not_needed_ends_with_its_input(
    started: list[subprocess.Popen[bytes]],
) -> None:
    """As it does when our own process is killed."""
    with engines_ahead(1):
        engine = started[0]
        assert engine.stdin is not None
        engine.stdin.close()
        assert engine.wait(60) == 0


def test_where_none_can_be_started_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever needs an engine says why there is none."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(child.subprocess, "Popen", refuse)
    with engines_ahead(1):
        assert not child._ahead
