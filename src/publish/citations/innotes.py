"""Citations inside a note that the author wrote: words of its sentences, in note styles.

As in pandoc, `@doe [p. 3]` reads as part of the sentence and `[@doe, p. 3]` stands in brackets,
unless it is a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.citations.notes import capitalized, has_span
from publish.model.nodes import (
    Attr,
    Blocks,
    Emph,
    Inline,
    Inlines,
    Link,
    Note,
    Para,
    Plain,
    Quoted,
    SoftBreak,
    Space,
    Span,
    Str,
)
from publish.model.walk import every, rewrite

_WOVEN = Attr("", ("citation-woven",))
_BRACKETED = Attr("", ("citation-bracketed",))
_CLOSERS = "”’»“"
_SENTENCE_ENDS = (".", ";", ":", "!", "?", "…", "”", "(", "[", "—", "–")


def in_note(content: Inlines, *, is_bracketed: bool) -> Span:
    """Return a citation inside an author's note; `settled_in_notes` fits it in."""
    return Span(_BRACKETED if is_bracketed else _WOVEN, content)


def settled_in_notes(blocks: Blocks) -> Blocks:
    """Return blocks in which the citations of notes fit into their words.

    Brackets where the author wrote them, no stop before other words, a capital in front.
    """
    has_any = any(map(_is_cite, every(Span, blocks)))
    return rewrite(blocks, _settle, Span) if has_any else blocks


def _settle(node: object) -> object:
    if isinstance(node, Note):
        first, *others = node.content or (None,)
        if isinstance(first, Para | Plain) and first.content and _is_cite(first.content[0]):
            first = replace(first, content=capitalized(first.content))
            node = replace(node, content=(first, *others))
        return rewrite(node, lambda one: one.content if _is_cite(one) else None, Span)
    content = getattr(node, "content", None)
    if isinstance(content, tuple) and has_span(content, _WOVEN, _BRACKETED):
        return replace(node, content=tuple(_fitted(content)))  # type: ignore[type-var]
    return None


def _is_cite(node: object) -> bool:
    return isinstance(node, Span) and node.attr in (_WOVEN, _BRACKETED)


def _fitted(content: Inlines) -> Iterator[Inline]:
    waiting = list(content)
    before: list[Inline] = []
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Span) and _is_cite(node):
            following = waiting[0] if waiting else None
            if node.attr == _BRACKETED and not _is_sentence(before, following):
                bare, _ = with_stop(node.content, "")
                node = replace(node, content=(Str("("), *bare, Str(")")))
            elif following is not None:
                stop = following.text[:1] if isinstance(following, Str) else ""
                fitted, is_inside = with_stop(node.content, stop)
                node = replace(node, content=fitted)
                if is_inside and isinstance(following, Str):
                    waiting[0] = Str(following.text[1:])
        before.append(node)
        if node != Str(""):
            yield node


def _is_sentence(before: list[Inline], following: Inline | None) -> bool:
    """Tell whether a citation between these stands on its own, or in the author's brackets."""
    words = [node for node in before if not isinstance(node, Space | SoftBreak)]
    last = words[-1] if words else None
    begins = last is None or (isinstance(last, Str) and last.text.endswith(_SENTENCE_ENDS))
    if isinstance(last, Str) and last.text.endswith(("(", "[")):
        return True
    ends = following is None or (isinstance(following, Str) and following.text[0] in ".;")
    return begins and ends


def with_stop(content: Inlines, stop: str) -> tuple[Inlines, bool]:
    """Return a citation without the full stop that a style puts at the end of a note.

    Where that stop is inside quotation marks, the one that follows in the author's sentence takes
    its place; the second value tells whether it did.
    """
    if not content:
        return content, False
    is_inside = False
    match content[-1]:
        case Str(text):
            bare = text.rstrip(_CLOSERS)
            marks = text[len(bare) :]
            if not bare.endswith(".") or bare.endswith(".."):
                return content, False
            is_inside = bool(marks) and stop in (".", ",")
            text = bare[:-1] + (stop if is_inside else "") + marks
            last: Inlines = (Str(text),) if text else ()
        case Span(_, inner) | Emph(inner) | Quoted(_, inner) | Link(_, inner) as node if inner:
            shortened, is_inside = with_stop(inner, stop)
            last = (replace(node, content=shortened),)
        case _:
            return content, False
    return (*content[:-1], *last), is_inside
