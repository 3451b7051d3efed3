"""Notes at the end of the chapter or of the book, by one setting, in print only."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pdf_books import FILLER, chapter, contents, design, document

from parity.listener import listen
from publish.editions.pdf import print_book, settle
from publish.model.document import Document
from publish.model.settings import PrintSettings, Settings
from publish.structure.endnotes import NOTES_ID, with_notes_chapter
from publish.structure.words import words_for
from verapdf import validate

# Notes long enough that those of the book fill more than two pages.
TEXT = "\n\n".join(f"{FILLER}^[Note {number} says: {FILLER[:400]}]" for number in range(1, 13))


def book(folder: Path, where: str) -> Document:
    """Return a book of two chapters with twelve notes each."""
    chapters = [chapter("one", f"# Walls {{#walls}}\n\n{TEXT}")]
    chapters.append(chapter("two", f"# Doors {{#doors}}\n\n{TEXT}"))
    made = document([contents(), *chapters], folder)
    settings = Settings(print=PrintSettings(notes=where))
    made = replace(made, settings=settings, words=words_for("en-US").table)
    return with_notes_chapter(made)


def pages(made: Document) -> list[str]:
    """Print a book, which proves it, and return the text of its pages."""
    data = print_book(settle(made, design())[1]).data
    file = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in file]


def test_notes_of_the_book_say_to_which_pages_they_belong(tmp_path: Path):
    """The head of every later page names the pages of the first and the last mark there."""
    made = book(tmp_path, "book")
    layout = settle(made, design())[1]
    folios = layout.pagination.folios
    printed = pages(made)
    heads = [found for text in printed if (found := re.search(r"Notes to pages? ([\d–]+)", text))]
    by_page: dict[str, list[str]] = {}
    for name in ("one", "two"):
        for number in range(1, 13):
            place = folios[f"fn-{name}-{number}"]
            by_page.setdefault(place, []).append(folios[f"fnref-{name}-{number}"])
    expected = [
        marks[0] if marks[0] == marks[-1] else f"{marks[0]}–{marks[-1]}"
        for marks in by_page.values()
    ]

    assert len(expected) > 2
    # The first page has the title and no head.
    assert [one[1] for one in heads] == expected[1:]


@pytest.mark.parametrize("where", ["chapter", "book"])
def test_every_note_is_printed_once_behind_its_text(tmp_path: Path, where: str):
    """At the end of each chapter, or behind all of them; never at the foot of the page."""
    printed = pages(book(tmp_path, where))
    said = [
        (n, int(found))
        for n, text in enumerate(printed)
        for found in re.findall(r"Note\s+(\d+)\s+says", text)
    ]
    numbers = [number for _, number in said]
    last_text = max(n for n, text in enumerate(printed) if "Sentence 39" in text)

    assert numbers == [*range(1, 13), *range(1, 13)]
    assert (said[0][0] >= last_text) == (where == "book")


def test_only_print_has_the_chapter_of_notes(tmp_path: Path):
    """The EPUB and the DOCX have notes of their own kind."""
    made = book(tmp_path, "book")

    assert [one.editions for one in made.chapters if one.name == NOTES_ID] == [("pdf",)]
    assert not any(one.name == NOTES_ID for one in book(tmp_path, "chapter").chapters)


@pytest.mark.parametrize("where", ["chapter", "book"])
def test_endnotes_are_heard_as_notes(tmp_path: Path, where: str):
    """Each mark and each number is a link, and veraPDF finds nothing wrong."""
    data = print_book(settle(book(tmp_path, where), design())[1]).data
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    heard = listen(path)
    numbers = [one.words.strip() for one in heard if one.kinds[-3:] == ("Note", "Lbl", "Link")]
    marks = [one.words for one in heard if one.kinds[-3:] == ("P", "Reference", "Link")]
    first = next(one.words for one in heard if one.kinds[-2:] == ("Note", "P"))

    assert numbers == [f"{number}." for number in range(1, 13)] * 2
    assert marks == [str(number) for number in range(1, 13)] * 2
    assert first.startswith("Note 1 says:")
    assert validate(data, "ua-1").failures == ()
