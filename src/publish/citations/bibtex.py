"""The entries of a BibTeX file, each with its place; a broken entry does not hide the others.

Source: the grammar of btparse (BibTeX 0.99d) and biblatex 3.20, appendix A. Text outside entries
is a comment there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from publish.diagnostics import Diagnostic, Place, Severity

_MONTHS_TEXT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = frozenset(_MONTHS_TEXT.split())
_ENTRY = re.compile(r"@[ \t]*([^\W\d]\w*)\s*([{(])")
# An entry that begins in the first column ends one that was never closed.
_NEXT_ENTRY = re.compile(r"^@[ \t]*[^\W\d]\w*\s*[{(]", re.MULTILINE)
_FIELD_WITHIN = re.compile(r"\n[ \t]*[^\W\d][\w-]*[ \t]*=[ \t]*[{\"\d]")
_FIELD_NAME = re.compile(r"[^\W\d][\w-]*\s*=")
_BLANK = re.compile(r"(?:\s+|%[^\n]*\n)*")
_KEY = re.compile(r"[^\s,{}()%\"#~\\=]+")
_NAME = re.compile(r"[^\s,{}()%\"#=@]+")
# Letters of a value joined by `#`: names of names of names double without end.
_LONGEST = 1_000_000
# Most fields: a value in braces without anything that calls for care, then a comma.
_PLAIN = r"(?:[^{}\\@=]+|\\[^{}@=])"
_SIMPLE_FIELD = re.compile(
    rf'([^\s,{{}}()%"#=@]+)\s*=\s*\{{((?:{_PLAIN}|\{{{_PLAIN}*+\}})*+)\}}\s*,'
)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_BRACE_OR_QUOTE = re.compile(r'\\.|[{}"]', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in lower case and its value in TeX, without the outer braces.

    `macro` names a month (`jan`) where the value is nothing else: BibTeX defines those itself.
    """

    name: str
    value: str
    place: Place
    macro: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its type in lower case, key and fields in the author's order."""

    kind: str
    key: str
    fields: tuple[Field, ...]
    place: Place

    def get(self, name: str, default: str = "") -> str:
        """Return the value of the first field with a name."""
        return next((field.value for field in self.fields if field.name == name), default)


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read of a file, and what is wrong with it."""

    entries: tuple[Entry, ...]
    diagnostics: tuple[Diagnostic, ...]


def scan(text: str, path: str) -> Scan:
    """Return the entries of a BibTeX text; `path` is for the places."""
    scanner = _Scanner(text, path)
    entries = tuple(scanner.entries())
    return Scan(entries, tuple(scanner.diagnostics))


class _BrokenEntryError(Exception):
    """The entry cannot be read further; the finding is already noted."""


class _Scanner:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.position = 0
        self.key = ""
        self.opened = 0  # where the entry's own brace stands
        self.swallower = 0  # where a value begins that seems to hold the field after it
        self.strings: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []

    def entries(self) -> Iterator[Entry]:
        while found := _ENTRY.search(self.text, self.position):
            self.position, self.key, self.opened = found.end(), "", found.start(2)
            self.swallower = 0
            kind = found.group(1).lower()
            close = "}" if found.group(2) == "{" else ")"
            try:
                entry = self._entry(kind, close, found.start())
            except _BrokenEntryError:
                following = _NEXT_ENTRY.search(self.text, max(self.position, found.end()))
                self.position = following.start() if following else len(self.text)
                continue
            if entry:
                yield entry

    def _entry(self, kind: str, close: str, start: int) -> Entry | None:
        if kind in ("comment", "preamble"):
            self._braced(close, self.position)
            return None
        if kind == "string":
            for field in self._fields(close):
                self.strings[field.name] = field.value
            return None
        self._skip_blank()
        begin = self.position
        key = self._take(_KEY, "a key for the entry")
        self._skip_blank()
        if self._peek() == "=":
            self._complain("a key before the first field", begin, hint="as in @book{doe1999, ...}")
            raise _BrokenEntryError
        self.key = key
        if self._peek() not in (",", close):
            problem = f"a comma after the key {self.key!r}"
            self._complain(problem, self.position, hint="a key has no spaces in it")
            if not _FIELD_NAME.match(self.text, self.position):
                raise _BrokenEntryError
        if self._peek() == ",":
            self.position += 1
        return Entry(kind, self.key, tuple(self._fields(close)), self._place(start))

    def _fields(self, close: str) -> Iterator[Field]:
        while True:
            self._skip_blank()
            if self._peek() == close:
                self.position += 1
                return
            if self._peek() == ",":
                self.position += 1
                continue
            start = self.position
            if simple := _SIMPLE_FIELD.match(self.text, start):
                self.position = simple.end()
                value = " ".join(simple[2].split())
                yield Field(simple[1].lower(), value, self._place(start))
                continue
            if _NEXT_ENTRY.match(self.text, start) or start >= len(self.text):
                self._never_closed(close)
            name = self._take(_NAME, f"a field or {close!r}")
            self._skip_blank()
            if self._peek() != "=":
                self._fail(f"'=' after {name!r}")
            self.position += 1
            value, macro = self._value()
            yield Field(name.lower(), value, self._place(start), macro)
            self._skip_blank()
            at_next = self.position >= len(self.text) or _NEXT_ENTRY.match(self.text, self.position)
            if self._peek() not in (",", close) and not at_next:
                goes_on = _FIELD_NAME.match(self.text, self.position)
                before = self.text[max(0, self.position - 2) : self.position]
                if not goes_on and (self.swallower or before == "\n\n"):
                    self._never_closed(close)
                self._complain(f"a comma after the field {name!r}", self.position)
                if not goes_on:
                    raise _BrokenEntryError

    def _never_closed(self, close: str) -> NoReturn:
        """Tell of an entry that goes on into the next or into words between entries."""
        mark = "{" if close == "}" or self.swallower else "("
        self._unclosed(mark, self.swallower or self.opened)

    def _value(self) -> tuple[str, str]:
        parts = [self._part()]
        self._skip_blank()
        while self._peek() == "#":
            self.position += 1
            parts.append(self._part())
            self._skip_blank()
            if sum(len(text) for text, _ in parts) > _LONGEST:
                self._fail(f"a value of at most {_LONGEST:,} letters")
        macro = parts[0][1] if len(parts) == 1 else ""
        return " ".join("".join(text for text, _ in parts).split()), macro

    def _part(self) -> tuple[str, str]:
        self._skip_blank()
        start = self.position
        match self._peek():
            case "{":
                self.position += 1
                text = self._braced("}", start)
                if not self.swallower and _FIELD_WITHIN.search(text):
                    self.swallower = start
                return text, ""
            case '"':
                self.position += 1
                return self._quoted(start), ""
        word = self._take(_NAME, "a value in braces or quotes")
        if word.isdigit() or word.lower() in self.strings:
            return self.strings.get(word.lower(), word), ""
        if word.lower() in _MONTHS:
            return word.lower(), word.lower()
        self.diagnostics.append(
            Diagnostic(
                "bib-undefined-string",
                f"entry {self.key!r} uses the name {word!r}, which no @string defines",
                self._place(start),
                f"write the value in braces: {{{word}}}",
                Severity.WARNING,
            )
        )
        return word, ""

    def _braced(self, close: str, start: int) -> str:
        """Return what stands before the `close` that ends a value or a comment."""
        if close == ")":
            end = self.text.find(")", self.position)
            end = len(self.text) if end < 0 else end
            text, self.position = self.text[self.position : end], end + 1
            return text
        begin, depth = self.position, 1
        for found in _BRACE.finditer(self.text, self.position, self._limit()):
            depth += {"{": 1, "}": -1}.get(found.group(), 0)
            if not depth:
                self.position = found.end()
                return self.text[begin : found.start()]
        return self._unclosed("{", start)

    def _quoted(self, start: int) -> str:
        begin, depth = self.position, 0
        for found in _BRACE_OR_QUOTE.finditer(self.text, self.position, self._limit()):
            depth += {"{": 1, "}": -1}.get(found.group(), 0)
            if found.group() == '"' and not depth:
                self.position = found.end()
                return self.text[begin : found.start()]
        return self._unclosed('"', start)

    def _limit(self) -> int:
        following = _NEXT_ENTRY.search(self.text, self.position)
        return following.start() if following else len(self.text)

    def _unclosed(self, mark: str, start: int) -> NoReturn:
        where = f"entry {self.key!r}" if self.key else "this entry"
        self._error(f"{where}: the {mark!r} that opens here is not closed", start)
        self.position = self._limit()
        raise _BrokenEntryError

    def _take(self, pattern: re.Pattern[str], wanted: str) -> str:
        found = pattern.match(self.text, self.position)
        if not found:
            self._fail(wanted)
        self.position = found.end()
        return found.group()

    def _skip_blank(self) -> None:
        found = _BLANK.match(self.text, self.position)
        self.position = found.end() if found else self.position

    def _peek(self) -> str:
        return self.text[self.position : self.position + 1]

    def _fail(self, wanted: str) -> NoReturn:
        self._complain(wanted, self.position)
        raise _BrokenEntryError

    def _complain(self, wanted: str, offset: int, hint: str = "") -> None:
        rest = self.text[offset : offset + 30].split("\n")[0].strip()
        met = f"found {rest!r}" if rest else "the line ends"
        if offset >= len(self.text):
            met = "the file ends"
        where = f"entry {self.key!r}: " if self.key else ""
        self._error(f"{where}expected {wanted}, {met}", offset, hint)

    def _error(self, message: str, offset: int, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic("bib-syntax", message, self._place(offset), hint))

    def _place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return Place(self.path, line, offset - self.starts[line - 1] + 1)
