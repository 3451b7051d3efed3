"""Quotation marks and no-break spaces, as the language of the words has them.

Only spaces and quotation marks change; code, formulas and addresses do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any

from publish.model.nodes import (
    Attr,
    Code,
    CodeBlock,
    Inline,
    Inlines,
    Link,
    Math,
    Note,
    Quoted,
    QuoteKind,
    SoftBreak,
    Space,
    Str,
)
from publish.structure.locales import Locale, locale_for

_NO_BREAK_SPACE = "\u00a0"
_SPACES = " \u00a0\u202f\u2009"
_ADDRESS = re.compile(r"://|^www\.|^doi:|@\w+\.\w")
# "z. B.", "i. e.", "G. N. Sevostianov": single letters stay with the next one.
_LETTER = re.compile(r"[^\W\d_]\.")
_OPENERS = "([„«“‘"
_FOLLOWING = re.compile(r"ff?\.")  # "S. 12 f."
_GAPS = frozenset({Space, SoftBreak})
_WORDS = frozenset({Str, *_GAPS})
_DASHES = frozenset({"—", "–"})
_UNTOUCHED = (Code, CodeBlock, Math)
_FIELDS: dict[type, tuple[str, ...]] = {}
# Fields that are no text of the book.
_SKIP = frozenset({"attr", "target", "place", "attributes", "citations"})
_PLAIN = frozenset({"str", "int", "bool"})


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where the words stand: their language, and the quotation marks around them."""

    lang: str
    inside: QuoteKind | None = None

    @property
    def locale(self) -> Locale:
        return locale_for(self.lang)


def typeset(node: Any, lang: str) -> Any:
    """Return a node, or a tuple of nodes, with quotation marks and spaces resolved.

    `lang` is the BCP 47 tag of the words that say no other themselves (`lang` attribute).
    """
    return _typeset(node, _Setting(lang))


def _typeset(node: Any, setting: _Setting) -> Any:
    if isinstance(node, tuple):
        return _tuple(node, setting)
    names = _names(type(node))
    if not names:
        return node
    if isinstance(node, Link) and "uri" in node.attr.classes:
        return node
    if isinstance(node, Note):
        setting = replace(setting, inside=None)
    attr = getattr(node, "attr", None)
    if isinstance(attr, Attr) and attr.get("lang"):
        setting = replace(setting, lang=attr.get("lang"))
    changes: dict[str, Any] = {}
    for name in names:
        value = getattr(node, name)
        new = _typeset(value, setting)
        if new is not value:
            changes[name] = new
    return replace(node, **changes) if changes else node


def _names(kind: type) -> tuple[str, ...]:
    """Return the fields of a type in which words may stand; none where nothing is changed."""
    if kind not in _FIELDS:
        has_fields = is_dataclass(kind) and kind not in _UNTOUCHED
        found = fields(kind) if has_fields else ()
        own = (one for one in found if one.name not in _SKIP and str(one.type) not in _PLAIN)
        _FIELDS[kind] = tuple(one.name for one in own)
    return _FIELDS[kind]


def _tuple(items: tuple[Any, ...], setting: _Setting) -> tuple[Any, ...]:
    changes: list[tuple[int, Inlines]] = []
    # Most of a text are words, which are passed over in one go.
    for index in [n for n, one in enumerate(items) if type(one) not in _WORDS]:
        item = items[index]
        if type(item) is Quoted:
            changes.append((index, _quoted(item, setting)))
        elif (new := _typeset(item, setting)) is not item:
            changes.append((index, (new,)))
    if changes:
        result = list(items)
        for index, content in reversed(changes):
            result[index : index + 1] = content
        items = tuple(result)
    return _spaced(items, setting.locale) if Str in map(type, items) else items


# --- quotation marks -------------------------------------------------------------------------


def _quoted(node: Quoted, setting: _Setting) -> Inlines:
    """Return quoted words between marks; marks inside marks are always the other kind."""
    kind = node.kind
    if setting.inside:
        is_inner = setting.inside is QuoteKind.DOUBLE
        kind = QuoteKind.SINGLE if is_inner else QuoteKind.DOUBLE
    quotes = setting.locale.quotes
    opening, closing = quotes[:2] if kind is QuoteKind.DOUBLE else quotes[2:]
    content = _tuple(node.content, replace(setting, inside=kind))
    return _glued((Str(opening), *content, Str(closing)))


def _glued(content: Inlines) -> Inlines:
    """Join words that touch, as pandoc's own reader does."""
    result: list[Inline] = []
    for node in content:
        last = result[-1] if result else None
        if isinstance(node, Str) and isinstance(last, Str):
            result[-1] = Str(last.text + node.text)
        else:
            result.append(node)
    return tuple(result)


# --- spaces ----------------------------------------------------------------------------------


def _spaced(content: Inlines, locale: Locale) -> Inlines:
    """Return inlines with no-break spaces where the language wants them."""
    if locale.before or locale.after:
        marked = tuple(_punctuated(content, locale))
        is_same = len(marked) == len(content) and all(map(is_, marked, content))
        content = content if is_same else marked
    beside = _beside(locale)
    result: list[Inline] = []
    for index in [n for n, one in enumerate(content) if type(one) is Str and beside[one.text]]:
        for position in (index - 1, index + 1):
            if _holds(content, position, locale):
                result = result or list(content)
                result[position] = Str(_NO_BREAK_SPACE)
    return tuple(result) if result else content


class _Beside(dict[str, bool]):
    """For each word whether a space beside it may be one that does not break; most words have none.

    That is asked for each word of a book, and answered once for each that there is.
    """

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def __missing__(self, word: str) -> bool:
        left = word.lstrip(_OPENERS)
        self[word] = (
            word in _DASHES
            or left[-1:].isdigit()
            or bool(_LETTER.fullmatch(left))
            or left in self._locale.bind
            or left in self._locale.short_words
        )
        return self[word]


_beside = cache(_Beside)


def _holds(content: Inlines, position: int, locale: Locale) -> bool:
    """Tell whether at a position is a space, and the words on both sides of it stay together."""
    if not 0 < position < len(content) - 1 or type(content[position]) not in _GAPS:
        return False
    before, after = content[position - 1], content[position + 1]
    if not isinstance(before, Str) or not isinstance(after, Str):
        return False
    left, right = before.text.lstrip(_OPENERS), after.text
    if left in locale.bind:
        return right[:1].isdigit() or bool(re.fullmatch(r"[ivxlcdm]+[\W\d]*", right))
    if locale.keeps_dash and right in _DASHES:
        return True
    if len(left) == 2 and _LETTER.fullmatch(left):
        return bool(_LETTER.match(right))
    if left[-1:].isdigit():
        return bool(_FOLLOWING.match(right))
    return left in locale.short_words


def _punctuated(content: Inlines, locale: Locale) -> Iterator[Inline]:
    """Yield inlines with the spaces that go before and after marks (French)."""
    before, after = dict(locale.before), dict(locale.after)
    result: list[Inline] = []
    for node in content:
        if not isinstance(node, Str) or _ADDRESS.search(node.text):
            result.append(node)
            continue
        text = _inner_spaces(node.text, before, after)
        wants = before.get(text[:1])
        if wants and result:
            if isinstance(result[-1], Space | SoftBreak):
                result.pop()
            text = wants + text
        last = result[-2:]
        if _opens(last, after) and isinstance(last[-1], Space | SoftBreak):
            result.pop()
        result.append(node if text == node.text else Str(text))
    yield from _glued_opening(result, after)


def _opens(last: list[Inline], after: dict[str, str]) -> bool:
    return len(last) == 2 and isinstance(last[0], Str) and last[0].text[-1:] in after


def _glued_opening(content: list[Inline], after: dict[str, str]) -> Iterator[Inline]:
    """Yield inlines with the space after an opening mark that ends its word."""
    for position, node in enumerate(content):
        yield node
        is_last = position + 1 == len(content)
        if isinstance(node, Str) and node.text[-1:] in after and not is_last:
            yield Str(after[node.text[-1]])


def _inner_spaces(text: str, before: dict[str, str], after: dict[str, str]) -> str:
    """Put spaces before and after the marks inside one word: `mot;`, `«mot»`."""
    for mark, space in before.items():
        # A colon inside a word is a time or a ratio; a row of marks gets one space.
        end = r"(?=$|[»”’)\]])" if mark == ":" else ""
        pattern = rf"(?<=[\w)\]»”’.…%*])[{_SPACES}]?{re.escape(mark)}{end}"
        text = re.sub(pattern, space + mark, text)
    for mark, space in after.items():
        text = re.sub(rf"{re.escape(mark)}[{_SPACES}]?(?=\S)", mark + space, text)
    return text
