"""The checks beside the layout: what is told, and what ends."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from threading import Event
from typing import cast

import pytest

from publish import checking
from publish.checking import Findings
from publish.copied import can_copy
from publish.diagnostics import Diagnostic, PublishError, Severity
from publish.editions.pdf import Press
from publish.progress import Progress

ERROR = Diagnostic("cite-unknown-key", "no source 'x'")
NOTE = Diagnostic("note-repeats", "twice", severity=Severity.NOTE)


@dataclass
class FakePress:
    """A press that only remembers what was done to it."""

    at_work: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)

    def stop(self) -> None:
        """Remember that it was to end."""
        self.stopped.set()


def checked_beside(
    check: Callable[[], Findings], press: FakePress, *, copies: bool = False
) -> AbstractContextManager[Callable[[], Findings]]:
    return checking.checked_beside(check, cast(Press, press), Progress(), copies=copies)


def test_checks_wait_until_the_press_is_at_work() -> None:
    press, done = FakePress(), Event()

    def check() -> tuple[Diagnostic, ...]:
        assert press.at_work.is_set()
        done.set()
        return (NOTE,)

    with checked_beside(check, press) as findings:
        assert not done.wait(0.05)
        press.at_work.set()
        assert findings() == (NOTE,)
    assert not press.stopped.is_set()


@pytest.mark.parametrize("copies", [False, True])
def test_an_error_ends_the_press_and_is_told_instead_of_what_failed_then(copies: bool) -> None:
    press = FakePress()
    with (
        pytest.raises(PublishError) as told,
        checked_beside(lambda: (ERROR, NOTE), press, copies=copies),
    ):
        press.at_work.set()
        assert press.stopped.wait(5)
        raise OSError("its process ended")
    assert set(told.value.diagnostics) == {ERROR, NOTE}


@pytest.mark.skipif(not can_copy(), reason="this system's processes are not copied")
def test_a_copy_waits_for_no_press_and_is_not_our_process() -> None:
    def check() -> Findings:
        return (replace(NOTE, message=str(os.getpid())),)

    with checked_beside(check, FakePress(), copies=True) as findings:
        assert int(findings()[0].message) != os.getpid()


def test_what_fails_before_the_press_is_at_work_is_told_if_the_book_is_good() -> None:
    with pytest.raises(OSError, match="no room"), checked_beside(tuple, FakePress()):
        raise OSError("no room")


def test_a_check_that_fails_is_not_lost() -> None:
    press = FakePress()

    def check() -> tuple[Diagnostic, ...]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), checked_beside(check, press) as findings:
        press.at_work.set()
        findings()
