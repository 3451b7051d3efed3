"""A rule about notes that are typed by hand: a number in brackets, and a list at the end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from publish.check.catalogue import Draft, Scope, rule
from publish.check.prose import every_prose
from publish.diagnostics import Diagnostic, Fix, Severity
from publish.manuscript.asides import without_code
from publish.manuscript.places import place_at, source_text

# `[4]`; as pandoc writes it from a Word file, `\[4\]`; and `^[4]`, a note that says a number only.
_MARK = re.compile(
    r"(?<![\[\]!\\])(?:\^?\[(?P<bare>[1-9]\d{0,2})\]|\\\[(?P<escaped>[1-9]\d{0,2})\\\])(?![\[({:])"
)
_ADDRESS = re.compile(r"^ {0,3}\[(\d+)\]:", re.MULTILINE)  # then `[4]` is a link
_PARAGRAPH = re.compile(r"(?:^[ \t]*\S.*(?:\n|\Z))+", re.MULTILINE)
_LINE = re.compile(r"^(?P<head>[ \t]*(?:[-*+][ \t]+)?)(?P<rest>.*)$", re.MULTILINE)
_RISING = (1, 2, 3)  # marks that begin so are notes even where their words are not in the file


@dataclass(frozen=True, slots=True)
class _Typed:
    """A number typed for a note: the mark in the text, or what stands before the note's words."""

    number: int
    text: str
    offset: int


@rule("note-typed", Scope.TEXT)
def note_typed(draft: Draft) -> Iterator[Diagnostic]:
    """A note is typed by hand, as a number in brackets with a list at the end of the text.

    Such a number is printed as it stands: no edition has a note there, and nothing counts it.
    Write `[^4]` for the mark and, in a paragraph of its own, `[^4]: ...` for the words; the notes
    are numbered anew in any case. A source can be cited instead, `[@key, p. 3]`. `--fix` mends
    notes that have one mark each and stand in a list of nothing else.
    """
    for path in dict.fromkeys(prose.path for prose in every_prose(draft)):
        text = without_code(source_text(draft.folder, path))
        lists = list(_lists(text))
        words = [one for typed, _ in lists for one in typed]
        marks = list(_marks(text, words))
        if not _are_notes(marks, words):
            continue
        called, written = (Counter(one.number for one in some) for some in (marks, words))
        mended = _mended(lists, called, written)
        told = [(one, _about_mark(one, written)) for one in marks]
        told += [(one, _about_words(one, called)) for one in words]
        for one, (message, wanted, how) in told:
            yield Diagnostic(
                "note-typed",
                message,
                place_at(path, text, one.offset),
                f"write {how}",
                Severity.WARNING,
                Fix(one.text, wanted) if one.number in mended else None,
            )


def _about_mark(one: _Typed, written: Counter[int]) -> tuple[str, str, str]:
    """Return what is said of a mark, what takes its place, and how an author is told of that."""
    what = "a note that says a number only" if one.text[0] == "^" else "printed as it stands"
    more = "" if written[one.number] else ", and this file has no words for it"
    wanted = f"[^{one.number}]"
    return f"{one.text!r} is typed as the mark of a note, but is {what}{more}", wanted, wanted


def _about_words(one: _Typed, called: Counter[int]) -> tuple[str, str, str]:
    """Return the same of what stands before the words of a note."""
    more = "" if called[one.number] else ", and no mark calls it"
    message = f"the note {one.number} is typed by hand, and printed where it stands{more}"
    wanted = f"[^{one.number}]: "
    return message, wanted, f"'{wanted}...', in a paragraph of its own"


def _lists(text: str) -> Iterator[tuple[list[_Typed], bool]]:
    """Yield the typed notes of each run of lines, and whether the run has nothing else."""
    for paragraph in _PARAGRAPH.finditer(text):
        typed: list[_Typed] = []
        lines = list(_LINE.finditer(text, paragraph.start(), paragraph.end() - 1))
        for index, line in enumerate(lines):
            mark = _MARK.match(text, line.start("rest"))
            # In a paragraph whose lines are broken by hand, any may begin with a mark.
            if mark and mark.end() < line.end() and (line["head"].strip() or len(typed) == index):
                start, end = line.start(), mark.end() + 1
                typed.append(_Typed(_number(mark), text[start:end], start))
        if typed:
            yield typed, len(typed) == len(lines)


def _marks(text: str, words: Sequence[_Typed]) -> Iterator[_Typed]:
    """Yield the marks that stand in the text, and not before a note's words."""
    links = {int(number) for number in _ADDRESS.findall(text)}
    taken = {one.offset + len(one.text) - 1 for one in words}
    for found in _MARK.finditer(text):
        if found.end() not in taken and _number(found) not in links:
            yield _Typed(_number(found), found[0], found.start())


def _number(mark: re.Match[str]) -> int:
    return int(mark["bare"] or mark["escaped"])


def _are_notes(marks: Sequence[_Typed], words: Sequence[_Typed]) -> bool:
    numbers = [one.number for one in marks]
    return tuple(numbers[: len(_RISING)]) == _RISING or any(one.number in numbers for one in words)


def _mended(
    lists: Sequence[tuple[list[_Typed], bool]], called: Counter[int], written: Counter[int]
) -> set[int]:
    """Return the notes of lists in which each has one mark, and that have nothing but notes."""
    mended: set[int] = set()
    for typed, is_pure in lists:
        numbers = {one.number for one in typed}
        if is_pure and all(called[one] == written[one] == 1 for one in numbers):
            mended |= numbers
    return mended
