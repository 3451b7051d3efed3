"""Profiles read from YAML: `styles/profiles/` of the project, then of the tool."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

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
from publish.editions.rulesfile import (
    Reader,
    Readers,
    RulesFolder,
    WrongValueError,
    above_0,
    flag,
    list_of,
    members,
    one_of,
    text,
)
from publish.project.yaml import Node, Scalar

_NEEDED = ("journal", "source", "seen", "stage")
_FOLDER = RulesFolder(
    "profiles", "submission profile", "settings-unknown-profile", "settings-profile"
)
# What one key says of several fields.
_SEVERAL = ("count", "page_numbers", "floats")


def profile_names(project: Path | None = None) -> tuple[str, ...]:
    """Return the names of all profiles there are."""
    return _FOLDER.names(project)


def find_profile(name: str, project: Path | None = None) -> Profile:
    """Return a profile by its name.

    Raises: PublishError where there is none of that name, or its file says what it may not.
    """
    values = _FOLDER.read(*_FOLDER.find(name, project), _READERS, _NEEDED)
    several = [values.pop(key) for key in _SEVERAL if key in values]
    for fields in several:
        values |= fields
    return Profile(name, **values)


def _count_of(node: Node) -> int:
    return int(above_0(node))


def _spacing(node: Node) -> dict[str, float]:
    return members(node, dict.fromkeys(SPACED, above_0))


def _limits(node: Node) -> Limits:
    return _between(members(node, {"min": _count_of, "max": _count_of}))


def _between(found: Mapping[str, Any]) -> Limits:
    return Limits(found.get("min", 0), found.get("max", 0))


def _count(node: Node) -> dict[str, Any]:
    readers = {"include": list_of(one_of(*COUNTED)), "min": _count_of, "max": _count_of}
    found = members(node, readers)
    include = found.pop("include", None)
    if include is None:
        raise WrongValueError(f"says what to 'include': {', '.join(COUNTED)}", node.place)
    return {"counted": include, "count": _between(found)}


def _page_numbers(node: Node) -> dict[str, Any]:
    """Read `true`, `false`, or the place of the number, which says that there is one."""
    if isinstance(node, Scalar) and node.boolean is not None:
        return {"page_numbers": node.boolean}
    place = one_of(*PAGE_NUMBERS, "true", "false")(node)
    return {"page_numbers": True, "page_place": place}


def _floats(node: Node) -> dict[str, Any]:
    """Read one place for all, or one for `figures` and one for `tables`."""
    place = one_of(*FLOATS)
    if isinstance(node, Scalar):
        return dict.fromkeys(("figures", "tables"), place(node))
    return members(node, {"figures": place, "tables": place})


def _figure(node: Node) -> FigureFiles:
    readers: Readers = {
        "formats": list_of(one_of(*FORMATS)),
        "dpi": _count_of,
        "line-dpi": _count_of,
        "width-mm": above_0,
        "name": _pattern("number", "file"),
    }
    return FigureFiles(**members(node, readers))


def _pattern(*names: str) -> Reader:
    """Return a reader of a text with names in braces, each of which means something."""

    def read(node: Node) -> str:
        found = text(node)
        if set(re.findall(r"\{([^{}]*)\}", found)) - set(names):
            raise WrongValueError(f"knows {', '.join(f'{{{one}}}' for one in names)}", node.place)
        return found

    return read


_READERS: Readers = {
    "journal": text,
    "source": text,
    "seen": text,
    "stage": one_of("initial", "accepted"),
    "paper": one_of(*PAPERS),
    "margin-mm": above_0,
    "font": text,
    "size-pt": above_0,
    "spacing": _spacing,
    "align": one_of("left", "justified"),
    "page-numbers": _page_numbers,
    "page-total": flag,
    "running-title": flag,
    "line-numbers": flag,
    "contents": flag,
    "notes": one_of(*NOTES),
    "fields": one_of(*FIELDS),
    "headings": _count_of,
    "numbered-headings": flag,
    "title-words": _count_of,
    "count": _count,
    "states-words": flag,
    "abstract": _limits,
    "keywords": _limits,
    "floats": _floats,
    "captions": one_of(*CAPTIONS),
    "callout": _pattern("label"),
    "figure": _figure,
    "anonymous": flag,
    "selfcite": one_of(*SELFCITE),
    "file-name": _pattern("file", "family", "title"),
    "language": text,
    "accessible": flag,
    "track-changes": flag,
}
