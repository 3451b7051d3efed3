"""The language of a source's titles, said where it is another than that of the book."""

from __future__ import annotations

import unicodedata

from publish.citations.csl.item import Item
from publish.citations.csl.people import is_cjk
from publish.citations.csl.richtext import parse_rich
from publish.citations.csl.tree import Box, Leaf, Node, plain

TITLES = frozenset(
    ("title", "title-short", "container-title", "container-title-short", "collection-title",
     "original-title", "reviewed-title", "volume-title", "part-title")
)  # fmt: skip
# Languages that are not written in Latin letters: their titles, where they are, are romanized.
# Source: Unicode CLDR 47, supplementalData, languageData.
_OTHER_SCRIPTS_TEXT = """
    ab am ar arc be bg bn bo cop cu dz el fa gez grc gu he hi hy ja ka kk km kn ko ky lo mk ml mn
    mr my ne or os pa ps ru sa si syr ta te tg th ti tt ug uk ur yi zh
"""
_OTHER_SCRIPTS = frozenset(_OTHER_SCRIPTS_TEXT.split())


def in_tongue(nodes: list[Node], language: str, book_lang: str) -> list[Node]:
    """Return a title as words of its own language, a BCP 47 tag, in a book of `book_lang`."""
    primary = language.split("-")[0].lower()
    if not primary or not book_lang or primary == book_lang.split("-")[0].lower():
        return nodes
    is_romanized = primary in _OTHER_SCRIPTS and _is_latin(plain(nodes))
    tag = f"{primary}-Latn" if is_romanized else language
    return [Box(nodes, (), "lang", tag)]


def beside_title(item: Item, variable: str) -> list[Node]:
    """Return what stands after a title: its other script, and in brackets its translation.

    Source: Chicago Manual of Style, 18th ed., 11.82-90 and 14.99.
    """
    script = str(item.beside.get(f"{variable}-script", ""))
    translation = str(item.beside.get(f"{variable}-translation", ""))
    nodes: list[Node] = []
    if script:
        nodes = [Leaf(" "), Box(parse_rich(script), (), "lang", item.language or "und")]
    if translation:
        nodes = [*nodes, Leaf(" ["), *parse_rich(translation), Leaf("]")]
    return nodes


def beside_name(script: str) -> list[Node]:
    """Return what stands after a name: a space in scripts that no one takes for another name."""
    return [Leaf(f" {script}" if is_cjk(script[:1]) else f" [{script}]")]


def _is_latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    return latin * 2 > len(letters)
