"""Makes dataclasses as the standard library does, in a tenth of the time.

Up to Python 3.12 `dataclasses` compiles every method of every class by itself, and a frozen one has
six. We have hundreds of classes: a third of the time until a build begins. Here one method is
compiled, `__init__`, which alone has to be quick; the others ask for the fields when called.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

_ABSENT: Any = object()  # what an argument is if none was given and the default is to be made


def _dataclass(
    kind: Any = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Any:
    """Return what makes a dataclass of a class, with these of the standard library's options."""

    def make(kind: Any) -> Any:
        if not kind.__doc__:  # the library would ask for its signature, which it has not yet
            kind.__doc__ = kind.__name__
        # So it finds the fields, and has nothing to compile.
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
        methods: dict[str, Any] = {"__init__": _init(made, frozen), "__repr__": _repr}
        if eq:
            methods |= _comparing(made, frozen)
        if frozen:
            methods |= _FREEZING
        for name, method in methods.items():
            if name not in kind.__dict__:
                setattr(made, name, method)
        return made

    return make if kind is None else make(kind)


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass

__all__ = ["dataclass", "is_frozen"]


def is_frozen(kind: type) -> bool:
    """Tell whether a type is a dataclass whose values never change."""
    return getattr(kind, "__setattr__", None) is _setattr


def _init(kind: Any, is_frozen: bool) -> Callable[..., None]:
    """Return `__init__`: it takes all fields in their order, and sets them."""
    names: dict[str, Any] = {"_assign": object.__setattr__, "_absent": _ABSENT}
    taken, lines = ["self"], ["pass"]
    for field in dataclasses.fields(kind):
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            names[f"_make_{name}"] = field.default_factory
            names[f"_default_{name}"] = _ABSENT
            value = f"_make_{name}() if {name} is _absent else {name}"
        elif field.default is not dataclasses.MISSING:
            names[f"_default_{name}"] = field.default
        if field.init:
            taken.append(f"{name}=_default_{name}" if f"_default_{name}" in names else name)
        elif f"_default_{name}" in names:
            value = f"_default_{name}"
        else:
            continue  # nobody gives it
        lines.append(f"_assign(self, {name!r}, {value})" if is_frozen else f"self.{name} = {value}")
    exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join(lines), names)
    names["__init__"].__qualname__ = f"{kind.__qualname__}.__init__"
    return names["__init__"]  # type: ignore[no-any-return]


@recursive_repr()
def _repr(self: Any) -> str:
    shown = [field.name for field in dataclasses.fields(self) if field.repr]
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({values})"


def _comparing(kind: Any, is_frozen: bool) -> dict[str, Any]:
    """Return what compares two of a class by their fields."""
    names = [field.name for field in dataclasses.fields(kind) if field.compare]
    if len(names) == 1:
        names *= 2  # of a single one `attrgetter` gives the value, and no tuple
    values: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def equal(self: Any, other: object) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        return self is other or values(self) == values(other)

    def hashed(self: Any) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed if is_frozen else None}


def _setattr(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_FREEZING = {
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
