"""Damaged files of every kind end with a message; `benchmarks/fuzz.py` tries thousands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "fuzz.py"
KINDS = (
    *("settings", "Markdown", ".bib", "CSL JSON", "CSL style", "CSS", "font", "picture"),
    *("checked DOCX", "checked EPUB", "journal profile", "printer profile", "reference.docx"),
    *("returned DOCX", "kept files", "SVG", "given PDF", "ICC profile"),
)


@pytest.mark.slow
def test_no_input_ends_in_a_traceback() -> None:
    """A few inputs of each kind, always the same: exit code 0, 1 or 2, and no defect."""
    command = [sys.executable, BENCHMARK, "--inputs", "10", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=580, check=False)

    rows = re.findall(r"^(\S.*?) +(\d+) +(\d+) +(\d+) +(\d+) +(\d+) ", done.stdout, re.MULTILINE)
    assert tuple(row[0] for row in rows[-len(KINDS) :]) == KINDS
    for _, inputs, *ends, defects in rows[-len(KINDS) :]:
        assert sum(map(int, ends)) == int(inputs) >= 2
        assert defects == "0"
    assert done.returncode == 0, done.stdout
