"""Where a book changed: the first block of a chapter that says something else than before.

Both times are read in the finished chapters, so no positions have to survive the way from the
source: a changed word is found in the block that shows it, and in print by the words before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from publish.editions import markup
from publish.editions.markup import Element
from publish.editions.reading import name_of, signs, words_of
from publish.model.pagination import Reading

# Blocks that hold words or a picture; of those in each other the innermost counts. The page in the
# browser counts the same ones: see `BLOCKS` in watch.js.
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "td", "th", "figcaption"}
    | {"caption", "img", "math", "hr"}
)
_FOLLOWING = 12  # words after the change, to find it on a page of print


@dataclass(frozen=True, slots=True)
class Spot:
    """A changed place: the chapter's name, the number of the block in it, from 0.

    `word` counts the words of the running text before the change, `words` are those that follow.
    """

    chapter: str
    block: int
    word: int = 0
    words: tuple[str, ...] = ()


def spot_of(chapter: str, before: bytes | None, after: bytes) -> Spot | None:
    """Return where a chapter's XHTML first differs from what it was, None if nowhere.

    Identifiers and addresses do not count: they change where something else did.
    """
    new = list(_blocks(markup.parse(after)))
    old = list(_blocks(markup.parse(before))) if before else []
    old_said, new_said = [*map(_said, old)], [*map(_said, new)]
    if old_said == new_said or not new:
        return None
    first = min(_first_difference(old_said, new_said), len(new) - 1)
    said = words_of(signs(new[first]))
    at = _first_difference(words_of(signs(old[first])) if first < len(old) else [], said)
    block = _place_in_text(new[first])
    at = min(at, max(len(said) - 1, 0))
    word = _words_before(block) + (at if block is new[first] else 0)
    return Spot(chapter, first, word, tuple(said[at : at + _FOLLOWING]))


def page_of(spot: Spot, shown: Sequence[str], reading: Reading | None) -> str:
    """Return the folio of the printed page with the spot; "" if that is not known.

    `shown` are the words of the chapter as the spot counts them.
    """
    if reading is None or not reading.starts:
        return ""
    word = _in_print(spot.word, shown, reading.words)
    number = bisect_right([start for _, start in reading.starts], word) - 1
    return reading.starts[max(number, 0)][0]


def chapter_words(xhtml: bytes) -> list[str]:
    """Return the words of a chapter's running text."""
    return words_of(signs(_body(markup.parse(xhtml))))


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the names under which `after` has something else than `before`, in its order."""
    return tuple(name for name, data in after.items() if before.get(name) != data)


def _in_print(word: int, shown: Sequence[str], printed: Sequence[str]) -> int:
    """Return the number in print of a word of the EPUB: the same, unless one has more words."""
    pairs = zip(shown[:word], printed, strict=False)
    if all(one == other for one, other in pairs):
        return word
    return word + max(0, len(printed) - len(shown))


def _body(root: Element) -> Element:
    return next((one for one in root.iter() if name_of(one) == "body"), root)


def _blocks(root: Element) -> Iterator[Element]:
    for element in _body(root).iter():
        if name_of(element) in BLOCKS and not _holds_blocks(element):
            yield element


def _holds_blocks(element: Element) -> bool:
    return any(name_of(one) in BLOCKS for one in element.iterdescendants())


def _said(block: Element) -> str:
    """Return what a reader sees of a block: its words, and what they are set as."""
    return f"{name_of(block)}.{block.get('class', '')} {block.get('src', '')}{_inside(block)}"


def _inside(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = name_of(child)
        parts.append(_inside(child) if name == "span" else f"<{name}>{_inside(child)}</>")
        parts.append(child.tail or "")
    return "".join(parts)


def _first_difference(old: Sequence[str], new: Sequence[str]) -> int:
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(old), len(new)))


def _place_in_text(block: Element) -> Element:
    """Return the block itself, for one of a note that with the note's mark."""
    note = next((one for one in (block, *block.iterancestors()) if name_of(one) == "aside"), None)
    identifier = note.get("id") if note is not None else None
    if not identifier:
        return block
    root = block.getroottree().getroot()
    calls = (one for one in root.iter() if one.get("href") == f"#{identifier}")
    call = next((one for one in calls if "noteref" in (one.get("class") or "").split()), None)
    around = () if call is None else call.iterancestors()
    return next((one for one in around if name_of(one) in BLOCKS), block)


def _words_before(block: Element) -> int:
    """Return how many words of the running text stand before a block."""
    count = 0
    for sign in signs(_body(block.getroottree().getroot())):
        if sign.owner is block or any(one is block for one in sign.owner.iterancestors()):
            break
        count += sign.opens_word
    return count
