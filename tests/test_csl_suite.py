"""The CSL test suite, from the folder that PUBLISH_CSL_SUITE names.

`csl_suite_passing.txt` lists what passes. A listed case that fails is an error, and so is one
that passes and is not listed: then it is to be added.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "benchmarks"))

import csl_suite  # noqa: E402 (it stands beside the tests, not in a package)

FOLDER = os.environ.get("PUBLISH_CSL_SUITE", "")
LISTED = frozenset((HERE / "csl_suite_passing.txt").read_text(encoding="utf-8").split())


@pytest.mark.skipif(not FOLDER, reason="PUBLISH_CSL_SUITE does not name a folder with the suite")
def test_suite_passes_as_listed() -> None:
    """Exactly the cases that are listed pass, of those in the folder."""
    outcomes = [csl_suite.run(name, case) for name, case in csl_suite.cases(Path(FOLDER))]
    assert outcomes, f"no cases in {FOLDER}"
    names = {outcome.name for outcome in outcomes}
    passing = {outcome.name for outcome in outcomes if outcome.passes}

    assert sorted(LISTED & names - passing) == [], "these passed before"
    assert sorted(passing - LISTED) == [], "these pass now: add them to the list"


def test_list_is_in_order() -> None:
    """The list is sorted and names no case twice, so that changes to it read well."""
    lines = (HERE / "csl_suite_passing.txt").read_text(encoding="utf-8").splitlines()

    assert lines == sorted(set(lines))
