"""Groups of settings: a table of fields says what may stand in one, and reads it."""

from __future__ import annotations

from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics import Diagnostic, Place, Severity
from publish.project.kinds import Kind, Report, Schema, WithoutEffect, Wrong, nearest, wrong_type
from publish.project.yaml import Mapping, Node, Scalar


@dataclass(frozen=True, slots=True)
class Field:
    """One setting. `to` says where its value goes (`metadata.date`, `print.trim`).

    An empty `to` means that a function of `metadata`, `settings` or `chapters` fetches it.
    """

    name: str
    kind: Kind
    about: str = ""
    to: str = ""
    same_as: str = ""  # the name under which the value is kept


@dataclass(frozen=True, slots=True)
class Values:
    """Settings that were read, by name, each with the place of its value."""

    values: Named[str, Any] = field(default_factory=dict)
    places: Named[str, Place] = field(default_factory=dict)
    place: Place | None = None  # of the group itself

    def get(self, name: str, default: Any = None) -> Any:
        """Return the value of a setting, `default` where it was not given or was wrong."""
        return self.values.get(name, default)

    def over(self, other: Values) -> Values:
        """Return these settings, with those of `other` where these say nothing."""
        places = {**other.places, **self.places}
        return Values({**other.values, **self.values}, places, self.place or other.place)

    def every_place(self, start: str = "") -> dict[str, Place]:
        """Return the places of all settings, those of groups in groups too (`print.trim`)."""
        found = {f"{start}{name}": place for name, place in self.places.items()}
        for name, value in self.values.items():
            if isinstance(value, Values):
                found |= value.every_place(f"{start}{name}.")
        return found


@dataclass(frozen=True, slots=True)
class Group:
    """Settings under one name."""

    fields: tuple[Field, ...]
    expected: str = "a group of settings"

    def read(self, node: Node, report: Report) -> Values:
        """Return the settings that are right; everything else is reported."""
        if not isinstance(node, Mapping):
            raise wrong_type(self.expected, node, report)
        table = {one.name: one for one in self.fields}
        values: dict[str, Any] = {}
        places: dict[str, Place] = {}
        for key, value in _once(node, report):
            one = table.get(key.text)
            if one is None:
                report(_unknown(key, tuple(table)))
            elif isinstance(one.kind, WithoutEffect):
                report(no_effect(key, one.kind.instead))
            elif not (isinstance(value, Scalar) and value.is_null):
                name = one.same_as or one.name
                try:
                    values[name] = one.kind.read(value, report)
                    places[name] = value.place
                except Wrong:
                    continue
        return Values(values, places, node.place)

    def schema(self) -> Schema:
        """Return an object that takes these settings and no others."""
        properties = {one.name: _property(one) for one in self.fields}
        return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(one: Field) -> Schema:
    schema = one.kind.schema()
    # A setting left empty counts as not given.
    nullable = {"anyOf": [schema, {"type": "null"}]} if schema else {}
    about = one.about or (f"The same as `{one.same_as}`." if one.same_as else "")
    if isinstance(one.kind, WithoutEffect):
        about = f"Has no effect here. {one.kind.instead}".strip()
    return {"description": about, **nullable} if about else nullable


def _once(node: Mapping, report: Report) -> list[tuple[Scalar, Node]]:
    first: dict[str, Scalar] = {}
    pairs = []
    for key, value in node.items:
        if key.text in first:
            message = f"'{key.text}' was already set on line {first[key.text].place.line}"
            hint = "keep one of the two"
            report(Diagnostic("settings-duplicate-key", message, key.place, hint))
            continue
        first[key.text] = key
        pairs.append((key, value))
    return pairs


def _unknown(key: Scalar, names: tuple[str, ...]) -> Diagnostic:
    hint = nearest(key.text, names)
    message = f"unknown setting '{key.text}'"
    return Diagnostic("settings-unknown-key", message, key.place, hint, Severity.WARNING)


def no_effect(key: Scalar, instead: str = "") -> Diagnostic:
    """Return the note that a setting is known but does nothing here."""
    message = f"'{key.text}' has no effect here"
    return Diagnostic("settings-no-effect", message, key.place, instead, Severity.NOTE)
