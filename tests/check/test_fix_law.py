"""What holds of every finding that `--fix` can mend, whatever the code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import publish.check
from publish.check.fixes import apply_fixes
from publish.diagnostics import Diagnostic, Fix, Place, Severity
from publish.pipeline import check

RULES = Path(publish.check.__file__).parent
# Language, what is wrong, and what is right by the rule that each code names.
MISTAKES = {
    "typography-range-hyphen": ("en", "in 1922-1934 so", "in 1922–1934 so"),
    "typography-spaced-hyphen": ("en", "a word - another", "a word – another"),
    "typography-twice": ("en", "it ends.. Yes", "it ends. Yes"),
    "typography-space-before": ("en", "one , two", "one, two"),
    "typography-apostrophe": ("en", "in the '90s there", "in the ’90s there"),
    "typography-no-space": ("fr", "à p.12 et 50% de", "à p. 12 et 50\u00a0% de"),
    "typography-no-break": ("de", "von Dr. Mai nach 5 km so", "von Dr.\u00a0Mai nach 5\u00a0km so"),
}
# A whole file of which the mistake is made, with the right one.
FILES = {
    "note-typed": (
        "A town.[1] A river.^[2]\n\n> A wall.\\[12\\]\n\nNotes\n\n"
        "- [1] *Towns*, p. 3.\n- ^[2] Rivers,\n- \\[12\\] Walls.\n",
        "A town.[^1] A river.[^2]\n\n> A wall.[^12]\n\nNotes\n\n"
        "[^1]: *Towns*, p. 3.\n[^2]: Rivers,\n[^12]: Walls.\n",
    ),
}
CONSTRUCTS = """---
lang: {lang}
---

# Žižek

{x}, год 𝔸. {x}.

- {x}
\t- {x}

> {x}

| a | b |
|---|---|
| {x} | {x} |

::: {{.box}}
*{x}*
:::

Words.[^n] `{code}` <!-- {code} -->

[^n]: {x}
"""


def _fixable() -> set[str]:
    """Return the codes of the rules in whose code a fix is made."""
    found = set()
    for path in RULES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                called = node.decorator_list[0]
                if isinstance(called, ast.Call) and "Fix(" in ast.unparse(node):
                    found.add(ast.literal_eval(called.args[0]))
    return found


@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\r\n"), ("", "\r")])
def test_every_fix_mends_its_place_and_nothing_else(tmp_path: Path, mark: str, end: str) -> None:
    """The finding goes, none comes, all other bytes stay, and a second time changes nothing."""
    assert _fixable() == {*MISTAKES, *FILES}
    folder = tmp_path / "manuscript"
    folder.mkdir()
    (folder / "book.yaml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    right: dict[Path, bytes] = {}
    texts = {
        code: [CONSTRUCTS.format(lang=lang, x=one, code=wrong) for one in (wrong, good)]
        for code, (lang, wrong, good) in MISTAKES.items()
    }
    for code, both in {**texts, **FILES}.items():
        path = folder / f"{code}.md"
        old, right[path] = ((mark + one.replace("\n", end)).encode() for one in both)
        path.write_bytes(old)
    found = check(tmp_path)
    assert {one.code for one in found if one.fix} == {*MISTAKES, *FILES}

    changed = apply_fixes(tmp_path, found, lambda: check(tmp_path))
    assert set(changed) == set(right)
    assert {path: path.read_bytes() for path in right} == right
    after = check(tmp_path)
    assert [str(one) for one in after if one.fix or one.code not in {o.code for o in found}] == []
    assert apply_fixes(tmp_path, after, lambda: check(tmp_path)) == ()


def test_fixes_that_lie_in_one_another(tmp_path: Path) -> None:
    """One after the other, each at a place that is still as it was found."""
    (tmp_path / "a.md").write_bytes(b"aaa\r\n")
    texts = {"aaa": [(1, "aa", "b"), (2, "aa", "ac")], "aac": [(1, "a", "b")], "bac": []}

    def look() -> list[Diagnostic]:
        text = (tmp_path / "a.md").read_text("utf-8").rstrip()
        return [
            Diagnostic(f"x-{column}", "x", Place("a.md", 1, column), "", Severity.NOTE, Fix(a, b))
            for column, a, b in texts[text]
        ]

    assert apply_fixes(tmp_path, look(), look) == (tmp_path / "a.md",)
    assert (tmp_path / "a.md").read_bytes() == b"bac\r\n"


def test_one_bad_fix_does_not_hinder_the_others(tmp_path: Path) -> None:
    """What makes things worse is left, and the rest of the file is mended."""
    (tmp_path / "a.md").write_bytes(b"one two")

    def look() -> list[Diagnostic]:
        text = (tmp_path / "a.md").read_text("utf-8")
        spots = [("bad", "one", "1"), ("good", "two", "2"), ("worse", "1", "")]
        return [
            Diagnostic(code, "x", Place("a.md", 1, text.index(old) + 1), fix=Fix(old, new))
            for code, old, new in spots
            if old in text
        ]

    assert apply_fixes(tmp_path, look(), look) == (tmp_path / "a.md",)
    assert (tmp_path / "a.md").read_bytes() == b"one 2"
