"""BibTeX entries to CSL items by pandoc's reader, with its odd habits fenced in.

Every workaround here is for pandoc 3.9.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from publish.citations.bibtex import Entry, Field
from publish.diagnostics import Diagnostic, Severity
from publish.pandoc import PandocError, read_bibliography

_TITLES_TEXT = """
    title subtitle titleaddon shorttitle maintitle mainsubtitle maintitleaddon booktitle
    booksubtitle booktitleaddon issuetitle issuesubtitle journaltitle journal journalsubtitle
    eventtitle eventtitleaddon origtitle reprinttitle series
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_VERBATIM = frozenset(("url", "doi", "eprint", "file", "verba", "verbb", "verbc"))
_PARENTS = ("crossref", "xdata", "xref")
_YEARS = re.compile(r"(\d{4})\s*(?:--?-?|–|/)\s*(\d{4})")
_YEAR = re.compile(r"-?\d{1,4}")
_SUB = re.compile(r"\$([_^])(?:\{([^{}$]*)\}|(\w))\$")
_SUB_NAMES = {"_": r"\textsubscript{%s}", "^": r"\textsuperscript{%s}"}


def items_of(entries: Sequence[Entry]) -> tuple[dict[str, Mapping[str, Any]], list[Diagnostic]]:
    """Return CSL items by key in the order of the entries, and what could not be read."""
    by_key = {entry.key: entry for entry in entries}
    found: dict[str, Mapping[str, Any]] = {}
    findings: list[Diagnostic] = []
    _read(entries, by_key, found, findings)
    return {entry.key: found[entry.key] for entry in entries if entry.key in found}, findings


def _read(
    entries: Sequence[Entry],
    by_key: Mapping[str, Entry],
    found: dict[str, Mapping[str, Any]],
    findings: list[Diagnostic],
) -> None:
    """Hand entries to pandoc; where it refuses them, halve them until the broken one is alone."""
    if not entries:
        return
    wanted = {entry.key for entry in entries}
    everything = {**{entry.key: entry for entry in _ancestors(entries, by_key)}}
    everything |= {entry.key: entry for entry in entries}
    try:
        data = json.loads(
            read_bibliography("\n".join(map(_written, everything.values())), "biblatex")
        )
    except PandocError as error:
        if len(entries) == 1:
            findings.append(_refused(entries[0], str(error)))
            return
        half = len(entries) // 2
        _read(entries[:half], by_key, found, findings)
        _read(entries[half:], by_key, found, findings)
        return
    for item in data:
        if item["id"] in wanted:
            found[item["id"]] = _mended(item, by_key[item["id"]])
    ignored = [e for e in entries if e.key not in found and e.kind not in ("xdata", "set")]
    findings.extend(_refused(entry, "") for entry in ignored)


def _ancestors(entries: Sequence[Entry], by_key: Mapping[str, Entry]) -> list[Entry]:
    """Return the entries from which `entries` inherit fields."""
    found: dict[str, Entry] = {}
    waiting = list(entries)
    while waiting:
        entry = waiting.pop()
        keys = (key.strip() for name in _PARENTS for key in entry.get(name).split(","))
        for key in keys:
            if key in by_key and key not in found:
                found[key] = by_key[key]
                waiting.append(by_key[key])
    return list(found.values())


def _refused(entry: Entry, reason: str) -> Diagnostic:
    lines = [line for line in reason.splitlines() if line.strip()]
    because = f": {lines[-1].strip()}" if lines else ""
    return Diagnostic(
        "bib-entry",
        f"entry {entry.key!r} cannot be read{because}",
        entry.place,
        "compare it with an entry of the same type that is read",
        Severity.ERROR,
    )


# --- what pandoc is given --------------------------------------------------------------------


def _written(entry: Entry) -> str:
    """Return an entry in the plainest BibTeX: no names for strings, no concatenation."""
    fields = _dated(entry.fields)
    lines = "".join(f"  {field.name} = {_value(field)},\n" for field in fields)
    return f"@{entry.kind}{{{entry.key},\n{lines}}}\n"


def _dated(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return fields with a range of years as a date; pandoc drops `year = {1957--1977}`."""
    if any(field.name == "date" for field in fields):
        return fields

    def dated(field: Field) -> Field:
        years = _YEARS.fullmatch(field.value) if field.name == "year" else None
        return Field("date", "/".join(years.groups()), field.place) if years else field

    return tuple(dated(field) for field in fields)


def _value(field: Field) -> str:
    if field.macro:
        return field.macro
    if field.name in _VERBATIM:
        return f"{{{field.value}}}"
    # pandoc takes a bare % for the start of a comment, which BibTeX does not.
    text = re.sub(r"(?<!\\)%", r"\\%", field.value)
    # pandoc keeps simple raised and lowered letters as formulas.
    text = _SUB.sub(lambda m: _SUB_NAMES[m[1]] % (m[2] if m[2] is not None else m[3]), text)
    if field.name in _TITLES:
        # pandoc lower-cases English titles outside braces, as BibTeX does. Historians write titles
        # as they want them printed, so the braces go around the whole.
        return f"{{{{{text}}}}}"
    return f"{{{text}}}"


# --- what pandoc gives back ------------------------------------------------------------------


def _mended(item: dict[str, Any], entry: Entry) -> dict[str, Any]:
    mended = dict(item)
    if not mended.get("type"):
        mended["type"] = "document"  # pandoc leaves @misc without a type
    short = _short_title(str(item.get("title", "")))
    if short:
        mended.setdefault("title-short", short)
    year = entry.get("date") or entry.get("year")
    if not any(mended.get("issued", {}).get("date-parts", [])) and year:
        # What is no date ("forthcoming", "199X", "n.d.") is printed as it stands.
        mended["issued"] = {"literal": re.sub(r"[{}\\]", "", year)}
    for name, value in item.items():
        if isinstance(value, dict) and "date-parts" in value and name in mended:
            mended[name] = _with_season(mended[name])
    return mended


def _short_title(title: str) -> str:
    """Return a title without what follows its colon, "" if there is no such part.

    pandoc does so too, but not where the braces go around the whole title.
    """
    head, colon, _ = title.partition(": ")
    is_whole = all(head.count(f"<{tag}") == head.count(f"</{tag}") for tag in ("i", "b", "s"))
    return head.rstrip() if colon and is_whole else ""


def _with_season(date: dict[str, Any]) -> dict[str, Any]:
    """Return a date with EDTF's months 21 to 24 as a season, as CSL has it."""
    parts = date.get("date-parts", [])
    if parts and len(parts[0]) == 2 and 21 <= int(parts[0][1]) <= 24:
        return {**date, "season": int(parts[0][1]) - 20, "date-parts": [[parts[0][0]]]}
    return date
