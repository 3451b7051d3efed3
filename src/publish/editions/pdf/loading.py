"""Has cffi look for Pango by the names that WeasyPrint 70.0 gives it, and no others.

WeasyPrint names each library as several systems do, one after the other. For every name that Linux
does not know, cffi asks Python's `find_library`, which asks the linker's list, a compiler and a
linker: fifty programs, and most of the time in which an engine gets ready. Linux knows the names
that end in `.so.0`, which are there too. This can go when WeasyPrint tries them first.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loaded_by_name() -> Iterator[None]:
    """Let what is imported meanwhile load libraries on Linux by the names that these have there."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search
