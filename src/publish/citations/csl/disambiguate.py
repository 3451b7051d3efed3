"""Tell apart cites that read the same.

Source: CSL 1.0.2, "Disambiguation": given names, more names, the condition, year suffixes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from publish.citations.csl.ambiguity import Views
from publish.citations.csl.context import NOTHING_ADDED, Shown
from publish.citations.csl.nameform import FULL, INITIALS, SHORT
from publish.citations.csl.nameregistry import NameRegistry

if TYPE_CHECKING:
    from publish.citations.csl.processor import Document

_Change = Callable[[str], Shown]


def disambiguate(document: Document) -> dict[str, Shown]:
    """Return what must be added to each item; items that need nothing are left out."""
    options = document.style.citation_options
    if not (
        options.add_names
        or options.add_givenname
        or options.add_year_suffix
        or options.has_condition
    ):
        return {}
    worker = _Disambiguation(document)
    worker.run()
    return {key: shown for key, shown in worker.shown.items() if shown != NOTHING_ADDED}


class _Disambiguation:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.options = document.style.citation_options
        self.views = Views(document)
        self.shown = dict.fromkeys(document.listed, NOTHING_ADDED)
        self.by_cite = self.options.add_givenname and self.options.givenname_rule == "by-cite"

    def run(self) -> None:
        """Try the methods in order on what is still ambiguous."""
        if self.options.add_givenname and not self.by_cite:
            registry = NameRegistry(self.options.givenname_rule, self.document.env.setter)
            self.document.env.registry = registry
            self._register(registry)
        for group in self._ambiguous(list(self.shown)):
            rest = [group]
            if self.by_cite:
                rest = [part for keys in rest for part in self._expand(keys)]
            if self.options.add_names:
                rest = [part for keys in rest for part in self._add_names(keys)]
        if self.document.env.registry is not None:
            self._register(self.document.env.registry)
            self._keep_levels(self.document.env.registry)
        if self.options.has_condition:
            for group in self._ambiguous(list(self.shown)):
                self._add_conditions(group)
        if self.options.add_year_suffix:
            for group in self._ambiguous(list(self.shown)):
                self._suffix(group)

    def _ambiguous(self, keys: list[str]) -> list[list[str]]:
        parts = self.views.parted(keys, self.shown)
        return [
            part
            for part in parts
            if len(part) > 1 and self.views.view(part[0], self.shown[part[0]]).text
        ]

    def _keep_levels(self, registry: NameRegistry) -> None:
        """Write down for each item how much of its shown names is needed, everywhere."""
        for key, shown in self.shown.items():
            levels = tuple(
                tuple(
                    SHORT if registry.only_primary and (index or place) else registry.level(person)
                    for place, person in enumerate(found.people[: found.shown])
                )
                for index, found in enumerate(self.views.view(key, shown).lists)
            )
            if any(any(row) for row in levels):
                self.shown[key] = replace(shown, levels=levels)
        self.document.env.registry = None
        self.views.forget()

    def _register(self, registry: NameRegistry) -> None:
        """Take the names that are shown into the registry."""
        is_news = False
        for key in self.shown:
            is_news |= self._register_item(registry, key)
        if is_news:
            self.views.forget()

    def _register_item(self, registry: NameRegistry, key: str) -> bool:
        is_news = False
        for place, shown in enumerate(self.views.view(key, self.shown[key]).lists):
            if registry.only_primary:
                if place == 0 and shown.shown:
                    is_news |= registry.add(shown.people[0], shown.options)
                continue
            for person in shown.people:
                is_news |= registry.add(person, shown.options)
        return is_news

    def _try(self, keys: list[str], change: _Change) -> list[list[str]]:
        """Change all keys; keep that if it parts them. Return the parts, or all keys as one."""
        changed = {key: change(key) for key in keys}
        parts = self.views.parted(keys, changed)
        if len(parts) == 1:
            return [keys]
        self.shown |= changed
        return parts

    def _expand(self, keys: list[str]) -> list[list[str]]:
        """Show more of one name after the other; return what is still ambiguous."""
        lists = self.views.view(keys[0], self.shown[keys[0]]).lists
        for index, found in enumerate(lists):
            for place in range(found.shown):
                parts = self._expand_name(keys, index, place)
                if len(parts) > 1:
                    return [p for part in parts if len(part) > 1 for p in self._expand(part)]
        return [keys]

    def _expand_name(self, keys: list[str], index: int, place: int) -> list[list[str]]:
        for level in (INITIALS, FULL):
            if self._level(keys[0], index, place) >= level:
                continue

            def change(key: str, level: int = level) -> Shown:
                return _with_level(self.shown[key], index, place, level)

            parts = self._try(keys, change)
            if len(parts) > 1:
                return parts
        return [keys]

    def _level(self, key: str, index: int, place: int) -> int:
        levels = self.shown[key].levels
        return levels[index][place] if index < len(levels) and place < len(levels[index]) else SHORT

    def _add_names(self, keys: list[str]) -> list[list[str]]:
        """Show one more name after the other; return what is still ambiguous."""
        before = {key: self.shown[key] for key in keys}
        lists = self.views.view(keys[0], self.shown[keys[0]]).lists
        for index in range(len(lists)):
            longest = max(self._length(key, index) for key in keys)
            for count in range(lists[index].shown + 1, longest + 1):
                parts = self._add_one(keys, index, count)
                if len(parts) > 1:
                    rest = [part for part in parts if len(part) > 1]
                    if self.by_cite:  # the names that were added may be told apart
                        rest = [p for part in rest for p in self._expand(part)]
                    return [p for part in rest for p in self._add_names(part)]
            self.shown |= before
        return [keys]

    def _length(self, key: str, index: int) -> int:
        lists = self.views.view(key, self.shown[key]).lists
        return len(lists[index].people) if index < len(lists) else 0

    def _add_one(self, keys: list[str], index: int, count: int) -> list[list[str]]:
        changed = {key: _with_names(self.shown[key], index, count) for key in keys}
        registry = self.document.env.registry
        parts = self.views.parted(keys, changed)
        self.shown |= changed
        if registry is not None and not registry.only_primary:
            news = [self._register_item(registry, key) for key in keys]
            if any(news):
                self.views.forget()
                parts = self.views.parted(keys, changed)
        if len(parts) == 1 and self.by_cite:
            parts = self._expand_name(keys, index, count - 1)
        return parts

    def _add_conditions(self, keys: list[str]) -> None:
        """Let one condition after the other hold until the cites differ."""
        before = {key: self.shown[key] for key in keys}
        count = before[keys[0]].conditions + 1
        while count <= max(self.views.view(key, self.shown[key]).conditions for key in keys):
            changed = {key: replace(before[key], conditions=count) for key in keys}
            parts = self.views.parted(keys, changed)
            self.shown |= changed
            if len(parts) > 1:
                for part in parts:
                    if len(part) > 1:
                        self._add_conditions(part)
                return
            count += 1
        self.shown |= before

    def _suffix(self, keys: list[str]) -> None:
        for number, key in enumerate(keys):
            self.shown[key] = replace(self.shown[key], year_suffix=letters(number))


def _with_level(shown: Shown, index: int, place: int, level: int) -> Shown:
    levels = [list(row) for row in shown.levels]
    while len(levels) <= index:
        levels.append([])
    row = levels[index]
    row.extend([SHORT] * (place + 1 - len(row)))
    row[place] = level
    return replace(shown, levels=tuple(tuple(row) for row in levels))


def _with_names(shown: Shown, index: int, count: int) -> Shown:
    names = [*shown.names, *[0] * (index + 1 - len(shown.names))]
    names[index] = count
    return replace(shown, names=tuple(names))


def letters(number: int) -> str:
    """Return a to z for 0 to 25, then aa, ab and so on."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
