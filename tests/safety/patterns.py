"""Our regular expressions, how each is used, and words that ask for the most work.

A pattern is attacked by the way in which it is called: one that is only matched at one place has
less to fear than one that is searched for. The words are made of the pattern itself (what comes
before an endless repeat, then what is repeated) and of a list that breaks most languages.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import publish

MATCHES = ("match", "fullmatch")
SEARCHES = ("search", "finditer", "findall", "sub", "subn", "split")
_STARTED = ("__main__", "pdf.engine", "pdf.mended", "pdf.worker")  # do their work when imported
UNITS = (
    *("a", " ", "\n", "(", "[", "{", "}", "]", ")", "*", "_", "`", '"', "'", "<", ">", "\\", "$"),
    *(
        "1",
        "-",
        ".",
        ",",
        ":",
        ";",
        "|",
        "#",
        "=",
        "@",
        "&",
        "~",
        "^",
        "!",
        "/",
        "%",
        "+",
        "é",
        "“",
    ),
    *("1-", "a ", "a, ", "a.b", "11 ", "A. ", " \n", "\n\n", "\\a", "{a", "@a ", "|a", "[^", "!["),
    *("^[", "<a ", "&a;", "/*", "<!--", "<a b='", "\\begin{a}", "a{", "=a", ":::", "a-", "``"),
)
_OF_CATEGORY = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: " ",
}


@dataclass
class Used:
    """A pattern, where it stands, and the ways in which it is called."""

    pattern: re.Pattern[Any]
    where: str
    ways: set[str] = field(default_factory=set)


def modules() -> Iterator[ModuleType]:
    """Import everything that can be imported without starting something."""
    for found in pkgutil.walk_packages(publish.__path__, "publish."):
        if not found.name.endswith(_STARTED):
            yield importlib.import_module(found.name)


def patterns() -> list[Used]:
    """Return every pattern of the program: named, in tables, or written where it is used."""
    found: dict[tuple[object, int], Used] = {}
    for module in modules():
        for pattern, where, ways in _uses(module):
            key = (pattern.pattern, pattern.flags)
            found.setdefault(key, Used(pattern, where)).ways.update(ways)
    return list(found.values())


def _uses(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str, set[str]]]:
    """Yield the patterns that a module knows, where, and the ways in which it calls them."""
    named = {name: list(_patterns_in(value)) for name, value in vars(module).items()}
    for name, several in named.items():
        yield from ((pattern, f"{module.__name__}.{name}", set()) for pattern in several)
    tree = ast.parse(inspect.getsource(module))
    handed_on = _ways_of_unnamed(tree, module)
    owners = {id(call.func.value) for call in _method_calls(tree)}  # type: ignore[attr-defined]
    for call in _method_calls(tree):
        for pattern, way in _called(call, module):
            yield pattern, f"{module.__name__}:{call.lineno}", {way}
    for node in ast.walk(tree):
        is_read = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        if is_read and id(node) not in owners:
            for pattern in named.get(node.id, ()):
                yield pattern, f"{module.__name__}.{node.id}", handed_on


def _patterns_in(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth:
        yield from _patterns_in((*value.keys(), *value.values()), depth - 1)
    elif isinstance(value, tuple | list | set | frozenset) and depth:
        for one in value:
            yield from _patterns_in(one, depth - 1)
    elif depth and hasattr(type(value), "__dataclass_fields__"):
        yield from _patterns_in(
            [getattr(value, n, None) for n in type(value).__dataclass_fields__], depth - 1
        )


def _method_calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of methods that patterns have, whoever has them here."""
    for node in ast.walk(tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_call and node.func.attr in (*MATCHES, *SEARCHES):  # type: ignore[attr-defined]
            yield node  # type: ignore[misc]


def _ways_of_unnamed(tree: ast.AST, module: ModuleType) -> set[str]:
    """Return how a module uses what it takes out of tables: in any way, if none is seen."""
    found = {
        call.func.attr  # type: ignore[attr-defined]
        for call in _method_calls(tree)
        if _value(call.func.value, module) is None  # type: ignore[attr-defined]
    } - {"split"}  # of strings, nearly always
    return found or {"search", "fullmatch"}


def _called(node: ast.Call, module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    """Yield what is called by a method of a pattern, or of `re` with the pattern written there."""
    assert isinstance(node.func, ast.Attribute)
    owner, way = node.func.value, node.func.attr
    value = _value(owner, module)
    if isinstance(value, re.Pattern):
        yield value, way
    elif value is re and node.args:
        written = _value(node.args[0], module)
        flags = [_value(one.value, module) for one in node.keywords if one.arg == "flags"]
        last = [_value(one, module) for one in node.args[1:]]
        of = [one for one in (*flags, *last) if isinstance(one, re.RegexFlag)]
        if isinstance(written, str | bytes):
            yield re.compile(written, of[0] if of else 0), way


def _value(node: ast.expr, module: ModuleType) -> object:
    """Return the value of an expression that the module alone decides, or None."""
    if not isinstance(node, ast.Name | ast.Constant | ast.JoinedStr | ast.Attribute | ast.BinOp):
        return None
    try:
        return eval(compile(ast.Expression(node), "", "eval"), dict(vars(module)))
    except Exception:
        return None  # a name of the function around it


def attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Yield what comes first, and what is then repeated."""
    yield from (("", unit) for unit in UNITS)
    written = pattern.pattern
    tree = parser.parse(
        written if isinstance(written, str) else written.decode("latin-1"),
        pattern.flags & ~re.UNICODE.value,
    )
    seen = set()
    for before, unit in _repeats(tree, ""):
        for attack in ((before, unit), ("", before + unit), (before, unit + "\n")):
            if attack[1] and attack not in seen:
                seen.add(attack)
                yield attack


def _repeats(tree: Iterable[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield every endless repeat of a pattern: what leads to it, and what it repeats."""
    for kind, value in tree:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most == sre.MAXREPEAT:
                yield from ((before, unit) for unit in dict.fromkeys(_examples(body)))
            yield from _repeats(body, before)
        elif kind is sre.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif kind is sre.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += next(iter(_examples([(kind, value)])), "")


def _examples(tree: Iterable[Any]) -> list[str]:
    """Return a few words that a piece of a pattern matches: one for each way through it."""
    words = [""]
    for kind, value in tree:
        ends = _ends(kind, value)
        words = [word + end for word in words[:8] for end in ends[:8]]
    return words


def _ends(kind: Any, value: Any) -> list[str]:
    if kind is sre.LITERAL:
        return [chr(value)]
    if kind is sre.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if kind is sre.ANY:
        return ["a"]
    if kind is sre.IN:
        return _of_class(value)
    if kind is sre.BRANCH:
        return [word for branch in value[1] for word in _examples(branch)]
    if kind is sre.SUBPATTERN:
        return _examples(value[3])
    if kind is sre.ATOMIC_GROUP:
        return _examples(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = value
        return [word * max(least, min(1, int(most))) for word in _examples(body)]
    return [""]


def _of_class(members: list[Any]) -> list[str]:
    """Return a few characters of a class in brackets."""
    if members[0][0] is sre.NEGATE:
        refused = set().union(*(_of_class([one]) for one in members[1:]))
        spaces = (sre.CATEGORY, sre.CATEGORY_SPACE) in members
        allowed = [one for one in "a1.[(<{\\ " if one not in refused]
        return [one for one in allowed if not (spaces and one == " ")][:4]
    found: list[str] = []
    for kind, value in members:
        if kind is sre.LITERAL:
            found.append(chr(value))
        elif kind is sre.RANGE:
            found.append(chr(value[0]))
        elif kind is sre.CATEGORY:
            found.append(_OF_CATEGORY[value])
    return found[:6]
