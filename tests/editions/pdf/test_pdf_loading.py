"""An engine loads Pango without asking other programs where it is.

When `test_the_search_is_still_done` fails, WeasyPrint or cffi finds libraries at once: drop the
module `loading` and this file.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import subprocess, sys
from contextlib import nullcontext
from publish.editions.pdf.loading import loaded_by_name

programs = []
sys.addaudithook(lambda event, what: event == "subprocess.Popen" and programs.append(what[0]))
with loaded_by_name() if sys.argv[1] == "by name" else nullcontext():
    from weasyprint.text.ffi import harfbuzz, pango, pangoft2
print(len(programs), pango.pango_units_from_double(1))
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="names are those of Linux")


def programs_asked(way: str) -> int:
    """Return how many programs were run to load the libraries of WeasyPrint."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, way], capture_output=True, check=False, text=True
    )
    assert not done.returncode, done.stderr
    count, units = done.stdout.split()
    assert units == "1024"  # Source: PANGO_SCALE
    return int(count)


def test_no_program_is_asked() -> None:
    """Pango, HarfBuzz and what sets fonts are loaded by their names."""
    assert programs_asked("by name") == 0


def test_the_search_is_still_done() -> None:
    """Without our help cffi runs a program for names that Linux does not know."""
    assert programs_asked("as released") > 0
