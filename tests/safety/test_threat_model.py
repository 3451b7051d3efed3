"""Every line of the threat model has its test: the tests that it names exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from .test_bombs import BOMBS

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "docs" / "threat-model.md"
ROW = re.compile(r"^\| (?!what holds|who |---)(.+?) \| (.+) \|$", re.MULTILINE)


def functions() -> set[str]:
    """Return the names of all tests."""
    trees = (ast.parse(path.read_text("utf-8")) for path in TESTS.rglob("test_*.py"))
    return {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_named_test_exists() -> None:
    """Functions, and the cases of them that are named in brackets."""
    named = re.findall(r"`(test_\w+)(?:\[([^\]]+)\])?`", PAGE.read_text("utf-8"))

    assert len(named) > 40
    assert {name for name, _ in named} - functions() == set()
    assert {case for _, case in named if case} - set(BOMBS) == set()


def test_every_line_names_a_test() -> None:
    """No promise without one."""
    promises = PAGE.read_text("utf-8").split("## Nothing is executed")[1]
    rows = ROW.findall(promises.split("## What is not promised")[0])

    assert len(rows) > 25
    assert [holds for holds, tests in rows if "`test_" not in tests] == []
