"""Entries of the reading order to chapter sources: roles, divisions, names, own settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.diagnostics import Diagnostic, Place, PublishError
from publish.model.document import Matter, Role
from publish.model.metadata import Person
from publish.project.chapters import Entry
from publish.project.fields import EDITIONS
from publish.project.files import read_source
from publish.project.front_matter import Headed, read_front_matter
from publish.project.groups import Values
from publish.project.kinds import Report, nearest
from publish.project.markup import Texts
from publish.project.people import people
from publish.project.roles import (
    ROLE_NAMES,
    is_listed,
    is_numbered,
    matters,
    role_named,
    role_of_file,
)
from publish.project.types import ChapterSource

# What closes a book stands behind its last part, not in it.
_CLOSING = frozenset({Role.CONCLUSION, Role.EPILOGUE, Role.AFTERWORD})


@dataclass(frozen=True, slots=True)
class Draft:
    """A chapter before the Markdown in its settings is read."""

    entry: Entry
    head: Headed
    role: Role


def read_drafts(
    folder: Path, entries: Sequence[Entry], article: str, report: Report
) -> tuple[Draft, ...]:
    """Return the files of the reading order; those that cannot be read are reported.

    What stands at the head of `article` are the settings of the book, not of a chapter.
    """
    drafts = []
    for number, entry in enumerate(entries):
        try:
            text = "" if entry.title else read_source(folder, entry.path)
        except PublishError as error:
            for found in error.diagnostics:
                report(found)
            continue
        if entry.path == article:
            head = Headed(Values(), read_front_matter(text, article, _say_nothing).text)
        else:
            head = read_front_matter(text, entry.path, report)
        drafts.append(Draft(entry, head, _role(entry, head.values, number == 0, report)))
    return tuple(drafts)


def _say_nothing(found: Diagnostic) -> None:
    """Take a finding that was reported before."""


def _role(entry: Entry, values: Values, is_first: bool, report: Report) -> Role:
    word = values.get("role", "")
    if word:
        role = role_named(word)
        if role:
            return role
        message = f"'{word}' is not something a chapter can be"
        hint = nearest(word, ROLE_NAMES)
        report(Diagnostic("settings-wrong-value", message, values.places["role"], hint))
    told = role_of_file(entry.path)
    if told is Role.INDEX and is_first:
        return Role.PREFACE  # Quarto's index.qmd; an index of words stands at the end
    return told if told is not Role.CHAPTER else entry.role or told


def chapter_sources(
    drafts: Sequence[Draft], book: Values, texts: Texts, report: Report
) -> tuple[ChapterSource, ...]:
    """Return the chapters with all that their own settings say."""
    divisions = matters([(_place_in_folders(one.entry), one.role) for one in drafts])
    names = unique_names([_name(one, number) for number, one in enumerate(drafts, start=1)])
    shared = Values({"affiliations": book.get("affiliations", ())})
    return tuple(
        _source(draft, matter, name, texts, _people(draft, shared, texts, report))
        for draft, matter, name in zip(drafts, divisions, names, strict=True)
    )


def _people(draft: Draft, shared: Values, texts: Texts, report: Report) -> tuple[Person, ...]:
    return people(draft.head.values.over(shared), texts, report)


def _source(
    draft: Draft, matter: Matter, name: str, texts: Texts, authors: tuple[Person, ...]
) -> ChapterSource:
    values, entry = draft.head.values, draft.entry
    return ChapterSource(
        path=entry.path,
        name=name,
        role=draft.role,
        matter=matter,
        text=draft.head.text,
        title=texts.inlines(entry.title or values.get("title")),
        subtitle=texts.inlines(values.get("subtitle")),
        abstract=texts.blocks(values.get("abstract")),
        keywords=values.get("keywords", ()),
        date=values.get("date", ""),
        authors=authors,
        lang=values.get("lang", "").replace("_", "-"),
        is_numbered=_numbered(values, draft.role, matter),
        in_contents=not values.get("unlisted", False) and is_listed(draft.role),
        ends_part=entry.in_part is False or (entry.in_part is None and draft.role in _CLOSING),
        editions=_editions(values),
        place=entry.place if entry.title else Place(entry.path, 1, 1),
    )


def _numbered(values: Values, role: Role, matter: Matter) -> bool:
    if values.get("unnumbered", False) or not values.get("number-sections", True):
        return False
    return is_numbered(role, matter)


def _editions(values: Values) -> tuple[str, ...]:
    chosen = values.get("editions") or EDITIONS
    left_out = values.get("unless-format", ())
    return tuple(name for name in EDITIONS if name in chosen and name not in left_out)


def _place_in_folders(entry: Entry) -> str:
    return "" if entry.title else entry.path


def _name(draft: Draft, number: int) -> str:
    if draft.entry.title:
        return f"part-{number}"
    stem = PurePosixPath(draft.entry.path).stem
    return re.sub(r"[^\w-]+", "-", stem).strip("-") or f"chapter-{number}"


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names, later ones with a number where one stood before in any letter case."""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, count = name, 1
        while candidate.casefold() in taken:
            count += 1
            candidate = f"{name}-{count}"
        taken.add(candidate.casefold())
        result.append(candidate)
    return tuple(result)
