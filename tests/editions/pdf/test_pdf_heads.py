"""Running heads, read back from finished files against the sections that are on each page."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from pdf_books import FILLER, chapter, design, document

from publish.editions.pdf import print_book, settle
from publish.editions.pdf.heads import shortened
from publish.model.document import Chapter, Document
from publish.model.metadata import Person
from publish.model.settings import PrintSettings

LONG = (
    "What the people who were asked in the long winter said of their neighbors and the commission"
)
STREETS = ("Almond", "Birch", "Cedar", "Damson", "Elder", "Ficus", "Ginkgo", "Hazel", "Ivy")


def pages_of(book: Document) -> list[list[str]]:
    """Return the lines of each page of the printed book, in small letters, without spaces."""
    pdf = pypdfium2.PdfDocument(print_book(settle(book, design())[1]).data)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    return [["".join(line.split()).lower() for line in text.splitlines()] for text in texts]


def heads_of(pages: list[list[str]]) -> list[str]:
    """Return what stands over each page beside its number, which the last line of a page has.

    The engine writes the margins of a page behind its text.
    """
    return [re.sub(r"\d+", "", page[-1]) if page else "" for page in pages]


DOORS = chapter("two", f"# Doors\n\n{FILLER * 3}")


def streets(*, short: str = "") -> Chapter:
    """Return a chapter of nine sections, some of a few lines, some over several pages."""
    lengths = random.Random(4)
    text = f"# Streets {short}\n\n{FILLER}\n\n" + "\n\n".join(
        f"## {street}\n\n" + "\n\n".join([FILLER] * lengths.choice((0, 1, 2, 7)) + [FILLER[:180]])
        for street in STREETS
    )
    return chapter("one", text)


def test_the_section_in_force_stands_over_right_hand_pages(tmp_path: Path):
    """The last that begins on the page, else the one that goes on; the chapter is on the left."""
    pages = pages_of(document([streets(), DOORS], tmp_path))
    last = [page[:1] == ["doors"] for page in pages].index(True)
    heads = heads_of(pages)
    in_force = "streets"
    said = set()
    for number, page in enumerate(pages[1:last], start=1):
        for line in page[:-1]:
            in_force = next((one.lower() for one in STREETS if line == one.lower()), in_force)
        if page:
            assert heads[number] == (in_force if number % 2 == 0 else "streets"), number
            said.add(heads[number])
    assert len(said) > 4
    assert set(heads[last + 1 :]) == {"doors"}  # has no sections: its own title on both sides


def test_without_sections_the_book_stands_beside_its_chapters(tmp_path: Path):
    """The book's title to the left, the chapter's to the right."""
    heads = heads_of(pages_of(document([DOORS, replace(DOORS, name="three")], tmp_path)))

    assert heads[1:3] == ["rooms", "doors"]


def test_authors_of_a_chapter_stand_beside_its_title(tmp_path: Path):
    """In a volume of several hands, whether or not chapters have sections."""
    one = replace(streets(), authors=(Person("Ada Byron"), Person("Max Frisch")))
    heads = heads_of(pages_of(document([one, DOORS], tmp_path)))

    assert heads[1:3] == ["adabyronandmaxfrisch", "streets"]


def test_sides_change_where_a_book_is_read_to_the_left(tmp_path: Path):
    """The first page is a left-hand one there, and has the section over those that follow it."""
    book = document([streets(), DOORS], tmp_path)
    pages = pages_of(replace(book, metadata=replace(book.metadata, lang="he")))
    right = {head for number, head in enumerate(heads_of(pages)) if number % 2 == 1}

    assert right - {"", "doors"} == {"streets"}
    assert {one.lower() for one in STREETS} & set(heads_of(pages)[::2])


@pytest.mark.parametrize("trim", ["5x8", "6x9", "a4"])
def test_a_long_title_is_cut_to_one_line(tmp_path: Path, trim: str):
    """Whole words, as many as there is room for; or what the author gives as a short title."""
    text = f"# {LONG} {{#one}}\n\n{FILLER * 8}"
    book = document([chapter("long", text), streets(short='{short="Trees"}')], tmp_path)
    book = replace(book, settings=replace(book.settings, print=PrintSettings(trim=trim)))
    pages = pages_of(book)
    heads = heads_of(pages)
    cut = "".join(LONG.split()).lower()

    assert heads[1].endswith("…")
    assert cut.startswith(heads[1][:-1])
    assert len(heads[1]) > 25
    assert "trees" in heads
    assert not any("streets" in head for head in heads)


def test_titles_are_shortened_where_they_pause():
    """At a colon or a question mark, else after a whole word; short ones stay as they are."""
    assert shortened("Rooms and Doors", 20) == "Rooms and Doors"
    assert shortened("Rooms and Doors: How We Lived in Them", 20) == "Rooms and Doors"
    assert shortened("Who Opened the Door? On Keys", 22) == "Who Opened the Door?"
    assert shortened("The Opening, of Doors by Those Outside", 15) == "The Opening …"


@pytest.mark.parametrize(
    ("rule", "page", "said"),
    [
        ("p { white-space: pre }", "1", "break the line"),
        (
            "@page :left { @left-top { white-space: nowrap; content: '" + "wide " * 60 + "' } }",
            "2",
            "short title",
        ),
    ],
)
def test_what_is_wider_than_the_page(rule: str, page: str, said: str, tmp_path: Path) -> None:
    """Words of the text and of the margins that run over the edge are told, with their page."""
    own = tmp_path / "print.css"
    own.write_text(rule, encoding="utf-8")
    look = replace(design(), print_css=(*design().print_css, own))
    made = print_book(settle(document([DOORS], tmp_path), look)[1])
    found = [one for one in made.diagnostics if one.code == "pdf-text-too-wide"]

    assert found and all(said in one.hint for one in found)
    assert found[0].message.endswith(f"runs over the edge of page {page}")
