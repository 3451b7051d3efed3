"""What few builds need is loaded where it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from publish.late import LateModule, late_names


def said_by(program: str) -> list[str]:
    """Return the lines that a program writes, in a process that has nothing loaded yet."""
    command = [sys.executable, "-c", program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_module_is_loaded_at_the_first_thing_asked_of_it() -> None:
    """What is set, is set in the module itself."""
    program = """
import sys
from publish.late import LateModule
late = LateModule("colorsys")
print("colorsys" in sys.modules)
print(late.rgb_to_hsv(0, 0, 0))
late.ONE_SIXTH = 7
print(sys.modules["colorsys"].ONE_SIXTH)
"""

    assert said_by(program) == ["False", "(0.0, 0.0, 0)", "7"]
    with pytest.raises(AttributeError, match="nothing"):
        LateModule("colorsys").nothing  # noqa: B018


def test_a_package_has_the_names_of_its_modules() -> None:
    """One that no module has is refused, with the words that Python has for it."""
    named = late_names("email", {"Message": "message"})

    assert named("Message").__module__ == "email.message"
    with pytest.raises(AttributeError, match="'email' has no attribute 'Nobody'"):
        named("Nobody")


def test_a_build_loads_what_it_needs() -> None:
    """Neither the rules, which mostly a copy of our process has, nor what few books want."""
    program = """
import sys
import publish.pipeline, publish.editions.pdf.edition
late = {"PIL.Image", "babel", "citeproc", "publish.check.draft", "publish.citations.csl.parse"}
print(sorted(late & set(sys.modules)))
"""

    assert said_by(program) == ["[]"]
