"""Profiles read from YAML: `styles/profiles/` of the project, then of the tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.editions.design import default_styles
from publish.editions.docx.look import PAGE_NUMBERS
from publish.editions.docx.profiles.profile import (
    CAPTIONS,
    COUNTED,
    FIELDS,
    FLOATS,
    FORMATS,
    NOTES,
    PAPERS,
    SELFCITE,
    SPACED,
    FigureFiles,
    Limits,
    Profile,
)
from publish.project.files import read_profile
from publish.project.yaml import Mapping as YamlMapping
from publish.project.yaml import Node, Scalar, Sequence, read_yaml


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
            return _read(name, *read_profile(path, project))
    known = profile_names(project)
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
    message = f"there is no submission profile '{name}'"
    raise PublishError([Diagnostic("settings-unknown-profile", message, hint=hint)])


def _folders(project: Path | None) -> tuple[Path, ...]:
    own = () if project is None else (project / "styles" / "profiles",)
    return (*own, default_styles() / "profiles")


def _read(name: str, text: str, file: str) -> Profile:
    tree = read_yaml(text, file)
    if not isinstance(tree, YamlMapping):
        raise _wrong(
            "a profile is a list of 'key: value'", tree.place if tree else Place(file, 1, 1)
        )
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
    return PublishError([Diagnostic("settings-profile", message.replace("_", "-"), place, hint)])


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


def _page_numbers(key: str, node: Node) -> dict[str, Any]:
    """Read `true`, `false`, or the place of the number, which says that there is one."""
    if isinstance(node, Scalar) and node.boolean is not None:
        return {key: node.boolean}
    allowed = (*PAGE_NUMBERS, "true", "false")
    return {key: True, "page_place": _one_of(*allowed)(key, node)[key]}


def _floats(key: str, node: Node) -> dict[str, Any]:
    """Read one place for all, or one for `figures` and one for `tables`."""
    if isinstance(node, Scalar):
        place = _one_of(*FLOATS)(key, node)[key]
        return {"figures": place, "tables": place}
    members = _members(key, node, ("figures", "tables"))
    return {one: _one_of(*FLOATS)(one, value)[one] for one, value in members}


def _figure(key: str, node: Node) -> dict[str, Any]:
    readers: Mapping[str, Callable[[str, Node], dict[str, Any]]] = {
        "formats": _list_of(*FORMATS),
        "dpi": _whole,
        "line-dpi": _whole,
        "width-mm": _number,
        "name": _pattern("number", "file"),
    }
    values: dict[str, Any] = {}
    for one, value in _members(key, node, tuple(readers)):
        values |= readers[one](one.replace("-", "_"), value)
    return {key: FigureFiles(**values)}


def _pattern(*names: str) -> Callable[[str, Node], dict[str, Any]]:
    """Read a text with names in braces, each of which means something."""

    def read(key: str, node: Node) -> dict[str, Any]:
        value = _text(key, node)
        unknown = set(re.findall(r"\{([^{}]*)\}", value[key])) - set(names)
        if unknown:
            raise _wrong(f"'{key}' knows {', '.join(f'{{{one}}}' for one in names)}", node.place)
        return value

    return read


def _list_of(*allowed: str) -> Callable[[str, Node], dict[str, Any]]:
    def read(key: str, node: Node) -> dict[str, Any]:
        items = node.items if isinstance(node, Sequence) else (node,)
        return {key: tuple(_one_of(*allowed)(key, one)[key] for one in items)}

    return read


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
    "align": _one_of("left", "justified"),
    "page-numbers": _page_numbers,
    "page-total": _boolean,
    "running-title": _boolean,
    "line-numbers": _boolean,
    "contents": _boolean,
    "notes": _one_of(*NOTES),
    "fields": _one_of(*FIELDS),
    "headings": _whole,
    "numbered-headings": _boolean,
    "title-words": _whole,
    "count": _count,
    "states-words": _boolean,
    "abstract": _limits,
    "keywords": _limits,
    "floats": _floats,
    "captions": _one_of(*CAPTIONS),
    "callout": _pattern("label"),
    "figure": _figure,
    "anonymous": _boolean,
    "selfcite": _one_of(*SELFCITE),
    "file-name": _pattern("file", "family", "title"),
    "language": _text,
    "accessible": _boolean,
    "track-changes": _boolean,
}
