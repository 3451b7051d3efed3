"""The tags of a finished file are good, not only allowed: what a listener would stumble over.

Source: Matterhorn Protocol 1.1, the conditions that need to know what is meant; PDF Association,
Tagged PDF Best Practice Guide: Syntax.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from publish.diagnostics import Diagnostic
from publish.editions.pdf.objects import Dictionary, Pdf
from publish.editions.pdf.tags.tree import GROUPING

_KEPT_EMPTY = frozenset({"TD", "TH", "TR", "Document"})
_SHOWN = frozenset({"Figure", "Formula"})


@dataclass(slots=True)
class _Reading:
    """What has been met in the tree so far."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    level: int = 0  # of the last heading


def check_tags(pdf: Pdf, note_count: int) -> Iterator[Diagnostic]:
    """Yield an error for each kind of fault in the structure tree, and how often it occurs."""
    if "/StructTreeRoot" not in pdf.Root:
        yield Diagnostic("pdf-tags-wrong", "the PDF has no tags")
        return
    reading = _Reading()
    for element in pdf.Root.StructTreeRoot.K:
        _read(element, str(element.S)[1:], "", reading)
    for kind in ("Note", "mark"):
        if reading.counts[kind] != note_count:
            what = "notes" if kind == "Note" else "marks of notes"
            reading.problems[f"{reading.counts[kind]} {what} of {note_count} are tagged"] += 1
    for problem, count in sorted(reading.problems.items()):
        times = "" if count == 1 else f" ({count} times)"
        yield Diagnostic("pdf-tags-wrong", f"in the tags of the PDF, {problem}{times}")


def _read(element: Any, kind: str, around: str, reading: _Reading) -> None:
    held = [*element.get("/K", ())]
    kids = [kid for kid in held if isinstance(kid, Dictionary)]
    named = [(str(kid["/S"])[1:], kid) for kid in kids if "/S" in kid]
    is_bare = len(kids) < len(held)
    for problem in _problems(element, kind, [name for name, _ in named], is_bare, reading):
        reading.problems[problem] += 1
    reading.counts[kind] += 1
    if kind == "Reference" and around != "TOCI":
        reading.counts["mark"] += 1
    for name, kid in named:
        _read(kid, name, kind, reading)


def _problems(
    element: Any, kind: str, kids: list[str], is_bare: bool, reading: _Reading
) -> Iterator[str]:
    if "/K" not in element and kind not in _KEPT_EMPTY:
        yield f"a {kind} is empty"
    if kind in _SHOWN and not str(element.get("/Alt", "")):
        yield f"a {kind} has no words"
    if kind in GROUPING and is_bare:
        yield f"words stand bare in a {kind}"
    if kind == "TOCI" and "Reference" not in kids:
        yield "an entry of the contents has no link"
    if kind == "Note" and kids[:1] != ["Lbl"]:
        yield "a note has no number"
    if kind == "TH" and "/Scope" not in element.get("/A", Dictionary()):
        yield "the head of a table has no scope"
    if len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
        level = int(kind[1])
        if level > reading.level + 1:
            yield f"a heading of level {level} follows one of level {reading.level}"
        reading.level = level
