"""Work that is handed to processes while it comes in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Timer
from typing import cast

import pytest

from publish.editions.pdf.child import Child
from publish.editions.pdf.shift import Shift

ONE, TWO = cast(Child, "one"), cast(Child, "two")  # what is served never looks at its process


def test_work_begins_with_the_first_name() -> None:
    began = Event()
    with Shift(lambda count: [ONE], lambda child, name: began.set()) as shift:
        shift.add("first")
        assert began.wait(10)
        shift.add("second")


@contextmanager
def waiting_shift(served: list[tuple[Child, str]], *children: Child) -> Iterator[Shift]:
    """Give a shift that begins when every name is known."""
    may_begin = Event()

    def serve(child: Child, name: str) -> None:
        may_begin.wait(10)
        if name:
            served.append((child, name))

    with Shift(lambda count: children, serve) as shift:
        for child in children:
            shift.add("", home=child)
        yield shift
        may_begin.set()


def test_the_largest_that_waits_comes_first_and_what_has_a_home_before_it() -> None:
    served: list[tuple[Child, str]] = []
    with waiting_shift(served, ONE) as shift:
        for name, size in (("small", 1), ("large", 3), ("middle", 2)):
            shift.add(name, size=size)
        shift.add("own", home=ONE)

    assert [name for _, name in served] == ["own", "large", "middle", "small"]


def test_a_name_goes_to_its_home_and_to_nobody_else() -> None:
    served: list[tuple[Child, str]] = []
    with waiting_shift(served, ONE, TWO) as shift:
        for number in range(20):
            shift.add(f"name {number}", home=TWO if number % 2 else ONE)

    homes = {name: child for child, name in served}
    assert len(homes) == 20
    assert all(homes[f"name {number}"] == (TWO if number % 2 else ONE) for number in range(20))


def test_no_more_processes_are_asked_for_than_there_are_names() -> None:
    asked: list[int] = []

    def staff(count: int) -> list[Child]:
        asked.append(count)
        return [ONE, TWO][:count]

    with Shift(staff, lambda child, name: None) as shift:
        shift.add("first")
        shift.add("second")
    assert asked == [1, 2]


def test_an_error_is_told_when_the_rest_is_done() -> None:
    served: list[str] = []

    def serve(child: Child, name: str) -> None:
        if name == "bad":
            raise ZeroDivisionError
        served.append(name)

    with pytest.raises(ZeroDivisionError), Shift(lambda count: [ONE, TWO], serve) as shift:
        shift.add("bad", home=ONE)
        for name in "abc":
            shift.add(name, home=TWO)
    assert sorted(served) == ["a", "b", "c"]


def test_work_that_nobody_has_begun_is_dropped_when_its_maker_fails() -> None:
    served: list[str] = []
    began, may_go_on = Event(), Event()

    def serve(child: Child, name: str) -> None:
        served.append(name)
        began.set()
        may_go_on.wait(10)

    def fail(shift: Shift) -> None:
        shift.add("never")
        # Not before the end of the block, where what waits is dropped.
        Timer(0.2, may_go_on.set).start()
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"), Shift(lambda count: [ONE], serve) as shift:
        shift.add("first")
        assert began.wait(10)
        fail(shift)
    assert served == ["first"]


def test_whoever_makes_names_can_wait_until_few_are_left() -> None:
    """All but the one that waits and the one that is served were served then."""
    served: list[str] = []
    with Shift(lambda count: [ONE], lambda child, name: served.append(name)) as shift:
        for number in range(20):
            shift.add(str(number))
        shift.wait_until_few_wait()
        assert len(served) >= 18
        shift.add("last")

    assert len(served) == 21


def test_nobody_waits_for_what_has_failed() -> None:
    def serve(child: Child, name: str) -> None:
        raise OSError(name)

    with pytest.raises(OSError, match="one"), Shift(lambda count: [ONE], serve) as shift:
        for name in ("one", "two", "three", "four"):
            shift.add(name)
        shift.wait_until_few_wait()
