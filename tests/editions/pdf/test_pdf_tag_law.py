"""The law of the tags: what a listener hears is the Document, block by block and in its order.

Both are written as an outline, a line for each element: its kind and its first letters. One is
read from the tags of the finished file, the other from the Document (see `outline`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from outline import Outline, chapter, first

from parity.listener import Marks, written
from publish.editions.design import find_design
from publish.editions.pdf import print_book, settle
from publish.model.document import Document, Role
from publish.project import load_project
from publish.structure import for_edition
from test_books import resolved

BOOKS = Path(__file__).parents[2] / "books"
# Made of lists that are not in the blocks; the index has a test of its own.
MADE = (Role.CONTENTS, Role.LIST_OF_FIGURES, Role.LIST_OF_TABLES, Role.INDEX, Role.PART)
SILENT = {"Reference", "Note"}
TEXTS = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "TH", "TD", "Code", "Link", "Lbl"}


def is_number(label: str) -> bool:
    """Tell whether a label is a sign or a number, and no words of the Document."""
    return first(label).isdigit() or len(first(label)) < 3


# --- what is in the file -------------------------------------------------------------------------


class Tags:
    """The structure tree of a file as an outline."""

    def __init__(self, pdf: pikepdf.Pdf, marks: Marks) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.marks = marks

    def outline(self, element: Any, depth: int = 0) -> Outline:
        """Yield a line for an element and each below it; those that only hold words have none."""
        kind, lang = str(element.S)[1:], str(element.get("/Lang", ""))
        is_seen = kind != "Reference" and (kind != "Span" or lang)
        if is_seen:
            name = f"{kind}[{lang}]" if lang else kind
            words = str(element.Alt) if kind == "Figure" else ""
            words = self.words(element) if kind in TEXTS else words
            is_sign = kind == "Lbl" and is_number(words)
            yield depth, name if is_sign else f"{name} {first(words)}".strip()
            if is_sign:
                return
        if kind == "Reference":
            return
        for kid in element.get("/K", ()):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from self.outline(kid, depth + bool(is_seen))

    def words(self, element: Any) -> str:
        """Return what is said in an element, without the marks of notes."""
        if "/ActualText" in element:
            return str(element.ActualText)
        if "/Alt" in element:
            return ""
        said = []
        for kid in element.get("/K", ()):
            if not isinstance(kid, pikepdf.Dictionary):
                said.append(self.marks.get((self.pages[element.Pg.objgen], int(kid)), ""))
            elif kid.get("/Type") == "/MCR":
                said.append(self.marks.get((self.pages[kid.Pg.objgen], int(kid.MCID)), ""))
            elif "/S" in kid and str(kid.S)[1:] not in SILENT:
                said.append(self.words(kid))
        return "".join(said)


# --- the law -------------------------------------------------------------------------------------


def expected(book: Document) -> list[str]:
    """Return the outline of a book, without the chapters that are `MADE`."""
    lines = [
        line
        for one in book.chapters
        if one.role not in MADE
        for line in chapter(one, book.metadata.lang)
    ]
    return [f"{'  ' * depth}{line}" for depth, line in lines]


def found(path: Path, book: Document) -> list[str]:
    """Return the outline of a file, without the same chapters; those in a part come out of it."""
    made = [one for one in book.chapters if one.role is not Role.PART]
    with pikepdf.open(path) as pdf:
        tags = Tags(pdf, written(path))
        sections = list(sections_of(pdf.Root.StructTreeRoot.K[0]))
        assert len(sections) == len(made)
        lines = [
            line
            for one, section in zip(made, sections, strict=True)
            if one.role not in MADE
            for line in tags.outline(section)
        ]
    return [f"{'  ' * depth}{line}" for depth, line in lines]


def sections_of(whole: Any) -> Iterator[Any]:
    """Yield the sections of a file, from inside its parts too."""
    for kid in whole.K:
        if str(kid.S) == "/Part":
            yield from (one for one in kid.K if "/S" in one and str(one.S) == "/Sect")
        else:
            yield kid


def difference(path: Path, book: Document) -> list[str]:
    """Return in which lines the tags of a file differ from a book."""
    return list(unified_diff(expected(book), found(path, book), "document", "tags", lineterm=""))


@pytest.mark.parametrize("name", ["everything", "edited-volume", "german-chapters"])
def test_the_tags_are_the_document(name: str, tmp_path: Path) -> None:
    """Every block once, as what it is, where it was written; nothing else."""
    design = find_design(load_project(BOOKS / name))
    book, layout = settle(for_edition(resolved(BOOKS / name), "pdf"), design)
    path = tmp_path / "book.pdf"
    path.write_bytes(print_book(layout).data)

    assert difference(path, book) == []
    # The law can be broken: two paragraphs in another order are not what is heard.
    longest = max(book.chapters, key=lambda one: len(one.blocks))
    turned = replace(longest, blocks=(longest.blocks[0], *reversed(longest.blocks[1:])))
    others = [turned if one is longest else one for one in book.chapters]
    assert difference(path, replace(book, chapters=tuple(others))) != []
