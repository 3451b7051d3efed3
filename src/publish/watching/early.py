"""New words put into a finished chapter before the book is worked through again.

A changed word is seen at once this way, however long the book is: the file is read again, and where
only words differ, of paragraphs, quotations, lists and notes, they are put into the document that
is shown. What they may change elsewhere, and whatever is more than words (a citation, a new note, a
formula, a heading's number), is shown when the whole book has been worked through, a moment later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.reading import Sign, name_of, signs
from publish.model.nodes import (
    BlockQuote,
    Blocks,
    BulletList,
    Cite,
    Code,
    Image,
    LineBreak,
    Link,
    Math,
    Note,
    OrderedList,
    Other,
    Para,
    Plain,
    Quoted,
    QuoteKind,
    RawInline,
    SoftBreak,
    Space,
    Str,
)
from publish.model.walk import every, rewrite

_OPAQUE = "\ufffc"  # something that is more than words
_KINDS = (Cite, Link, Image, Math, RawInline, Code, Other)
_CONTEXT = 6  # words before and after a change by which its place is found


@dataclass(frozen=True, slots=True)
class _Edit:
    """Words that stand for others: those before and after are the same in both texts."""

    before: tuple[str, ...]
    old: tuple[str, ...]
    after: tuple[str, ...]
    text: str  # what stands for `old`, with its spaces
    is_in_note: bool


def put_new_words(root: Element, old: Blocks, new: Blocks) -> bool:
    """Put the words of `new` into a chapter's document where it has those of `old`.

    Both are a whole file as it was read. Returns False where more has changed than words of
    paragraphs, or a place is in doubt; the document is then of no use.
    """
    edits = [_edit(*found) for found in _changed(old, new)]
    return bool(edits) and all(edit is not None and _put(root, edit) for edit in edits)


def _changed(old: Any, new: Any, is_in_note: bool = False) -> Iterator[tuple[Any, Any, bool]]:
    """Yield what stands in one text for what stood in the other: the smallest blocks that differ.

    A file holds blocks, so do quotations and lists, and paragraphs notes. With each pair comes
    whether it stands in a note.
    """
    before, after = _held(old), _held(new)
    if before is None or after is None or before[0] != after[0] or len(before[1]) != len(after[1]):
        yield old, new, is_in_note
        return
    for one, other in zip(before[1], after[1], strict=True):
        if one != other:
            yield from _changed(one, other, is_in_note or isinstance(old, Para | Plain))


def _held(block: Any) -> tuple[object, tuple[Any, ...]] | None:
    """Return what a block is without the blocks in it, and these; None if it has none.

    Divisions stay whole: their words may be meant for one edition only.
    """
    match block:
        case tuple():
            return tuple, block
        case BlockQuote(content):
            return BlockQuote, content
        case BulletList(items):
            return BulletList, items
        case OrderedList(attributes, items):
            return attributes, items
        case Para() | Plain() if notes := [*every(Note, block)]:
            return rewrite(block, _emptied, Note), tuple(one.content for one in notes)
    return None


def _emptied(node: object) -> Note | None:
    return Note(()) if isinstance(node, Note) else None


def _edit(old: Any, new: Any, is_in_note: bool) -> _Edit | None:
    """Return what changed in a block, if that is words between two things that are more."""
    if type(old) is not type(new) or not isinstance(old, Para | Plain):
        return None
    if [*_opaque(old)] != [*_opaque(new)]:
        return None
    before, after = _text(old.content), _text(new.content)
    olds, news = _words(before), _words(after)
    head = _same_words(olds, news)
    most = min(len(olds), len(news)) - head
    tail = min(_same_words(olds[head:][::-1], news[head:][::-1]), most)
    gone, come = olds[head : len(olds) - tail], news[head : len(news) - tail]
    if any(_OPAQUE in word.text for word in (*gone, *come)) or not (gone or come):
        return None
    return _Edit(
        _run([word.text for word in olds[:head]][::-1])[::-1],
        tuple(word.text for word in gone),
        _run([word.text for word in olds[len(olds) - tail :]]),
        after[come[0].start : come[-1].end] if come else "",
        is_in_note,
    )


def _opaque(block: Any) -> Iterator[Any]:
    for kind in (*_KINDS, Note):
        yield from every(kind, block)


def _text(content: Any) -> str:
    """Return what the reader sees of inlines; whatever is more than words is one sign."""
    parts: list[str] = []
    for node in content:
        match node:
            case Str(text):
                parts.append(text)
            case Space() | SoftBreak() | LineBreak():
                parts.append(" ")
            case Note():
                continue
            case Quoted(kind, inside):
                left, right = ("‘", "’") if kind is QuoteKind.SINGLE else ("“", "”")
                parts.append(left + _text(inside) + right)
            case _ if isinstance(node, _KINDS) or not hasattr(node, "content"):
                parts.append(_OPAQUE)
            case _:
                parts.append(_text(node.content))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def _words(text: str) -> list[_Word]:
    """Return the words of a text as `signs` parts them, with their places in it."""
    holder = ElementTree.Element("p")
    holder.text = text
    return [
        _Word("".join(sign.text for sign in word), word[0].at, word[-1].at + 1)
        for word in _parted(signs(holder))
    ]


def _parted(found: Sequence[Sign]) -> list[list[Sign]]:
    words: list[list[Sign]] = []
    for sign in found:
        if sign.opens_word or not words:
            words.append([])
        words[-1].append(sign)
    return words


def _same_words(one: Sequence[_Word], other: Sequence[_Word]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a.text != b.text), min(len(one), len(other)))


def _run(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words up to the first thing that is more, not more than tell a place."""
    stop = next((n for n, word in enumerate(words) if _OPAQUE in word), len(words))
    return tuple(words[: min(stop, _CONTEXT)])


def _put(root: Element, edit: _Edit) -> bool:
    """Put an edit into a document; tell whether its one place was found."""
    if not edit.before and not edit.after:
        return False
    wanted = [*edit.before, *edit.old, *edit.after]
    places = []
    for holder in _holders(root, edit.is_in_note):
        shown = _parted(signs(holder))
        words = ["".join(sign.text for sign in word) for word in shown]
        places += [
            shown[at : at + len(wanted)]
            for at in range(len(words) - len(wanted) + 1)
            if words[at] == wanted[0] and words[at : at + len(wanted)] == wanted
        ]
    return len(places) == 1 and _put_at(places[0], edit)


def _holders(root: Element, is_in_note: bool) -> Iterator[Element]:
    """Yield what holds the running text of a document, or its notes."""
    for one in root.iter():
        is_note = name_of(one) == "aside" or "footnote" in (one.get("class") or "").split()
        if is_note if is_in_note else name_of(one) == "body":
            yield one


def _put_at(place: Sequence[Sequence[Sign]], edit: _Edit) -> bool:
    """Put an edit where the words are that it names."""
    start = len(edit.before)
    if edit.old:
        signs_of = [sign for word in place[start : start + len(edit.old)] for sign in word]
        return _replaced(signs_of[0], signs_of[-1], edit.text)
    if edit.before:
        last = place[start - 1][-1]
        return _inserted(last, last.at + 1, f" {edit.text}")
    first = place[start][0]
    return _inserted(first, first.at, f"{edit.text} ")


def _replaced(first: Sign, last: Sign, text: str) -> bool:
    if first.element is not last.element or first.is_tail != last.is_tail:
        return False  # the words are set in several ways

    def put(whole: str) -> str:
        head, tail = whole[: first.at], whole[last.at + 1 :]
        if text:
            return head + text + tail
        # One of the spaces around words that are gone goes with them.
        return head[:-1] + tail if head[-1:].isspace() else head + tail.removeprefix(" ")

    _write(first, put)
    return True


def _inserted(sign: Sign, at: int, text: str) -> bool:
    _write(sign, lambda whole: whole[:at] + text + whole[at:])
    return True


def _write(sign: Sign, change: Any) -> None:
    if sign.is_tail:
        sign.element.tail = markup.allowed(change(sign.element.tail))
    else:
        sign.element.text = markup.allowed(change(sign.element.text))
