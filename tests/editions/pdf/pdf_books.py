"""Small books made of resolved chapters, and how to print them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from publish.editions.design import default_styles, font_folders
from publish.editions.edition import Design
from publish.editions.pdf import Layout, print_book, settle
from publish.model.document import Chapter, Document, Entry, Matter, Role
from publish.model.metadata import Metadata, Person
from publish.model.nodes import Header, Note
from publish.model.settings import Settings
from publish.model.walk import every, plain_text, rewrite, words
from publish.pandoc import read_markdown

FILLER = " ".join(f"Sentence {number} says a little more of the same." for number in range(40))


@dataclass(frozen=True, slots=True)
class Printed:
    """A book as it was laid out, and its file."""

    layout: Layout
    data: bytes


def chapter(
    name: str, text: str, *, role: Role = Role.CHAPTER, matter: Matter = Matter.BODY
) -> Chapter:
    """Return a chapter as it stands when everything in it is resolved."""
    blocks = read_markdown(text).blocks
    heading = next(every(Header, blocks), None)
    title = rewrite(heading.content, lambda node: () if isinstance(node, Note) else None)
    return Chapter(name, blocks, None, role, matter, heading.attr.id, title)


def contents() -> Chapter:
    """Return an empty page of contents."""
    heading = read_markdown("# Contents {#contents}\n").blocks
    return Chapter("toc", heading, None, Role.CONTENTS, Matter.FRONT, "contents", words("Contents"))


def document(chapters: Sequence[Chapter], folder: Path, title: str = "Rooms") -> Document:
    """Return a book of these chapters, with every heading down to level 2 in its contents."""
    entries = tuple(
        Entry(header.level, "", header.content, header.attr.id, one.name)
        for one in chapters
        for header in every(Header, one.blocks)
        if header.level <= 2 and one.role is not Role.CONTENTS
    )
    metadata = Metadata(title=words(title), people=(Person("Vera Halloran"),), lang="en-US")
    return Document(metadata, Settings(), folder, tuple(chapters), entries)


def design() -> Design:
    """Return the default design."""
    return Design((default_styles() / "print.css",), (), None, tuple(font_folders()))


def printed(book: Document) -> Printed:
    """Lay out and print a book with the default design."""
    layout = settle(book, design())[1]
    return Printed(layout, print_book(layout).data)


def note_count(book: Document) -> int:
    """Return how many notes the author wrote."""
    return sum(1 for one in book.chapters for _ in every(Note, one.blocks))


def title_of(one: Chapter) -> str:
    """Return a chapter's title as plain text."""
    return plain_text(one.title)


def baselines(page: pypdfium2.PdfPage) -> dict[float, float]:
    """Return the height of each line of a page, in points from below, and its commonest size.

    Lists are left out: half a line above and below sets them off.
    """
    text, matrix, x, y = page.get_textpage(), raw.FS_MATRIX(), raw.c_double(), raw.c_double()
    sizes: dict[float, Counter[float]] = {}
    bullets: set[float] = set()
    for at in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, at) or not text.get_text_range(at, 1).strip():
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetMatrix(text, at, matrix)
        size = raw.FPDFText_GetFontSize(text, at) * abs(matrix.d)
        if text.get_text_range(at, 1) == "\u2022":
            bullets.add(round(y.value, 2))
        sizes.setdefault(round(y.value, 2), Counter())[round(size, 2)] += 1
    return {
        down: found.most_common(1)[0][0] for down, found in sizes.items() if down not in bullets
    }


def is_gone(number: int) -> bool:
    """Tell whether a process has ended; one that is not our child may wait to be asked for."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].startswith(" Z")
