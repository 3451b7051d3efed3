"""Change the case of nodes, across their marks and sparing what is marked "nocase".

Source: CSL 1.0.2, "Text-case", and the stop words of its schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from publish.citations.csl.tree import NOCASE, NODECOR, QUOTES, Box, Leaf, Node

_STOP_WORDS_WORDS = """
    à a about according across afore after against ahead along alongside amid amidst among
    amongst an and anti apart apropos around as aside astride at athwart atop back barring
    before behind below beneath beside besides between beyond but by c ca circa close d' d’ de
    despite down due during et except far for forenenst from given in inside instead into l'
    l’ lest like modulo n near next nor notwithstanding of off on onto or out over per plus qua
    regarding sans since so than the through throughout thru thruout till to toward towards
    under underneath until unto up upon v v. van versus via vis-à-vis von vs vs. with within
    without yet
"""
STOP_WORDS = frozenset(_STOP_WORDS_WORDS.split())

# A word for title case: letters, digits, marks and inner apostrophes; hyphens part words.
_WORD = re.compile(r"[^\W_]+(?:['’.\u0300-\u036f]+[^\W_]+)*\.?", re.UNICODE)
_QUOTE = "\ue000"  # stands for a quotation mark while words are looked for
_FIRST = re.compile(r"[^\W_][^\s.]*")


def change_case(nodes: list[Node], case: str, *, is_english: bool) -> list[Node]:
    """Return nodes in the wanted case; title case touches English text only."""
    if case in ("title",) and not is_english:
        return nodes
    change = _CHANGES.get(case)
    if change is None:
        return nodes
    if len(nodes) == 1 and isinstance(nodes[0], Leaf):
        text = nodes[0].text
        return [Leaf(_single(text, case))]
    letters: list[str] = []
    free: list[bool] = []
    _collect(nodes, False, letters, free)
    changed = iter(change("".join(letters), free))
    return _rebuilt(nodes, changed)


@lru_cache(maxsize=20_000)
def _single(text: str, case: str) -> str:
    return "".join(_CHANGES[case](text, [True] * len(text)))


def _collect(nodes: list[Node], is_fixed: bool, letters: list[str], free: list[bool]) -> None:
    for node in nodes:
        if isinstance(node, Leaf):
            letters.extend(node.text)
            free.extend([not is_fixed] * len(node.text))
            continue
        if QUOTES in node.marks:
            letters.append(_QUOTE)
            free.append(False)
        _collect(node.children, is_fixed or _is_fixed(node), letters, free)
        if QUOTES in node.marks:
            letters.append(_QUOTE)
            free.append(False)


def _is_fixed(box: Box) -> bool:
    """Return whether the case within a box stays: names have text-case attributes of their own."""
    raised = "vertical-align:sup" in box.marks or "vertical-align:sub" in box.marks
    return raised or NOCASE in box.marks or NODECOR in box.marks or box.tag == "name-list"


def _rebuilt(nodes: list[Node], changed: Iterator[str]) -> list[Node]:
    new: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf):
            text = "".join(next(changed) for _ in node.text)
            new.append(Leaf(text, node.is_inner))
            continue
        if QUOTES in node.marks:
            next(changed)
        new.append(Box(_rebuilt(node.children, changed), node.marks, node.tag, node.value))
        if QUOTES in node.marks:
            next(changed)
    return new


def _each(text: str, free: list[bool], change: Callable[[str], str]) -> list[str]:
    return [change(c) if ok else c for c, ok in zip(text, free, strict=True)]


def _lower(text: str, free: list[bool]) -> list[str]:
    return _each(text, free, str.lower)


def _upper(text: str, free: list[bool]) -> list[str]:
    return _each(text, free, str.upper)


def _is_lower(word: str) -> bool:
    return word == word.lower()


def _capitalize_first(text: str, free: list[bool]) -> list[str]:
    letters = list(text)
    match = _FIRST.search(text)
    if match and free[match.start()] and _is_lower(match[0]):
        letters[match.start()] = letters[match.start()].upper()
    return letters


def _capitalize_all(text: str, free: list[bool]) -> list[str]:
    letters = list(text)
    for match in _WORD.finditer(text):
        if free[match.start()] and _is_lower(re.split("['’]", match[0])[0]):
            letters[match.start()] = letters[match.start()].upper()
    return letters


def _is_all_upper(text: str, free: list[bool]) -> bool:
    shown = "".join(c for c, ok in zip(text, free, strict=True) if ok)
    return shown.isupper() and len(shown) > 1


def _sentence(text: str, free: list[bool]) -> list[str]:
    letters = list(text)
    all_upper = _is_all_upper(text, free)
    for place, match in enumerate(_WORD.finditer(text)):
        start, end = match.span()
        if not all(free[start:end]):
            continue
        word = match[0]
        if all_upper or word[1:] == word[1:].lower():
            letters[start:end] = _same_length(word, str.lower)
        if place == 0 and _is_lower("".join(letters[start:end])):
            letters[start] = letters[start].upper()
    return letters


def _title(text: str, free: list[bool]) -> list[str]:
    letters = list(text)
    if _is_all_upper(text, free):
        return letters  # acronyms and capitals stay as they were written
    words = list(_WORD.finditer(text))
    for place, match in enumerate(words):
        start, end = match.span()
        if not free[start]:
            continue
        word = match[0]
        if len(word) == 2 and word.endswith(".") and place:
            continue  # an abbreviation, as "n." for noun
        is_edge = place == 0 or _follows_stop(text, start)
        alone = _is_lone(word) or (end - start > 1 and not free[start + 1])
        if alone and text[end : end + 1] not in ("-", "‐") and not is_edge:
            continue  # a letter alone is a sign: "vitamin c", "e.g.", "x²", but "E-Mail"
        is_edge = is_edge or place == len(words) - 1
        if not _is_lower(word):
            continue  # capitals were meant: "The Hague", "iPad", "DNA"
        if is_edge or not _is_stop(match):
            letters[start] = letters[start].upper()
    return letters


def _is_lone(word: str) -> bool:
    """Return whether a word is one letter, or goes on behind one: "c", "o’clock", "e.g."."""
    return len(word) == 1 or word[1] in "'’."


def _same_length(word: str, change: Callable[[str], str]) -> list[str]:
    return [change(c) for c in word]


def _is_stop(match: re.Match[str]) -> bool:
    """Return whether a word is one that titles leave in lower case: "of", "d’Arc"."""
    word = match[0].lower()
    return word.rstrip(".") in STOP_WORDS or word[:2] in ("c’", "c'", "d’", "d'", "l’", "l'")


def _follows_stop(text: str, start: int) -> bool:
    """Return whether a word begins a sentence or follows a colon."""
    return text[:start].rstrip(f" \u00a0{_QUOTE}“‘").endswith((":", "?", "!")) and (
        text[start - 1] not in ":?!"
    )


_CHANGES: dict[str, Callable[[str, list[bool]], list[str]]] = {
    "lowercase": _lower,
    "uppercase": _upper,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
    "sentence": _sentence,
    "title": _title,
}
