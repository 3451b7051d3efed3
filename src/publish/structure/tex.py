"""The few TeX commands that authors write in prose, as nodes of the tree.

pandoc keeps a command it does not know as raw TeX, which only LaTeX would print. Those that mean
the same in every edition are read here; the rest is reported by `check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from publish.model.nodes import (
    Attr,
    Code,
    Emph,
    Inline,
    Inlines,
    LineBreak,
    Note,
    Para,
    Quoted,
    QuoteKind,
    SmallCaps,
    Span,
    Str,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from publish.model.walk import plain_text, words

PAGE_BREAKS = frozenset({"newpage", "pagebreak", "clearpage", "cleardoublepage"})
# What only moves things about on a LaTeX page: nothing is lost without it.
_SPACING = re.compile(
    r"\\(?:noindent|indent|smallskip|medskip|bigskip|sloppy|fussy|raggedright|centering"
    r"|[vh]space\*?\s*\{[^{}]*\}|vfill|hfill)"
)
_WRAPPERS: dict[str, Callable[[Inlines], Inline]] = {
    "textit": Emph,
    "emph": Emph,
    "textsl": Emph,
    "textbf": Strong,
    "textsc": SmallCaps,
    "underline": Underline,
    "uline": Underline,
    "textsuperscript": Superscript,
    "textsubscript": Subscript,
    "enquote": lambda content: Quoted(QuoteKind.DOUBLE, content),
    "texttt": lambda content: Code(Attr(), plain_text(content)),
    "textrm": lambda content: Span(Attr(), content),
    "mbox": lambda content: Str(plain_text(content).replace(" ", "\u00a0")),
    "footnote": lambda content: Note((Para(content),)),
}
_SYMBOLS = {
    "ldots": "…",
    "dots": "…",
    "textendash": "–",
    "textemdash": "—",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "S": "§",
    "P": "¶",
    "pounds": "£",
    "copyright": "©",
    "dag": "†",
    "ddag": "‡",
    "quad": "\u2003",
    "slash": "/",
    "textbackslash": "\\",
}
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?")


def inlines_of_tex(text: str) -> Inlines | None:
    """Return what a piece of raw TeX stands for, or None if it is not one we know."""
    try:
        return _read(text.strip())
    except ValueError:
        return None


def is_page_break(text: str) -> bool:
    """Tell whether raw TeX asks for a new page and nothing else."""
    commands = re.findall(r"\\([A-Za-z]+)(?:\[\d\])?", text)
    rest = re.sub(r"\\[A-Za-z]+(?:\[\d\])?", "", text).strip()
    return bool(commands) and not rest and PAGE_BREAKS.issuperset(commands)


def _read(text: str) -> Inlines:
    """Read TeX up to its end. Raises: ValueError at the first thing that is not known."""
    result: list[Inline] = []
    while text:
        if text[0] != "\\":
            plain = re.match(r"[^\\{}$]+", text)
            if not plain:
                raise ValueError(text)
            result.extend(words(re.sub(r"\s+", " ", plain.group()).replace("~", "\u00a0")))
            text = text[plain.end() :]
            continue
        found, text = _command(text)
        result.extend(found)
    return tuple(result)


def _command(text: str) -> tuple[Inlines, str]:
    spacing = _SPACING.match(text)
    if spacing:
        return (), text[spacing.end() :]
    if text.startswith("\\\\"):
        return (LineBreak(),), text[2:]
    if text[1:2] in set("%&#_$ {}"):
        return words(text[1:2]), text[2:]
    command = _COMMAND.match(text)
    if not command:
        raise ValueError(text)
    name, rest = command.group(1), text[command.end() :]
    if name == "index":
        argument, rest = _argument(rest)
        return (index_mark(argument),), rest
    if name in _WRAPPERS:
        argument, rest = _argument(rest)
        return (_WRAPPERS[name](_read(argument)),), rest
    if name in _SYMBOLS:
        return (Str(_SYMBOLS[name]),), rest.removeprefix("{}")
    raise ValueError(text)


def _argument(text: str) -> tuple[str, str]:
    """Return what stands in the braces at the head of `text`, and what follows them."""
    depth = 0
    for position, letter in enumerate(text):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if not depth:
            if letter == "}":
                return text[1:position], text[position + 1 :]
            break
    raise ValueError(text)


def index_mark(argument: str) -> Span:
    r"""Return the mark for `\index{argument}`.

    Source: makeindex's input: `!` divides levels, `sort@shown`, `|see{x}`, `|(` and `|)`.
    """
    entry, _, encapsulator = argument.partition("|")
    levels = [level.partition("@")[::2] for level in entry.split("!")]
    shown = "!".join(text or sort for sort, text in levels)
    sort = "!".join(sort for sort, _ in levels)
    pairs = [("entry", shown)]
    if sort != shown:
        pairs.append(("sort", sort))
    reference = re.fullmatch(r"(see|seealso)\s*\{(.*)\}", encapsulator)
    if reference:
        pairs.append((reference.group(1), reference.group(2)))
    if encapsulator[:1] in {"(", ")"}:
        pairs.append(("range", "start" if encapsulator[0] == "(" else "end"))
    return Span(Attr("", ("index",), tuple(pairs)), ())
