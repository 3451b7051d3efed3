"""Checks a book beside the rest of its build.

Where our process can be copied, the copy does it at once, while the engines wait for their first
pages; else we do it ourselves as soon as they lay these out, and we have little to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publish.copied import Copied, can_copy
from publish.diagnostics import Diagnostic, errors, stop_on_errors
from publish.progress import Progress

if TYPE_CHECKING:
    from publish.editions.pdf import Press

Findings = tuple[Diagnostic, ...]


@contextmanager
def checked_beside(
    check: Callable[[], Findings], press: Press, progress: Progress, *, copies: bool
) -> Iterator[Callable[[], Findings]]:
    """Run `check` beside what is done inside; give what waits for the findings.

    With `copies`, a copy of our process may do it. An error among the findings ends the work of the
    press. What fails because of that, or because the book was not checked before, is not told: the
    findings are.
    """
    copied = Copied(check) if copies and can_copy() else None

    def found() -> Findings:
        if copied is None:
            press.at_work.wait()
        with progress.step("checks"):
            findings = copied.result() if copied else check()
        if errors(findings):
            press.stop()
        return findings

    with ThreadPoolExecutor(1) as beside:
        checks = beside.submit(found)
        try:
            yield checks.result
        except Exception:
            press.at_work.set()
            stop_on_errors(checks.result())
            raise
        finally:
            press.at_work.set()  # else the thread would wait for it for ever
