"""A rule about notes that say the same one after the other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path

from publish.check.catalogue import Draft, Scope, rule
from publish.diagnostics import Diagnostic, Place, Severity
from publish.manuscript.asides import without_code
from publish.manuscript.places import place_at, place_behind, source_text
from publish.model.document import Chapter
from publish.model.nodes import Cite, Note, Para, Str
from publish.model.walk import every, plain_text

_MARK = re.compile(r"\^\[|\[\^")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\s\[\]^]+)\]:", re.MULTILINE)
_CALL = re.compile(r"\[\^([^\s\[\]^]+)\]|\^\[")
_SHOWN = 40  # letters of a note in a message


@rule("note-repeats", Scope.FILE)
def note_repeats(draft: Draft) -> Iterator[Diagnostic]:
    """A note says nothing but what the note before it says.

    The same words, or in one paragraph the same source at the same place, which a citation style
    may print as "Ibid.": a reader who looks down finds what was just read. One mark at the end of
    the passage can serve both, or the second can say the page that it means.
    """
    marks: dict[str, list[Place]] = {}
    for chapter in draft.document.chapters:
        said = _notes(draft, chapter, marks)
        if draft.makes_notes:
            said += _cited(chapter, draft.references)
        said.sort(key=lambda one: one[0])
        for (before, first), (here, second) in pairwise(said):
            is_citation = second.startswith("[@")
            if not first or first != second:
                continue
            # Each paragraph names its source: what comes again in the next one is good practice.
            if not is_citation or not _is_parted(draft.folder, before, here):
                yield Diagnostic(
                    "note-repeats",
                    f"this note repeats the one before it, of line {before.line}: "
                    f"{second[:_SHOWN]!r}",
                    here,
                    "let one mark at the end of the passage serve both, or say what differs",
                    Severity.NOTE,
                )


def _notes(
    draft: Draft, chapter: Chapter, marks: dict[str, list[Place]]
) -> list[tuple[Place, str]]:
    """Return place and words of every note that the author wrote as one."""
    if chapter.place is None:
        return []
    path = chapter.place.path
    if path not in marks:
        own = [one for one in draft.document.chapters if one.place and one.place.path == path]
        count = sum(1 for one in own for _ in every(Note, one.blocks))
        there = _marks(draft.folder, path)
        marks[path] = there if len(there) == count else []
    places = marks[path]
    behind = chapter.place if places else place_behind(draft.folder, chapter.place, _MARK)
    found = []
    for note in every(Note, chapter.blocks):
        place = places.pop(0) if places else note.place or behind
        found.append((place or chapter.place, _said(note)))
    return found


def _said(note: Note) -> str:
    """Return a note's words; of one that is a citation and a stop, those of the citation."""
    match note.content:
        case (Para((Cite() as cite,)) | Para((Cite() as cite, Str("."))),):
            return _words(plain_text(cite.content))
    return _words(plain_text(note.content))


def _marks(folder: Path, path: str) -> list[Place]:
    """Return the places at which a file calls its notes, in reading order."""
    text = without_code(source_text(folder, path))
    defined = set(_DEFINITION.findall(text))
    calls = _CALL.finditer(_DEFINITION.sub(lambda found: " " * len(found[0]), text))
    return [place_at(path, text, one.start()) for one in calls if not one[1] or one[1] in defined]


def _cited(chapter: Chapter, references: Collection[str]) -> list[tuple[Place, str]]:
    """Return place and words of every citation in the text that becomes a note."""
    within = {id(one) for note in every(Note, chapter.blocks) for one in every(Cite, note.content)}
    return [
        (cite.place, _words(plain_text(cite.content)))
        for cite in every(Cite, chapter.blocks)
        if cite.place and id(cite) not in within
        if not any(one.key in references for one in cite.citations)
    ]


def _is_parted(folder: Path, first: Place, second: Place) -> bool:
    """Tell whether two places of a file are in different paragraphs."""
    lines = source_text(folder, first.path).split("\n")
    return any(not line.strip() for line in lines[first.line : second.line - 1])


def _words(text: str) -> str:
    """Return what a note says, alike for a note with a citation and a citation in the text."""
    return " ".join(text.split()).removesuffix(".")
