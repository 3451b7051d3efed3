"""Processes beside ours read a finished file as ours does, and do not matter where they fail."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from pdf_books import Printed, design

from publish.diagnostics import Diagnostic, PublishError
from publish.editions.pdf import edition, print_book, settle
from publish.editions.pdf.finished import WHOLE, Share
from publish.editions.pdf.pagemarks import page_marks
from publish.editions.pdf.readers import Readers, read_share
from publish.model.document import Document


@pytest.fixture
def readers() -> Iterator[Readers]:
    with closing(Readers(2)) as made:
        yield made


def test_two_processes_read_what_one_reads(readers: Readers, small: Printed) -> None:
    """Each page once, in their order; of what is known nothing but the label."""
    marks = page_marks(small.data, WHOLE)
    known = {mark for number, mark in marks.items() if number % 3 == 0}

    found = readers.read(small.data, known)

    assert dict(enumerate(found)) == read_share(small.data, WHOLE, known)
    assert [mark for mark, _ in found] == [*marks.values()]
    assert not any(page.text for mark, page in found if mark in known)


def test_what_a_process_does_not_tell_is_read_here(readers: Readers, small: Printed) -> None:
    """One has ended before it was asked."""
    readers.processes[1].kill()
    readers.processes[1].wait()

    found = readers.read(small.data, None)

    assert dict(enumerate(found)) == read_share(small.data, WHOLE, None)
    assert any(page.text for number, (_, page) in enumerate(found) if Share(1, 2).has(number))


def test_processes_end_with_who_asked(small: Printed) -> None:
    """Whether they were asked or not."""
    with closing(Readers(1)) as readers:
        running = readers.processes[0]
        assert running.poll() is None

    assert running.poll() is not None


def test_the_tree_is_looked_at_beside(book: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a copy of our process where others read the pages, here where there are none.

    What it finds ends the build all the same.
    """

    def found(*_: object) -> Iterator[Diagnostic]:
        yield Diagnostic("pdf-tags-wrong", f"found by {os.getpid()}")

    def who(count: int) -> str:
        monkeypatch.setattr(edition, "readers_for", lambda _: Readers(count))
        with pytest.raises(PublishError) as failed:
            print_book(layout)
        (said,) = failed.value.diagnostics
        return said.message

    layout = settle(book, design())[1]
    monkeypatch.setattr(edition, "preflight", found)
    here = f"found by {os.getpid()}"
    assert who(0) == here
    assert (who(1) == here) == (sys.platform != "linux")
