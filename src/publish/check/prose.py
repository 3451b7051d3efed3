"""The prose of a chapter file: its text with all that is no prose left blank, letter for letter.

What stands at an offset of the prose stands there in the file too, so that rules on typography
can tell line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from publish.check.catalogue import Draft
from publish.diagnostics import Place
from publish.manuscript.asides import with_comments
from publish.manuscript.places import place_at, source_text
from publish.model.document import Chapter

_ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}")


def _without_comments(text: str) -> str:
    return with_comments(text, _blanked)


def _without_environments(text: str) -> str:
    """Blank TeX's environments, each to the first end of its name."""
    pieces: list[str] = []
    at, unclosed = 0, set()
    for found in _ENVIRONMENT.finditer(text):
        if found.start() < at or found[1] in unclosed:
            continue
        ending = f"\\end{{{found[1]}}}"
        end = text.find(ending, found.end())
        if end < 0:
            unclosed.add(found[1])
            continue
        end += len(ending)
        pieces += [text[at : found.start()], _blanked(text[found.start() : end])]
        at = end
    return "".join([*pieces, text[at:]])


# What is blanked, in this order: an earlier one hides what later ones would find in it.
_NO_PROSE = (
    re.compile(r"\A---\n.*?\n(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE),  # settings
    _without_comments,
    re.compile(r"^ {0,3}(```+|~~~+).*?(?:^ {0,3}\1|\Z)", re.DOTALL | re.MULTILINE),
    re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL),  # code in the line
    re.compile(r"\$\$.+?\$\$", re.DOTALL),
    re.compile(r"(?<![\\$\w])\$(?=\S)[^$\n]*(?:\n[^$\n]+)?(?<=\S)\$(?!\d)"),
    _without_environments,
    re.compile(r"\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})*"),  # TeX
    # Other tools' markup; what opens anew was not closed.
    re.compile(r"\{\{(?:(?!\{\{|\}\}).)*+\}\}|\{%(?:(?!\{%|%\}).)*+%\}"),
    re.compile(r"\{(?=[^{}\n]*[#.=-])[^{}]*+\}"),  # attributes
    re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]+\S+.*$", re.MULTILINE),  # targets; notes come back
    re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"),  # targets in the line
    re.compile(r"</?[A-Za-z][^<>]*>|<[a-z]+:[^<>\s]+>|<[^<>\s]+@[^<>\s]+>"),
    re.compile(r"\b(?:https?|ftp|doi)[:.][^\s\[\]<>\"]+|\bwww\.[^\s\[\]<>\"]+"),
    re.compile(r"\[[^\[\]]*@[^\[\]]*\]"),  # citations
    re.compile(r"(?<![\w\\])-?@(?:\{[^{}\n]+\}|[\w][\w:.#$%&+?<>~/-]*)(?:[ ]\[[^\[\]]*\])?"),
    re.compile(r"^[ \t]*:::.*$", re.MULTILINE),
    re.compile(r"^[ \t>]*+[-=:+|][-=:+ |]*+$", re.MULTILINE),  # rules, in tables too
)
_CODE = _NO_PROSE[:4]
# What is in another language goes by its rules: blocks, then words in the line.
_COLONS = re.compile(r"^:{3,}(?P<name>.*)$", re.MULTILINE)
_LANG = re.compile(r"\blang=\"?(?P<lang>[\w-]+)")
_IN_LANGUAGE = re.compile(r"\[(?P<words>[^\[\]]*)\]\{[^{}\n]*\blang=\"?(?P<lang>[\w-]+)[^{}\n]*\}")
_MOST_LANGUAGES, _NOBODY = 64, 255  # more languages in one file are looked at by no rule
_ROWS = re.compile(r"(?:^[ \t]*\|.*(?:\n|\Z))+", re.MULTILINE)  # of a table, or lines of verse
_RULE = re.compile(r"^[ \t]*\|[-=:+ |]*--", re.MULTILINE)
_ROW_END = re.compile(r"\|[ \t]*$", re.MULTILINE)
_LAYOUT = re.compile(r"^[ \t]*\|[ \t]*|[ \t]{2,}", re.MULTILINE)  # of verse: none of its words
_DITTO = re.compile(r"(?<=\|)[ \t]*[\"”“][ \t]*(?=\|)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:", re.MULTILINE)
_PARAGRAPH = re.compile(r"(?:^[ \t>]*\S.*(?:\n|\Z))+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of one file. `lang` is the language of the chapter that begins in it."""

    path: str
    text: str
    lang: str

    def place(self, offset: int) -> Place:
        """Return where a letter of the prose stands in the file."""
        return place_at(self.path, self.text, offset)

    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Yield offset and text of every run of lines with words in them."""
        for found in _PARAGRAPH.finditer(self.text):
            if found[0].strip():
                yield found.start(), found[0]


def every_prose(draft: Draft) -> Iterator[Prose]:
    """Yield the prose of every chapter file, in reading order, a language of it at a time."""
    seen: set[str] = set()
    for chapter in draft.document.chapters:
        if chapter.place and chapter.place.path not in seen and not _is_settings(chapter):
            seen.add(chapter.place.path)
            text = source_text(draft.folder, chapter.place.path)
            own = chapter.lang or draft.document.metadata.lang
            for lang, prose in prose_by_language(text).items():
                yield Prose(chapter.place.path, prose, lang or own)


def _is_settings(chapter: Chapter) -> bool:
    return chapter.place is not None and chapter.place.path.endswith((".yaml", ".yml"))


@lru_cache(maxsize=256)
def prose_by_language(text: str) -> dict[str, str]:
    """Return the prose of a Markdown text by language, each of the text's length, else blank.

    The language of the text itself, whatever it is, has the name "" and comes first.
    """
    prose = prose_of(text)
    parts = _parts_in_language(text)
    if not parts:
        return {"": prose}
    names = ["", *dict.fromkeys(lang for _, _, lang in parts)][:_MOST_LANGUAGES]
    numbers = {name: number for number, name in enumerate(names)}
    # Whose each letter is. Words in the line come last: they are in no other language.
    owner = bytearray(len(text))
    for start, end, lang in parts:
        owner[start:end] = bytes([numbers.get(lang, _NOBODY)]) * (end - start)
    bounds = sorted({0, len(text), *(at for start, end, _ in parts for at in (start, end))})
    blank = _blanked(prose)
    return {
        name: "".join(
            (prose if owner[start] == number else blank)[start:end]
            for start, end in pairwise(bounds)
        )
        for name, number in numbers.items()
    }


def _parts_in_language(text: str) -> list[tuple[int, int, str]]:
    """Return where what is marked as of a language begins and ends, blocks first."""
    if "lang=" not in text:
        return []
    for step in _CODE:
        text = step(text) if callable(step) else step.sub(_blank, text)
    # With their brackets: what opens or closes at the edge of the words is told by those.
    spans = _IN_LANGUAGE.finditer(text)
    words = [(one.start(), one.end("words") + 1, one["lang"]) for one in spans]
    return sorted(_blocks_in_language(text)) + words


def _blocks_in_language(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where blocks in a language begin and end; unclosed ones end with the text."""
    waiting: list[tuple[int, str]] = []
    for found in _COLONS.finditer(text):
        if found["name"].strip():
            lang = _LANG.search(found["name"])
            waiting.append((found.end(), lang["lang"] if lang else ""))
        elif waiting:
            start, name = waiting.pop()
            if name:
                yield start, found.start(), name
    yield from ((start, len(text), name) for start, name in waiting if name)


def prose_of(text: str) -> str:
    """Return a Markdown text of the same length in which all but the prose is blank."""
    text = _ROWS.sub(_with_words_only, text)
    for step in _NO_PROSE:
        text = step(text) if callable(step) else step.sub(_blank_unless_note, text)
    return _NOTE.sub(_blank, text)


def _with_words_only(found: re.Match[str]) -> str:
    """Keep the words of verse, and of a table of which a row of strokes says that it is one."""
    if _RULE.search(found[0]):
        return _DITTO.sub(_blank, found[0])
    return _blank(found) if _ROW_END.search(found[0]) else _LAYOUT.sub(_blank, found[0])


def _blank_unless_note(found: re.Match[str]) -> str:
    return found[0] if _NOTE.match(found[0]) else _blank(found)


def _blank(found: re.Match[str]) -> str:
    return _blanked(found[0])


def _blanked(text: str) -> str:
    # A letter that is neither word nor space keeps the neighbours of what is blanked apart.
    return re.sub(r"[^\n]", "\ufffc", text)
