"""The rules of a journal, read from YAML: `styles/profiles/` of the project, then of the tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.design import default_styles
from publish.editions.docx.look import A4, LETTER, TWIPS_PER_MM, Look
from publish.project.yaml import Mapping as YamlMapping
from publish.project.yaml import Node, Scalar, Sequence, read_yaml

PAPERS = {"a4": A4, "letter": LETTER}
NOTES = ("footnotes", "endnotes", "typed")
COUNTED = ("body", "notes", "bibliography", "captions", "abstract", "tables")
SPACED = ("body", "notes", "quotes", "bibliography")


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most of something; 0 where there is no limit."""

    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Profile:
    """A journal's rules. What is empty, 0 or None is not asked for.

    `spacing` counts in lines. `seen` is the month in which the rules were collected, `stage` what
    they are for: `initial` submission or `accepted` manuscripts.
    """

    name: str
    journal: str
    source: str
    seen: str
    stage: str
    paper: str = ""
    margin_mm: float = 0
    font: str = ""
    size_pt: float = 0
    spacing: Mapping[str, float] = field(default_factory=dict)
    page_numbers: bool | None = None
    line_numbers: bool | None = None
    notes: str = ""
    fields: str = ""  # "none": Word fields are forbidden but for the page number
    headings: int = 0  # the deepest level
    title_words: int = 0
    counted: tuple[str, ...] = ()
    count: Limits = Limits()
    abstract: Limits = Limits()
    anonymous: bool = False

    def look(self, look: Look) -> Look:
        """Return a look with what the profile asks for."""
        given = dict(self.spacing)
        return replace(
            look,
            paper=PAPERS.get(self.paper, look.paper),
            margin=round(self.margin_mm * TWIPS_PER_MM) or look.margin,
            font=self.font or look.font,
            size_pt=self.size_pt or look.size_pt,
            # A journal that wants one size means the notes too.
            note_size_pt=self.size_pt or look.note_size_pt,
            body_lines=given.get("body", look.body_lines),
            note_lines=given.get("notes", look.note_lines),
            quote_lines=given.get("quotes", look.quote_lines),
            bibliography_lines=given.get("bibliography", look.bibliography_lines),
        )


def profile_names(project: Path | None = None) -> tuple[str, ...]:
    """Return the names of all profiles there are."""
    return tuple(sorted({path.stem for one in _folders(project) for path in one.glob("*.yaml")}))


def find_profile(name: str, project: Path | None = None) -> Profile:
    """Return a profile by its name.

    Raises: PublishError where there is none of that name, or its file says what it may not.
    """
    for folder in _folders(project):
        path = folder / f"{name}.yaml"
        if name in profile_names(project) and path.is_file():
            return _read(name, path)
    known = profile_names(project)
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
    message = f"there is no submission profile '{name}'"
    raise PublishError([Diagnostic("settings-unknown-profile", message, hint=hint)])


def _folders(project: Path | None) -> tuple[Path, ...]:
    own = () if project is None else (project / "styles" / "profiles",)
    return (*own, default_styles() / "profiles")


def _read(name: str, path: Path) -> Profile:
    tree = read_yaml(path.read_text(encoding="utf-8"), path.name)
    if not isinstance(tree, YamlMapping):
        raise _wrong("a profile is a list of 'key: value'", Place(path.name))
    values: dict[str, Any] = {}
    for key, node in tree.items:
        reader = _READERS.get(key.text)
        if reader is None:
            near = get_close_matches(key.text, _READERS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"keys are {', '.join(_READERS)}"
            raise _wrong(f"a profile has no key '{key.text}'", key.place, hint)
        values |= reader(key.text.replace("-", "_"), node)
    missing = [one for one in ("journal", "source", "seen", "stage") if not values.get(one)]
    if missing:
        raise _wrong(f"the profile does not say its {' and '.join(missing)}", tree.place)
    return Profile(name, **values)


def _wrong(message: str, place: Place, hint: str = "") -> PublishError:
    return PublishError([Diagnostic("settings-profile", message, place, hint)])


def _text(key: str, node: Node) -> dict[str, Any]:
    if not isinstance(node, Scalar) or node.is_null:
        raise _wrong(f"'{key}' is a text", node.place)
    return {key: node.text}


def _one_of(*allowed: str) -> Callable[[str, Node], dict[str, Any]]:
    def read(key: str, node: Node) -> dict[str, Any]:
        value = _text(key, node)
        if value[key] not in allowed:
            raise _wrong(f"'{key}' is one of {', '.join(allowed)}", node.place)
        return value

    return read


def _number(key: str, node: Node) -> dict[str, Any]:
    try:
        number = float(_text(key, node)[key])
    except ValueError:
        number = -1
    if not 0 < number < 1_000_000:
        raise _wrong(f"'{key}' is a number above 0", node.place)
    return {key: number}


def _whole(key: str, node: Node) -> dict[str, Any]:
    return {key: int(_number(key, node)[key])}


def _boolean(key: str, node: Node) -> dict[str, Any]:
    if not isinstance(node, Scalar) or node.boolean is None:
        raise _wrong(f"'{key}' is true or false", node.place)
    return {key: node.boolean}


def _members(key: str, node: Node, allowed: tuple[str, ...]) -> list[tuple[str, Node]]:
    if not isinstance(node, YamlMapping):
        raise _wrong(f"'{key}' is a list of 'key: value'", node.place)
    for inner, _ in node.items:
        if inner.text not in allowed:
            raise _wrong(f"'{key}' has {', '.join(allowed)}", inner.place)
    return [(inner.text, value) for inner, value in node.items]


def _spacing(key: str, node: Node) -> dict[str, Any]:
    return {key: {one: _number(one, v)[one] for one, v in _members(key, node, SPACED)}}


def _limits(key: str, node: Node) -> dict[str, Any]:
    found = {one: _whole(one, v)[one] for one, v in _members(key, node, ("min", "max"))}
    return {key: Limits(found.get("min", 0), found.get("max", 0))}


def _count(key: str, node: Node) -> dict[str, Any]:
    found = dict(_members(key, node, ("include", "min", "max")))
    include = found.pop("include", None)
    if not isinstance(include, Sequence):
        raise _wrong(f"'count' says what to 'include': {', '.join(COUNTED)}", node.place)
    names = tuple(_one_of(*COUNTED)("include", one)["include"] for one in include.items)
    limits = {one: _whole(one, value)[one] for one, value in found.items()}
    return {"counted": names, key: Limits(limits.get("min", 0), limits.get("max", 0))}


_READERS: Mapping[str, Callable[[str, Node], dict[str, Any]]] = {
    "journal": _text,
    "source": _text,
    "seen": _text,
    "stage": _one_of("initial", "accepted"),
    "paper": _one_of(*PAPERS),
    "margin-mm": _number,
    "font": _text,
    "size-pt": _number,
    "spacing": _spacing,
    "page-numbers": _boolean,
    "line-numbers": _boolean,
    "notes": _one_of(*NOTES),
    "fields": _one_of("none"),
    "headings": _whole,
    "title-words": _whole,
    "count": _count,
    "abstract": _limits,
    "anonymous": _boolean,
}
