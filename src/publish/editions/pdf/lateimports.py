"""Leaves out what WeasyPrint 70.0 imports for fonts that HarfBuzz cannot cut down.

fontTools cuts fonts down and fixes the axes of variable ones. To import that takes a quarter of the
time in which an engine gets ready; nearly no book needs it, and then it is imported when called.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_LATE = {
    "fontTools.subset": ("Options", "Subsetter"),
    "fontTools.varLib.instancer": ("instantiateVariableFont",),
}  # what WeasyPrint calls


@contextmanager
def imported_when_called() -> Iterator[None]:
    """Let what is imported meanwhile have stand-ins for these modules; it keeps them."""
    late = {name: _stand_in(name, what) for name, what in _LATE.items() if name not in sys.modules}
    sys.modules.update(late)
    try:
        yield
    finally:
        for name in late:
            del sys.modules[name]


def _stand_in(name: str, functions: tuple[str, ...]) -> ModuleType:
    module = ModuleType(name)
    for function in functions:
        setattr(module, function, _late(name, function))
    return module


def _late(name: str, function: str) -> Any:
    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(name), function)(*arguments, **named)

    return call
