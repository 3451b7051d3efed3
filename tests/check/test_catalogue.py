"""`publish explain` knows every code that a finding can have."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from test_fix_law import FILES, MISTAKES

import publish
from publish.check import codes, explain
from publish.hints import USUAL_HINTS

SOURCES = sorted(Path(publish.__file__).parent.rglob("*.py"))


def test_every_code_is_explained():
    """In a sentence that says what is wrong, and more that says what to do."""
    for code in codes():
        first, _, rest = (explain(code) or "").partition("\n\n")
        assert first.endswith(".") and rest, code


def test_every_code_in_the_sources_is_in_the_catalogue():
    """Wherever a finding is made: given to what takes a `code`, or assigned to that name."""
    trees = {path.name: ast.parse(path.read_text("utf-8")) for path in SOURCES}
    takers = {name for tree in trees.values() for name in _takers_of_codes(tree)}
    used = {(code, name) for name, tree in trees.items() for code in _codes(tree, takers)}

    assert {"Diagnostic", "rule"} <= takers
    assert len(used) > 40
    assert sorted((code, name) for code, name in used if not explain(code)) == []


def _takers_of_codes(tree: ast.Module) -> Iterator[str]:
    """Yield the functions and classes of which the first argument is called `code`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [one.arg for one in node.args.args]
        elif isinstance(node, ast.ClassDef):
            fields = (one.target for one in node.body if isinstance(one, ast.AnnAssign))
            names = [one.id for one in fields if isinstance(one, ast.Name)]
        else:
            continue
        if names[:1] == ["code"]:
            yield node.name


def _codes(tree: ast.Module, takers: set[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(ast.Name(name), [ast.Constant(str(code)), *_]) if name in takers:
                yield code
            case ast.Assign([ast.Name("code")], ast.Constant(str(code))):
                yield code
            case ast.Assign([ast.Tuple(names)], ast.Tuple(values)):
                yield from (
                    value.value
                    for name, value in zip(names, values, strict=False)
                    if isinstance(name, ast.Name)
                    and name.id == "code"
                    and isinstance(value, ast.Constant)
                    and isinstance(value.value, str)
                )


def test_every_usual_hint_is_of_a_code():
    """A hint for a code that there is not would never be read."""
    assert sorted(set(USUAL_HINTS) - set(codes())) == []


def test_the_page_on_findings_names_codes_that_there_are():
    """With a star those that are mended, and every rule on the text of a chapter."""
    page = (Path(__file__).parents[2] / "docs" / "findings.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", page))

    assert sorted(named - set(codes())) == []
    areas = ("cite", "note", "link", "image", "typography", "markup", "heading", "section")
    on_text = {one for one in codes() if one.partition("-")[0] in areas}
    assert sorted(on_text - named) == ["cite-unformatted"]  # a defect, which no text has
    assert set(re.findall(r"`([a-z-]+)`\\\*", page)) == {*MISTAKES, *FILES}
