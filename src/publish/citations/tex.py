"""The TeX of a bibliography field as text with the marks that CSL fields may have.

Marks: `<i> <b> <sup> <sub>`, small capitals, and `<span class="nocase">` for what braces protect.
Source: the LaTeX2e reference; braces and capitals: biblatex 3.20 manual, 2.3.5 and 4.6.4.
"""

from __future__ import annotations

import re
import unicodedata

from publish.citations.tex_tables import (
    ACCENTS,
    AROUND,
    DECLARED,
    KNOWN,
    LOWER,
    NO_BREAK_SPACE,
    PASSED_OVER,
    QUOTED,
    SIGNS,
    SYMBOLS,
    UPPER,
    VERBATIM,
)

_SPECIAL = re.compile(r"[\\{}$~`']|--")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?\s*"
    r"|\\(?P<sign>.)"
    r"|(?P<mark>[{}$~^_]|---?|``|''|`|\\)"
    r"|(?P<text>[^\\{}$~^_`'-]+|'(?!')|-)",
    re.DOTALL,
)
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_MARKS = {"~": NO_BREAK_SPACE, "---": "—", "--": "–", "``": "“", "''": "”", "`": "‘"}
# 'so' in single straight quotes; an apostrophe within a word does not end it.
_SINGLE_QUOTES = re.compile(r"(?:(?<=^)|(?<=[\s(\[“–—>-]))'(?=\w)((?:[^']|(?<=\w)'(?=\w))*)'(?!\w)")
# Groups in groups, or accents on accents. Titles nest two or three.
_DEEPEST = 60
_TEX = re.compile(r"\\(?:[A-Za-z]+|.)|[{}$~]", re.DOTALL)
_NO_CASE = '<span class="nocase">'
_TAG = re.compile(r"(<[^<>]*>)")


def rich_text(value: str, *, marks_case: bool = False) -> str:
    """Return a field's text. With `marks_case`, words in braces are marked to keep their capitals.

    Units: none. Unknown commands go, and what stands in their braces stays.
    """
    if not value or not _SPECIAL.search(value):
        return value
    try:
        text = _Reader(value, marks_case).run(is_free=True)
    except _TooDeepError:
        return _TEX.sub("", value).strip()
    if "'" in text:
        text = _SINGLE_QUOTES.sub(r"‘\1’", text).replace("'", "’")
    return text.strip(" ")


def plain_text(value: str) -> str:
    """Return a field's text without any marks."""
    text = rich_text(value)
    return _TAG.sub("", text) if "<" in text else text


def unknown_commands(value: str) -> list[str]:
    r"""Return the commands (`\foo`) that `rich_text` cannot read."""
    if "\\" not in value:
        return []
    return [name for name in _COMMAND.findall(value) if name not in KNOWN]


def unescaped(value: str) -> str:
    r"""Return an address as it is typed into a browser: `\%`, `\_`, `\~{}` without their backslash.

    Anything else in it is meant as it stands.
    """
    if "\\" not in value:
        return value
    value = re.sub(r"\\(?:textasciitilde|~)\s*(?:\{\s*\})?", "~", value)
    return re.sub(r"\\([%#&_${}])", r"\1", value)


def without_braces(value: str) -> str | None:
    """Return what stands in a pair of braces around the whole value, None if there is none."""
    if len(value) < 2 or value[0] != "{" or value[-1] != "}":
        return None
    depth = 0
    for place, letter in enumerate(value):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth and place < len(value) - 1:
            return None
    return value[1:-1]


def nests_too_deep(value: str) -> bool:
    """Tell whether braces and commands of a field nest so deep that its words alone are read."""
    if value.count("{") + value.count("\\") <= _DEEPEST:
        return False
    try:
        _Reader(value, False).run(is_free=True)
    except _TooDeepError:
        return True
    return False


class _TooDeepError(Exception):
    """A value nests deeper than any title does."""


class _Reader:
    """Reads the tokens of one value from left to right."""

    def __init__(self, value: str, marks_case: bool) -> None:
        self.tokens = [
            (found.lastgroup or "", found[found.lastgroup or 0]) for found in _TOKEN.finditer(value)
        ]
        self.at = 0
        self.marks_case = marks_case
        self.quotes = 0  # how deep we are in \enquote
        self.depth = 0
        self.last_dollar = max(
            (place for place, token in enumerate(self.tokens) if token == ("mark", "$")), default=-1
        )

    def run(self, *, is_free: bool, in_math: bool = False) -> str:
        """Return the text up to the end of the group; `is_free`: not within braces."""
        self._go_deeper()
        out: list[str] = []
        while self.at < len(self.tokens):
            kind, value = self.tokens[self.at]
            self.at += 1
            if kind == "mark" and value in "}$" and (value == "}" or in_math):
                break
            if kind == "word" and value in DECLARED:
                before, after = DECLARED[value]
                out.append(f"{before}{self.run(is_free=is_free, in_math=in_math)}{after}")
                break
            out.append(self._token(kind, value, is_free, in_math))
        self.depth -= 1
        return "".join(out)

    def _go_deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _TooDeepError

    def _token(self, kind: str, value: str, is_free: bool, in_math: bool) -> str:
        match kind:
            case "text":
                return re.sub(r"([A-Za-z]+)", r"<i>\1</i>", value) if in_math else value
            case "sign":
                return self._sign(value)
            case "word":
                return self._command(value, is_free)
        if value == "{":
            return self._group(is_free)
        if value == "$":
            if self.last_dollar < self.at:
                return value  # a dollar, where TeX would miss its partner
            return self.run(is_free=False, in_math=True)
        if value in "^_":
            tag = {"^": "sup", "_": "sub"}[value]
            return f"<{tag}>{self._argument(False)}</{tag}>" if in_math else value
        return _MARKS.get(value, value)

    def _group(self, is_free: bool) -> str:
        r"""Return a group. One that begins with a command (`{\'E}`) protects no capitals."""
        is_special = self.at < len(self.tokens) and self.tokens[self.at][0] in ("word", "sign")
        text = self.run(is_free=is_free and is_special)
        if self.marks_case and is_free and not is_special and any(map(str.isalpha, text)):
            return f"{_NO_CASE}{text}</span>"
        return text

    def _sign(self, sign: str) -> str:
        if sign in ACCENTS:
            return _accented(self._argument(False), ACCENTS[sign])
        return SIGNS.get(sign, sign)

    def _command(self, name: str, is_free: bool) -> str:
        if name in SYMBOLS:
            return SYMBOLS[name]
        if name in ACCENTS:
            return _accented(self._argument(False), ACCENTS[name])
        if name in AROUND:
            before, after = AROUND[name]
            return f"{before}{self._argument(is_free)}{after}"
        if name in QUOTED:
            return self._quoted(is_free)
        if name in VERBATIM:
            return self._verbatim()
        if name in UPPER:
            return self._argument(False).upper()
        if name in LOWER:
            return self._argument(False).lower()
        for _ in range(PASSED_OVER.get(name, 0)):
            self._argument(False)
        return self._argument(is_free) if self._is_at("{") else ""

    def _quoted(self, is_free: bool) -> str:
        before, after = ("‘", "’") if self.quotes % 2 else ("“", "”")
        self.quotes += 1
        text = self._argument(is_free)
        self.quotes -= 1
        return f"{before}{text}{after}"

    def _verbatim(self) -> str:
        """Return an address: no sign in it is TeX's."""
        if not self._is_at("{"):
            return ""
        begin, depth = self.at + 1, 0
        while self.at < len(self.tokens):
            mark = self.tokens[self.at]
            depth += {("mark", "{"): 1, ("mark", "}"): -1}.get(mark, 0)
            self.at += 1
            if not depth:
                break
        return "".join(value for _, value in self.tokens[begin : self.at - 1])

    def _is_at(self, mark: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at] == ("mark", mark)

    def _argument(self, is_free: bool) -> str:
        """Return the next group, command or letter."""
        if self.at >= len(self.tokens):
            return ""
        kind, value = self.tokens[self.at]
        if kind == "text":
            value = value.lstrip()
            if len(value) > 1:
                self.tokens[self.at] = (kind, value[1:])
                return value[0]
            self.at += 1
            return value or self._argument(is_free)
        if (kind, value) == ("mark", "}"):
            return ""
        self.at += 1
        if (kind, value) == ("mark", "{"):
            return self.run(is_free=is_free)
        self._go_deeper()
        text = self._token(kind, value, is_free, False)
        self.depth -= 1
        return text


def _accented(letters: str, accent: str) -> str:
    if not letters:
        return ""
    base = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0])
    return unicodedata.normalize("NFC", base + accent) + letters[1:]
