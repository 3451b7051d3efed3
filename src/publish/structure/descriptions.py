"""Long descriptions of pictures: `::: {.long-description}` behind a picture, or in its figure.

A short alternative says what a picture is; a long description says all that is to be seen in it.
The EPUB shows it on demand; in print and in Word, where only those who cannot see the picture
miss it, its words follow the short alternative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from publish.model.document import Chapter, Document
from publish.model.nodes import Attr, Block, BlockQuote, Blocks, Div, Figure, Image, Para, Span
from publish.model.walk import every, plain_text, rewrite
from publish.structure.dialect import normalise
from publish.structure.identifiers import ids, safe_id
from publish.structure.words import Words, words_for

NAME = "long-description"
DETAILS, TEXT, SUMMARY = "aria-details", "long-description", "summary"  # pairs of attributes


def with_descriptions(document: Document, book_words: Words) -> Document:
    """Return the book with each description behind its picture, and each picture knowing of it.

    A picture gets the pairs `aria-details` (the id of its description) and `long-description`
    (its words), a description the pair `summary`: what it is a description of.
    """
    if not any(map(_any, document.chapters)):
        return document
    taken = {name for chapter in document.chapters for name in ids(chapter.blocks)}
    chapters = tuple(
        _Descriptions(taken, book_words).settled(one) if _any(one) else one
        for one in document.chapters
    )
    return replace(document, chapters=chapters)


def lone_descriptions(document: Document) -> Iterator[tuple[Chapter, Div]]:
    """Yield the descriptions of a draft that have no picture."""
    for chapter in filter(_any, document.chapters):
        normal = replace(chapter, blocks=normalise(chapter.blocks, words_for("en")))
        found = _Descriptions(set(), words_for("en"))
        found.settled(normal)
        yield from ((chapter, one) for one in found.lone)


def descriptions(chapter: Chapter) -> Iterator[Div]:
    """Yield the descriptions in a chapter."""
    return (div for div in every(Div, chapter.blocks) if _is_one(div))


def _any(chapter: Chapter) -> bool:
    return next(descriptions(chapter), None) is not None


def _is_one(node: Any) -> bool:
    return isinstance(node, Div) and NAME in node.attr.classes


@dataclass(slots=True)
class _Descriptions:
    taken: set[str]
    words: Words
    by_picture: dict[str, Div] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    lone: list[Div] = field(default_factory=list)

    def settled(self, chapter: Chapter) -> Chapter:
        blocks = rewrite(chapter.blocks, self._lifted, Figure)
        blocks = self._paired(blocks)
        blocks = rewrite(blocks, self._paired_inside, Div)
        self.labels = {one.attr.id: _label(one) for one in every(Figure, blocks)}
        named = set(self.labels) | {one.attr.id for one in every(Image, blocks)}
        for div in every(Div, blocks):
            if _is_one(div):
                name = div.attr.get("for")
                if name and name in named:
                    self.by_picture[name] = div
                else:
                    self.lone.append(div)
        return replace(chapter, blocks=rewrite(blocks, self._joined, Div | Image))

    def _lifted(self, node: Any) -> Any:
        """Take the description out of its figure."""
        if not isinstance(node, Figure) or not any(map(_is_one, node.content)):
            return None
        inside = [one for one in node.content if _is_one(one)]
        rest = tuple(one for one in node.content if not _is_one(one))
        figure = self._named(replace(node, content=rest))
        return (figure, *(_of(one, figure.attr.id) for one in inside if isinstance(one, Div)))

    def _paired_inside(self, node: Any) -> Any:
        if isinstance(node, Div | BlockQuote) and any(map(_is_one, node.content)):
            return replace(node, content=self._paired(node.content))
        return None

    def _paired(self, blocks: Blocks) -> Blocks:
        """Let a description that names no picture be of the one before it."""
        result: list[Block] = []
        for block in blocks:
            if isinstance(block, Div) and _is_one(block):
                before = result[-1] if result else None
                name = safe_id(block.attr.get("for")) if block.attr.get("for") else ""
                if not name and _shows_picture(before):
                    result[-1] = self._named(before)
                    name = _name_of(result[-1])
                block = _of(block, name)
            result.append(block)
        return tuple(result)

    def _named(self, block: Any) -> Any:
        """Give a figure, or a picture alone in its paragraph, an id to be described by."""
        if _name_of(block):
            return block
        count = 1
        while f"picture-{count}" in self.taken:
            count += 1
        self.taken.add(f"picture-{count}")
        if isinstance(block, Figure):
            return replace(block, attr=replace(block.attr, id=f"picture-{count}"))
        image = block.content[0]
        named = replace(image, attr=replace(image.attr, id=f"picture-{count}"))
        return replace(block, content=(named, *block.content[1:]))

    def _joined(self, node: Any) -> Any:
        """Let pictures know their descriptions, and descriptions what they are of."""
        if isinstance(node, Div) and _is_one(node):
            return self._finished(node)
        if isinstance(node, Image) and node.attr.id in self.by_picture:
            return self._described(node, node.attr.id)
        if not isinstance(node, Figure) or node.attr.id not in self.by_picture:
            return None

        def describe(part: Any) -> Any:
            return self._described(part, node.attr.id) if isinstance(part, Image) else None

        return rewrite(node, describe, Image)

    def _described(self, image: Image, name: str) -> Image:
        text = " ".join(plain_text(self.by_picture[name].content).split())
        pairs = (*image.attr.pairs, (DETAILS, f"{name}-description"), (TEXT, text))
        return replace(image, attr=replace(image.attr, pairs=pairs))

    def _finished(self, div: Div) -> Div:
        name, word = div.attr.get("for"), self.words["Description"]
        label = self.labels.get(name, "")
        summary = f"{word}: {label}" if label else word
        return replace(
            div, attr=Attr(f"{name}-description", (NAME,), (("for", name), (SUMMARY, summary)))
        )


def _label(figure: Figure) -> str:
    labels = (s for s in every(Span, figure.caption) if "caption-label" in s.attr.classes)
    return next((plain_text(one).rstrip(".:") for one in labels), "")


def _of(div: Div, name: str) -> Div:
    return replace(div, attr=Attr("", (NAME,), (("for", name),)))


def _shows_picture(block: Any) -> bool:
    is_picture = isinstance(block, Para) and len(block.content) == 1
    return isinstance(block, Figure) or (is_picture and isinstance(block.content[0], Image))


def _name_of(block: Any) -> str:
    node = block if isinstance(block, Figure) else block.content[0]
    return str(node.attr.id)
