"""Rules of journals and printers, read from YAML: of the project first, then of the tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.design import default_styles
from publish.project.files import read_profile
from publish.project.yaml import Mapping as YamlMapping
from publish.project.yaml import Node, Scalar, Sequence, read_yaml

Reader = Callable[[Node], Any]
Readers = Mapping[str, Reader]
_MOST = 1_000_000


class WrongValueError(Exception):
    """A value means nothing. `problem` goes on behind `subject`: the key, where it is empty."""

    def __init__(
        self, problem: str, place: Place | None, hint: str = "", subject: str = ""
    ) -> None:
        self.problem, self.place, self.hint, self.subject = problem, place, hint, subject
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class RulesFolder:
    """The profiles in a folder of `styles/`.

    `title` is what one is called, `unknown` and `wrong` are the codes of findings: there is none of
    a name, or its file says what it may not.
    """

    name: str
    title: str
    unknown: str
    wrong: str

    def names(self, project: Path | None = None) -> tuple[str, ...]:
        """Return the names of all profiles there are."""
        found = {path.stem for one in self._folders(project) for path in one.glob("*.yaml")}
        return tuple(sorted(found))

    def find(self, name: str, project: Path | None = None) -> tuple[str, str]:
        """Return the text of a profile, and its file as findings name it.

        Raises: PublishError where there is none of that name.
        """
        known = self.names(project)
        for folder in self._folders(project):
            path = folder / f"{name}.yaml"
            if name in known and path.is_file():
                return read_profile(path, project)
        message = f"there is no {self.title} '{name}'"
        hint = _nearest(name, known, "there are")
        raise PublishError([Diagnostic(self.unknown, message, hint=hint)])

    def read(
        self, text: str, file: str, readers: Readers, needed: tuple[str, ...]
    ) -> dict[str, Any]:
        """Return the values of a profile by the names of fields; those `needed` have to be there.

        Raises: PublishError with the place of what is wrong.
        """
        try:
            values = members(read_yaml(text, file), readers, "a profile")
            missing = [one for one in needed if not values.get(one)]
            if missing:
                problem = f"does not say its {' and '.join(missing)}"
                raise WrongValueError(problem, None, "", "the profile")
        except WrongValueError as wrong:
            message = f"{wrong.subject} {wrong.problem}"
            place = wrong.place or Place(file, 1, 1)
            raise PublishError([Diagnostic(self.wrong, message, place, wrong.hint)]) from wrong
        return values

    def _folders(self, project: Path | None) -> tuple[Path, ...]:
        own = () if project is None else (project / "styles" / self.name,)
        return (*own, default_styles() / self.name)


def members(node: Node | None, readers: Readers, what: str = "") -> dict[str, Any]:
    """Return the values of 'key: value' by the names of fields.

    `what` has them, for messages; without it, the key above them.
    Raises: WrongValueError for another value, and for a key that is not known.
    """
    if not isinstance(node, YamlMapping):
        raise WrongValueError("is a list of 'key: value'", node.place if node else None, "", what)
    values: dict[str, Any] = {}
    for key, value in node.items:
        reader = readers.get(key.text)
        if reader is None:
            hint = _nearest(key.text, tuple(readers), "keys are")
            raise WrongValueError(f"has no key '{key.text}'", key.place, hint, what)
        try:
            values[key.text.replace("-", "_")] = reader(value)
        except WrongValueError as wrong:
            wrong.subject = wrong.subject or f"'{key.text}'"
            raise
    return values


def _nearest(name: str, known: tuple[str, ...], there_are: str) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"{there_are} {', '.join(known)}"


# --- single values ----------------------------------------------------------------------------


def text(node: Node) -> str:
    """Read words."""
    if not isinstance(node, Scalar) or node.is_null:
        raise WrongValueError("is a text", node.place)
    return node.text


def number(node: Node) -> float:
    """Read a number, 0 or more."""
    found = _float(node)
    if not 0 <= found < _MOST:
        raise WrongValueError("is a number, 0 or more", node.place)
    return found


def above_0(node: Node) -> float:
    """Read a number that is not 0."""
    found = _float(node)
    if not 0 < found < _MOST:
        raise WrongValueError("is a number above 0", node.place)
    return found


def _float(node: Node) -> float:
    """Read a number, -1 where there is none."""
    try:
        return float(text(node))
    except ValueError:
        return -1


def whole(node: Node) -> int:
    """Read a number of things, rounded down."""
    return int(number(node))


def flag(node: Node) -> bool:
    """Read `true` or `false`."""
    if not isinstance(node, Scalar) or node.boolean is None:
        raise WrongValueError("is true or false", node.place)
    return node.boolean


def one_of(*allowed: str) -> Reader:
    """Return a reader of one of some words."""

    def read(node: Node) -> str:
        if (found := text(node)) not in allowed:
            words = ", ".join(one or "nothing" for one in allowed)
            raise WrongValueError(f"is one of {words}", node.place)
        return found

    return read


def list_of(reader: Reader) -> Reader:
    """Return a reader of a list; one value alone is a list of one."""

    def read(node: Node) -> tuple[Any, ...]:
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(reader(one) for one in items)

    return read
