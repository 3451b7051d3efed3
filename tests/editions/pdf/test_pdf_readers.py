"""Processes beside ours read a finished file as ours does, and do not matter where they fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from pdf_books import Printed

from publish.editions.pdf.pagemarks import page_marks
from publish.editions.pdf.readers import Readers, read_part

WHOLE = slice(None)


@pytest.fixture
def readers() -> Iterator[Readers]:
    with closing(Readers(2)) as made:
        yield made


def test_two_processes_read_what_one_reads(readers: Readers, small: Printed) -> None:
    """Each page once, in their order; of what is known nothing but the label."""
    marks = page_marks(small.data)
    known = set(marks[::3])

    found = readers.read(small.data, known)

    assert found == read_part(small.data, WHOLE, known)
    assert [mark for mark, _ in found] == marks
    assert not any(page.text for mark, page in found if mark in known)


def test_what_a_process_does_not_tell_is_read_here(readers: Readers, small: Printed) -> None:
    """One has ended before it was asked."""
    readers.processes[1].kill()
    readers.processes[1].wait()

    found = readers.read(small.data, None)

    assert found == read_part(small.data, WHOLE, None)
    assert any(page.text for _, page in found[1::2])


def test_processes_end_with_who_asked(small: Printed) -> None:
    """Whether they were asked or not."""
    with closing(Readers(1)) as readers:
        running = readers.processes[0]
        assert running.poll() is None

    assert running.poll() is not None
