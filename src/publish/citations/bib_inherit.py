"""What an entry takes from others: `crossref`, `xdata` and the renaming of titles on the way.

Source: biblatex 3.20 manual, 2.2.3 (xdata), 2.4.1 and appendix B (default inheritance).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.citations.bibtex import Entry, Field
from publish.diagnostics import Diagnostic, Severity

_BOOKS = ("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings")
_WORKS = (*_BOOKS, "reference", "mvreference", "manual", "booklet", "report", "periodical")
_PARTS = (
    "inbook",
    "bookinbook",
    "suppbook",
    "incollection",
    "suppcollection",
    "inproceedings",
    "conference",
    "inreference",
)
_NEVER_TEXT = """
    ids crossref xref xdata entryset entrysubtype execute label options presort related
    relatedoptions relatedstring relatedtype shortauthor shorteditor shorthand shorthandintro
    sortkey sortname sorttitle sortyear shorttitle indextitle indexsorttitle abstract
    annotation annote
"""
# The last three are not in the manual's list; they speak of the parent, not of the part.
_NEVER = frozenset(_NEVER_TEXT.split())
_DATES = ("date", "year", "month", "day")
_MOST_GENERATIONS = 10

Fields = dict[str, Field]


@dataclass(frozen=True, slots=True)
class Heirs:
    """The fields of every entry with what it inherits, and what could not be found."""

    fields: Mapping[str, Fields]
    diagnostics: tuple[Diagnostic, ...]


def inherited(entries: Mapping[str, Entry]) -> Heirs:
    """Return the fields of entries by key, those of their parents filled in."""
    findings: list[Diagnostic] = []
    fields = {
        key: _fields(entry, entries, findings, _MOST_GENERATIONS) for key, entry in entries.items()
    }
    return Heirs(fields, tuple(dict.fromkeys(findings)))


def _fields(
    entry: Entry, entries: Mapping[str, Entry], findings: list[Diagnostic], left: int
) -> Fields:
    own: Fields = {}
    for field in entry.fields:
        own.setdefault(field.name, field)
    if not left or ("crossref" not in own and "xdata" not in own):
        return own
    for parent in _parents(own, "xdata", entries, findings, entry):
        given = _fields(parent, entries, findings, left - 1)
        own |= {name: field for name, field in given.items() if name not in own}
    for parent in _parents(own, "crossref", entries, findings, entry):
        given = _fields(parent, entries, findings, left - 1)
        own |= {
            name: field
            for name, field in _handed_down(parent.kind, entry.kind, given)
            if _is_wanted(name, own)
        }
    return own


def _is_wanted(name: str, own: Fields) -> bool:
    if name in _DATES:
        return not any(date in own for date in _DATES)
    return name not in own


def _parents(
    own: Fields,
    name: str,
    entries: Mapping[str, Entry],
    findings: list[Diagnostic],
    entry: Entry,
) -> Iterator[Entry]:
    if name not in own:
        return
    keys = own[name].value.split(",") if name == "xdata" else [own[name].value]
    for key in filter(None, map(str.strip, keys)):
        parent = entries.get(key)
        if parent is None:
            findings.append(_no_parent(own[name], key, entry))
        elif parent is not entry:
            yield parent


def _no_parent(field: Field, key: str, entry: Entry) -> Diagnostic:
    return Diagnostic(
        "bib-unknown-parent",
        f"entry {entry.key!r} takes fields from {key!r}, which is no entry of this file",
        field.place,
        f"look at the spelling, or remove the field {field.name!r}",
        Severity.WARNING,
    )


def _handed_down(parent: str, child: str, fields: Fields) -> Iterator[tuple[str, Field]]:
    """Yield the fields a parent gives, under the names they have in the child."""
    stem = _title_stem(parent, child)
    for name, field in fields.items():
        if name in _NEVER:
            continue
        if stem and name in ("title", "subtitle", "titleaddon"):
            yield f"{stem}{name}", field
        elif stem and child in _PARTS and name == "author" and parent in ("book", "mvbook"):
            yield "bookauthor", field
            if child != "incollection":
                yield name, field
        else:
            yield name, field


def _title_stem(parent: str, child: str) -> str:
    """Return what a parent's title is in the child: "main", "book", "journal", or "" its own."""
    if parent == "periodical" and child in ("article", "suppperiodical"):
        return "journal"
    if parent.startswith("mv") and child in (*_WORKS, *_PARTS):
        return "main"
    if parent in _WORKS and child in _PARTS:
        return "book"
    return ""
