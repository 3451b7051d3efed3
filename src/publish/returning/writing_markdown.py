"""Words of a Word file as Markdown: nothing that was text becomes markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from publish.provenance.exported import Part, Token

_SPECIAL = re.compile(
    r"\\(?=\W)|[*`$]|\[|\](?=[({:])|<(?=[A-Za-z/!?])|(?<!\w)_|_(?!\w)|(?<!\w)@(?=\w)|~(?=\S)"
    r"|\^(?=\S)|&(?=#?\w+;)|\{(?=[#.=%{<])|!(?=\[)"
)
_LINE_START = re.compile(r"(#{1,6}(?= )|[-+](?= )|>|:(?= )|\|(?= )|(?<!\S)\d+(?=[.)] ))")
_CURLY = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"}
_MARKS = {"i": ("*", "*"), "b": ("**", "**"), "x": ("~~", "~~"), "^": ("^", "^"), "_": ("~", "~")}
_SPANS = {"c": ("[", "]{.smallcaps}"), "u": ("[", "]{.underline}")}
_ORDER = "cubix^_"
OWN = frozenset(_ORDER)


@dataclass(frozen=True, slots=True)
class Habits:
    """How a file writes what typography makes of it."""

    has_plain_quotes: bool = True
    has_hyphen_dashes: bool = False
    has_dot_ellipses: bool = False
    is_table: bool = False

    @classmethod
    def of(cls, text: str, *, smart: bool) -> Habits:
        """Return the habits of a text; where pandoc leaves marks alone they stay as they are."""
        return cls(
            has_plain_quotes=smart and not re.search("[“”‘’]", text),
            has_hyphen_dashes=smart and bool(re.search(r"\w ?--", text)) and "–" not in text,
            has_dot_ellipses=smart and "..." in text and "…" not in text,
        )


def markdown_of(
    tokens: Sequence[Token], habits: Habits, context: str, notes: dict[str, str]
) -> str:
    """Return tokens as Markdown, to stand inside emphasis of the form `context`.

    `notes` has what calls each note, by the id in the file.
    """
    result: list[str] = []
    index = 0
    while index < len(tokens):
        form = form_of(tokens[index])
        last = index
        while last < len(tokens) and (
            form_of(tokens[last]) == form
            or (not tokens[last].text.strip() and _goes_on(tokens, last, form))
        ):
            last += 1
        run = tokens[index:last]
        result.append(_run(run, form, habits, context, notes))
        index = last
    return "".join(result)


def _goes_on(tokens: Sequence[Token], at: int, form: str) -> bool:
    """Tell whether a space is between words of one form."""
    return at + 1 < len(tokens) and form_of(tokens[at + 1]) == form and tokens[at].is_text


def form_of(token: Token) -> str:
    """Return the format of a token that Markdown can say."""
    if not token.is_text or token.part is Part.SPACE:
        return ""
    return "".join(letter for letter in token.piece.form if letter in OWN)


def _run(
    tokens: Sequence[Token], form: str, habits: Habits, context: str, notes: dict[str, str]
) -> str:
    text = _text(tokens, habits, notes)
    wanted = [letter for letter in _ORDER if letter in form and letter not in context]
    # Upright words amid italics are set off by marks of the same kind.
    wanted += [
        letter for letter in "ib" if letter in context and letter not in form and text.strip()
    ]
    bare = text.strip()
    if not wanted or not bare:
        return text
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    for letter in reversed(wanted):
        opening, closing = {**_MARKS, **_SPANS}[letter]
        bare = f"{opening}{bare}{closing}"
    return start + bare + end


def _text(tokens: Sequence[Token], habits: Habits, notes: dict[str, str]) -> str:
    result, plain = "", ""
    for one in tokens:
        if one.is_text:
            plain += _words(one, habits)
            continue
        result += escaped(plain, in_table=habits.is_table)
        result, plain = result + notes.get(one.piece.ref, ""), ""
    return result + escaped(plain, in_table=habits.is_table)


def _words(token: Token, habits: Habits) -> str:
    text = token.text
    if token.part is Part.SPACE:
        return text.replace("\n", " ").replace("\t", " ")
    if habits.has_plain_quotes and text in _CURLY:
        return _CURLY[text]
    if habits.has_hyphen_dashes and text in "–—":
        return "--" if text == "–" else "---"
    if habits.has_dot_ellipses and text == "…":
        return "..."
    return text


def escaped(text: str, *, in_table: bool = False) -> str:
    """Return plain words as Markdown that says them, in the middle of a line."""
    done = _SPECIAL.sub(lambda found: "\\" + found.group(), text)
    return done.replace("|", "\\|") if in_table else done


def at_line_start(text: str) -> str:
    """Return Markdown whose first word is not taken for a heading, a list or a table."""
    found = _LINE_START.match(text)
    if not found:
        return text
    at = found.end() if found.group()[-1].isdigit() else found.start()
    return f"{text[:at]}\\{text[at:]}"
