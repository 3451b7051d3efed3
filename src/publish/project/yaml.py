"""The only door to ruamel.yaml: a YAML text to a tree in which every key and value has a place.

Types are decided when a setting is read, not here: where a text is wanted, `Y`, `no`, `1.10` and
`2024-05-01` are the characters that the author wrote.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from publish.diagnostics import Diagnostic, Place, PublishError

MAX_VALUES = 20_000  # aliases of aliases can stand for billions of values in a few lines
# YAML 1.2.2, 10.3.2 (core schema).
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DIGITS = 100  # of a whole number; Python itself refuses to read some thousand
# What escapes such as "\\0" can bring in, and neither XML nor UTF-8 can carry.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTED = "'\"|>"

_HINTS = (
    ("mapping values are not allowed", 'a text with a colon in it goes in quotes: "One: Two"'),
    (r"character '\t'", "YAML is indented with spaces, not with tabs"),
    ("cannot start any token", "a text that begins with this character goes in quotes"),
    ("but found another document", "keep one document: remove this line '---'"),
    ("end of stream", "a quotation mark or bracket that opens here is not closed"),
    ("undefined alias", "a text that begins with '*' goes in quotes"),
    ("expected <block end>", "check the indentation: lines of one list begin at one column"),
    ("could not find expected ':'", "write 'name: value', with a space after the colon"),
)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written. `is_plain` says that it stood without quotation marks."""

    text: str
    place: Place
    is_plain: bool = True

    @property
    def is_null(self) -> bool:
        """Tell whether nothing, `~` or `null` was written."""
        return self.is_plain and _NULL.fullmatch(self.text) is not None

    @property
    def boolean(self) -> bool | None:
        """Return the truth value that YAML 1.2 sees here, None if it sees none."""
        is_boolean = self.is_plain and _BOOLEAN.fullmatch(self.text)
        return self.text.lower() == "true" if is_boolean else None

    @property
    def integer(self) -> int | None:
        """Return the decimal number that stands here, None if there is none."""
        is_number = self.is_plain and len(self.text) < _DIGITS and _INTEGER.fullmatch(self.text)
        return int(self.text) if is_number else None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, in the author's order."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the author's order; a key may stand twice."""

    items: tuple[tuple[Scalar, Node], ...]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping


def read_yaml(text: str, path: str, *, first_line: int = 1) -> Node | None:
    """Return the tree of a YAML text, None if it says nothing.

    `first_line` is the line of the file on which the text begins.
    Raises: PublishError with one finding at the place where the text stops being YAML.
    """
    try:
        with warnings.catch_warnings():
            # An anchor that is used again is good YAML; ruamel.yaml 0.19 warns of it.
            warnings.simplefilter("ignore")
            root = YAML(typ="safe", pure=True).compose(text)
        return None if root is None else _Tree(path, first_line).node(root)
    except MarkedYAMLError as error:
        raise _unreadable(error, path, first_line) from error
    except ReaderError as error:
        before = text[: error.position]
        column = error.position - before.rfind("\n")
        place = Place(path, first_line + before.count("\n"), column)
        message = f"a control character (code {error.character}) cannot stand in YAML"
        raise PublishError([Diagnostic("settings-yaml", message, place)]) from error
    except YAMLError as error:
        raise PublishError([Diagnostic("settings-yaml", str(error), Place(path))]) from error
    except RecursionError as error:
        raise PublishError([_too_large(Place(path, first_line))]) from error


def _unreadable(error: MarkedYAMLError, path: str, first_line: int) -> PublishError:
    # The end of the file is no place to look at: say where the open construct began.
    problem = error.problem or error.context or "not readable as YAML"
    at_end = "end of stream" in problem or "<stream end>" in problem
    mark = (error.context_mark if at_end else None) or error.problem_mark or error.context_mark
    place = Place(path, first_line + mark.line, mark.column + 1) if mark else Place(path)
    hint = next((hint for words, hint in _HINTS if words in problem), "")
    return PublishError([Diagnostic("settings-yaml", problem, place, hint)])


def _too_large(place: Place) -> Diagnostic:
    return Diagnostic("settings-yaml", "too many values inside one another", place)


class _Tree:
    """Makes our nodes of ruamel's, and counts them."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.count = 0

    def node(self, source: Any) -> Node:
        place = self.place(source)
        self.count += 1
        if self.count > MAX_VALUES:
            raise PublishError([_too_large(place)])
        if isinstance(source, ScalarNode):
            return self.scalar(source)
        if isinstance(source, SequenceNode):
            return Sequence(tuple(self.node(item) for item in source.value), place)
        return Mapping(tuple(self.pairs(source)), place)

    def pairs(self, source: MappingNode) -> list[tuple[Scalar, Node]]:
        pairs = []
        for key, value in source.value:
            if not isinstance(key, ScalarNode):
                message = "expected a name before the colon"
                raise PublishError([Diagnostic("settings-yaml", message, self.place(key))])
            pairs.append((self.scalar(key), self.node(value)))
        return pairs

    def scalar(self, source: ScalarNode) -> Scalar:
        unprintable = _UNPRINTABLE.search(str(source.value))
        if unprintable:
            message = f"the character U+{ord(unprintable[0]):04X} cannot stand in a text"
            raise PublishError([Diagnostic("settings-yaml", message, self.place(source))])
        is_plain = not (source.style and source.style in _QUOTED)
        return Scalar(str(source.value), self.place(source), is_plain)

    def place(self, source: Any) -> Place:
        mark = source.start_mark
        return Place(self.path, self.first_line + mark.line, mark.column + 1)
