"""What an author should know of an entry that can be read, and yet may not be what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from publish.citations.bib_doubts import doubtful_dates, doubtful_names, doubtful_pages
from publish.citations.bib_inherit import Fields
from publish.citations.bib_names import doubtful_name
from publish.citations.bib_scripts import SCRIPT, unpaired_names
from publish.citations.bib_types import TYPES
from publish.citations.bibtex import Entry, Field
from publish.citations.tex import nests_too_deep, unknown_commands
from publish.diagnostics import Diagnostic, Severity

_VERBATIM = frozenset(("url", "doi", "eprint", "file", "verba", "verbb", "verbc", "howpublished"))
_NAMES = ("author", "editor", "translator", "bookauthor")
_TITLES = ("title", "maintitle", "booktitle", "issuetitle", "shorttitle")
_BOOK_TITLES = ("booktitle", "maintitle")
# What biblatex requires of a type (manual, 2.1.1) besides names and date, which sources of
# historians often lack: one field of each row.
_REQUIRED = {
    "article": (_TITLES, ("journaltitle", "journal")),
    **dict.fromkeys(("inbook", "incollection", "inproceedings"), (_TITLES, _BOOK_TITLES)),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "thesis"), (_TITLES,)),
}


def entry_findings(entry: Entry, fields: Fields) -> Iterator[Diagnostic]:
    """Yield findings about one entry; `fields` are its own and what it inherits."""
    if entry.kind not in TYPES:
        yield _finding(
            "bib-unknown-type",
            f"entry {entry.key!r} is of a type that is not known, '@{entry.kind}'",
            entry,
            "it is read as '@misc'; biblatex's types are book, article, incollection, online...",
        )
    yield from _unknown_commands(entry)
    for field in entry.fields:
        if nests_too_deep(field.value):
            yield _finding(
                "bib-too-deep",
                f"entry {entry.key!r}: braces or commands nest too deep in {field.name!r}",
                field,
                "its words are read without them; take out those that nobody needs",
            )
    yield from _fields_twice(entry)
    for name in _NAMES:
        if name not in fields:
            continue
        first = doubtful_name(fields[name].value)
        for one, why in [first] if first[0] else doubtful_names(fields[name].value):
            yield _finding(
                "bib-name",
                f"entry {entry.key!r}: {one!r} in {name!r} {why}",
                fields[name],
                "join names by 'and'; put the name of a body into braces",
            )
    values = {name: field.value for name, field in fields.items()}
    doubts = (
        *(("bib-date", *doubt) for doubt in doubtful_dates(values)),
        *(("bib-pages", *doubt) for doubt in doubtful_pages(entry.kind, values)),
    )
    for code, name, why, hint in doubts:
        yield _finding(code, f"entry {entry.key!r}, {name!r}: {why}", fields[name], hint)
    yield from _unpaired(entry, fields, values)
    for one_of in _REQUIRED.get(entry.kind, ()):
        if not any(name in fields for name in one_of):
            yield _finding(
                "bib-missing-field",
                f"entry {entry.key!r} has no {one_of[0]!r}, which '@{entry.kind}' should have",
                entry,
                "add it, or choose another type",
                Severity.NOTE,
            )


def _unpaired(entry: Entry, fields: Fields, values: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, count, wanted in unpaired_names(values):
        yield _finding(
            "bib-script-names",
            f"entry {entry.key!r}: {name + SCRIPT!r} has {count} names, {name!r} has {wanted}",
            fields[name + SCRIPT],
            "give each name once in both, in the same order; none is printed else",
        )


def _fields_twice(entry: Entry) -> Iterator[Diagnostic]:
    known: dict[str, Field] = {}
    for field in entry.fields:
        first = known.setdefault(field.name, field)
        if first is not field:
            yield _finding(
                "bib-duplicate-field",
                f"entry {entry.key!r} has {field.name!r} twice; the first, at {first.place}, holds",
                field,
                "remove one of the two",
            )


def _unknown_commands(entry: Entry) -> Iterator[Diagnostic]:
    for field in entry.fields:
        if "\\" not in field.value or field.name in _VERBATIM:
            continue
        for command in dict.fromkeys(unknown_commands(field.value)):
            yield _finding(
                "bib-unknown-command",
                f"entry {entry.key!r}: no command '\\{command}' is known, met in {field.name!r}",
                field,
                "its words are kept without it; write the letters themselves, in UTF-8",
            )


def similar_keys(entries: Iterable[Entry]) -> Iterator[Diagnostic]:
    """Yield a finding for every key that differs from an earlier one in its capitals only."""
    known: dict[str, Entry] = {}
    for entry in entries:
        first = known.setdefault(entry.key.casefold(), entry)
        if first.key != entry.key:
            yield _finding(
                "bib-similar-keys",
                f"the key {entry.key!r} differs only in its capitals from {first.key!r} at "
                f"{first.place}",
                entry,
                "BibTeX takes the two for one; give one of them another key",
            )


def _finding(
    code: str, message: str, at: Entry | Field, hint: str, severity: Severity = Severity.WARNING
) -> Diagnostic:
    return Diagnostic(code, message, at.place, hint, severity)
