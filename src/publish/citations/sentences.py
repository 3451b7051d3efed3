"""Citations in the text, in brackets: inside the sentence that they belong to.

A text written for notes has its citations after the full stop (`End. [@doe]`); in brackets they
stand before it ("End (Doe 1999)."), but after the last stop of a block quotation. Chicago Manual
of Style, 18th ed., 13.115-118; Publication Manual of the APA, 7th ed., 8.11 and 8.27.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from publish.citations.notes import has_span
from publish.model.nodes import (
    Attr,
    BlockQuote,
    Inline,
    Inlines,
    LineBlock,
    Note,
    Quoted,
    SoftBreak,
    Space,
    Span,
    Str,
)
from publish.model.walk import every, plain_text, rewrite

T = TypeVar("T")
_OPENERS = ("(", "[", "—", "“", "‘", "«", "„")
_BRACKETS = Attr("", ("citation-brackets",))
_SPOKEN = Attr("", ("citation-words",))
_END = re.compile(r"(?P<words>.*?)(?<![.?!…])(?P<stop>[.?!…]++)(?P<quotes>[”’»“\"']*)", re.DOTALL)
# A full stop that is part of a word stays with it.
_ABBREVIATION = re.compile(
    r"(?:^|[^\w.])(?:(?:\w\.){2,}|(?:etc|al|Jr|Sr|Inc|Co|Ltd|Bros|usw|др)\.)$"
)


def in_brackets(content: Inlines) -> Span:
    """Return a citation in brackets; `into_sentences` finds its place."""
    return Span(_BRACKETS, content)


def in_words(content: Inlines) -> Inlines:
    """Return names that a citation puts into the sentence; `into_sentences` ends it once."""
    return (Span(_SPOKEN, content),) if plain_text(content).endswith(".") else content


def into_sentences(blocks: T) -> T:
    """Return blocks in which citations in brackets stand before the stop of their sentence.

    Where names in the sentence end with a stop ("Bauer et al."), that ends the sentence too.
    """
    if not any(_is_cite(one) or _is_spoken(one) for one in every(Span, blocks)):
        return blocks
    open_ones = rewrite(rewrite(blocks, _end_once, Span), _leave_extracts, Span)
    settled = rewrite(open_ones, _settle, Span)
    return rewrite(settled, _bare, Span)


def _is_cite(node: object) -> bool:
    return isinstance(node, Span) and node.attr == _BRACKETS


def _is_spoken(node: object) -> bool:
    return isinstance(node, Span) and node.attr == _SPOKEN


def _end_once(node: object) -> object:
    content = getattr(node, "content", None)
    if not (isinstance(content, tuple) and has_span(content, _SPOKEN)):
        return None
    result: list[Inline] = []
    has_stop = False
    for one in content:
        if has_stop and isinstance(one, Str) and re.match(r"\.(?!\.)", one.text):
            result += [Str(one.text[1:])] if one.text[1:] else []
        else:
            result += one.content if _is_spoken(one) else (one,)
        has_stop = _is_spoken(one) or (has_stop and isinstance(one, Note))
    return replace(node, content=tuple(result))  # type: ignore[type-var]


def _bare(node: object) -> object:
    return node.content if isinstance(node, Span) and _is_cite(node) else None


def _leave_extracts(node: object) -> object:
    return rewrite(node, _bare, Span) if isinstance(node, BlockQuote | LineBlock) else None


def _settle(node: object) -> object:
    content = getattr(node, "content", None)
    if not (isinstance(content, tuple) and has_span(content, _BRACKETS)):
        return None
    result: list[Inline] = []
    for place, one in enumerate(content):
        stop = ""
        if _is_cite(one) and result:
            is_glued = not isinstance(result[-1], Space | SoftBreak)
            if _begins_sentence(content[place + 1 :]):
                stop = _take_stop(result[-1:] if is_glued else result[-2:-1], result)
            if is_glued:
                stop = stop or _take_comma(result)
                if not plain_text(tuple(result[-1:])).endswith(_OPENERS):
                    result.append(Space())
        result.append(one)
        if stop:
            result.append(Str(stop))
    return replace(node, content=tuple(result))  # type: ignore[type-var]


def _begins_sentence(following: Inlines) -> bool:
    """Tell whether a new sentence, or nothing, comes after a citation."""
    if not following:
        return True
    words = plain_text(following)
    return isinstance(following[0], Space | SoftBreak) and not words[:1].islower()


def _take_stop(last: Sequence[Inline], before: list[Inline]) -> str:
    """Take the stop off the last word before a citation; return the one to set after it."""
    match last:
        case [Str(text)]:
            shortened, stop = _without_stop(text, is_quoted=False)
            new: Inline = Str(shortened)
        case [Quoted(_, (*inner, Str(text))) as quoted]:
            shortened, stop = _without_stop(text, is_quoted=True)
            new = replace(quoted, content=(*inner, Str(shortened)))
        case _:
            return ""
    before[-1 if before[-1] is last[0] else -2] = new
    return stop


def _take_comma(before: list[Inline]) -> str:
    """Take a comma, semicolon or colon off the word that a citation is glued to."""
    match before[-1]:
        case Str(text) if text[-1:] in (",", ";", ":"):
            before[-1] = Str(text[:-1])
            return text[-1]
    return ""


def _without_stop(text: str, *, is_quoted: bool) -> tuple[str, str]:
    found = _END.fullmatch(text)
    if not found:
        return text, ""
    stop, quotes = found["stop"], found["quotes"]
    if stop == ".":
        is_word = _ABBREVIATION.search(found["words"] + stop)
        return (text, ".") if is_word else (found["words"] + quotes, ".")
    # "Why?" keeps its mark inside the quotation, and the sentence ends after the citation.
    if is_quoted or quotes or len(stop) > 1 or stop == "…":
        return text, "."
    return found["words"], stop
