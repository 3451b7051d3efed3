"""Words that a book gets without its author writing them: "Chapter", "Contents", "Figure".

Sources: pandoc's translations (one file a language), then `words.json` beside this file for what
pandoc lacks or says in a way no book does. A language without a word takes its parent's
(`pt-BR`, `pt`), and English last.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from publish.pandoc import data_file

# Tags whose parent is not found by cutting at the last hyphen (BCP 47 leaves the script out).
_SCRIPTS = {
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
}
_NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Words:
    """The generated words of one language."""

    lang: str
    table: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        """Return one word; `name` is pandoc's or one of `words.json`."""
        return dict(self.table)[name]

    def label(self, kind: str, number: str, word: str = "") -> str:
        """Return a number with its word: `Chapter 3`, `第3章`, never parted at a line end.

        `kind` is `Chapter`, `Part`, `Appendix`, `Section`, `Figure`, `Table`, `Equation` or
        `Listing`; `word` takes the place of the language's own.
        """
        pattern = "" if word else self[f"{kind}Label"]
        text = pattern.format(number) if pattern else f"{word or self[kind]} {number}".strip()
        return text.replace(" ", _NO_BREAK_SPACE)

    def reference(self, kind: str, number: str, word: str = "", *, capital: bool = False) -> str:
        """Return a number with its word as a sentence has it: `figure 3` in French."""
        label = self.label(kind, number, word)
        is_lower = self["ReferenceCase"] == "lower" and not (capital or word)
        return label[:1].lower() + label[1:] if is_lower else label


@cache
def words_for(lang: str) -> Words:
    """Return the generated words for a BCP 47 tag; an unknown language gets the English ones."""
    table: dict[str, str] = {}
    for tag in reversed([*parents(lang), "en"]):
        table |= _from_pandoc(tag)
        table |= _own().get(tag, {})
    return Words(lang, tuple(sorted(table.items())))


def parents(lang: str) -> Iterator[str]:
    """Yield a tag and the ever wider tags it belongs to: `de-CH`, `de`.

    Source: RFC 4647, 3.4 (lookup), with the script put in for Chinese.
    """
    tag = lang.replace("_", "-")
    while tag:
        if tag in _SCRIPTS:
            yield _SCRIPTS[tag]
        yield tag
        tag = tag.rpartition("-")[0]


@cache
def _own() -> dict[str, dict[str, str]]:
    text = files("publish.structure").joinpath("words.json").read_text("utf-8")
    table: dict[str, dict[str, str]] = json.loads(text)
    return table


@cache
def _from_pandoc(tag: str) -> dict[str, str]:
    lines = data_file(f"translations/{tag}.yaml").splitlines()
    pairs = (line.partition(":")[::2] for line in lines if ":" in line)
    return {key.strip(): _plain(value) for key, value in pairs}


def _plain(value: str) -> str:
    # pandoc's Dutch file has the ligature U+0133, which most fonts lack and no reader types.
    return value.strip().replace("\u0133", "ij").strip("\"'")
