"""The kinds of value a setting can have: how each is read, and how JSON Schema calls it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

from publish.diagnostics import Diagnostic, Place
from publish.project.yaml import Mapping, Node, Scalar, Sequence

Report = Callable[[Diagnostic], None]
Schema = dict[str, Any]


class Wrong(Exception):  # noqa: N818 - a way back to the field, not an error of its own
    """The value was reported as wrong; the setting keeps its default."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Markdown of a setting, not yet read: a line of text, or paragraphs."""

    text: str
    place: Place
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A text with the place where it was written, for settings that are checked later."""

    text: str
    place: Place


class Kind(Protocol):
    """A kind of value. `expected` completes the sentence "expected ..."."""

    @property
    def expected(self) -> str:
        """Return the words for what can be written."""

    def read(self, node: Node, report: Report) -> Any:
        """Return the value; raises: Wrong after reporting what is wrong."""

    def schema(self) -> Schema:
        """Return the kind as JSON Schema, draft 2020-12."""


def wrong_type(expected: str, node: Node, report: Report) -> Wrong:
    """Report that a value is of another kind, and return what to raise."""
    message = f"expected {expected}, found {_found(node)}"
    report(Diagnostic("settings-wrong-type", message, node.place))
    return Wrong()


def _found(node: Node) -> str:
    match node:
        case Sequence():
            return "a list"
        case Mapping():
            return "a group of settings"
    return "nothing" if node.is_null else f"'{_shortened(node.text)}'"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def nearest(name: str, names: tuple[str, ...]) -> str:
    """Return a hint that names the nearest of `names`, "" if none is near."""
    found = get_close_matches(name.lower(), names, n=1, cutoff=0.7)
    return f"did you mean '{found[0]}'?" if found else ""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, as written: `Y`, `no`, `2024` stay what they are. `pattern` must match it all."""

    expected: str = "a text"
    pattern: str = ""

    def read(self, node: Node, report: Report) -> str:
        """Return the text without the spaces around it."""
        if not isinstance(node, Scalar) or node.is_null:
            raise wrong_type(self.expected, node, report)
        text = node.text.strip()
        if self.pattern and not re.fullmatch(self.pattern, text):
            message = f"expected {self.expected}, found '{_shortened(text)}'"
            report(Diagnostic("settings-wrong-value", message, node.place))
            raise Wrong
        return text

    def schema(self) -> Schema:
        """Return a string or a number: YAML without quotation marks makes numbers of digits."""
        pattern = {"pattern": f"^(?:{self.pattern})$"} if self.pattern else {}
        return {"type": ["string", "number"], **pattern}


@dataclass(frozen=True, slots=True)
class Placed:
    """A text that keeps its place."""

    expected: str = "the name of a file"

    def read(self, node: Node, report: Report) -> Given:
        """Return text and place."""
        return Given(Text(self.expected).read(node, report), node.place)

    def schema(self) -> Schema:
        """Return a string."""
        return {"type": "string"}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text that may hold Markdown: words in a line, or paragraphs."""

    is_block: bool = False
    expected: str = "a text"

    def read(self, node: Node, report: Report) -> Markup:
        """Return the Markdown, to be read with all other settings' in one go."""
        return Markup(Text(self.expected).read(node, report), node.place, self.is_block)

    def schema(self) -> Schema:
        """Return a string, or a number for a title such as 1984."""
        return {"type": ["string", "number"]}


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    expected: str = "true or false"

    def read(self, node: Node, report: Report) -> bool:
        """Return the truth value."""
        value = node.boolean if isinstance(node, Scalar) else None
        if value is None:
            raise wrong_type(self.expected, node, report)
        return value

    def schema(self) -> Schema:
        """Return a boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int

    @property
    def expected(self) -> str:
        """Return the range in words."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, node: Node, report: Report) -> int:
        """Return the number."""
        value = node.integer if isinstance(node, Scalar) else None
        if value is None:
            raise wrong_type(self.expected, node, report)
        if not self.least <= value <= self.most:
            message = f"expected {self.expected}, found {value}"
            report(Diagnostic("settings-wrong-value", message, node.place))
            raise Wrong
        return value

    def schema(self) -> Schema:
        """Return an integer with its bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def expected(self) -> str:
        """Return the words as a list for a sentence."""
        *first, last = self.words
        return f"{', '.join(first)} or {last}" if first else last

    def read(self, node: Node, report: Report) -> str:
        """Return the word."""
        text = Text(self.expected).read(node, report)
        if text not in self.words:
            message = f"expected {self.expected}, found '{_shortened(text)}'"
            hint = nearest(text, self.words)
            report(Diagnostic("settings-wrong-value", message, node.place, hint))
            raise Wrong
        return text

    def schema(self) -> Schema:
        """Return an enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """One value or a list of them; `separators` are the marks that divide a single text."""

    kind: Kind
    separators: str = ""

    @property
    def expected(self) -> str:
        """Return what one item is."""
        return f"{self.kind.expected}, or a list"

    def read(self, node: Node, report: Report) -> tuple[Any, ...]:
        """Return the items that are right; the wrong ones are reported each."""
        if isinstance(node, Scalar) and self.separators and not node.is_null:
            pieces = re.split(f"[{re.escape(self.separators)}]", node.text)
            words = (Scalar(piece.strip(), node.place) for piece in pieces if piece.strip())
            return tuple(self.kind.read(word, report) for word in words)
        items = node.items if isinstance(node, Sequence) else (node,)
        values = []
        for item in items:
            try:
                values.append(self.kind.read(item, report))
            except Wrong:
                continue
        return tuple(values)

    def schema(self) -> Schema:
        """Return the item or an array of it."""
        item = self.kind.schema()
        return {"anyOf": [item, {"type": "array", "items": item}]}


@dataclass(frozen=True, slots=True)
class Either:
    """A simple value, or a group of settings."""

    simple: Kind
    group: Kind

    @property
    def expected(self) -> str:
        """Return both in words."""
        return f"{self.simple.expected} or {self.group.expected}"

    def read(self, node: Node, report: Report) -> Any:
        """Return what the kind that fits the shape of the node reads."""
        if isinstance(node, Mapping):
            return self.group.read(node, report)
        if isinstance(node, Sequence) and not isinstance(self.simple, ListOf):
            raise wrong_type(self.expected, node, report)
        return self.simple.read(node, report)

    def schema(self) -> Schema:
        """Return the two as alternatives."""
        return {"anyOf": [self.simple.schema(), self.group.schema()]}


@dataclass(frozen=True, slots=True)
class Tree:
    """Anything: kept as it stands, for a reader of its own. `definition` is its JSON Schema."""

    expected: str
    definition: tuple[tuple[str, Any], ...] = ()

    def read(self, node: Node, report: Report) -> Node:
        """Return the node."""
        return node

    def schema(self) -> Schema:
        """Return the definition given."""
        return dict(self.definition)


@dataclass(frozen=True, slots=True)
class WithoutEffect:
    """A setting of pandoc or Quarto that says nothing about the three editions."""

    instead: str = ""  # what to do here for the same end
    expected: str = "anything"

    def read(self, node: Node, report: Report) -> Node:
        """Return the node: whatever it is, it is not looked at."""
        return node

    def schema(self) -> Schema:
        """Return the schema that takes everything."""
        return {}
