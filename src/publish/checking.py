"""Checks a book while other processes lay out its pages, when our own has little to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publish.diagnostics import Diagnostic, errors, stop_on_errors

if TYPE_CHECKING:
    from publish.editions.pdf import Press

Findings = tuple[Diagnostic, ...]


@contextmanager
def checked_beside(check: Callable[[], Findings], press: Press) -> Iterator[Callable[[], Findings]]:
    """Run `check` as soon as a press is at work; give what waits for the findings.

    An error among them ends the work of the press. What fails because of that, or because the book
    was not checked before, is not told: the findings are.
    """
    with ThreadPoolExecutor(1) as beside:
        checks = beside.submit(_when_at_work, check, press)
        try:
            yield checks.result
        except Exception:
            press.at_work.set()
            stop_on_errors(checks.result())
            raise
        finally:
            press.at_work.set()  # else the thread would wait for it for ever


def _when_at_work(check: Callable[[], Findings], press: Press) -> Findings:
    press.at_work.wait()
    findings = check()
    if errors(findings):
        press.stop()
    return findings
