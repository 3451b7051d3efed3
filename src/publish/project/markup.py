"""Markdown in settings to nodes: all of a book's in one call of pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from publish.diagnostics import Diagnostic, PublishError
from publish.model.nodes import Blocks, Inlines, Para, Space, Str
from publish.model.walk import words
from publish.pandoc import PandocLimitError, read_markdown
from publish.project.groups import Values
from publish.project.kinds import Markup

# Characters of the private use area: no book says them.
_BETWEEN = "\ue000"
# Stands before a line of text, so that "1984. A Novel" does not become a numbered list.
_GUARD = "\ue001"


@dataclass(frozen=True, slots=True)
class Texts:
    """The Markdown of the settings, read."""

    blocks_of: Mapping[Markup, Blocks] = field(default_factory=dict)

    def inlines(self, markup: Markup | None) -> Inlines:
        """Return a line of text; what cannot stand in a line is taken as plain words."""
        if markup is None:
            return ()
        blocks = self.blocks_of[markup]
        match blocks[0] if len(blocks) == 1 else None:
            case Para((Str(_), Space(), *content)) if content:
                return tuple(content)
        return words(" ".join(markup.text.split()))

    def blocks(self, markup: Markup | None) -> Blocks:
        """Return paragraphs."""
        return () if markup is None else self.blocks_of[markup]


def read_texts(markups: Iterable[Markup], *, smart: bool) -> Texts:
    """Return the Markdown read, straight quotation marks made typographic if `smart`."""
    unique = tuple(dict.fromkeys(markups))
    extensions = "" if smart else "-smart"
    sources = [_source(one) for one in unique]
    try:
        pieces = _pieces(f"\n\n{_BETWEEN}\n\n".join(sources), extensions)
    except PandocLimitError:
        pieces = []
    if len(pieces) != len(unique):
        # One text holds something that swallows the next, such as a fence that is not closed.
        pieces = [_alone(one, extensions) for one in unique]
    return Texts(dict(zip(unique, pieces, strict=True)))


def _alone(markup: Markup, extensions: str) -> Blocks:
    try:
        return read_markdown(_source(markup), extensions=extensions).blocks
    except PandocLimitError as error:
        message = f"pandoc did not understand this text {error.limit}"
        found = Diagnostic("manuscript-too-hard", message, markup.place, error.hint)
        raise PublishError([found]) from error


def _source(markup: Markup) -> str:
    if markup.is_block:
        return markup.text
    return f"{_GUARD} " + re.sub(r"\s+", _line_break, markup.text)


def _line_break(space: re.Match[str]) -> str:
    return "\\\n" if space[0].count("\n") > 1 else space[0]


def _pieces(source: str, extensions: str) -> list[Blocks]:
    pieces: list[Blocks] = [()]
    if not source:
        return []
    for block in read_markdown(source, extensions=extensions).blocks:
        if block == Para((Str(_BETWEEN),)):
            pieces.append(())
        else:
            pieces[-1] = (*pieces[-1], block)
    return pieces


def markups_in(value: object) -> Iterator[Markup]:
    """Yield all Markdown in settings, at any depth."""
    match value:
        case Markup():
            yield value
        case Values():
            for inner in value.values.values():
                yield from markups_in(inner)
        case tuple():
            for item in value:
                yield from markups_in(item)
