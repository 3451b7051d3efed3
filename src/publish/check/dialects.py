"""A rule about what other tools would carry out, and is printed here letter for letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publish.check.catalogue import Draft, Scope, rule
from publish.check.prose import every_prose
from publish.diagnostics import Diagnostic, Severity
from publish.manuscript.places import Finder, place_at, source_text
from publish.model.nodes import Str
from publish.model.walk import every

_LINE = re.MULTILINE
_COMMENT = re.compile(
    r"<!--(?:(?!<!--|-->).)*+-->|\A---\n.*?\n(?:---|\.\.\.)[ \t]*$", re.DOTALL | _LINE
)
_FENCED = re.compile(r"^[ \t>]*(```+|~~~+).*?(?:^[ \t>]*\1|\Z)", _LINE | re.DOTALL)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"\$\$.+?\$\$|(?<![\\$])\$(?=\S)[^$\n]+(?<=\S)\$(?!\d)", re.DOTALL)
_ADDRESS = re.compile(r"<?\bhttps?:[^\s<>]+>?|(?<=\])\([^()\n]*\)")
# What it is, signs without which there is none (to look for them takes a tenth of the time), how it
# begins or is written, and what means the same here. Sources: the manuals of Obsidian, MkDocs
# Material, GitHub, kramdown, MyST, reStructuredText, Org, and LaTeX.
_DIALECTS = (
    ("a picture of a wiki", "![[", r"!\[\[[^\[\]\n]+\]\]", '![caption](file.png){alt="..."}'),
    (
        "a table of contents",
        "TOC",
        r"^(?:\[TOC\]|\[\[_TOC_\]\])[ \t]*$",
        "'toc: true' in the settings",
    ),
    ("a link of a wiki", "[[", r"(?<!!)\[\[(?!_TOC_)[^\[\]\n]+\]\]", "[words](#id)"),
    ("highlighting", "==", r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])", "[words]{.mark}"),
    ("a comment", "%%", r"%%[^%\n]+%%", "<!-- words -->"),
    ("an admonition", "!!!", r"^ {0,3}!!! +\w+", "::: {.callout-note}"),
    ("an admonition", "???", r"^ {0,3}\?\?\?\+? +\w+", "::: {.callout-note}"),
    ("an alert", "> [!", r"(?<=> )\[![A-Za-z]+\][+-]?[ \t]*$", "::: {.callout-note}"),
    ("an attribute list", "{:", r"\{:[ \w.#][^{}\n]*\}", "{.class #id}, without the colon"),
    ("a role", "}`", r"(?<!`)\{[a-z][\w:-]*\}(?=`)", "[words](#id), @fig-x or [@key]"),
    ("a role", ":`", r"(?<![\w:`]):[a-z][a-z-]*:(?=`)", "[words](#id), @fig-x or [@key]"),
    ("a directive", "::", r"^ {0,3}\.\. [\w-]+::", "::: {.name}"),
    ("a keyword", "#+", r"^#\+[A-Za-z_]+:", "the same in the settings"),
    ("an emoji", ":", r":(?<![\w:/]:)[a-z][a-z_]{2,}:(?![\w:`/])", "the character itself"),
    # Not longer than a line of a book or two: a long line of such signs would take for ever.
    ("a formula", "\\(", r"\\\([^\n()]{0,150}[\\^_=][^\n()]{0,150}?\\\)", "$x$"),
    ("a formula", "\\[", r"\\\[[^\n\[\]]{0,150}[\\^_=][^\n\[\]]{0,150}?\\\]", "$$x$$"),
)
_PATTERNS = tuple(
    (what, signs, re.compile(how, _LINE), instead) for what, signs, how, instead in _DIALECTS
)
_WITH_CODE = ("a role",)  # these end in a code mark
_SHOWN = 40
_REFERENCE = re.compile(r"(?<!\\)\[([^\[\]\n]+)(?<!\\)\]\[([^\[\]\n^@]+)\](?![({:])")


@rule("markup-dialect", Scope.TEXT)
def markup_dialect(draft: Draft) -> Iterator[Diagnostic]:
    """Markup of another tool is not carried out, and is printed as it stands.

    Wikis, note programs and other systems have signs of their own (`[[page]]`, `==words==`,
    `!!! note`, `{ref}`). The hint says what means the same here; a backslash before the first sign
    says that it shall be printed.
    """
    for path in dict.fromkeys(prose.path for prose in every_prose(draft)):
        source = _without(source_text(draft.folder, path), _COMMENT, _FENCED)
        text = _without(source, _CODE, _MATH, _ADDRESS)
        for what, found, instead in _written(source, text):
            shown = " ".join(found[0].split())[:_SHOWN]
            yield Diagnostic(
                "markup-dialect",
                f"{shown!r} is {what} of another tool, and is printed as it stands",
                place_at(path, source, found.start()),
                f"write {instead}",
                Severity.WARNING,
            )


def _written(source: str, text: str) -> Iterator[tuple[str, re.Match[str], str]]:
    """Yield what is written in another dialect; `text` is the source without its code."""
    for what, signs, pattern, instead in _PATTERNS:
        is_with_code = what in _WITH_CODE
        searched = source if is_with_code else text
        for found in pattern.finditer(searched) if signs in searched else ():
            begins_code = source[found.end() : found.end() + 1] == "`"
            is_escaped = source[found.start() - 1 : found.start()] == "\\"
            if not is_escaped and (is_with_code or not begins_code):
                yield what, found, instead


@rule("link-undefined", Scope.FILE)
def link_undefined(draft: Draft) -> Iterator[Diagnostic]:
    """A link names an address that its file does not give, and is printed with its brackets.

    `[words][name]` needs a line `[name]: https://...` in the same file, or a heading of that name.
    """
    for chapter in draft.document.chapters:
        finder = Finder(draft.folder, chapter)
        printed = [one.text for one in every(Str, chapter.blocks) if "][" in one.text]
        if not printed or chapter.place is None:
            continue
        text = _without(source_text(draft.folder, chapter.place.path), _COMMENT, _FENCED, _CODE)
        for found in _REFERENCE.finditer(text):
            seam = f"{found[1].split()[-1]}][{found[2].split()[0]}" if found[1].strip() else ""
            if seam and any(seam in one for one in printed):
                yield Diagnostic(
                    "link-undefined",
                    f"nothing in this file says where [{found[2]}] leads",
                    finder.place(found[0]),
                    f"write a line '[{found[2]}]: https://...', or \\[ for a bracket",
                    Severity.WARNING,
                )


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return text
