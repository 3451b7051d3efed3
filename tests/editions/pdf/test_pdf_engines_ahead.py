"""Engines that are started before anybody knows of a book, several of them as copies of one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pdf_books import FILLER, chapter, design, document, is_gone

from publish.editions.pdf import enginestart, render, start_press
from publish.editions.pdf.enginestart import EngineProcess, engines_ahead, start_engines
from publish.editions.pdf.worker import receive
from publish.model.settings import Settings

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="nothing is copied elsewhere")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[EngineProcess]:
    """Return the list to which every engine's process is added that is started."""
    running: list[EngineProcess] = []
    start = enginestart.start_engines

    def recorded(count: int) -> list[EngineProcess]:
        processes = start(count)
        running.extend(processes)
        return processes

    monkeypatch.setattr(enginestart, "start_engines", recorded)
    return running


@pytest.fixture
def three() -> Iterator[list[EngineProcess]]:
    """Start one engine and two copies of it."""
    processes = start_engines(3)
    yield processes
    for one in processes:
        if not one.answers.closed:
            one.stop()


def has_ended(number: int) -> bool:
    """Tell whether a process has ended, soon."""
    end = time.monotonic() + 30
    while not is_gone(number) and time.monotonic() < end:
        time.sleep(0.02)
    return is_gone(number)


def test_books_take_them_and_the_others_end(tmp_path: Path, started: list[EngineProcess]) -> None:
    """A book takes what is there before it starts any of its own."""
    book = document([chapter("one", f"# One\n\n{FILLER}")], tmp_path)
    with engines_ahead(3):
        assert len(started) == 3
        made = render(book, design()).data
        assert len(started) == 3
        assert not all(one.answers.closed for one in started)
    assert render(book, design()).data == made
    assert all(one.answers.closed for one in started[:3])


@linux_only
def test_copies_are_processes_of_their_own(three: list[EngineProcess]) -> None:
    """Each says its number; all but the first are copies."""
    for one in three:
        one.greet()
    first = three[0].running
    assert first is not None
    numbers = {first.pid, *(one.number for one in three[1:])}
    assert len(numbers) == 3
    assert all(Path(f"/proc/{number}").exists() for number in numbers)


@linux_only
def test_one_copy_ends_without_the_others(three: list[EngineProcess]) -> None:
    """It is dead when `stop` returns, whatever it did."""
    for one in three:
        one.greet()
    three[1].stop()
    first = three[0].running
    assert first is not None and first.poll() is None
    assert has_ended(three[1].number)
    assert not is_gone(three[2].number)
    three[0].stop()
    three[2].questions.close()
    assert has_ended(three[2].number)


@linux_only
def test_one_whose_original_ended_first_is_not_waited_for() -> None:
    """There is no process then, and its files say so."""
    first, second = start_engines(2)
    first.stop()
    try:
        second.greet()
    except EOFError:
        assert second.number == 0
    second.stop()
    assert second.number == 0 or has_ended(second.number)


@linux_only
def test_a_copy_that_the_system_refuses() -> None:
    """Who asks it is told that there is none, and the others work."""
    code = (
        "import os, sys\n"
        "def refuse(): raise BlockingIOError(11, 'no more processes')\n"
        "os.fork = refuse\n"
        "from publish.editions.pdf import worker\n"
        "worker.main(sys.argv[1:])\n"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enginestart, "COMMAND", (sys.executable, "-c", code))
        first, second = start_engines(2)
    with pytest.raises(EOFError):
        second.greet()
    second.stop()
    assert first.running is not None and first.running.poll() is None
    first.stop()


def test_one_that_is_not_needed_ends_with_its_input(started: list[EngineProcess]) -> None:
    """As it does when our own process is killed."""
    with engines_ahead(1):
        engine = started[0].running
        assert engine is not None and engine.stdin is not None
        engine.stdin.close()
        assert engine.wait(60) == 0


@linux_only
def test_a_copy_that_is_not_needed_ends_with_its_input(three: list[EngineProcess]) -> None:
    """Nobody else holds what it reads."""
    three[2].greet()
    three[2].questions.close()
    with pytest.raises(EOFError):
        receive(three[2].answers)
    assert has_ended(three[2].number)


def test_where_none_can_be_started_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever needs an engine says why there is none, and nothing stays open."""

    def refuse(*_: object, **__: object) -> subprocess.Popen[bytes]:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(enginestart.subprocess, "Popen", refuse)
    before = open_files()
    with engines_ahead(3):
        assert not enginestart._ahead
    assert open_files() == before


def open_files() -> int:
    """Return how many files our process has open; 0 where the system does not tell."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def test_threads_that_ask_one_engine_get_their_own_answers(tmp_path: Path) -> None:
    """A proof asks for the families while heads are drawn."""
    press = start_press(tmp_path, Settings(), design())
    press.start(1)
    child = press._children[0]
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(child.ask, ("families", "take_faces")[n % 2]) for n in range(40)]
        answers = [one.result() for one in asked]
    press.stop()

    assert all(isinstance(one, tuple) for one in answers[::2])
    assert all(isinstance(one, dict) for one in answers[1::2])
