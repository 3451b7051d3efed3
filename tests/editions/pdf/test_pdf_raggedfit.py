"""Ragged lines and titles: what is promised of every choice of line ends."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_books import FILLER, chapter, contents, design, document

from publish.editions.design import default_styles, font_folders
from publish.editions.edition import Design
from publish.editions.pdf import print_book, settle
from publish.editions.pdf.raggedfit import ragged_endings
from publish.editions.pdf.totalfit import Ending

LENGTHS = (40.0, 40.0)
WORDS = st.lists(st.floats(3, 15), min_size=4, max_size=40)
TITLE = (
    "How the Committee on Public Morals Came to Read the Letters of Its Own Members and What It "
    "Found in Them"
)
SECTION = "The clerks who copied out the letters of others by night and what they themselves wrote"
CAPTION = (
    "The copying room of the committee as one of the clerks drew it for his daughter in the winter "
    "of that year, with the lamps"
)


def endings(*words: float) -> list[Ending]:
    """Return the ends of words of these widths, with spaces of 2 between them."""
    found, begin = [], 0.0
    for number, width in enumerate(words):
        found.append(Ending(number, begin + width, number, begin + width + 2.0, number + 1))
        begin += width + 2.0
    return found


def lines(chosen: list[int], found: list[Ending]) -> list[float]:
    """Return the width of each line."""
    starts = [0.0, *(found[at].next_width for at in chosen)]
    return [found[at].width - begin for at, begin in zip(chosen, starts, strict=False)]


def greedy(found: list[Ending]) -> int:
    """Return how many lines there are if each takes all words that fit."""
    count, begin = 1, 0.0
    for before, one in zip([None, *found], found, strict=False):
        if before is not None and one.width - begin > 40.0:
            count, begin = count + 1, before.next_width
    return count


@given(WORDS, st.booleans())
def test_lines_fit_and_are_no_more_than_they_must_be(words: list[float], balanced: bool):
    """Every line fits, no word is lost, and there are as many lines as there would be greedily."""
    found = endings(*words)
    chosen = ragged_endings(found, LENGTHS, balanced=balanced) or []

    assert chosen[-1] == len(found) - 1
    assert all(width <= 40.001 for width in lines(chosen, found))
    assert len(chosen) == greedy(found)


def test_no_word_stands_alone_on_the_last_line():
    """Greedily 4 words and 1; the last line gets company from the line above."""
    chosen = ragged_endings(endings(8, 8, 8, 8, 8), LENGTHS, balanced=False)

    assert chosen == [2, 4]


def test_a_title_has_lines_of_equal_length():
    """Greedily 4 and 2 words; balanced 3 and 3."""
    assert ragged_endings(endings(8, 8, 8, 8, 8, 8), LENGTHS, balanced=True) == [2, 5]


def test_a_word_too_wide_for_any_line_leaves_no_choice():
    """Then the engine decides: it knows how to cut an address."""
    assert ragged_endings(endings(10, 50, 10), LENGTHS, balanced=False) is None


@pytest.mark.parametrize("name", ["monograph", "textbook", "essay"])
def test_titles_and_captions_are_balanced_in_every_design(tmp_path: Path, name: str):
    """Lines of about the same length, without hyphens, in headings, captions and contents."""
    (tmp_path / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"/>'
    )
    text = (
        f"# {TITLE} {{#a}}\n\n{FILLER}\n\n## {SECTION} {{#b}}\n\n{FILLER}\n\n![{CAPTION}](a.svg)\n"
    )
    book = document([contents(), chapter("one", text), chapter("two", "# Two\n\nWords.")], tmp_path)
    sheets = [default_styles() / "print.css", default_styles() / "designs" / name / "print.css"]
    whole = Design(tuple(one for one in sheets if one.is_file()), (), None, tuple(font_folders()))
    data = print_book(settle(book, whole)[1]).data

    for words in (TITLE, SECTION, CAPTION):
        widths = [len(line) for line in blocks(data, words)[-1]]
        assert min(widths) > 0.6 * max(widths), (words, widths)


def test_no_word_stands_alone_in_the_contents(tmp_path: Path):
    """Titles a word longer each: none leaves its last word, or its leader, on a line alone."""
    words = TITLE.split()
    chapters = [
        chapter(f"c{end}", f"# {' '.join(words[:end])} {{#c{end}}}\n\nWords.")
        for end in range(9, 20)
    ]
    layout = settle(document([contents(), *chapters], tmp_path), design())[1]
    page = pypdfium2.PdfDocument(print_book(layout).data)[0].get_textpage().get_text_range()
    rows = [re.sub(r"[. ]+\d+$", "", row) for row in page.splitlines()]
    seconds = [
        row for row in rows if row not in ("", "i", "Contents") and not row.startswith("How the")
    ]

    assert len(seconds) > 5
    assert all(len(row.split()) > 1 for row in seconds), seconds


def blocks(data: bytes, words: str) -> list[list[str]]:
    """Return the lines of each place that says these words on several."""
    text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    found = []
    shown = text.replace("\r", "").replace(" .", "")
    wanted = "".join(words.split()).lower()
    rows = shown.split("\n")
    for number in range(len(rows)):
        taken = ""
        if not rows[number].strip():
            continue
        for end in range(number, min(number + 5, len(rows))):
            taken += "".join(rows[end].split()).lower().rstrip("0123456789")
            if taken == wanted and end > number:
                found.append([row.strip() for row in rows[number : end + 1]])
    return found
