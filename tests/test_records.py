"""Our dataclasses are what the standard library's are."""

from __future__ import annotations

import dataclasses
import pickle
from typing import Any

import pytest

from publish import records

# Type checkers take `records.dataclass` for the library's; here it is ours.
MAKERS = [dataclasses.dataclass, records.dataclass]


@records.dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a book."""

    recto: int
    words: tuple[str, ...] = ()
    marks: list[str] = dataclasses.field(default_factory=list, compare=False, repr=False)
    number: int = dataclasses.field(default=7, init=False)


@records.dataclass(frozen=True, slots=True)
class Plate(Leaf):
    """A leaf with a picture."""

    picture: str = ""


def kinds(maker: Any) -> list[Any]:
    """Return the same classes, as a maker makes them."""

    @maker(frozen=True, slots=True)
    class Empty:
        pass

    @maker(frozen=True, slots=True)
    class One:
        text: str

    @maker(slots=True)
    class Changing:
        text: str
        rest: list[int] = dataclasses.field(default_factory=list)

    @maker
    class Plain:
        text: str = "a"

    @maker(frozen=True, slots=True, eq=False)
    class Alone:
        text: str = "a"

    return [Empty(), One("a"), One("b"), Changing("a"), Changing("a", [1]), Plain(), Alone()]


def told(values: list[Any]) -> list[Any]:
    """Return what can be seen of values from without."""
    return [
        (
            repr(one).replace(type(one).__qualname__, type(one).__name__),
            [one == other for other in values],
            type(one).__hash__ is None,
            hasattr(one, "__dict__"),
            [(field.name, field.type) for field in dataclasses.fields(one)],
            type(one).__match_args__,
        )
        for one in values
    ]


def test_they_are_shown_and_compared_as_the_standard_librarys() -> None:
    """Words, equality, hashability, slots and fields are the same."""
    theirs, ours = [told(kinds(maker)) for maker in MAKERS]

    assert ours == theirs


def test_equal_values_have_one_hash_and_others_another() -> None:
    """What is left out of comparisons is left out of the hash."""
    same = {Leaf(1, ("a",), ["x"]), Leaf(1, ("a",), ["y"])}

    assert (len(same), len({Leaf(1), Leaf(2), Plate(1)})) == (1, 3)


def test_a_value_is_made_with_its_defaults() -> None:
    """A default is made anew for each; what is not given is set all the same."""
    one, other = Leaf(1), Leaf(recto=1)

    assert (one.words, one.marks, one.number) == ((), [], 7)
    assert one.marks is not other.marks
    assert repr(Plate(1, picture="p")) == "Plate(recto=1, words=(), number=7, picture='p')"
    with pytest.raises(TypeError, match="recto"):
        Leaf()  # type: ignore[call-arg]


def test_a_frozen_value_cannot_be_changed() -> None:
    """Neither set nor deleted; a changed copy is another value."""
    leaf = Leaf(1)

    for change in (lambda: setattr(leaf, "recto", 2), lambda: delattr(leaf, "recto")):
        with pytest.raises(dataclasses.FrozenInstanceError, match="recto"):
            change()
    assert dataclasses.replace(leaf, recto=2) == Leaf(2)
    assert records.is_frozen(Leaf) and not records.is_frozen(list)


def test_a_frozen_value_goes_to_another_process() -> None:
    """It is what it was, with all its fields."""
    leaf = Leaf(1, ("a",), ["x"])

    sent = pickle.loads(pickle.dumps(leaf))

    assert (sent, sent.marks, sent.number) == (leaf, ["x"], 7)
