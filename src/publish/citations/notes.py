"""Citations as notes: what the note says, and where in the sentence its mark stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeGuard, TypeVar

from publish.model.nodes import (
    Attr,
    DefinitionList,
    Emph,
    Inline,
    Inlines,
    Note,
    Para,
    Quoted,
    QuoteKind,
    SmallCaps,
    SoftBreak,
    Space,
    Span,
    Str,
    Strong,
    Superscript,
)
from publish.model.walk import every, plain_text, rewrite

T = TypeVar("T")
_PLACED = Attr("", ("citation-mark",))
_STOPS = re.compile(r"[.,;:!?…]+[”’»“\"]?")
_OPENERS = "“‘«„\"'([—–"
# Where the mark stands before the stop. French typography (Lexique des règles typographiques en
# usage à l'Imprimerie nationale, "Appel de note") puts it before every stop and before a closing
# guillemet; Russian, Ukrainian, Belarusian and Polish put it before all but ? ! and the ellipsis
# (Milchin, Spravochnaia kniga redaktora; PWN, "Odsyłacze").
_BEFORE_ALL = frozenset(("fr",))
_BEFORE_MOST = frozenset(("ru", "uk", "be", "pl"))
_STRONG_STOPS = re.compile(r"[!?…]+")


def citation_note(content: Inlines) -> Span:
    """Return a note for a citation in running text; `place_notes` finds the place of its mark."""
    return Span(_PLACED, (Note((Para(capitalized(content)),)),))


def raised_mark(content: Inlines) -> Span:
    """Return a raised citation, as "Swing Time.¹"; its place is that of a note's mark."""
    return Span(_PLACED, content)


def is_raised(content: Inlines) -> bool:
    """Tell whether all words of a citation are raised above the line."""
    raised = "".join(plain_text(node) for node in every(Superscript, content))
    return bool(raised) and raised == plain_text(content)


def has_span(content: Inlines, *attrs: Attr) -> bool:
    """Tell whether a span with one of these attributes stands in inlines."""
    if Span not in map(type, content):  # asked of every paragraph, and true of few
        return False
    return any(one.attr in attrs for one in content if type(one) is Span)


def place_notes(blocks: T, lang: str) -> T:
    """Return blocks with the marks of notes, and raised citations, where the language wants them.

    Nothing of what a reader sees changes but the order of mark, space and stop.
    """

    def placed(node: object) -> object:
        content = getattr(node, "content", None)
        if isinstance(content, tuple) and has_span(content, _PLACED):
            return replace(node, content=_placed(content, lang))  # type: ignore[type-var]
        if isinstance(node, DefinitionList):
            items = ((_placed(term, lang), meanings) for term, meanings in node.items)
            return replace(node, items=tuple(items))
        lines = getattr(node, "lines", None)
        if isinstance(lines, tuple):
            return replace(node, lines=tuple(_placed(line, lang) for line in lines))  # type: ignore[type-var]
        return None

    if not _has_placed(blocks):
        return blocks
    moved = rewrite(blocks, placed, Span)
    if not _has_placed(moved):
        return moved
    return rewrite(moved, lambda node: node.content if _is_placed(node) else None, Span)


def _has_placed(blocks: object) -> bool:
    return any(map(_is_placed, every(Span, blocks)))


def capitalized(content: Inlines) -> Inlines:
    """Return inlines that begin with a capital, as a note does ("Ibid.", "See Doe")."""
    for index, node in enumerate(content):
        match node:
            case Str(text) if text:
                new: Inline = Str(_capital(text))
            case Span(_, inner) | Emph(inner) | Strong(inner) | SmallCaps(inner) if inner:
                new = replace(node, content=capitalized(inner))
            case _:
                return content
        return (*content[:index], new, *content[index + 1 :])
    return content


def _capital(text: str) -> str:
    for index, letter in enumerate(text):
        if letter.isalpha():
            is_address = text.startswith(("http", "www."))
            return text if is_address else text[:index] + letter.upper() + text[index + 1 :]
        if letter not in _OPENERS:
            return text
    return text


def _is_placed(node: object) -> TypeGuard[Span]:
    return isinstance(node, Span) and node.attr == _PLACED


def _placed(content: Inlines, lang: str) -> Inlines:
    result: list[Inline] = []
    waiting = list(content)
    end = 0  # of what is in the result
    for place in [n for n, one in enumerate(content) if type(one) is Span and _is_placed(one)]:
        result += waiting[end:place]
        end = place + 1
        while result and isinstance(result[-1], Space | SoftBreak):
            result.pop()
        first = waiting[end] if end < len(waiting) else None
        stops = _stops(first, lang)
        if stops and isinstance(first, Str):
            rest = first.text[len(stops) :]
            if rest:
                waiting[end] = Str(rest)
            else:
                end += 1
            _append_stops(result, _into_quotation(result, stops, lang))
        result.append(waiting[place])
    result += waiting[end:]
    for place in reversed([n for n, one in enumerate(result) if type(one) is Span]):
        one = result[place]
        if _is_placed(one):
            result[place : place + 1] = one.content
    return tuple(result)


def _stops(first: Inline | None, lang: str) -> str:
    """Return the stops at the head of what follows a mark that go before it."""
    if not isinstance(first, Str):
        return ""
    language = lang.split("-")[0].lower()
    if language in _BEFORE_ALL:
        return ""
    pattern = _STRONG_STOPS if language in _BEFORE_MOST else _STOPS
    found = pattern.match(first.text)
    return found.group() if found else ""


def _into_quotation(result: list[Inline], stops: str, lang: str) -> str:
    """Put a full stop or comma inside the quotation before it, as American English wants."""
    if lang.lower() not in ("en", "en-us") or not stops or stops[0] not in ".,":
        return stops
    match result[-1] if result else None:
        case Quoted(QuoteKind.DOUBLE | QuoteKind.SINGLE, inner) as quoted if inner:
            if not plain_text(inner).endswith((".", ",", "!", "?", "…")):
                result[-1] = replace(quoted, content=(*inner, Str(stops[0])))
            return stops[1:]
        case Str(text) if text.endswith(("”", "’”", "”’")):
            words = text.rstrip("”’")
            if not words.endswith((".", ",", "!", "?", "…")):
                words += stops[0]
            result[-1] = Str(words + text[len(text.rstrip("”’")) :])
            return stops[1:]
    return stops


def _append_stops(result: list[Inline], stops: str) -> None:
    last = result[-1] if result else None
    if stops.startswith(".") and plain_text(tuple(result[-1:])).endswith((".", "?", "!", "…")):
        stops = stops[1:]
    if isinstance(last, Str):
        result[-1] = Str(last.text + stops)
    elif stops:
        result.append(Str(stops))
