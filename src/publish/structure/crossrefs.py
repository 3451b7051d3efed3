r"""Cross references: what an author points at by name becomes a link that says its number.

Three live dialects lead to one `Link.crossref`: Quarto's `@fig-x`, pandoc-crossref's `@fig:x`
(groups too) and bookdown's `\@ref(fig:x)`; a link without words, `[](#x)`, says the target's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from publish.model.document import Document
from publish.model.nodes import (
    Attr,
    Citation,
    Cite,
    CiteMode,
    Inline,
    Inlines,
    Link,
    Para,
    Plain,
    Space,
    Str,
    Target,
)
from publish.model.walk import every, plain_text, rewrite, says
from publish.structure.identifiers import ids, safe_id
from publish.structure.numbering import Numbered
from publish.structure.words import Words

# Keys that can only be cross references, and keys that are if the book has that identifier.
_SURE = re.compile(r"(?:fig|tbl|sec|eq)[-:]", re.IGNORECASE)
_LIKELY = re.compile(
    r"(?:tab|lst|ch|cha|chap|chapter|part|pt|app|apx|appendix|fn|thm|ex)[-:]", re.IGNORECASE
)
_BOOKDOWN_SIGN = "@ref("
_BOOKDOWN = re.compile(r"@ref\(([\w:.-]+)\)")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)]*$")
_NO_BREAK_SPACE = "\u00a0"
_CHANGED: Any = Cite | Link | Para | Plain


def is_sure_key(key: str) -> bool:
    """Tell whether a citation key is the name of a figure, table, section or equation."""
    return bool(_SURE.match(key))


def bookdown_keys(node: Any) -> Iterator[str]:
    r"""Yield the names in all of bookdown's `\@ref(name)`; the backslash is gone by now."""
    if not says(node, _BOOKDOWN_SIGN):
        return
    for text in every(Str, node):
        if _BOOKDOWN_SIGN in text.text:
            yield from _BOOKDOWN.findall(text.text)


def target_of(key: str, names: Iterable[str]) -> str:
    """Return the identifier that a key means, or "": `Fig-x` and `fig:x` may mean `fig-x`."""
    known = names if isinstance(names, set | frozenset | dict) else set(names)
    lowered = key[:1].lower() + key[1:]
    for candidate in (key, lowered, safe_id(key), safe_id(lowered)):
        if candidate in known:
            return candidate
    return ""


def cross_reference_keys(document: Document) -> frozenset[str]:
    """Return the keys of all cites in the book that are cross references, not citations."""
    names = frozenset(
        safe_id(name) for chapter in document.chapters for name in ids(chapter.blocks)
    )
    keys = {
        citation.key
        for chapter in document.chapters
        for cite in every(Cite, chapter.blocks)
        for citation in cite.citations
    }
    return frozenset(key for key in keys if _is_reference(key, names))


def _is_reference(key: str, names: frozenset[str]) -> bool:
    if _SURE.match(key):
        return True
    return bool(_LIKELY.match(key)) and bool(target_of(key, names))


@dataclass(frozen=True, slots=True)
class References:
    """Turns references into links; `targets` says what each identifier stands for."""

    targets: dict[str, Numbered]
    words: Words
    figure_word: str = ""
    table_word: str = ""

    def resolve(self, blocks: Any) -> Any:
        """Return blocks in which every reference to a known target is a link with words.

        A cite whose target is unknown stays: it may be a citation.
        """
        has_words = any(bookdown_keys(blocks))
        return rewrite(blocks, self._change, _CHANGED | Str if has_words else _CHANGED)

    def _change(self, node: Any) -> Any:
        match node:
            case Cite():
                return self._cite(node)
            case Str(text) if _BOOKDOWN_SIGN in text:
                return self._bookdown(text)
            case Link(attr, (), target) if target.url.startswith("#"):
                return None if "pageref" in attr.classes else self._empty_link(node)
            case Para(content) | Plain(content):
                capital = _with_capitals(content)
                return None if capital is content else replace(node, content=capital)
        return None

    def _cite(self, cite: Cite) -> Inlines | None:
        names = [target_of(citation.key, self.targets) for citation in cite.citations]
        if not all(names) or not all(_may_refer(one.key) for one in cite.citations):
            return None
        result: list[Inline] = []
        for name, citation in zip(names, cite.citations, strict=True):
            if result:
                result += [Str(","), Space()]
            result += self._one(name, citation)
        return tuple(result)

    def _one(self, name: str, citation: Citation) -> Inlines:
        """Return one reference: the author's own word before it takes the place of ours."""
        has_word = bool(citation.prefix) and not self._points(citation.prefix)
        is_bare = has_word or citation.mode is CiteMode.SUPPRESS_AUTHOR
        capital = citation.key[:1].isupper()
        link = _link(name, self._number(name) if is_bare else self.label(name, capital=capital))
        space = Str(_NO_BREAK_SPACE) if has_word else Space()
        before = (*citation.prefix, space) if citation.prefix else ()
        return (*before, link, *_suffix(citation.suffix))

    def _points(self, prefix: Inlines) -> bool:
        """Tell whether a prefix is "see" or the like, and not a word for the target."""
        known = {self.words["See"], self.words["SeeAlso"], "see", "see also", "cf.", "cf"}
        return plain_text(prefix).casefold() in {word.casefold() for word in known}

    def label(self, name: str, *, capital: bool = True) -> Inlines:
        """Return the target's own words: `Figure 2.1`, or its title where it has no number."""
        target = self.targets[name]
        if not target.kind:
            return target.title
        own = {"Figure": self.figure_word, "Table": self.table_word}.get(target.kind, "")
        return (Str(self.words.reference(target.kind, target.number, own, capital=capital)),)

    def _number(self, name: str) -> Inlines:
        target = self.targets[name]
        return (Str(target.number),) if target.number else self.label(name)

    def _bookdown(self, text: str) -> Inlines | None:
        """Replace every `@ref(x)` (the backslash is gone by now) by the number of `x`."""
        result: list[Inline] = []
        end = 0
        for found in _BOOKDOWN.finditer(text):
            name = target_of(found.group(1), self.targets)
            if not name:
                continue
            result += [Str(text[end : found.start()])] if found.start() > end else []
            result.append(_link(name, self._number(name)))
            end = found.end()
        if not end:
            return None
        return (*result, *([Str(text[end:])] if end < len(text) else []))

    def _empty_link(self, link: Link) -> Link | None:
        name = link.target.url[1:]
        target = self.targets.get(name)
        if not target:
            return None
        # A heading answers with its title, what has a caption with its label.
        is_heading = target.kind not in {"Figure", "Table", "Equation"}
        words = target.title if is_heading and target.title else self.label(name)
        classes = ("crossref", *link.attr.classes)
        return replace(link, attr=replace(link.attr, classes=classes), content=words)


def _may_refer(key: str) -> bool:
    return bool(_SURE.match(key) or _LIKELY.match(key))


def _link(name: str, words: Inlines) -> Link:
    return Link(Attr("", ("crossref",)), words, Target(f"#{name}"))


def _suffix(suffix: Inlines) -> Inlines:
    """Return what follows a reference, with a space before it where it is a word."""
    first = plain_text(suffix)[:1]
    starts_with_space = bool(suffix) and isinstance(suffix[0], Space)
    return (Space(), *suffix) if first.isalnum() and not starts_with_space else suffix


def _with_capitals(content: Inlines) -> Inlines:
    """Begin a reference at the head of a sentence with a capital letter."""
    if Link not in map(type, content):  # asked of every paragraph, and true of few
        return content
    result = list(content)
    for position, node in enumerate(content):
        match node:
            case Link(attr, (Str(text), *rest)) if "crossref" in attr.classes:
                if text[:1].islower() and _opens_sentence(content[:position]):
                    capital = Str(text[:1].upper() + text[1:])
                    result[position] = replace(node, content=(capital, *rest))
    return tuple(result) if tuple(result) != content else content


def _opens_sentence(before: Inlines) -> bool:
    words = plain_text(before)
    return not words or bool(_SENTENCE_END.search(words))
